"""Asking one indicator of a small city."""

from __future__ import annotations

from datetime import date

from content import Catalog
from content.evaluation.answers import answer
from content.evaluation.finding import Finding
from content.evaluation.indicators import indicators
from content.tables import Inspection, Institution, Row
from tests import rows
from tests.disclosed import row
from tests.search_index.making import DAY, catalog


def home(number: int = 1, **columns: object) -> Institution:
    """Make the home 10000n."""
    return rows.institution(f"10000{number}", **({"kind": "养老机构"} | columns))


def ask(number: str, *given: Row, day: date = DAY) -> Finding:
    """Answer an indicator from these rows."""
    return ask_of(number, catalog(*given, day=day))


def ask_of(number: str, given: Catalog) -> Finding:
    """Answer an indicator of a catalog."""
    [indicator] = [one for one in indicators() if one.number == number]
    return answer(given, indicator)


def inspection(id_: str, manner: str, result: str, **changes: object) -> Inspection:
    """Make an inspection on 2026-05-01."""
    return row(
        Inspection,
        id=id_,
        kind="日常检查",
        manner=manner,
        inspected_on=date(2026, 5, 1),
        units=("shi-mz",),
        subjects=("重点事项",),
        notice="直接检查",
        result=result,
        **changes,
    )
