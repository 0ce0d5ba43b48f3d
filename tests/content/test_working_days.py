"""Working days: golden dates, every vector, and what must hold for any date at all."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.tables import CalendarDay
from content.working_days import (
    WEEK_SOURCE,
    Due,
    Kind,
    State,
    WorkingDays,
    explain,
)
from tests.calendars import sample_days, working_days

VECTORS = Path(__file__).parents[1] / "data" / "working_day_vectors_2026.csv"
ONE = timedelta(days=1)

KNOWN = st.dates(date(2018, 1, 1), date(2026, 6, 30))
LENGTHS = st.integers(1, 60)
UNITS = st.sampled_from(["工作日", "自然日"])
PAUSES = st.builds(
    lambda first, length: frozenset(first + ONE * k for k in range(length)),
    KNOWN,
    st.integers(0, 30),
)


def vectors() -> list[tuple[str, int, str]]:
    with VECTORS.open(encoding="utf-8") as file:
        return [(row["start"], int(row["n"]), row["due"]) for row in csv.DictReader(file)]


def add(start: str, n: int, unit: str = "工作日", *years: int) -> Due:
    return working_days(*years).add(date.fromisoformat(start), n, unit)


def day_of(due: Due) -> date:
    assert due.day is not None
    return due.day


def special(day: str, kind: str, state: str = "正式") -> CalendarDay:
    values = {"date": day, "day": kind, "name": "某节", "source": "通知", "state": state}
    return CalendarDay(**values)  # type: ignore[arg-type]  # Pydantic reads the texts.


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2025-01-24", 5, "2025-02-07"),  # 春节 lies within; make-up Sunday 01-26 counts.
        ("2025-04-25", 7, "2025-05-08"),  # Make-up Sunday 04-27 counts.
        ("2025-09-24", 10, "2025-10-14"),  # By weekends alone 10-08; without make-up days 10-16.
        ("2025-09-28", 7, "2025-10-14"),  # Received on a make-up Sunday.
        ("2025-10-01", 7, "2025-10-16"),  # Received on a holiday.
        ("2026-02-09", 10, "2026-02-28"),  # The due day is a make-up Saturday.
        ("2026-02-14", 1, "2026-02-24"),  # Nine rest days are skipped.
        ("2026-09-18", 15, "2026-10-15"),  # Make-up days 09-20 and 10-10.
    ],
)
def test_golden_dates(start: str, n: int, due: str) -> None:
    assert add(start, n).day == date.fromisoformat(due)
    assert add(start, n).state is State.OFFICIAL


def test_natural_days_that_end_on_a_rest_day_roll_forward() -> None:
    due = add("2025-09-20", 15, "自然日")

    assert due.day == date(2025, 10, 9)
    assert [step.number for step in due.steps] == [*range(1, 16), None, None, None, None]
    assert due.steps[14].day == date(2025, 10, 5)
    assert [step.kind for step in due.steps[14:]] == [
        Kind.PLAIN, Kind.HOLIDAY, Kind.HOLIDAY, Kind.HOLIDAY, Kind.ROLLED,
    ]  # fmt: skip


def test_natural_days_that_end_on_a_make_up_saturday_stay() -> None:
    assert add("2026-02-23", 5, "自然日").day == date(2026, 2, 28)


def test_there_are_as_many_vectors_as_were_handed_over() -> None:
    assert len(vectors()) == 280


@pytest.mark.parametrize(("start", "n", "due"), vectors())
def test_every_vector(start: str, n: int, due: str) -> None:
    assert add(start, n).day == date.fromisoformat(due)


@given(KNOWN, LENGTHS, PAUSES)
def test_add_and_between_agree(start: date, n: int, paused: frozenset[date]) -> None:
    days = working_days()
    due = day_of(days.add(start, n, paused=paused))

    assert days.between(start, due, paused) == n
    assert days.between(due, start, paused) == -n
    assert days.is_working(due)
    assert due not in paused


@given(KNOWN, LENGTHS, UNITS, PAUSES)
def test_one_day_more_never_ends_earlier(
    start: date, n: int, unit: str, paused: frozenset[date]
) -> None:
    shorter = day_of(working_days().add(start, n, unit, paused))
    longer = day_of(working_days().add(start, n + 1, unit, paused))

    assert longer > shorter if unit == "工作日" else longer >= shorter


@given(KNOWN, LENGTHS, UNITS)
def test_one_day_later_never_ends_earlier(start: date, n: int, unit: str) -> None:
    days = working_days()

    assert day_of(days.add(start + ONE, n, unit)) >= day_of(days.add(start, n, unit))


@given(KNOWN, LENGTHS, LENGTHS)
def test_two_stretches_are_one_long_stretch(start: date, first: int, second: int) -> None:
    days = working_days()
    halfway = day_of(days.add(start, first))

    assert days.add(halfway, second).day == days.add(start, first + second).day


@given(KNOWN, KNOWN, KNOWN)
def test_counts_of_parts_add_up(first: date, second: date, third: date) -> None:
    days = working_days()
    parts = [days.between(first, second), days.between(second, third)]

    assert days.between(first, third) == sum(part for part in parts if part is not None)


@given(KNOWN, LENGTHS, UNITS, PAUSES)
def test_every_day_on_the_way_is_told_once(
    start: date, n: int, unit: str, paused: frozenset[date]
) -> None:
    due = working_days().add(start, n, unit, paused)
    numbers = [step.number for step in due.steps if step.number]

    assert [step.day for step in due.steps] == [
        start + ONE * k for k in range(1, (day_of(due) - start).days + 1)
    ]
    assert numbers == list(range(1, n + 1))
    assert len(explain(due)) == len(due.steps) + 2


@given(KNOWN, LENGTHS, st.sampled_from([row for row in sample_days() if row.day == "班"]))
def test_a_make_up_day_never_delays_and_helps_whoever_waits_over_it(
    start: date, n: int, make_up: CalendarDay
) -> None:
    without = WorkingDays(row for row in sample_days() if row != make_up)
    due, plain = day_of(working_days().add(start, n)), day_of(without.add(start, n))

    weekend = make_up.date.weekday() > 4  # 2020-02-03 was declared a workday on a Monday.
    assert due <= plain
    assert (due < plain) is (weekend and start < make_up.date <= due)


@given(KNOWN, LENGTHS, UNITS, PAUSES)
def test_a_pause_never_ends_earlier(
    start: date, n: int, unit: str, paused: frozenset[date]
) -> None:
    assert day_of(working_days().add(start, n, unit, paused)) >= day_of(
        working_days().add(start, n, unit)
    )


@given(st.dates(), LENGTHS, UNITS)
def test_any_date_has_an_answer(start: date, n: int, unit: str) -> None:
    due = working_days().add(start, n, unit)

    assert (due.day is None) is (due.state is State.UNDETERMINED)
    assert explain(due)[-1].startswith("到期日：")


def test_a_pause_moves_the_date_by_its_working_days_only() -> None:
    paused = frozenset(date(2026, 9, day) for day in range(17, 22))  # Thu–Mon; Sunday is 调休.

    due = working_days().add(date(2026, 9, 14), 5, paused=paused)

    assert [(step.day.day, step.kind) for step in due.steps[2:8]] == [
        (17, Kind.PAUSED), (18, Kind.PAUSED), (19, Kind.REST), (20, Kind.PAUSED),
        (21, Kind.PAUSED), (22, Kind.COUNTED),
    ]  # fmt: skip
    assert due.day == date(2026, 9, 24)


def test_natural_days_do_not_run_out_in_a_pause() -> None:
    # The last day is a Sunday; the Monday after it is paused.
    due = working_days().add(date(2026, 6, 7), 7, "自然日", frozenset({date(2026, 6, 15)}))

    assert due.day == date(2026, 6, 16)


def test_day_zero_is_never_counted_whatever_it_is() -> None:
    assert add("2026-02-28", 1).day == date(2026, 3, 2)  # A make-up Saturday.
    assert add("2026-03-02", 1).day == date(2026, 3, 3)
    assert add("2026-03-01", 1).day == date(2026, 3, 2)


def test_a_provisional_year_makes_every_date_it_touches_provisional() -> None:
    due = add("2027-03-01", 5)

    assert due.state is State.PROVISIONAL
    assert {step.state for step in due.steps} == {State.PROVISIONAL}
    assert all("（暂定）" in line for line in explain(due)[1:])


def test_one_provisional_day_makes_its_year_provisional() -> None:
    days = WorkingDays([special("2026-01-01", "休"), special("2026-10-01", "休", "暂定")])

    assert days.state(date(2026, 3, 2)) is State.PROVISIONAL


@pytest.mark.parametrize(
    ("years", "day", "state"),
    [
        ((2025, 2026), "2025-12-24", State.OFFICIAL),
        ((2025, 2026), "2025-12-31", State.OFFICIAL),  # The next notice is in.
        ((2025,), "2025-12-24", State.OFFICIAL),
        ((2025,), "2025-12-25", State.PROVISIONAL),  # It may still move the last week.
        ((2026, 2027), "2026-12-25", State.PROVISIONAL),  # 2027 itself is provisional.
        ((2025,), "2026-01-01", State.UNDETERMINED),
        ((2025,), "2024-12-31", State.UNDETERMINED),
    ],
)
def test_the_last_week_of_a_year_waits_for_the_next_notice(
    years: tuple[int, ...], day: str, state: State
) -> None:
    assert working_days(*years).state(date.fromisoformat(day)) is state


def test_days_that_a_later_notice_moved_stand_in_their_own_year() -> None:
    assert working_days(2018).kind(date(2018, 12, 29)) is Kind.MAKE_UP
    assert working_days(2022).kind(date(2022, 12, 31)) is Kind.HOLIDAY


@pytest.mark.parametrize("unit", ["工作日", "自然日"])
def test_without_a_file_a_date_is_undetermined_and_the_walk_ends(unit: str) -> None:
    due = add("2026-12-28", 20, unit, 2026)

    assert (due.day, due.state) == (None, State.UNDETERMINED)
    assert due.steps[-1].day == date(2027, 1, 1)
    assert (due.steps[-1].kind, due.steps[-1].number) == (Kind.UNKNOWN, None)
    assert explain(due)[-2:] == [
        "2027-01-01（星期五）：还没有 2027 年的工作日历，从这一天起不能确定",
        "到期日：待定；有了那一年的工作日历就能确定，不影响受理和办理",
    ]


def test_a_date_before_the_unknown_year_is_not_in_doubt() -> None:
    assert add("2026-12-01", 5, "工作日", 2026).day == date(2026, 12, 8)


def test_an_unknown_year_is_never_counted_by_the_week() -> None:
    days = working_days(2026)

    assert not days.is_working(date(2027, 3, 1))
    assert days.between(date(2026, 12, 30), date(2027, 1, 4)) is None
    assert days.between(date(2027, 1, 4), date(2026, 12, 30)) is None


def test_the_last_day_there_is_has_no_day_after() -> None:
    assert working_days().add(date.max, 1) == Due(None, State.UNDETERMINED, ())


@pytest.mark.parametrize(("n", "unit"), [(0, "工作日"), (-1, "自然日"), (1, "月")])
def test_a_deadline_is_at_least_one_day_of_a_known_unit(n: int, unit: str) -> None:
    with pytest.raises(ValueError, match="no deadline"):
        working_days().add(date(2026, 3, 2), n, unit)


def test_every_kind_of_day_is_explained_in_plain_words() -> None:
    due = working_days().add(date(2026, 9, 17), 4, paused=frozenset({date(2026, 9, 21)}))

    assert explain(due) == [
        "2026-09-17（星期四）：起算日，不计",
        "2026-09-18（星期五）：第 1 个工作日",
        "2026-09-19（星期六）：周末，不计",
        "2026-09-20（星期日）：第 2 个工作日（国庆节调休上班）",
        "2026-09-21（星期一）：办理暂停，不计",
        "2026-09-22（星期二）：第 3 个工作日",
        "2026-09-23（星期三）：第 4 个工作日",
        "到期日：2026-09-23（星期三），当天 24 时前",
    ]


def test_what_is_no_ordinary_workday_has_its_source() -> None:
    steps = {step.day.isoformat(): step for step in add("2026-09-17", 7).steps}

    assert steps["2026-09-19"].source == WEEK_SOURCE
    assert steps["2026-09-20"].source.startswith("https://www.gov.cn/")
    assert steps["2026-09-25"].source.startswith("https://www.gov.cn/")


def test_a_paused_day_says_why_where_that_is_known() -> None:
    pauses = {date(2026, 9, 21): "暂停：等待反映人补充材料", date(2026, 9, 22): ""}

    lines = explain(working_days().add(date(2026, 9, 18), 2, paused=pauses))

    assert "2026-09-20（星期日）：第 1 个工作日（国庆节调休上班）" in lines
    assert "2026-09-21（星期一）：暂停：等待反映人补充材料，不计" in lines
    assert "2026-09-22（星期二）：办理暂停，不计" in lines


def test_days_beyond_the_rule_are_said_to_be_given_by_an_extension() -> None:
    lines = explain(working_days().add(date(2026, 6, 1), 3), 2)

    assert "2026-06-03（星期三）：第 2 个工作日" in lines
    assert "2026-06-04（星期四）：第 3 个工作日，延期第 1 天" in lines
