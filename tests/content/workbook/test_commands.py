"""`gongshi workbook` asks before it writes, and says plainly what it did not do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import gongshi
from tests.folders import cell
from tests.workbooks import set_cell, snapshot


def run(*words: str | Path, answer: str | None = None) -> Result:
    return CliRunner().invoke(gongshi.main, ["workbook", *map(str, words)], input=answer)


def test_written_read_and_confirmed(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "new.xlsx"
    assert run(folder, "--write", book).exit_code == 0
    set_cell(book, "收费", "F0101", "amount", 950)

    result = run(folder, "--read", book, answer="y\n")

    assert result.exit_code == 0
    assert "修改 F0101 金额：900 → 950" in result.output
    assert cell(folder, "fees", "F0101", "amount") == "950"


def test_a_script_needs_no_answer(folder: Path, book: Path) -> None:
    set_cell(book, "收费", "F0101", "amount", 950)

    assert run(folder, "--read", book, "--yes").exit_code == 0
    assert cell(folder, "fees", "F0101", "amount") == "950"


@pytest.mark.parametrize("answer", ["n\n", ""])  # No; nobody there to answer.
def test_without_consent_nothing_is_written(folder: Path, book: Path, answer: str) -> None:
    set_cell(book, "收费", "F0101", "amount", 950)
    before = snapshot(folder)

    assert run(folder, "--read", book, answer=answer).exit_code == 1
    assert snapshot(folder) == before


def test_faults_are_told_by_cell_and_nothing_is_asked(folder: Path, book: Path) -> None:
    place = set_cell(book, "收费", "F0101", "amount", "很多")
    before = snapshot(folder)

    result = run(folder, "--read", book, "--yes")

    assert result.exit_code == 1
    assert f"错误  {place} amount（金额）：“很多”不对" in result.output
    assert "错误 1 处，没有写入" in result.output
    assert snapshot(folder) == before


def test_nothing_changed_nothing_asked(folder: Path, book: Path) -> None:
    result = run(folder, "--read", book)

    assert result.exit_code == 0
    assert "新增 0 行，删除 0 行，修改 0 处" in result.output


@pytest.mark.parametrize("words", [(), ("--write", "a.xlsx", "--read", "b.xlsx")])
def test_either_write_or_read(folder: Path, words: tuple[str, ...]) -> None:
    result = run(folder, *words)

    assert result.exit_code == 2
    assert "请在 --write 和 --read 中选一个" in result.output


def test_a_missing_workbook_is_named(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "--read", tmp_path / "none.xlsx")

    assert result.exit_code == 1
    assert "没有文件" in result.output


def test_a_place_where_nothing_can_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "--write", tmp_path / "nowhere" / "book.xlsx")

    assert result.exit_code == 1
    assert "nowhere" in result.output
    assert "读写不了" in result.output
