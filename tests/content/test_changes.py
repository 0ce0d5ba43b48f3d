"""What changed between two catalogs, and which lines about it may still be told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content import Catalog
from content.changes.comparing import compare
from content.changes.record import Line
from content.changes.telling import tell
from content.tables import Department, Institution, Missing, Row
from tests.rows import (
    blacklist_entry,
    capacity,
    city,
    fee,
    grade,
    institution,
    penalty,
    place,
    room,
    unit,
)

DAY = date(2026, 6, 1)


def catalog(*rows: Row, day: date = DAY) -> Catalog:
    """Cut one institution and these rows to a day."""
    kept = [] if any(isinstance(row, Institution) for row in rows) else [institution()]
    return Catalog(city(), [place(), unit(), *kept, *rows], {}, day)


def lines(before: Catalog, after: Catalog) -> list[Line]:
    """Compare two catalogs and tell it on the day of the second."""
    return list(tell(compare(before, after, 2), after))


def told(before: Catalog, after: Catalog) -> list[tuple[str, object, object]]:
    """Give what a reader sees: what, from, to."""
    return [(line.what, line.before, line.after) for line in lines(before, after)]


def test_a_price_that_changes_is_told_as_the_board_writes_it() -> None:
    before = catalog(room(), fee("F1001", "床位费", 2860, room="R1001"))
    after = catalog(room(), fee("F1001", "床位费", "3000.50", room="R1001"))

    assert told(before, after) == [("收费 · 床位费 三人间 · 金额", "2,860 元", "3,000.50 元")]


def test_a_line_says_whose_it_is_and_of_which_day_the_record_is() -> None:
    before = catalog(fee("F1001", "床位费", 1))
    after = catalog(fee("F1001", "床位费", 2, valid_from=date(2026, 5, 1)))

    (line,) = lines(before, after)

    assert (line.home, line.change.institution) == ("某养老院", "100001")
    assert line.change.day == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("verified_on", "day"),
    [
        (date(2026, 6, 1), date(2026, 6, 1)),  # The day of the catalog itself.
        (date(2026, 6, 2), date(2026, 1, 1)),  # A day that has not come counts for nothing.
    ],
)
def test_the_day_of_a_line_is_never_ahead(verified_on: date, day: date) -> None:
    before, after = catalog(capacity()), catalog(capacity(vacant=1, verified_on=verified_on))

    assert [line.change.day for line in lines(before, after)] == [day]


def test_what_only_keeps_the_envelope_up_to_date_is_no_change() -> None:
    newer = fee("F1001", "床位费", 1, as_of=date(2026, 5, 1), source_document="表二")

    assert told(catalog(fee("F1001", "床位费", 1)), catalog(newer)) == []


def test_a_price_and_its_successor_are_one_line() -> None:
    rows = (
        fee("F1001", "伙食费", 820, valid_to=date(2026, 5, 31)),
        fee("F1002", "伙食费", 860, valid_from=date(2026, 6, 1)),
    )

    assert told(catalog(*rows, day=date(2026, 5, 31)), catalog(*rows)) == [
        ("收费 · 伙食费 · 金额", "820 元", "860 元")
    ]


def test_a_successor_for_another_room_is_a_price_of_its_own() -> None:
    before = catalog(room(), fee("F1001", "床位费", 820))
    after = catalog(room(), fee("F1002", "床位费", 860, room="R1001"))

    assert [line.change.kind for line in lines(before, after)] == ["新增"]


def test_a_new_record_is_told_with_what_it_says_in_short() -> None:
    assert told(catalog(), catalog(room())) == [
        ("房型 · 三人间", None, "每间人数 3 人，空余床位 1 张")
    ]


def test_a_new_institution_is_one_line_and_not_one_a_record() -> None:
    before = Catalog(city(), [place(), unit()], {}, DAY)
    after = catalog(room(), capacity(), penalty())

    assert [(line.change.kind, line.what) for line in lines(before, after)] == [("新增", "机构")]


def test_an_institution_that_ends_is_told_and_nothing_else_of_it() -> None:
    ending = institution(valid_to=date(2026, 5, 31), address="某路 2 号")
    before = catalog(ending, capacity(), day=date(2026, 5, 31))
    after = catalog(ending, capacity(vacant=1))

    (line,) = lines(before, after)

    assert (line.what, line.before, line.after) == ("机构", "公示中", "停止公示")
    assert line.change.day == date(2026, 5, 31)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([fee("F1001", "床位费", 1)], []),
        ([fee("F1001", "床位费", 1)], [fee("F1001", "床位费", 1, valid_to=date(2026, 5, 31))]),
        ([penalty()], [penalty(repaired_on=DAY)]),
        ([penalty()], [penalty(remedy="撤销", remedy_on=DAY)]),
        ([blacklist_entry()], [blacklist_entry(removed_on=DAY)]),
        ([grade()], [grade(valid_to=date(2026, 5, 31))]),
    ],
)
def test_what_goes_leaves_no_line(before: list[Row], after: list[Row]) -> None:
    assert told(catalog(*before), catalog(*after)) == []


def test_a_text_that_was_rewritten_is_told_without_its_words() -> None:
    before, after = catalog(room()), catalog(room())
    before.texts, after.texts = {"rooms/R1001.md": "一"}, {"rooms/R1001.md": "二"}

    assert told(before, after) == [("房型 · 三人间 · 正文", None, None)]
    assert told(after, after) == []


def test_codes_are_told_as_names() -> None:
    rows = (unit(), place(), place("yi", name="乙区"))
    before = Catalog(city(), [*rows, institution()], {}, DAY)
    after = Catalog(city(), [*rows, institution(place="yi")], {}, DAY)

    assert told(before, after) == [("机构 · 所在地区", "甲区", "乙区")]


def test_a_missing_value_is_told_by_its_word_and_an_empty_cell_as_nothing() -> None:
    before = catalog(capacity(vacant=Missing.NOT_REPORTED), fee("F1001", "床位费", 1))
    after = catalog(capacity(vacant=4), fee("F1001", "床位费", 1, note="含被褥"))

    assert told(before, after) == [
        ("床位 · 可入住床位", Missing.NOT_REPORTED, "4 张"),
        ("收费 · 床位费 · 说明", "无", "含被褥"),
    ]


def test_the_old_words_of_a_corrected_fact_are_not_repeated() -> None:
    before, after = catalog(penalty(facts="张某某堵门。")), catalog(penalty(facts="堵门。"))

    assert told(before, after) == [("行政处罚 · 堵塞疏散通道 · 违法事实", None, None)]


def test_what_is_withheld_by_law_from_now_on_is_not_told_again() -> None:
    before = catalog(institution(address="某路 2 号"))
    after = catalog(institution(address=Missing.WITHHELD))

    assert told(before, after) == [("机构 · 地址", None, Missing.WITHHELD)]


def test_a_department_has_no_date_and_takes_the_latest_of_the_records() -> None:
    def department(duty: str) -> Department:
        texts: dict[str, Any] = dict.fromkeys(("name", "short_name", "name_en", "source"), "某")
        return Department(code="mz", duty=duty, **texts)

    before = catalog(department("一"), capacity(as_of=date(2026, 5, 6)))
    after = catalog(department("二"), capacity(as_of=date(2026, 5, 6)))

    assert [line.change.day for line in lines(before, after)] == [date(2026, 5, 6)]


def test_lines_come_by_institution_in_the_order_of_lists() -> None:
    homes = (institution("100001", name="乙院"), institution("100002", name="安院"))
    beds = [capacity(), capacity(institution="100002")]
    fewer = [capacity(vacant=1), capacity(institution="100002", vacant=1)]

    found = lines(catalog(*homes, *beds), catalog(*homes, *fewer))

    assert [line.home for line in found] == ["安院", "乙院"]
