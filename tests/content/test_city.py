"""`city.toml` is written by hand: each fault of it is told by its line or its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import Fault, read_folder
from tests.folders import copy_sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


def city_faults(folder: Path) -> list[Fault]:
    return [fault for fault in read_folder(folder).faults if fault.weight == "fault"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('name = "示例市"', "", "缺少这一项"),
        ('name = "示例市"', 'name = "示例市"\nnick = "x"', "没有这一项"),
        ("as_of = 2026-11-20", "", "必须写 as_of"),
        ("https://gongshi.example", "http://gongshi.example/", "应以 https:// 开头"),
        ("sample = true", "sample = true sample", "第 7 行写法不对"),
        ('organ = "示例市民政局"', 'organ = "示例市民政局', "第 4 行的引号没有闭合"),
        ("gongshi@minzheng.example", "不填", "“不填”不是邮箱"),
    ],
)
def test_a_fault_of_the_city_file_says_what_is_wrong(
    folder: Path, old: str, new: str, says: str
) -> None:
    path = folder / "city.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    assert [says in fault.message for fault in city_faults(folder)] == [True]
