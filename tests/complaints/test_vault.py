"""A stored file opens with its own id and the house's key, and with nothing else."""

from __future__ import annotations

import pytest

from complaints.vault import SealBrokenError, Sealed, open_sealed, seal

WRAPPING = bytes(range(32))
PHOTO = b"\xff\xd8 a photo"


def test_what_was_sealed_opens_unchanged() -> None:
    assert open_sealed("f1", seal("f1", PHOTO, WRAPPING), WRAPPING) == PHOTO


def test_nothing_of_the_file_can_be_read_in_what_is_stored() -> None:
    sealed = seal("f1", PHOTO, WRAPPING)

    assert PHOTO not in sealed.body + sealed.wrapped_key
    assert WRAPPING not in sealed.body + sealed.wrapped_key


def test_every_file_has_a_key_of_its_own() -> None:
    one, other = seal("f1", PHOTO, WRAPPING), seal("f1", PHOTO, WRAPPING)

    assert one.wrapped_key != other.wrapped_key
    assert one.body != other.body
    with pytest.raises(SealBrokenError):
        open_sealed("f1", Sealed(one.wrapped_key, other.body), WRAPPING)


@pytest.mark.parametrize(
    ("file_id", "wrapping"), [("f2", WRAPPING), ("f1", bytes(32)), ("", WRAPPING)]
)
def test_another_id_or_another_key_does_not_open_it(file_id: str, wrapping: bytes) -> None:
    with pytest.raises(SealBrokenError, match="打不开"):
        open_sealed(file_id, seal("f1", PHOTO, WRAPPING), wrapping)


@pytest.mark.parametrize("place", [0, 11, 12, -1])
@pytest.mark.parametrize("part", ["wrapped_key", "body"])
def test_one_altered_bit_is_noticed(part: str, place: int) -> None:
    sealed = seal("f1", PHOTO, WRAPPING)
    altered = bytearray(getattr(sealed, part))
    altered[place] ^= 1
    stored = {"wrapped_key": sealed.wrapped_key, "body": sealed.body, part: bytes(altered)}

    with pytest.raises(SealBrokenError):
        open_sealed("f1", Sealed(**stored), WRAPPING)


@pytest.mark.parametrize("rest", [b"", b"short"])
def test_a_file_cut_short_does_not_open(rest: bytes) -> None:
    sealed = seal("f1", PHOTO, WRAPPING)

    with pytest.raises(SealBrokenError):
        open_sealed("f1", Sealed(sealed.wrapped_key, rest), WRAPPING)
    with pytest.raises(SealBrokenError):
        open_sealed("f1", Sealed(rest, sealed.body), WRAPPING)


def test_a_wrapping_key_of_the_wrong_length_is_a_fault_of_the_house() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal("f1", PHOTO, b"too short")
