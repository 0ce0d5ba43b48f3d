"""A workbook is applied whole or not at all, and never over what others changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from content import ContentError, check, read_folder
from content.checks.references import next_free_id
from content.tables import GivenId, Institution, Row, Unit
from content.workbook.applying import apply
from content.workbook.writing_book import write_book
from content.writing import write_table
from tests import folders
from tests.folders import cell
from tests.workbooks import (
    DAY,
    add_row,
    apply_book,
    compare,
    set_cell,
    snapshot,
    told,
)


def test_a_workbook_of_all_tables_without_change_changes_no_byte(
    folder: Path, sample_book: Path
) -> None:
    before = snapshot(folder)

    assert told(folder, sample_book) == []
    apply_book(folder, sample_book)
    assert snapshot(folder) == before


def test_a_table_that_changed_keeps_the_spelling_of_all_other_cells(
    folder: Path, book: Path
) -> None:
    before = snapshot(folder)
    set_cell(book, "房型", "R0101", "name", "四人房")
    apply_book(folder, book)
    after = snapshot(folder)

    assert [name for name in before if after[name] != before[name]] == ["rooms.csv"]
    assert after["rooms.csv"] == before["rooms.csv"].replace(
        "四人间".encode(), "四人房".encode(), 1
    )


def test_a_table_that_began_with_a_bom_keeps_it(folder: Path, tmp_path: Path) -> None:
    rooms = folder / "rooms.csv"
    rooms.write_bytes(b"\xef\xbb\xbf" + rooms.read_bytes())
    write_book(folder, tmp_path / "book.xlsx")
    set_cell(tmp_path / "book.xlsx", "房型", "R0101", "name", "四人房")
    apply_book(folder, tmp_path / "book.xlsx")

    assert rooms.read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert cell(folder, "rooms", "R0101", "name") == "四人房"


def test_new_institutions_get_the_next_numbers_and_are_registered(folder: Path, book: Path) -> None:
    first = int(next_free_id(read_folder(folder)))
    add_row(book, "机构", "100012", id=None, name="甲院")
    add_row(book, "机构", "100012", id=" ", name="乙院")
    apply_book(folder, book)
    after = read_folder(folder)

    assert [(row.id, row.name) for row in after.rows(Institution)][-2:] == [
        (str(first), "甲院"), (str(first + 1), "乙院"),
    ]  # fmt: skip
    last = str(first + 1)
    assert after.rows(GivenId)[-1] == GivenId(
        id=last, source="workbook", source_id=last, given_on=DAY
    )
    assert [fault for fault in check(after) if fault.weight == "fault"] == []


def test_the_next_number_may_be_written_to_name_it_on_another_sheet(
    folder: Path, book: Path
) -> None:
    new = next_free_id(read_folder(folder))
    add_row(book, "机构", "100012", id=None, name="乙院")
    add_row(book, "机构", "100012", id=new, name="甲院")
    add_row(book, "床位", "100012", institution=new)

    apply_book(folder, book)

    assert cell(folder, "institutions", new, "name") == "甲院"
    assert cell(folder, "institutions", str(int(new) + 1), "name") == "乙院"
    assert cell(folder, "capacity", new, "institution") == new


def test_a_folder_that_changed_since_refuses_the_whole_workbook(folder: Path, book: Path) -> None:
    set_cell(book, "房型", "R0101", "name", "四人房")
    folders.add_row(folder, "fees", **dict.fromkeys(("id",), "F9999"))
    before = snapshot(folder)

    with pytest.raises(ContentError, match=r"又改过，不能写回：收费（fees\.csv）。请重新写出"):
        compare(folder, book)
    assert snapshot(folder) == before


def test_a_folder_that_changes_while_the_editor_thinks_is_not_overwritten(
    folder: Path, book: Path
) -> None:
    set_cell(book, "房型", "R0101", "name", "四人房")
    found = compare(folder, book)
    folders.set_cell(folder, "rooms", "R0102", "name", "两人间")
    before = snapshot(folder)

    with pytest.raises(ContentError, match="又改过"):
        apply(found)
    assert snapshot(folder) == before


def test_what_the_channel_writes_meanwhile_does_not_disturb(folder: Path, book: Path) -> None:
    (folder / "channel").mkdir(exist_ok=True)
    (folder / "channel/day_roots.csv").write_text("day,root,signature\n", encoding="utf-8")

    assert told(folder, book) == []


def test_a_workbook_with_a_fault_is_not_applied(folder: Path, book: Path) -> None:
    set_cell(book, "房型", "R0101", "name", "四人房")
    set_cell(book, "收费", "F0101", "amount", "很多")
    before = snapshot(folder)

    with pytest.raises(ContentError, match="没有写入"):
        apply(compare(folder, book))
    assert snapshot(folder) == before


def test_a_write_that_fails_half_way_leaves_everything_as_it_was(
    folder: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_cell(book, "房型", "R0101", "name", "四人房")
    set_cell(book, "单位", "jia-mz", "address", "一楼")
    found = compare(folder, book)
    before = snapshot(folder)

    def full(path: Path, kind: type[Row], rows: Iterable[Row]) -> bool:
        if kind is Unit:
            raise OSError("disk full")
        return write_table(path, kind, rows)

    monkeypatch.setattr("content.workbook.applying.write_table", full)

    with pytest.raises(OSError, match="disk full"):
        apply(found)
    assert snapshot(folder) == before


def test_a_write_that_is_killed_half_way_goes_on_when_the_workbook_is_read_again(
    folder: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_cell(book, "房型", "R0101", "name", "四人房")
    add_row(book, "机构", "100012", id=None, name="甲院")
    found = compare(folder, book)
    places = iter(range(1))
    replace = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if target.parent == folder:
            next(places)
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(StopIteration):
            apply(found)
    assert len(read_folder(folder).rows(GivenId)) > len(read_folder(folder).rows(Institution))

    apply_book(folder, book)

    assert cell(folder, "rooms", "R0101", "name") == "四人房"
    assert [row.name for row in read_folder(folder).rows(Institution)][-1] == "甲院"
    assert told(folder, book) == []


def test_what_another_editor_changed_in_the_same_way_does_not_disturb(
    folder: Path, book: Path
) -> None:
    set_cell(book, "房型", "R0101", "name", "四人房")
    set_cell(book, "单位", "jia-mz", "address", "一楼")
    address = cell(folder, "units", "jia-mz", "address")
    folders.set_cell(folder, "rooms", "R0101", "name", "四人房")

    assert told(folder, book) == ["单位：", f"  修改 jia-mz 地址：{address} → 一楼"]


def test_a_year_of_the_calendar_is_written_to_its_own_file(folder: Path, book: Path) -> None:
    set_cell(book, "工作日历2026", "2026-01-01 00:00:00", "name", "元旦节")

    assert told(folder, book) == ["工作日历2026：", "  修改 2026-01-01 节日：元旦 → 元旦节"]
    apply_book(folder, book)
    assert cell(folder, "calendar/2026", "2026-01-01", "name") == "元旦节"
