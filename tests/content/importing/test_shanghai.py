"""The real list of Shanghai."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import check, read_folder
from content.importing import Report, import_list
from content.tables import Contact, Institution, Place
from tests.content.importing.twin import DAY, LATER, REMOVED, SHANGHAI, UNVERIFIED, snapshot


@pytest.fixture(scope="module")
def shanghai(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """Give a city that took over the 626 homes of Shanghai."""
    city = tmp_path_factory.mktemp("shanghai") / "city"
    source = reference / "data" / "shanghai-institutions" / "institutions.csv"
    return city, import_list(source, SHANGHAI, city, DAY)


@pytest.mark.reference
def test_all_of_shanghai_is_taken_or_rejected(shanghai: tuple[Path, Report]) -> None:
    _, report = shanghai

    assert (report.rows, report.taken, len(report.rejected)) == (626, 626, 0)


@pytest.mark.reference
def test_shanghai_has_no_fault(shanghai: tuple[Path, Report]) -> None:
    folder = read_folder(shanghai[0])

    assert [fault for fault in check(folder) if fault.weight == "fault"] == []


@pytest.mark.reference
def test_shanghai_a_second_time_changes_no_byte(
    shanghai: tuple[Path, Report], reference: Path
) -> None:
    city, _ = shanghai
    before = snapshot(city)
    source = reference / "data" / "shanghai-institutions" / "institutions.csv"
    report = import_list(source, SHANGHAI, city, LATER)

    assert snapshot(city) == before
    assert report.unchanged == 626


@pytest.mark.reference
def test_every_removed_mobile_of_shanghai_is_reported(shanghai: tuple[Path, Report]) -> None:
    city, report = shanghai
    removed = [dirt for dirt in report.dirty if REMOVED in dirt.cell]
    unverified = [row for row in read_folder(city).rows(Contact) if row.hotline is UNVERIFIED]

    assert len(removed) == 51
    assert sum(dirt.cell == REMOVED for dirt in removed) == 48
    # 48 that held nothing else, and 18 blank ones.
    assert len(unverified) == 66


@pytest.mark.reference
def test_the_dirt_of_shanghai_is_counted(shanghai: tuple[Path, Report]) -> None:
    _, report = shanghai
    columns = [dirt.column for dirt in report.dirty]

    assert {column: columns.count(column) for column in set(columns)} == {
        "phone": 87,
        "since": 14,
        "type": 14,
        "street": 6,
        "beds": 1,
    }


@pytest.mark.reference
def test_the_districts_of_shanghai_are_spelt_as_their_people_do(
    shanghai: tuple[Path, Report],
) -> None:
    places = read_folder(shanghai[0]).rows(Place)

    assert {row.code for row in places if row.level == "区"} == {
        "baoshan", "changning", "chongming", "fengxian", "hongkou", "huangpu", "jiading",
        "jingan", "jinshan", "minhang", "pudong", "putuo", "qingpu", "songjiang", "xuhui",
        "yangpu",
    }  # fmt: skip
    assert "baoshan-dachangzhen" in {row.code for row in places}
    assert {row.datum for row in read_folder(shanghai[0]).rows(Institution)} == {"GCJ-02"}
