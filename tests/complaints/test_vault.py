"""A stored file opens with its own id and the house's key, and with nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from complaints.keyring.rotating import rotate
from complaints.keys import Keys, Purpose, WrongKeyError
from complaints.vault import SealBrokenError, Sealed, open_sealed, rewrap, seal

FILES = Purpose.FILES
PHOTO = b"\xff\xd8 a photo"


def wrapped_without_id(keys: Keys, sealed: Sealed) -> bytes:
    """Wrap the key of a file as it was done before wrapping keys had ids."""
    key = keys.open_bytes(FILES, sealed.wrapped_key, "upload-key:f1")
    nonce = os.urandom(12)
    return nonce + AESGCM(keys.current(FILES)).encrypt(nonce, key, b"upload-key:f1")


def test_what_was_sealed_opens_unchanged(keys: Keys) -> None:
    assert open_sealed("f1", seal("f1", PHOTO, keys, FILES), keys, FILES) == PHOTO


def test_nothing_of_the_file_can_be_read_in_what_is_stored(keys: Keys) -> None:
    sealed = seal("f1", PHOTO, keys, FILES)

    assert PHOTO not in sealed.body + sealed.wrapped_key
    assert keys.current(FILES) not in sealed.body + sealed.wrapped_key


def test_every_file_has_a_key_of_its_own(keys: Keys) -> None:
    one, other = seal("f1", PHOTO, keys, FILES), seal("f1", PHOTO, keys, FILES)

    assert one.wrapped_key != other.wrapped_key
    assert one.body != other.body
    with pytest.raises(SealBrokenError):
        open_sealed("f1", Sealed(one.wrapped_key, other.body), keys, FILES)


@pytest.mark.parametrize("file_id", ["f2", ""])
def test_another_id_does_not_open_it(keys: Keys, file_id: str) -> None:
    with pytest.raises(WrongKeyError):
        open_sealed(file_id, seal("f1", PHOTO, keys, FILES), keys, FILES)


def test_another_key_does_not_open_it_and_the_lost_one_is_named(keys: Keys, tmp_path: Path) -> None:
    other = Keys(tmp_path / "other")
    other.make_missing()
    sealed = seal("f1", PHOTO, keys, FILES)

    with pytest.raises(WrongKeyError, match=f"files.key 里没有编号 {sealed.wrapped_key[:4].hex()}"):
        open_sealed("f1", sealed, other, FILES)


@pytest.mark.parametrize("place", [0, 11, 12, -1])
@pytest.mark.parametrize("part", ["wrapped_key", "body"])
def test_one_altered_bit_is_noticed(keys: Keys, part: str, place: int) -> None:
    sealed = seal("f1", PHOTO, keys, FILES)
    altered = bytearray(getattr(sealed, part))
    altered[place] ^= 1
    stored = {"wrapped_key": sealed.wrapped_key, "body": sealed.body, part: bytes(altered)}

    with pytest.raises(WrongKeyError):
        open_sealed("f1", Sealed(**stored), keys, FILES)


@pytest.mark.parametrize("rest", [b"", b"short"])
def test_a_file_cut_short_does_not_open(keys: Keys, rest: bytes) -> None:
    sealed = seal("f1", PHOTO, keys, FILES)

    with pytest.raises(WrongKeyError):
        open_sealed("f1", Sealed(sealed.wrapped_key, rest), keys, FILES)
    with pytest.raises(WrongKeyError):
        open_sealed("f1", Sealed(rest, sealed.body), keys, FILES)


def test_a_file_from_before_a_new_key_opens_after_it(keys: Keys) -> None:
    sealed = seal("f1", PHOTO, keys, FILES)
    rotate(keys, FILES)

    assert open_sealed("f1", sealed, keys, FILES) == PHOTO


def test_a_key_wrapped_without_an_id_is_tried_against_the_whole_ring(
    keys: Keys, tmp_path: Path
) -> None:
    sealed = seal("f1", PHOTO, keys, FILES)
    old = Sealed(wrapped_without_id(keys, sealed), sealed.body)
    rotate(keys, FILES)
    other = Keys(tmp_path / "other")
    other.make_missing()

    assert open_sealed("f1", old, keys, FILES) == PHOTO
    with pytest.raises(WrongKeyError, match="备份"):
        open_sealed("f1", old, other, FILES)


def test_wrapping_anew_names_the_new_key_and_leaves_the_body(keys: Keys) -> None:
    sealed = seal("f1", PHOTO, keys, FILES)
    rotate(keys, FILES)

    wrapped = rewrap("f1", wrapped_without_id(keys, sealed), keys, FILES, FILES)

    assert wrapped[:4] == next(iter(keys.ring(FILES)))
    assert open_sealed("f1", Sealed(wrapped, sealed.body), keys, FILES) == PHOTO
