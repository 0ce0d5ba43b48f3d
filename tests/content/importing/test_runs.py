"""A list is taken over without losing a row, and a second time without changing a byte."""

from __future__ import annotations

import csv
from pathlib import Path

from openpyxl import Workbook

from content import check, read_folder
from content.importing import import_list
from content.tables import GivenId
from tests.content.importing.twin import (
    DAY,
    LATER,
    TWIN,
    changed_list,
    changed_mapping,
    snapshot,
    take,
)


def test_rows_in_are_taken_or_rejected(tmp_path: Path) -> None:
    report = take(tmp_path / "city")

    assert (report.rows, report.taken, len(report.rejected)) == (13, 9, 4)
    assert (report.new, report.changed, report.unchanged) == (9, 0, 0)


def test_an_import_leaves_no_fault_behind(city: Path) -> None:
    assert [fault for fault in check(read_folder(city)) if fault.weight == "fault"] == []


def test_a_second_run_changes_no_byte_even_on_another_day(city: Path) -> None:
    before = snapshot(city)
    report = import_list(TWIN / "list.csv", TWIN / "mapping.toml", city, LATER)

    assert snapshot(city) == before
    assert (report.new, report.changed, report.unchanged) == (0, 0, 9)


def test_numbers_are_given_in_the_order_of_the_list_and_kept_by_source(city: Path) -> None:
    given = read_folder(city).rows(GivenId)

    assert [row.id for row in given] == [str(100001 + index) for index in range(9)]
    assert [row.source_id for row in given][:3] == ["T01", "T02", "T03"]
    assert {(row.source, row.given_on) for row in given} == {("twin", DAY)}


def test_a_sorted_list_keeps_every_number(city: Path, tmp_path: Path) -> None:
    before = snapshot(city)
    # The double stays behind its first, or the other of the two would be taken.
    report = take(city, changed_list(tmp_path, lambda rows: rows.sort(key=lambda row: row["编码"])))

    assert report.unchanged == 9
    assert (city / "institutions.csv").read_bytes() == before[city / "institutions.csv"]


def test_another_source_gets_numbers_of_its_own(city: Path, tmp_path: Path) -> None:
    report = take(city, mapping=changed_mapping(tmp_path, ('"twin"', '"other"')))

    assert report.new == 9
    assert len({row.id for row in read_folder(city).rows(GivenId)}) == 18


def test_a_run_cut_short_after_the_numbers_is_filled_by_the_next(city: Path) -> None:
    before = snapshot(city)
    institutions = city / "institutions.csv"
    header = institutions.read_text(encoding="utf-8").splitlines(keepends=True)[0]
    institutions.write_text(header, encoding="utf-8")
    take(city)

    assert snapshot(city) == before


def test_progress_counts_every_row(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    import_list(
        TWIN / "list.csv",
        TWIN / "mapping.toml",
        tmp_path / "city",
        DAY,
        lambda done, total: told.append((done, total)),
    )

    assert told == [(number, 13) for number in range(1, 14)]


def test_a_workbook_gives_the_same_tables_as_the_csv_file(city: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    with (TWIN / "list.csv").open(encoding="utf-8", newline="") as file:
        for cells in csv.reader(file):
            sheet.append(cells)
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s"  # Or the twin's =东区… would be saved as a formula.
    book.save(tmp_path / "list.xlsx")
    before = snapshot(city)
    take(city, tmp_path / "list.xlsx")

    assert snapshot(city) == before
