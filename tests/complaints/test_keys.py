"""Keys lie outside the database, in files of mode 0600, and bind what they seal to its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from complaints.keyring.rotating import rotate
from complaints.keys import KeyFileError, Keys, Purpose, WrongKeyError


def test_what_was_sealed_opens_at_its_own_place(keys: Keys) -> None:
    sealed = keys.seal(Purpose.CONTACT, "0000-5550199", "contacts:1:telephone")

    assert keys.open(Purpose.CONTACT, sealed, "contacts:1:telephone") == "0000-5550199"
    assert b"5550199" not in sealed


@pytest.mark.parametrize("place", ["contacts:2:telephone", "contacts:1:name"])
def test_a_value_that_was_moved_does_not_open(keys: Keys, place: str) -> None:
    sealed = keys.seal(Purpose.CONTACT, "0000-5550199", "contacts:1:telephone")

    with pytest.raises(WrongKeyError):
        keys.open(Purpose.CONTACT, sealed, place)


def test_one_purpose_does_not_open_what_another_sealed(keys: Keys) -> None:
    sealed = keys.seal(Purpose.SEALED, "x", "tickets:1:story")

    with pytest.raises(WrongKeyError):
        keys.open(Purpose.CONTACT, sealed, "tickets:1:story")


def test_the_same_text_never_looks_the_same_twice(keys: Keys) -> None:
    assert keys.seal(Purpose.DRAFT, "x", "p") != keys.seal(Purpose.DRAFT, "x", "p")


def test_after_rotation_old_values_open_and_new_ones_take_the_new_key(keys: Keys) -> None:
    old = keys.seal(Purpose.CONTACT, "x", "p")
    path = keys.folder / "contact.key"
    path.write_text("aabbccdd " + "11" * 32 + "\n" + path.read_text("ascii"), "ascii")

    assert keys.open(Purpose.CONTACT, old, "p") == "x"
    assert keys.seal(Purpose.CONTACT, "x", "p").startswith(bytes.fromhex("aabbccdd"))


def test_key_files_can_be_read_by_their_owner_alone(keys: Keys) -> None:
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in keys.folder.iterdir())


def test_a_key_file_that_others_can_read_is_refused(keys: Keys) -> None:
    (keys.folder / "contact.key").chmod(0o640)

    with pytest.raises(KeyFileError, match="0600"):
        keys.seal(Purpose.CONTACT, "x", "p")


@pytest.mark.parametrize("content", ["", "abc\n", "00000000 1234\n"])
def test_a_key_file_that_is_not_whole_is_refused(keys: Keys, content: str) -> None:
    (keys.folder / "contact.key").write_text(content, "ascii")

    with pytest.raises(KeyFileError, match="不完整"):
        keys.seal(Purpose.CONTACT, "x", "p")


def test_a_missing_key_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="gongshi db upgrade"):
        Keys(tmp_path).seal(Purpose.CONTACT, "x", "p")


def test_keys_that_exist_are_never_made_anew(keys: Keys) -> None:
    before = (keys.folder / "contact.key").read_bytes()

    assert keys.make_missing() == []
    assert (keys.folder / "contact.key").read_bytes() == before


def test_the_parts_of_a_digest_cannot_be_shifted(keys: Keys) -> None:
    assert keys.digest(Purpose.RECEIPT, b"ab", b"c") != keys.digest(Purpose.RECEIPT, b"a", b"bc")


def test_a_key_renewed_by_the_program_is_taken_at_once_and_old_values_open(keys: Keys) -> None:
    old = keys.seal(Purpose.CONTACT, "x", "p")
    before = keys.current(Purpose.CONTACT)

    rotate(keys, Purpose.CONTACT)

    assert keys.current(Purpose.CONTACT) != before
    assert list(keys.ring(Purpose.CONTACT).values())[1] == before
    assert keys.open(Purpose.CONTACT, old, "p") == "x"
    assert keys.file(Purpose.CONTACT).stat().st_mode & 0o777 == 0o600
    assert not list(keys.folder.glob("*.new"))


def test_a_digest_under_an_older_key_still_counts(keys: Keys) -> None:
    old = keys.digest(Purpose.RECEIPT, b"salt", b"code")

    rotate(keys, Purpose.RECEIPT)

    assert keys.is_digest(Purpose.RECEIPT, old, b"salt", b"code")
    assert not keys.is_digest(Purpose.RECEIPT, old, b"salt", b"other")
    assert keys.digest(Purpose.RECEIPT, b"salt", b"code") != old


def test_what_is_lost_says_which_key_and_what_to_do(keys: Keys, tmp_path: Path) -> None:
    sealed = keys.seal(Purpose.SEALED, "x", "p")
    other = Keys(tmp_path / "other")
    other.make_missing()

    with pytest.raises(WrongKeyError, match=rf"sealed.key 里没有编号 {sealed[:4].hex()} 的密钥"):
        other.open(Purpose.SEALED, sealed, "p")
