"""Cleaning one cell: pure functions from the list's text to ours, and a word on what was done.

A cell that says nothing usable becomes 待核实, never a guess. The word is empty where the cell
was clean; what it says is for the editor who has to ask the office that keeps the list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from stdnum.cn import ric

from content.checks.credit_codes import credit_code_problem
from content.checks.personal_data import IDENTITY, personal_data
from content.importing.telephones import MOBILE, REMOVED, numbers
from content.tables import Missing

UNVERIFIED = Missing.UNVERIFIED.value
DAY = re.compile(r"(\d{4})(?:[-/.]|年)?(\d{1,2})(?:[-/.]|月)?(\d{1,2})日?")
CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\ufeff]+")
WIDE_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}
EAST = (Decimal(73), Decimal(136))
NORTH = (Decimal(3), Decimal(54))
DEGREES = Decimal("0.000001")
"""Six decimals: a tenth of a metre."""


@dataclass(frozen=True)
class Cleaned:
    """The text for our table, and what was done to the cell; `done` is empty for a clean one."""

    value: str
    done: str = ""


Cleaner = Callable[[str], Cleaned]


def telephone(cell: str, area_code: str = "") -> Cleaned:
    """Take the first landline of a cell; a mobile number is never written anywhere."""
    found = numbers(cell, area_code)
    mobile = REMOVED in cell or MOBILE.search(unicodedata.normalize("NFKC", cell)) is not None
    if not found:
        return Cleaned(UNVERIFIED, "是手机号，不公开" if mobile else "看不出固定电话号码")
    done = [f"其中的手机号不公开，取 {found[0]}"] if mobile else []
    if len(found) > 1:
        done.append(f"有 {len(found)} 个号码，取第一个；其余 {'、'.join(found[1:])}")
    if not done and found[0] not in (cell, f"{area_code}-{cell}"):
        done.append(f"改写为 {found[0]}")
    return Cleaned(found[0], "；".join(done))


def text(cell: str) -> Cleaned:
    """Tidy free text; text that holds personal data is not taken over."""
    tidy = re.sub(r"\s+", " ", CONTROL.sub(" ", cell)).strip().translate(WIDE_DIGITS)
    if MOBILE.search(unicodedata.normalize("NFKC", tidy)) or any(personal_data(tidy)):
        return Cleaned(UNVERIFIED, "含有个人信息，不公开")
    # A spreadsheet would run the cell as a formula when an editor opens the table.
    if tidy[:1] in ("=", "+", "-", "@"):
        return Cleaned(UNVERIFIED, "以 = + - @ 开头，像是公式")
    return Cleaned(tidy)


def count(cell: str) -> Cleaned:
    """Read a number of beds; none at all is an omission of the list, not a fact."""
    found = re.fullmatch(r"(\d+)(?:\.0+)?\s*[张个]?", unicodedata.normalize("NFKC", cell))
    if not found:
        return Cleaned(UNVERIFIED, "不是整数")
    number = int(found[1])
    return Cleaned(str(number)) if number else Cleaned(UNVERIFIED, "为 0")


def day(cell: str) -> Cleaned:
    """Read a day in the ways offices write it: 2015-07-22, 2015/7/22, 2015年7月22日, 20150722."""
    found = DAY.fullmatch(unicodedata.normalize("NFKC", cell))
    try:
        return Cleaned(date(*map(int, found.groups())).isoformat()) if found else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> Cleaned:
    return Cleaned(UNVERIFIED, "不是完整的日期")


def longitude(cell: str) -> Cleaned:
    """Read degrees east that can lie in China."""
    return _degrees(cell, *EAST)


def latitude(cell: str) -> Cleaned:
    """Read degrees north that can lie in China."""
    return _degrees(cell, *NORTH)


def _degrees(cell: str, least: Decimal, most: Decimal) -> Cleaned:
    try:
        degrees = Decimal(unicodedata.normalize("NFKC", cell))
        if least <= degrees <= most:
            rounded = degrees.quantize(DEGREES)
            return Cleaned(format(degrees if rounded == degrees else rounded, "f"))
    except InvalidOperation:
        pass
    return Cleaned(UNVERIFIED, f"不在 {least} 至 {most} 度之间")


def credit_code(cell: str) -> Cleaned:
    """Take a credit code whose check characters are right."""
    code = unicodedata.normalize("NFKC", cell).replace(" ", "").upper()
    return Cleaned(UNVERIFIED, "校验码不对") if credit_code_problem(code) else Cleaned(code)


def without_personal_data(cell: str) -> str:
    """Give a cell as it may stand in a report: mobile and identity numbers taken out."""
    plain = unicodedata.normalize("NFKC", cell)
    hidden = IDENTITY.sub(lambda hit: "[身份证号已删]" if ric.is_valid(hit[0]) else hit[0], plain)
    hidden = MOBILE.sub(REMOVED, hidden)
    return cell if hidden == plain else hidden


STEPS: dict[str, Cleaner] = {
    "text": text,
    "telephone": telephone,
    "count": count,
    "day": day,
    "longitude": longitude,
    "latitude": latitude,
    "credit_code": credit_code,
}
