"""A copy of the sample city and the workbook written from it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content.workbook.writing_book import write_book
from tests.folders import SAMPLE, copy_sample
from tests.workbooks import trim

TABLES = ("编号登记", "地区", "机构", "床位", "房型", "收费", "单位", "政策文件", "工作日历2026")
"""What most tests edit; to open and save all tables takes seconds."""


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the workbook of the sample once."""
    path = tmp_path_factory.mktemp("workbook") / "sample.xlsx"
    write_book(SAMPLE, path)
    return path


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory, sample_book: Path) -> Path:
    """Give a workbook of the sample with the tables that most tests edit."""
    path = Path(shutil.copy(sample_book, tmp_path_factory.mktemp("small") / "small.xlsx"))
    trim(path, TABLES)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


@pytest.fixture
def book(tmp_path: Path, small_book: Path) -> Path:
    """Give a copy of its workbook to edit."""
    return Path(shutil.copy(small_book, tmp_path / "book.xlsx"))
