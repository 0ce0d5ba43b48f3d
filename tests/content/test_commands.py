"""The commands of editors end with what is to be done next, and touch nothing by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import gongshi
from tests.folders import copy_sample, set_cell


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(gongshi.main, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


def test_a_city_that_is_filled_in_is_not_asked_to_be(folder: Path, tmp_path: Path) -> None:
    assert "请先填写 city.toml 里的 url、" in run("new-city", tmp_path / "city").output
    assert run("new-city", folder).output.endswith("可以运行 gongshi check\n")


def test_an_import_into_a_folder_that_is_none_makes_none(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("a\n", encoding="utf-8")

    result = run("import", source, "--mapping", "shanghai", "--into", tmp_path / "typo")

    assert result.exit_code == 1
    assert "请先运行 gongshi new-city" in result.output
    assert not (tmp_path / "typo").exists()


def test_a_mapping_that_is_not_there_is_answered_with_those_that_are(folder: Path) -> None:
    result = run("import", folder / "fees.csv", "--mapping", "shangai", "--into", folder)

    assert result.exit_code == 1
    assert "没有对照表 shangai；" in result.output
    assert "、shanghai、" in result.output


def test_check_prints_what_must_be_mended_last(folder: Path) -> None:
    set_cell(folder, "approvals", "A0101", "issued_on", "很久以前")

    *_, reminder, fault, summary = run("check", "--content", folder).output.splitlines()

    assert reminder.startswith("提醒")
    assert fault.startswith("错误  approvals.csv")
    assert "错误 1 处" in summary
