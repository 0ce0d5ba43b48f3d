"""A new city is lawful from its first minute, and nothing that is there is ever overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import ContentError, check, read_folder
from content.new_city import new_city
from content.schema import columns
from content.tables import (
    TABLES,
    Department,
    Duty,
    Hotline,
    InspectionRule,
    Institution,
    Matter,
    Missing,
    Place,
    Statute,
    Unit,
)


def test_a_new_city_has_no_fault(tmp_path: Path) -> None:
    new_city(tmp_path / "city")

    assert [
        fault for fault in check(read_folder(tmp_path / "city")) if fault.weight == "fault"
    ] == []


def test_it_is_a_real_city_without_a_fixed_day(tmp_path: Path) -> None:
    new_city(tmp_path)
    city = read_folder(tmp_path).city

    assert city is not None
    assert (city.sample, city.as_of) == (False, None)


def test_every_table_has_its_header_in_the_order_of_the_schema(tmp_path: Path) -> None:
    new_city(tmp_path)

    for kind in TABLES:
        if kind.BY_CHANNEL:
            continue
        header = (tmp_path / f"{kind.NAME}.csv").read_text(encoding="utf-8").split("\n")[0]
        assert sorted(header.split(",")) == sorted(column.name for column in columns(kind))
        if kind not in (Department, Matter):
            assert header.split(",") == [column.name for column in columns(kind)]


def test_it_begins_with_the_city_its_civil_affairs_unit_and_what_holds_everywhere(
    tmp_path: Path,
) -> None:
    new_city(tmp_path)
    folder = read_folder(tmp_path)

    assert [(row.code, row.level) for row in folder.rows(Place)] == [("city", "市")]
    assert [(row.department, row.place) for row in folder.rows(Unit)] == [("mz", "city")]
    assert folder.rows(Department)
    assert folder.rows(Matter)
    assert folder.calendar
    assert folder.rows(Institution) == []


def test_the_duties_of_every_department_and_the_statutes_are_taken_over(tmp_path: Path) -> None:
    new_city(tmp_path)
    folder = read_folder(tmp_path)

    assert {row.department for row in folder.rows(Duty)} == {
        row.code for row in folder.rows(Department)
    }
    assert folder.rows(Statute)


def test_a_rule_of_another_place_is_offered_but_not_in_force(tmp_path: Path) -> None:
    new_city(tmp_path)
    rules = read_folder(tmp_path).rows(InspectionRule)

    assert {rule.adopted for rule in rules if rule.local} == {False}
    assert {rule.adopted for rule in rules if not rule.local} == {True}


def test_national_numbers_are_there_and_those_of_the_sample_city_are_not(tmp_path: Path) -> None:
    new_city(tmp_path)
    numbers = {row.code: row.number for row in read_folder(tmp_path).rows(Hotline)}

    assert (numbers["12345"], numbers["12315"], numbers["110"]) == ("12345", "12315", "110")
    assert numbers["feifa-jizi"] is Missing.NOT_REPORTED


def test_it_names_the_files_it_made_and_a_second_run_makes_none(tmp_path: Path) -> None:
    made = new_city(tmp_path)

    assert sorted(made) == sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert new_city(tmp_path) == []


def test_what_an_editor_wrote_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("code,parent,level,name\nyun,,市,云市\n", encoding="utf-8")
    new_city(tmp_path)
    (tmp_path / "texts" / "about.md").write_text("自己写的", encoding="utf-8")
    new_city(tmp_path)

    assert (tmp_path / "places.csv").read_text(encoding="utf-8").endswith("yun,,市,云市\n")
    assert (tmp_path / "texts" / "about.md").read_text(encoding="utf-8") == "自己写的"


def test_an_outdated_description_is_renewed(tmp_path: Path) -> None:
    new_city(tmp_path)
    (tmp_path / "datapackage.json").write_text("{}", encoding="utf-8")

    assert new_city(tmp_path) == [tmp_path / "datapackage.json"]


def test_the_calendar_travels_with_its_origin_and_licence(tmp_path: Path) -> None:
    new_city(tmp_path)

    assert (tmp_path / "calendar" / "SOURCE.md").is_file()
    assert (tmp_path / "calendar" / "LICENSE.holiday-cn").is_file()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "city").write_text("", encoding="utf-8")

    with pytest.raises(ContentError, match="不是文件夹"):
        new_city(tmp_path / "city")
