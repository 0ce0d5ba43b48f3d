"""What a row becomes: an institution, its source, and the place where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from content import read_folder
from content.tables import Capacity, Contact, Institution, Missing, Place, Record
from tests.content.importing.twin import UNVERIFIED, changed_list, home, snapshot, take


def test_the_list_gives_its_columns_and_the_rest_is_not_reported(city: Path) -> None:
    row = home(city, "东区柳荫养老院")

    assert (row.kind, row.built_run, row.datum) == ("养老机构", "公建公营", "GCJ-02")
    assert row.opened_on == date(2012, 5, 1)
    assert (row.operator, row.filing, row.credit_code) == (
        UNVERIFIED,
        UNVERIFIED,
        Missing.NOT_REPORTED,
    )


def test_every_row_says_where_it_comes_from(city: Path) -> None:
    folder = read_folder(city)
    rows: list[Record] = [*folder.rows(Institution), *folder.rows(Capacity), *folder.rows(Contact)]

    assert len(rows) == 27
    assert {(row.as_of, row.source_unit, row.source_document) for row in rows} == {
        (date(2026, 1, 31), "mz", "虚构养老机构名单")
    }


def test_districts_and_streets_become_places_named_in_pinyin(city: Path) -> None:
    places = {row.code: (row.parent, row.level, row.name) for row in read_folder(city).rows(Place)}

    assert places["dongqu"] == ("city", "区", "东区")
    assert places["dongqu-liuyinjiedao"] == ("dongqu", "街道", "柳荫街道")
    assert home(city, "西区石桥敬老院").place == "xiqu-shiqiaozhen"


def test_a_street_of_the_same_name_in_another_district_is_another_place(city: Path) -> None:
    assert home(city, "东区石桥养老院").place == "dongqu-shiqiaozhen"


def test_a_row_without_street_stands_in_its_district(city: Path) -> None:
    assert home(city, "东区无街道养老院").place == "dongqu"


def test_a_place_that_is_there_keeps_its_code(tmp_path: Path) -> None:
    city = tmp_path / "city"
    take(city)
    places = city / "places.csv"
    places.write_text(
        places.read_text(encoding="utf-8").replace("dongqu", "east"), encoding="utf-8"
    )
    homes = city / "institutions.csv"
    homes.write_text(homes.read_text(encoding="utf-8").replace("dongqu", "east"), encoding="utf-8")
    before = snapshot(city)
    take(city)

    assert snapshot(city) == before


def test_names_that_sound_alike_get_a_number(tmp_path: Path) -> None:
    def rename(rows: list[dict[str, str]]) -> None:
        rows[1]["街道"] = "柳音街道"

    take(tmp_path / "city", changed_list(tmp_path, rename))

    assert home(tmp_path / "city", "东区松鹤养老院").place == "dongqu-liuyinjiedao-2"
