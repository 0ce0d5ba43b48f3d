"""The quiet line under a sheet: of which day it is, and by when it is to be renewed."""

from __future__ import annotations

from datetime import date

import pytest

from content import Catalog
from content.tables import Capacity, Drill
from disclosure.showing import shown
from disclosure.sources import latest_sources, sources
from disclosure.thresholds import Standing
from tests.disclosure.conftest import GetPage
from tests.rows import city, institution, place, record, unit

DAY = date(2026, 11, 20)
DUE = date(2026, 12, 31)


def catalog_on(day: date) -> Catalog:
    return Catalog(city(), [institution(), place(), unit()], {}, day)


def drill(id_: str, due: date | None, **changes: object) -> Drill:
    return record(Drill, id=id_, next_due=due, **changes)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 30), Standing.IN_TIME),
        (date(2026, 12, 1), Standing.SOON),  # thirty days before
        (date(2026, 12, 31), Standing.SOON),  # the last day itself
        (date(2027, 1, 1), Standing.OVER),
    ],
)
def test_a_renewal_changes_its_state_at_a_threshold_only(day: date, said: Standing) -> None:
    (source,) = sources(catalog_on(day), [drill("E2026-0001", DUE)])

    assert (source.next_due, source.standing) == (DUE, said)


def test_records_of_one_source_say_the_first_day_on_which_one_is_due() -> None:
    rows = [drill("E2026-0001", DUE), drill("E2026-0002", None), drill("E2026-0003", DAY)]
    (source,) = sources(catalog_on(DAY), rows)

    assert source.next_due == DAY


def test_what_an_older_list_owes_is_not_forgotten_for_a_newer_one() -> None:
    rows = [
        drill("E2026-0001", date(2026, 6, 30), as_of=date(2026, 1, 1)),
        drill("E2026-0002", DUE, as_of=date(2026, 5, 1)),
    ]
    (source,) = latest_sources(catalog_on(DAY), rows)

    assert source.as_of == date(2026, 5, 1)
    assert (source.next_due, source.standing) == (date(2026, 6, 30), Standing.OVER)


def test_who_filled_in_and_where_to_read_it_stand_with_a_source() -> None:
    rows = [
        drill("E2026-0001", None, source_document="表一", source_link="https://a.example/1"),
        drill("E2026-0002", None, source_document="表二", entered_by="机构"),
        drill("E2026-0003", None, entered_by="民政部门"),
    ]
    (source,) = latest_sources(catalog_on(DAY), rows)

    assert sorted(str(paper.name) for paper in source.papers) == ["表一", "表二"]
    assert {paper.link for paper in source.papers} == {"https://a.example/1", None}
    assert sorted(source.entered_by) == ["机构", "民政部门"]


def test_who_filled_in_one_form_on_one_day_is_told_in_full() -> None:
    rows = [drill("E2026-0001", None, entered_by=side) for side in ("机构", "民政部门", None)]
    (source,) = latest_sources(catalog_on(DAY), rows)

    assert sorted(source.entered_by) == ["机构", "民政部门"]


def test_whose_data_a_record_is_says_nothing_of_a_telephone() -> None:
    """A page is rendered anew when what it was made from is not the same."""
    row = drill("E2026-0001", None)
    rows = [institution(), place(), row]
    old, new = (Catalog(city(), [*rows, unit(telephone=one)], {}, DAY) for one in ("110", "119"))

    assert shown(old, row) == shown(new, row)


def test_a_source_without_such_a_day_says_none() -> None:
    (source,) = sources(catalog_on(DAY), [drill("E2026-0001", None)])

    assert source.next_due is None


@pytest.mark.parametrize("prefix", ["", "/elder"])
def test_a_board_says_by_when_its_beds_are_to_be_told_anew(
    page: GetPage, catalog: Catalog, prefix: str
) -> None:
    beds = catalog.one(Capacity, "100012")
    assert beds
    text = page(f"{prefix}/institutions/100012/").text

    assert f"下次应更新 {beds.next_due}（30 日内到期）" in text
