"""What is no workbook, or no longer a whole one, is told what it is; nothing is read of it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from content import ContentError
from tests.workbooks import cell_of, compare, edited, faults, row_of


def test_a_file_that_is_no_such_workbook(folder: Path, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "other.xlsx")

    with pytest.raises(ContentError, match="不是 gongshi workbook 写出的工作簿"):
        compare(folder, tmp_path / "other.xlsx")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
STRANGE: dict[str, tuple[bytes, str]] = {
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "加了打开密码"),
    "xls": (OLE, "是旧的 XLS 文件"),
    "csv": ("编号,名称\n".encode("gbk"), "不是 XLSX 文件"),
    "empty": (b"", "不是 XLSX 文件"),
    "half": (b"PK\x03\x04" + bytes(512), "不完整"),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_what_only_bears_the_name_of_a_workbook_is_told_what_it_is(
    folder: Path, tmp_path: Path, kind: str
) -> None:
    body, words = STRANGE[kind]
    (tmp_path / "book.xlsx").write_bytes(body)

    with pytest.raises(ContentError, match=words):
        compare(folder, tmp_path / "book.xlsx")


def test_a_workbook_that_unpacks_to_a_bomb_is_not_opened(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 5 * 2**20)

    with pytest.raises(ContentError, match="解压后过大"):
        compare(folder, path)


def test_a_damaged_sheet_is_named(folder: Path, book: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[:900] if name.endswith("sheet5.xml") else content)

    with pytest.raises(ContentError, match="已损坏"):
        compare(folder, path)


def test_a_sheet_that_claims_far_merged_cells_is_read_all_the_same(
    folder: Path, book: Path
) -> None:
    with edited(book) as opened:
        row = row_of(opened["收费"], "F0101")
        cell_of(opened["收费"], "F0101", "amount").value = "很多"
    with zipfile.ZipFile(book) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(book, "w") as new:
        for name, content in parts.items():
            merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
            far = content.replace(b"</worksheet>", merged) if b"fees.amount" in content else content
            new.writestr(name, far)

    told = faults(folder, book)

    assert any("合并了单元格 A1:XFD1048576" in line for line in told)
    assert any(f"收费!F{row} " in line for line in told)
