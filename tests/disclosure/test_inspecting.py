"""What was due at a home, and which unit owed it."""

from __future__ import annotations

from datetime import date

from content import Catalog
from content.tables import (
    Department,
    Hazard,
    Inspection,
    InspectionRule,
    Institution,
    Missing,
    Permit,
    Row,
    Supervision,
)
from disclosure.inspecting import reckoned
from disclosure.listing import ONE_PAGE
from disclosure.pages import PAGES
from tests.rows import city, institution, place, record, unit

DAY = date(2026, 11, 20)
CITY = place("shi", parent=None, level="市", name="某市")


def made(*rows: Row) -> Catalog:
    """Make a city with one home, and a rule by which its district inspects once a year."""
    department = record(
        Department, code="mz", name="民政局", short_name="民政", name_en="-", duty="-", source="-"
    )
    rule = record(
        InspectionRule,
        id="YC01", department="mz", level="区", kind="养老机构", risk="任何", times=1,
        joint=False, local=False, adopted=True, basis="某办法第三十八条", source="某令",
    )  # fmt: skip
    home = institution(kind="养老机构")
    return Catalog(city(), [CITY, place(), unit(), department, rule, home, *rows], {}, DAY)


def inspection(**changes: object) -> Inspection:
    """Make an inspection by the district."""
    given = {"id": "I2026-0001", "units": ("jia-mz",), "inspected_on": date(2026, 3, 2)}
    return record(Inspection, **{**given, "as_of": date(2026, 3, 2), **changes})


def test_the_unit_of_the_home_s_own_district_owes_the_visit() -> None:
    own = unit("jia-mz", level="区", place="jia", short_name="甲区民政局")
    other = unit("yi-mz", level="区", place="yi", short_name="乙区民政局")
    catalog = made(own, other)

    ((year, (owed,)),) = reckoned(catalog, catalog.get(Institution, "100001"))
    assert (year, owed.unit, owed.due.state) == (2026, "甲区民政局", "应在年内完成")


def test_without_such_a_unit_the_department_is_named() -> None:
    catalog = made()

    ((_, (owed,)),) = reckoned(catalog, catalog.get(Institution, "100001"))
    assert owed.unit == "民政"


def test_a_visit_of_the_owing_unit_completes_the_year() -> None:
    catalog = made(unit("jia-mz", level="区", place="jia"), inspection())

    ((_, (owed,)),) = reckoned(catalog, catalog.get(Institution, "100001"))
    assert owed.due.state == "已完成"


def test_the_page_counts_the_homes_by_department_and_names_the_unfinished() -> None:
    (year,) = PAGES["inspections"].model(made()).values["years"]

    (kept,) = year.kept
    assert (kept.department, kept.homes, kept.finished, kept.wanted, kept.done) == (
        ("民政", 1, 0, 1, 0)
    )
    assert [due.due.institution.id for due in year.to_come.named] == ["100001"]


def test_what_can_still_be_done_this_year_is_kept_apart_from_what_was_missed() -> None:
    fire = unit("jia-xf", department="xf", level="区", place="jia")
    before = inspection(id="I2025-0001", units=("jia-xf",), inspected_on=date(2025, 3, 3))
    this_year, last_year = PAGES["inspections"].model(made(fire, before)).values["years"]

    assert (this_year.owed.total, this_year.to_come.total) == (0, 1)
    assert (last_year.owed.total, last_year.to_come.total) == (1, 0)


def test_a_long_list_shows_its_first_hundred_and_says_how_many_there_are() -> None:
    permits = [
        record(Permit, id=f"L2026-{n:04d}", published_on=DAY, decided_on=DAY, begins=DAY)
        for n in range(1, ONE_PAGE + 2)
    ]
    hazards = [
        record(Hazard, id=f"D2026-{n:04d}", found_on=DAY, due_on=DAY, found_by="shi-mz")
        for n in range(1, ONE_PAGE + 2)
    ]
    catalog = made(*permits, *hazards)
    listed = PAGES["permits"].model(catalog)
    told = PAGES["hazards"].model(catalog).values

    assert (listed.values["total"], len(listed.values["permits"])) == (101, 100)
    assert len(listed.records) == ONE_PAGE
    assert (told["counts"].open, len(told["still_open"])) == (101, 100)


def test_the_latest_hundred_inspections_are_shown_and_all_are_counted_and_named() -> None:
    every = [
        inspection(id=f"I2026-{n:04d}", inspected_on=date(2026, 1 + n % 6, 2))
        for n in range(1, ONE_PAGE + 21)
    ]
    view = PAGES["inspections"].model(made(unit("jia-mz", level="区", place="jia"), *every))
    (june, shown), *_ = view.values["months"]
    (year,) = view.values["years"]

    assert (view.values["total"], view.values["shown"], year.kept[0].done) == (120, 100, 120)
    assert (june, shown[0].line.shown.record.id) == (date(2026, 6, 1), "I2026-0119")
    assert len(view.record_names()) == 120


def test_hazards_are_counted_by_how_they_stand() -> None:
    found = {"found_on": date(2026, 9, 25), "found_by": "shi-mz"}
    late, timely = {**found, "due_on": date(2026, 10, 8)}, {**found, "due_on": DAY}
    over = record(Hazard, id="D2026-0001", **late, closed_on=Missing.NOT_APPLICABLE)
    pressed = record(Hazard, id="D2026-0002", **timely, closed_on=Missing.NOT_APPLICABLE)
    closed = record(Hazard, id="D2026-0003", **timely, closed_on=date(2026, 10, 12))
    supervision = record(Supervision, id="O2026-0001", hazard=pressed.id, begins=date(2026, 11, 2))
    view = PAGES["hazards"].model(made(over, pressed, closed, supervision))

    counts = view.values["counts"]
    assert (counts.open, counts.overdue, counts.listed, counts.closed) == (2, 1, 1, 1)
    assert "supervisions:O2026-0001" in view.record_names()
