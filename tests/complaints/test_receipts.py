"""Numbers that betray nothing, codes that nobody stores."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.keys import Keys
from complaints.receipts import (
    check_character,
    code_is_right,
    new_code,
    new_number,
    read_number,
    store_code,
)

DAY = date(2026, 11, 20)


def test_a_number_is_the_day_five_random_digits_and_a_check_character() -> None:
    number = new_number(DAY)

    assert number.startswith("20261120-")
    assert read_number(number) == number


def test_numbers_of_one_day_are_no_serial() -> None:
    middles = [int(new_number(DAY)[9:14]) for _ in range(50)]

    assert middles != sorted(middles)


@pytest.mark.parametrize("write", [str, lambda n: n.replace("-", ""), lambda n: f" {n} ".lower()])
def test_a_number_is_read_as_people_write_it(write: object) -> None:
    number = new_number(DAY)

    assert read_number(write(number)) == number  # type: ignore[operator]


def test_one_wrong_digit_is_noticed() -> None:
    number = new_number(DAY)
    digit = number[10]
    other = "1" if digit == "0" else "0"

    assert read_number(number[:10] + other + number[11:]) is None


def test_the_check_character_is_that_of_the_standard() -> None:
    # GB 11643 prints 11010519491231002X as its example.
    assert check_character("11010519491231002") == "X"


@given(st.text(max_size=200))
def test_any_text_is_read_as_a_number_or_refused(text: str) -> None:
    assert read_number(text) is None or len(read_number(text) or "") == 16


def test_a_code_has_sixteen_digits_and_opens_its_ticket_alone(keys: Keys) -> None:
    code = new_code()
    stored = store_code(keys, code)

    assert sum(character.isdigit() for character in code) == 16
    assert code_is_right(keys, stored, code)
    assert code_is_right(keys, stored, code.replace(" ", ""))
    assert not code_is_right(keys, stored, new_code())


def test_without_a_ticket_no_code_is_right(keys: Keys) -> None:
    assert not code_is_right(keys, None, new_code())


def test_what_is_stored_of_a_code_does_not_hold_it(keys: Keys) -> None:
    code = new_code()
    stored = store_code(keys, code)

    assert code.replace(" ", "").encode() not in stored.digest + stored.salt
