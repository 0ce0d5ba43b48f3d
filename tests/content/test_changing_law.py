"""When the law changes: a window ends as the rule of that later day will have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from content import law
from content.law import Rule, publicity_rules, rule_for
from content.publicity import Window, Withheld, judge
from tests import rows

LAST, FIRST = date(2026, 12, 31), date(2027, 1, 1)
"""The last day of the old rule and the first of the new one."""
(ORDINARY,) = [one for one in publicity_rules() if one.code == "XF-2026-一般"]
OLD = replace(ORDINARY, valid_to=LAST)


@pytest.fixture(autouse=True)
def known_rules() -> Iterator[None]:
    rule_for.cache_clear()
    yield
    rule_for.cache_clear()


def known(monkeypatch: pytest.MonkeyPatch, *rules: Rule) -> None:
    monkeypatch.setattr(law, "publicity_rules", lambda: rules)


def followed_by(months: int | None) -> Rule:
    return replace(OLD, code="XF-2027", valid_from=FIRST, valid_to=None, most_months=months)


def last_day(day: date) -> date | None:
    window = judge(rows.penalty(), day)
    assert isinstance(window, Window)
    return window.ends


@pytest.mark.parametrize(
    ("months", "ends"),
    [
        (9, date(2027, 2, 10)),  # shorter than the twelve months of the old rule
        (24, date(2028, 5, 10)),  # longer
        (None, None),
        (3, LAST),  # over already when the new rule begins
    ],
)
def test_a_window_follows_the_new_rule_from_its_first_day(
    monkeypatch: pytest.MonkeyPatch, months: int | None, ends: date | None
) -> None:
    known(monkeypatch, OLD, followed_by(months))

    assert last_day(LAST) == ends


@pytest.mark.parametrize(("months", "shown"), [(9, True), (3, False)])
def test_on_the_first_day_of_a_new_rule_that_alone_decides(
    monkeypatch: pytest.MonkeyPatch, months: int, *, shown: bool
) -> None:
    known(monkeypatch, OLD, followed_by(months))

    judged = judge(rows.penalty(), FIRST)

    assert (judged is not Withheld.ENDED) is shown
    assert not isinstance(judged, Window) or (judged.rule and judged.rule.code) == "XF-2027"


def test_a_rule_that_nothing_replaces_takes_its_records_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known(monkeypatch, OLD)

    assert last_day(date(2026, 6, 1)) == LAST
    assert judge(rows.penalty(), FIRST) is Withheld.NO_RULE


def test_a_window_that_is_over_before_the_law_changes_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known(monkeypatch, replace(OLD, most_months=6), followed_by(24))

    assert last_day(date(2026, 6, 1)) == date(2026, 11, 10)
