"""Listed supervision on its way to the content folder: a row while it runs, then none."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from complaints.database import Database
from complaints.events import values_of
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.reminding import Reminded, Upkeep, remind
from content import Catalog, check, cut, read_folder
from content.reading import read_table
from content.tables import ListedSupervision, Matter, Unit
from tests.complaints.conftest import Clock
from tests.complaints.house import LEAD, SUPERVISOR, House
from tests.folders import copy_sample

LISTING = {"reason": "久拖不办", "demanded": "一次退还全部押金", "ends": "2026-11-24"}


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    made.file()
    made.assign()
    made.do(SUPERVISOR, "list_supervision", **LISTING)
    return made


@pytest.fixture
def upkeep(house: House, attachments: Attachments, tmp_path: Path) -> Upkeep:
    folder = copy_sample(tmp_path / "content")
    return Upkeep(house.database, house.keys, attachments, house.catalog, folder)


def run(upkeep: Upkeep, clock: Clock) -> Reminded:
    return remind(upkeep, clock.now)


def rows(upkeep: Upkeep) -> list[ListedSupervision]:
    assert upkeep.folder is not None
    path = upkeep.folder / ListedSupervision.file()
    return list(read_table(path, ListedSupervision).rows) if path.exists() else []


def end_row(path: Path, key: str, day: str) -> None:
    """Let the row with a key end on a day."""
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    for row in found:
        if key in (row.get("code"), row.get("id")):
            row["valid_to"] = day
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*found[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


def test_a_row_says_what_may_be_public_and_leads_to_no_ticket(
    house: House, upkeep: Upkeep, clock: Clock
) -> None:
    run(upkeep, clock)

    (row,) = rows(upkeep)
    assert (row.institution, row.matter, row.unit) == ("100012", "F01", "jia-scjg")
    assert (row.begins, row.ends) == (date(2026, 11, 20), date(2026, 11, 24))
    assert row.demanded == LISTING["demanded"]
    assert house.number not in str(row)
    assert LISTING["reason"] not in str(row)


def test_the_folder_with_it_is_sound_and_shows_it_until_its_day(
    house: House, upkeep: Upkeep, clock: Clock
) -> None:
    run(upkeep, clock)

    assert upkeep.folder is not None
    folder = read_folder(upkeep.folder)
    assert [fault for fault in check(folder) if fault.weight == "fault"] == []
    assert len(cut(folder, date(2026, 11, 20)).all(ListedSupervision)) == 1
    assert house.state() == "assigned"


@pytest.mark.parametrize(("table", "key"), [("matters", "F01"), ("units", "jia-scjg")])
def test_a_matter_or_a_unit_that_ends_meanwhile_stops_no_build(
    upkeep: Upkeep, clock: Clock, table: str, key: str
) -> None:
    run(upkeep, clock)
    assert upkeep.folder is not None
    end_row(upkeep.folder / f"{table}.csv", key, "2026-11-19")

    folder = read_folder(upkeep.folder)

    assert [fault for fault in check(folder) if fault.weight == "fault"] == []
    day = cut(folder, date(2026, 11, 20))
    assert not day.has(Matter, key)
    assert not day.has(Unit, key)
    (row,) = day.all(ListedSupervision)
    assert day.get(Matter, row.matter).name
    assert day.get(Unit, row.unit).name


def test_it_is_written_again_with_the_same_key(upkeep: Upkeep, clock: Clock) -> None:
    run(upkeep, clock)
    (first,) = rows(upkeep)
    clock.forward(hours=3)
    run(upkeep, clock)

    assert rows(upkeep) == [first]


def test_after_its_day_the_row_goes_and_the_ticket_stays_supervised(
    house: House, upkeep: Upkeep, clock: Clock
) -> None:
    clock.forward(days=4)
    assert run(upkeep, clock).unlisted == 0
    assert len(rows(upkeep)) == 1
    clock.forward(days=5)

    assert run(upkeep, clock).unlisted == 1
    assert run(upkeep, clock).unlisted == 0

    assert rows(upkeep) == []
    with house.ticket() as ticket:
        assert ticket.supervision == 2
        (ended,) = (one for one in ticket.events if one.name == "supervision_ended")
        assert ended.on == date(2026, 11, 25)
        assert values_of(ended, house.keys)["remains"] == "2"


def test_what_a_supervisor_ends_goes_at_once(house: House, upkeep: Upkeep, clock: Clock) -> None:
    run(upkeep, clock)
    house.do(SUPERVISOR, "end_supervision", reason="已经办结")
    run(upkeep, clock)

    assert rows(upkeep) == []


def test_a_ticket_that_is_sealed_meanwhile_is_listed_no_more(
    house: House, upkeep: Upkeep, clock: Clock
) -> None:
    run(upkeep, clock)
    house.do(LEAD, "seal", reason="涉及公职人员")
    run(upkeep, clock)

    assert rows(upkeep) == []
