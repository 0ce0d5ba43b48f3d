"""Texts in files of their own: every row has its text, every text its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import Fault, check, read_folder
from tests.folders import copy_sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city."""
    return copy_sample(tmp_path / "content")


def only_fault(folder: Path) -> Fault:
    (fault,) = (one for one in check(read_folder(folder)) if one.weight == "fault")
    return fault


def test_a_guide_without_its_text_is_a_fault_of_that_row(folder: Path) -> None:
    (folder / "texts/guides/gaoling-jintie.md").unlink()
    fault = only_fault(folder)

    assert fault.file == "guides.csv"
    assert "缺少正文 texts/guides/gaoling-jintie.md" in fault.message


@pytest.mark.parametrize("name", ["guides/alien.md", "policies/alien.md", "alien.md"])
def test_a_text_that_no_row_names_says_where_to_register_it(folder: Path, name: str) -> None:
    (folder / "texts" / name).write_text("没有登记", encoding="utf-8")
    fault = only_fault(folder)

    assert fault.file == f"texts/{name}"
    assert "policies.csv 或 guides.csv" in fault.message
