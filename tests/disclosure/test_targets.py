"""The targets: reached or not, in words, by the day on which they fall due."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from content.tables import Missing, Target
from disclosure.pages.targets import state_of
from tests.disclosure.conftest import GetPage
from tests.rows import ENVELOPE

DUE = date(2026, 12, 31)


def target(reached: Decimal | Missing) -> Target:
    return Target(
        id="MB2026-0001",
        name="培训护理员",
        unit="人",
        wanted=Decimal(1000),
        reached=reached,
        due_on=DUE,
        basis="示例",
        **ENVELOPE,
    )


@pytest.mark.parametrize(
    ("reached", "day", "state"),
    [
        (Decimal(999), date(2026, 11, 20), "正在推进"),
        (Decimal(999), DUE, "正在推进"),  # The last day still counts.
        (Decimal(999), date(2027, 1, 1), "到期没有达到"),
        (Decimal(1000), date(2026, 11, 20), "已达到"),
        (Decimal(1000), date(2027, 1, 1), "已达到"),
        (Missing.NOT_REPORTED, date(2027, 1, 1), "没有填报"),
    ],
)
def test_a_target_stands_where_its_figure_and_its_day_put_it(
    reached: Decimal | Missing, day: date, state: str
) -> None:
    assert state_of(target(reached), day) == state


@pytest.mark.parametrize("prefix", ["", "/elder"])
def test_a_target_says_in_words_what_its_bar_shows(page: GetPage, prefix: str) -> None:
    html = page(f"{prefix}/targets/").html
    sheet = re.search(r'id="MB2026-0006".*?</section>', html, re.DOTALL)

    assert sheet
    for word in ("到期没有达到", "25 %", "80 %", "2025-12-31", "依据"):
        assert word in sheet[0]


def test_a_figure_that_nobody_reported_is_no_zero(page: GetPage) -> None:
    sheet = re.search(r'id="MB2026-0007".*?</section>', page("/targets/").html, re.DOTALL)

    assert sheet
    assert "未填报" in sheet[0]
    assert "0 人" not in sheet[0].replace("1500 人", "")


def test_home_care_beds_stand_by_district(page: GetPage) -> None:
    assert {f"JC2026-{n:04}" for n in range(1, 5)} <= set(page("/targets/").ids)
