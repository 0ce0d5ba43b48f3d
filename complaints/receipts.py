"""The receipt: a number that anyone may know, and a code that only the citizen has.

The number is the day, five random digits and a check character, never a serial: gaps in a serial
would betray sealed tickets. Of the code only a salted, keyed hash is stored; the key lies outside
the database, so a slow hash would only help an attacker to stall the service.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import date

from complaints.keys import Keys, Purpose

CODE_DIGITS = 16
SALT = 16
NUMBER = re.compile(r"(\d{8})-?(\d{5})-?([0-9X])")
CHECK = "10X98765432"
"""ISO 7064 MOD 11-2, as in GB 11643."""


@dataclass(frozen=True)
class StoredCode:
    """What the database keeps of a code."""

    salt: bytes
    digest: bytes


def new_number(day: date) -> str:
    """Give a number for a ticket received on `day`: 20261122-48213-7. It may be taken already."""
    body = f"{day:%Y%m%d}{secrets.randbelow(100_000):05}"
    return f"{body[:8]}-{body[8:]}-{check_character(body)}"


def new_code() -> str:
    """Give a code of sixteen digits in four groups."""
    digits = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    return " ".join(digits[k : k + 4] for k in range(0, CODE_DIGITS, 4))


def check_character(digits: str) -> str:
    """Give the check character of a row of digits."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return CHECK[total % 11]


def read_number(text: str) -> str | None:
    """Read a number as people write it, with or without strokes; None where it cannot be one."""
    found = NUMBER.fullmatch(re.sub(r"[\s—–]", "", text).upper())
    if not found or check_character(found[1] + found[2]) != found[3]:
        return None
    return "-".join(found.groups())


def store_code(keys: Keys, code: str) -> StoredCode:
    """Give what may be stored of a code."""
    salt = secrets.token_bytes(SALT)
    return StoredCode(salt, keys.digest(Purpose.RECEIPT, salt, _digits(code)))


def code_is_right(keys: Keys, stored: StoredCode | None, code: str) -> bool:
    """Compare a code in the same time whether the ticket exists or not.

    Codes stored under an older key count too: nobody can store them anew without the citizen.
    """
    salt = stored.salt if stored else bytes(SALT)
    wanted = stored.digest if stored else bytes(SALT)
    is_right = keys.is_digest(Purpose.RECEIPT, wanted, salt, _digits(code))
    return is_right and stored is not None


def _digits(code: str) -> bytes:
    return "".join(character for character in code if character.isdigit()).encode()
