"""The catalog holds what may be shown on its day, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content import Catalog
from content.tables import (
    BlacklistEntry,
    Capacity,
    Fee,
    Institution,
    Operator,
    Penalty,
    Place,
    Row,
)
from tests import rows

DAY = date(2026, 11, 20)


def catalog(*given: Row, day: date = DAY, **city: Any) -> Catalog:
    return Catalog(rows.city(**city), [rows.place(), *given], {}, day)


def test_a_withheld_record_is_in_no_list_and_cannot_be_asked_for() -> None:
    found = catalog(rows.institution(), rows.penalty(repaired_on=date(2026, 7, 1)))

    assert found.all(Penalty) == []
    assert found.of(Penalty, "100001") == []
    assert not found.has(Penalty, "P2026-0001")
    with pytest.raises(KeyError):
        found.get(Penalty, "P2026-0001")


def test_a_grade_is_in_doubt_while_a_recent_penalty_is_on_display() -> None:
    assert catalog(rows.institution(), rows.grade(), rows.penalty()).grade_in_doubt("100001")


def test_a_grade_is_in_doubt_with_an_entry_in_the_blacklist() -> None:
    assert catalog(rows.institution(), rows.blacklist_entry()).grade_in_doubt("100001")


def test_a_repaired_penalty_casts_no_doubt_on_a_grade() -> None:
    repaired = rows.penalty(repaired_on=date(2026, 7, 1))

    assert not catalog(rows.institution(), repaired).grade_in_doubt("100001")


@pytest.mark.parametrize(
    ("decided", "in_doubt"), [(date(2024, 11, 20), True), (date(2024, 11, 19), False)]
)
def test_a_penalty_casts_doubt_for_two_years(decided: date, *, in_doubt: bool) -> None:
    serious = rows.penalty(severity="严重", decided_on=decided, published_on=decided)

    assert catalog(rows.institution(), serious).grade_in_doubt("100001") is in_doubt


def test_the_grade_granted_last_counts() -> None:
    older = rows.grade("G2024-0001", level=4, granted_on=date(2024, 1, 1))
    newer = rows.grade("G2025-0001", level=2, granted_on=date(2025, 1, 1))

    found = catalog(rows.institution(), newer, older).grade("100001")

    assert found is not None
    assert found.level == 2


def test_prices_of_the_past_and_of_the_future_are_left_out() -> None:
    past = rows.fee("F1001", "床位费", 900, valid_to=date(2026, 6, 30))
    now = rows.fee("F1002", "床位费", 1000, valid_from=date(2026, 7, 1))
    future = rows.fee("F1003", "床位费", 1100, valid_from=date(2027, 1, 1))

    found = catalog(rows.institution(), past, now, future)

    assert [fee.id for fee in found.of(Fee, "100001")] == ["F1002"]


def test_an_ended_institution_leaves_the_lists_but_keeps_its_number() -> None:
    found = catalog(rows.institution(valid_to=date(2026, 6, 30)), rows.capacity())

    assert found.all(Institution) == []
    assert found.all(Capacity) == []
    assert [row.id for row in found.ever(Institution)] == ["100001"]


def test_closing_a_home_does_not_hide_its_penalties() -> None:
    closed = rows.institution(valid_to=date(2026, 6, 30))

    found = catalog(closed, rows.penalty(), rows.blacklist_entry())

    assert len(found.all(Penalty)) == 1
    assert len(found.all(BlacklistEntry)) == 1


def test_an_institution_of_the_future_has_no_page_yet() -> None:
    assert catalog(rows.institution(valid_from=date(2027, 1, 1))).ever(Institution) == []


def test_an_ended_operator_can_still_be_named() -> None:
    operator = Operator(
        code="old",
        name="某公司",
        credit_code="未填报",
        legal_form="企业",
        valid_to=date(2026, 1, 1),
    )

    found = catalog(operator)

    assert found.get(Operator, "old").name == "某公司"
    assert found.all(Operator) == []


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["重阳院", "安康院"], ["安康院", "重阳院"]),
        (["某市中山院", "某市安康院"], ["某市安康院", "某市中山院"]),  # without the city's name
    ],
)
def test_institutions_are_ordered_by_pinyin(names: list[str], order: list[str]) -> None:
    made = [rows.institution(f"10000{n}", name=name) for n, name in enumerate(names, start=1)]

    assert [row.name for row in catalog(*made).all(Institution)] == order


def test_the_pinyin_column_settles_a_character_with_two_readings() -> None:
    zhong = rows.institution("100001", name="重阳院", pinyin="chongyang")
    dan = rows.institution("100002", name="丹桂院")

    assert [row.name for row in catalog(zhong, dan).all(Institution)] == ["重阳院", "丹桂院"]


def test_institutions_of_one_name_are_ordered_by_number() -> None:
    found = catalog(rows.institution("100002"), rows.institution("100001"))

    assert [row.id for row in found.all(Institution)] == ["100001", "100002"]


def test_the_sample_does_not_age_and_a_real_city_does() -> None:
    sample = rows.city(sample=True, as_of=date(2026, 11, 20))

    assert sample.today(date(2030, 1, 1)) == date(2026, 11, 20)
    assert rows.city().today(date(2030, 1, 1)) == date(2030, 1, 1)


def test_a_street_that_ended_can_still_be_named() -> None:
    street = rows.place("jia-old", parent="jia", level="街道", valid_to=date(2026, 1, 1))

    found = catalog(street)

    assert found.get(Place, "jia-old").level == "街道"
    assert [place.code for place in found.all(Place)] == ["jia"]
