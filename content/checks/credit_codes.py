"""Credit codes (统一社会信用代码): both check characters, of GB 32100 and of GB 11714 within it."""

from __future__ import annotations

from collections.abc import Iterator

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from content.faults import Fault
from content.folder import Folder
from content.schema import column_of
from content.tables import Institution, Missing, Operator, Penalty, Row, Unit

CODES: tuple[tuple[type[Row], str], ...] = (
    (Institution, "credit_code"),
    (Operator, "credit_code"),
    (Unit, "credit_code"),
    (Penalty, "organ_code"),
)
ORGANISATION = slice(8, 17)
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
SAMPLE_DIVISIONS = tuple(f"9999{district:02}" for district in range(1, 5))
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def credit_code_faults(folder: Folder) -> Iterator[Fault]:
    """Find codes with a wrong check character, and real-looking ones in an invented city."""
    sample = folder.city is not None and folder.city.sample
    for kind, name in CODES:
        table, label = folder.table(kind), column_of(kind, name).label
        for number, row in table:
            if problem := credit_code_problem(getattr(row, name), sample=sample):
                yield Fault(table.file, number, label, problem)


def credit_code_problem(code: str | None, *, sample: bool = False) -> str:
    """Say in Chinese what is wrong with a code; empty when nothing is, or when there is none."""
    if code is None or code in tuple(Missing):
        return ""
    if not _is_valid(code):
        return f"“{code}”不是有效的代码（GB 32100：18 位，大写，末位为校验码）；请对照证书"
    if organisation_check(code[ORGANISATION][:8]) != code[ORGANISATION][8]:
        return f"“{code}”的第 17 位与组织机构代码（GB 11714）的校验码不符；请对照证书"
    if sample and code[2:8] not in SAMPLE_DIVISIONS:
        return f"“{code}”第 3—8 位应为 {SAMPLE_DIVISIONS[0]}—{SAMPLE_DIVISIONS[-1]}（示例数据）"
    return ""


def _is_valid(code: str) -> bool:
    """Tell whether it is a code as it stands; the library forgives small letters and blanks."""
    try:
        return str(uscc.validate(code)) == code
    except ValidationError:
        return False


def organisation_check(body: str) -> str:
    """Give the check character of an organisation code's eight characters (GB 11714)."""
    total = sum(
        weight * DIGITS.index(character) for weight, character in zip(WEIGHTS, body, strict=True)
    )
    remainder = 11 - total % 11
    return {10: "X", 11: "0"}.get(remainder, str(remainder))
