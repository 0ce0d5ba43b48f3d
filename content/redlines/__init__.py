"""Red lines (红线自检): what an institution's own filings say against the rules, with the rule.

Computed from nothing but what the catalog shows; where the filings do not say, the line says so.
A local rule counts only where `local_rules` of city.toml adopts it. Whoever is inspected too
seldom has not touched a line of its own: that line names the bureau.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from content.catalog import Catalog
from content.inspecting import Due, dues_of, years
from content.law import Dated, Limit, NoRuleError, limits_for, rule_for
from content.redlines import money, quality, safety
from content.redlines.finding import CLEAR, TOUCHED, UNKNOWN, Finding, RedLine
from content.tables import Institution

__all__ = ["RedLine", "red_lines"]

LINES: tuple[tuple[str, str, Callable[[Catalog, str, Limit], Finding]], ...] = (
    ("prepayment", "预收费周期", money.prepayment),
    ("deposit", "押金上限", money.deposit),
    ("membership_fee", "会员费", money.membership_fee),
    ("licence", "证照有效期", safety.licence),
    ("food_licence", "食品经营许可", safety.food_licence),
    ("drill", "应急演练", safety.drill),
    ("staff_promise", "照护人员", quality.staff),
)
"""Subject of the limit, title, and what looks for it."""


def red_lines(catalog: Catalog, institution_id: str) -> list[RedLine]:
    """Judge one institution by every line that is in force on the catalog's day.

    Raises KeyError for an institution that there is not.
    """
    catalog.get(Institution, institution_id)
    return [
        *_limits(catalog, institution_id),
        *_grade(catalog, institution_id),
        *_inspections(catalog, institution_id),
    ]


def _limits(catalog: Catalog, institution: str) -> Iterator[RedLine]:
    for subject, title, look in LINES:
        for limit in limits_for(subject, catalog.day, catalog.city.local_rules):
            yield _line(limit, title, look(catalog, institution, limit), local=limit.local)


def _grade(catalog: Catalog, institution: str) -> Iterator[RedLine]:
    try:
        rule = rule_for("grade_review", "", catalog.day)
    except NoRuleError:
        return
    yield _line(rule, "等级与处罚", quality.grade(catalog, institution), local=False)


def _line(rule: Dated, title: str, found: Finding, *, local: bool) -> RedLine:
    return RedLine(
        rule.code, title, found.state, found.why, rule.basis, rule.source, local, found.records
    )


def _inspections(catalog: Catalog, institution: str) -> Iterator[RedLine]:
    """Give a line for each rule of inspection, by the last year that is over."""
    shown = catalog.get(Institution, institution)
    last = catalog.day.year - 1
    known = last in years(catalog)
    for due in dues_of(catalog, shown, last):
        yield _inspection(due, last, known=known)


def _inspection(due: Due, year: int, *, known: bool) -> RedLine:
    rule, count = due.rule, len(due.done)
    state = TOUCHED if due.state == "应查未查" else CLEAR
    why = f"{year} 年应查 {due.wanted} 次，公示的检查有 {count} 次"
    if not known:
        state, why = UNKNOWN, f"没有 {year} 年的检查记录"
    elif state == TOUCHED:
        why += "；这是检查部门的责任"
    return RedLine(
        rule.id, "应查未查", state, why, rule.basis, rule.source, rule.local, (rule, *due.done)
    )
