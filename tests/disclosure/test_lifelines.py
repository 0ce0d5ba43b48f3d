"""The life of a hazard: stages under the city's names, working days, what is late."""

from __future__ import annotations

from datetime import date
from typing import Any

from content import Catalog
from content.city import HazardStages
from content.tables import Hazard, Missing, Reply, Row, Supervision
from disclosure.lifelines import Life, lives
from tests.calendars import sample_days
from tests.rows import city, institution, record, unit

DAY = date(2026, 11, 20)
NOT_YET: dict[str, Any] = dict.fromkeys(
    ("assigned_on", "rectified_on", "closed_on", "evidence"), Missing.NOT_APPLICABLE
)
DONE: dict[str, Any] = {
    "assigned_on": date(2026, 9, 28),
    "rectified_on": date(2026, 10, 9),
    "closed_on": date(2026, 10, 12),
    "evidence": "复查记录 1 号",
}


def hazard(id_: str = "D2026-0001", **changes: Any) -> Hazard:
    """Make a hazard found before the National Day holiday, due at its end."""
    values = {
        "id": id_,
        "found_by": "shi-mz",
        "found_on": date(2026, 9, 25),
        "due_on": date(2026, 10, 8),
        "as_of": date(2026, 9, 25),
    }
    return record(Hazard, **{**values, **NOT_YET, **changes})


def told(*rows: Row, **of_city: Any) -> list[Life]:
    days = sample_days()
    catalog = Catalog(city(**of_city), [institution(), unit(), *days, *rows], {}, DAY)
    return lives(catalog, catalog.all(Hazard))


def test_the_stages_bear_the_names_of_the_city() -> None:
    names = HazardStages(found="发现", assigned="交办", rectified="整改", closed="验收")
    (life,) = told(hazard(), hazard_stages=names)

    assert [stage.name for stage in life.stages] == ["发现", "交办", "整改", "验收"]


def test_working_days_leave_out_the_holiday_and_count_the_make_up_days() -> None:
    (life,) = told(hazard(**DONE))
    days = [stage.working_days for stage in life.stages]

    # 28, 29, 30 September; 8 and 9 October; the make-up Saturday 10 October; the 12th.
    assert days == [None, 1, 5, 7]


def test_an_open_hazard_past_its_date_is_overdue() -> None:
    (life,) = told(hazard())

    assert life.open
    assert life.standing == "逾期"


def test_a_rectified_hazard_waits_for_its_recheck_and_is_not_overdue() -> None:
    (life,) = told(hazard(rectified_on=date(2026, 10, 8)))

    assert life.open
    assert life.standing == "按期"
    assert life.late_by is None


def test_a_late_rectification_says_by_how_many_working_days() -> None:
    (life,) = told(hazard(**DONE))

    assert not life.open
    assert life.late_by == 1


def test_the_open_come_first_by_date_then_the_latest_closed() -> None:
    order = told(
        hazard("D2026-0001", **DONE),
        hazard("D2026-0002", due_on=date(2026, 12, 30)),
        hazard("D2026-0003", **{**DONE, "closed_on": date(2026, 11, 2)}),
        hazard("D2026-0004", due_on=date(2026, 11, 2)),
    )

    assert [life.hazard.id[-1] for life in order] == ["4", "2", "3", "1"]


def test_a_hazard_shows_only_the_supervision_of_itself() -> None:
    mine = record(Supervision, id="O2026-0001", hazard="D2026-0001", begins=date(2026, 11, 2))
    other = record(Supervision, id="O2026-0002", hazard="D2026-0002", begins=date(2026, 11, 2))
    lives_ = told(hazard(), hazard("D2026-0002"), mine, other)

    assert [[one.id for one in life.supervisions] for life in lives_] == [
        ["O2026-0001"],
        ["O2026-0002"],
    ]


def test_what_the_home_says_stands_under_its_hazard() -> None:
    reply = record(
        Reply, id="HY2026-0001", record="D2026-0001", said_on=date(2026, 11, 2), text="已经清走。"
    )
    first, second = told(hazard(), hazard("D2026-0002"), reply)

    assert [said.text for said in first.replies] == ["已经清走。"]
    assert second.replies == ()


def test_what_the_home_says_of_a_supervision_stands_under_the_hazard_too() -> None:
    watched = record(Supervision, id="O2026-0001", hazard="D2026-0001", begins=date(2026, 11, 2))
    reply = record(Reply, id="HY2026-0001", record="O2026-0001", said_on=date(2026, 11, 3))
    (life,) = told(hazard(), watched, reply)

    assert [said.id for said in life.replies] == ["HY2026-0001"]
