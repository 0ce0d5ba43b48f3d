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
from content.checks.whereabouts import EAST, NORTH
from content.importing.telephones import MOBILE, REMOVED, numbers
from content.spreadsheets import FORMULA
from content.tables import Missing

UNVERIFIED = Missing.UNVERIFIED.value
DAY = re.compile(r"(\d{4})(?:[-/.]|年)?(\d{1,2})(?:[-/.]|月)?(\d{1,2})日?")
CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\ufeff]+")
ROC_DAY = re.compile(r"(?:民[國国])?(\d{2,3})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?")
ROC_BEGINS = 1911
"""The year before the first of the Republican calendar (民國紀年), by which Taiwan counts."""
WHOLE = re.compile(r"(\d+)(?:\.0+)?\s*[张張个床]?")
NUMBERED = re.compile(r"([A-Z]{1,3})(\d{1,10})([A-Z]?)")
SHORT = 6
"""As many digits as the number of a record may have before its hyphen."""
WIDE_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}
NO_LANDLINE = "看不出固定电话号码（应是七八位，不以 0 或 1 开头，区号写在前面）"
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
        return Cleaned(UNVERIFIED, "是手机号，不公开" if mobile else NO_LANDLINE)
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
    if tidy.startswith(FORMULA):
        return Cleaned(UNVERIFIED, "以 = + - @ 开头，像是公式")
    return Cleaned(tidy)


def count(cell: str) -> Cleaned:
    """Read a number of beds, or add up several; none at all is an omission of the list, no fact."""
    parts = unicodedata.normalize("NFKC", cell).split("+")
    found = [hit for part in parts if (hit := WHOLE.fullmatch(part))]
    if len(found) < len(parts):
        return Cleaned(UNVERIFIED, "不是整数")
    number = sum(int(hit[1]) for hit in found)
    return Cleaned(str(number)) if number else Cleaned(UNVERIFIED, "为 0")


def day(cell: str) -> Cleaned:
    """Read a day in the ways offices write it: 2015-07-22, 2015/7/22, 2015年7月22日, 20150722."""
    return _day(DAY.fullmatch(unicodedata.normalize("NFKC", cell)), 0)


def roc_day(cell: str) -> Cleaned:
    """Read a day of 民國紀年: 109.5.29, 民國111年3月1日; a year alone (110年度) is no day."""
    return _day(ROC_DAY.fullmatch(unicodedata.normalize("NFKC", cell)), ROC_BEGINS)


def _day(found: re.Match[str] | None, begins: int) -> Cleaned:
    try:
        year, month, of_month = map(int, found.groups() if found else ())
        return Cleaned(date(year + begins, month, of_month).isoformat())
    except ValueError:
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
    """Take a credit code whose check characters are right, in capitals."""
    code = unicodedata.normalize("NFKC", cell).replace(" ", "").upper()
    if problem := credit_code_problem(code):
        return Cleaned(UNVERIFIED, problem)
    return Cleaned(code, "" if code == cell else f"改写为 {code}")


def record_id(cell: str) -> Cleaned:
    """Write the number of another register as a number of ours, a different one for each.

    A letter at the end becomes its place in the alphabet (OT41781B: OT41781-2); of a long number
    the last four digits go behind the hyphen (OR0000196900: OR0019-6900).
    """
    found = NUMBERED.fullmatch(unicodedata.normalize("NFKC", cell).upper())
    if not found or (found[3] and len(found[2]) > SHORT):
        return Cleaned(UNVERIFIED, "不能写成编号")
    letters, digits, part = found.groups()
    if len(digits) > SHORT:
        digits = f"{digits[:-4].lstrip('0'):0>4}-{digits[-4:]}"
    ending = f"-{ord(part) - ord('A') + 1}" if part else ""
    return Cleaned(f"{letters}{digits:0>4}{ending}")


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
    "roc_day": roc_day,
    "longitude": longitude,
    "latitude": latitude,
    "credit_code": credit_code,
    "record_id": record_id,
}
