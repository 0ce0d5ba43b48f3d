"""A list, mapping, folder or workbook that cannot be taken is refused with the reason."""

from __future__ import annotations

import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from content import ContentError
from content.importing.source import MOST_ROWS, read_list
from tests.content.importing.twin import TWIN, changed_mapping, snapshot, take


def test_a_folder_with_unreadable_rows_is_refused_before_anything_is_written(city: Path) -> None:
    contacts = city / "contacts.csv"
    contacts.write_text(contacts.read_text(encoding="utf-8") + "x,y\n", encoding="utf-8")
    before = snapshot(city)

    with pytest.raises(ContentError, match="请先改正"):
        take(city)
    assert snapshot(city) == before


def test_a_list_without_a_mapped_column_is_refused_and_makes_no_folder(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("编码,区\n1,东区\n", encoding="utf-8")

    with pytest.raises(ContentError, match="没有这些列：地址、"):
        take(tmp_path / "city", source)
    assert not (tmp_path / "city").exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('source = "twin"', "", "source"),
        ('source = "twin"', 'source = "Twin 1"', "source"),
        ("as_of = 2026-01-31", 'as_of = "soon"', "as_of"),
        ('clean = "count"', 'clean = "guess"', "capacity.beds.clean"),
        ("beds = { from", "bedz = { from", "没有可以导入的列 bedz"),
        ('datum = { always = "GCJ-02" }', 'datum = { always = "x", at_first = "x" }', "只写一个"),
        ('published_by_holder = { at_first = "否" }', "", "（本人公开） 必须有值"),
        ('id = "编码"', 'id = "编码"\nencoding = "gbq"', "没有叫 gbq 的编码"),
        ('id = "编码"', "id = 编码", "无法读取"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_refused_with_the_place(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(ContentError, match=re.escape(told)):
        take(tmp_path / "city", mapping=changed_mapping(tmp_path, (old, new)))


def test_another_encoding_is_read_when_the_mapping_names_it(tmp_path: Path) -> None:
    words = (TWIN / "list.csv").read_text(encoding="utf-8")
    source = tmp_path / "list.csv"
    source.write_bytes(words.encode("gb18030"))

    with pytest.raises(ContentError, match="encoding"):
        take(tmp_path / "city", source)
    mapping = changed_mapping(tmp_path, ('id = "编码"', 'id = "编码"\nencoding = "gb18030"'))
    assert take(tmp_path / "city", source, mapping).taken == 9


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("list.ods", b"", "不是 CSV 或 XLSX"),
        ("list.csv", b"", "第一行应是列名"),
        ("list.csv", b"a,b,a\n", "第一行应是列名，不重复、不留空：a"),
        ("list.csv", b'a,b\n"1,2\n', "不是完整的 CSV"),
        ("list.csv", b"a\n" + b"1\n" * (MOST_ROWS + 1), "多于 100000 行"),
        ("list.csv", b"a" * (20 * 2**20 + 1), "大于 20 MB"),
        ("list.xlsx", b"PK not a zip", "list.xlsx 不完整"),
    ],
)
def test_a_source_that_cannot_be_a_list_is_refused(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ContentError, match=re.escape(told)):
        read_list(tmp_path / name)


def test_a_workbook_that_unpacks_to_a_bomb_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 5 * 2**20)

    with pytest.raises(ContentError, match="解压后过大"):
        read_list(path)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")

    with pytest.raises(ContentError, match="不是完整的 XLSX"):
        read_list(path)


def test_cells_of_a_workbook_read_as_they_show(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("名单")
    sheet.append(["a", "b", "c", "d"])
    sheet.append([120.0, date(2015, 7, 22), None, " x "])
    book.save(tmp_path / "list.xlsx")
    listed = read_list(tmp_path / "list.xlsx", sheet="名单")

    assert [line.cells for line in listed.lines] == [
        {"a": "120", "b": "2015-07-22", "c": "", "d": "x"}
    ]
    with pytest.raises(ContentError, match="没有工作表 别的"):
        read_list(tmp_path / "list.xlsx", sheet="别的")


def test_a_row_with_more_cells_than_the_header_is_rejected(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    shutil.copy(TWIN / "list.csv", source)
    source.write_text(
        source.read_text(encoding="utf-8") + "T14" + "," * 11 + "x\n", encoding="utf-8"
    )

    assert take(tmp_path / "city", source).rejected[-1].reason == "有 12 格，列名只有 11 个"
