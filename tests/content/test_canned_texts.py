"""The table of canned texts: what `check` finds, and that a new city begins with none."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import Fault, check, read_folder
from content.new_city import new_city
from content.tables import CannedText
from tests.folders import SAMPLE, copy_sample, set_cell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


def found(folder: Path) -> list[Fault]:
    return [one for one in check(read_folder(folder)) if one.file == "canned_texts.csv"]


def test_the_samples_texts_are_sound_and_say_that_they_are_examples(folder: Path) -> None:
    assert found(folder) == []
    assert all("示例" in row.title for row in read_folder(SAMPLE).rows(CannedText))


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("step", "办结", ""),
        ("place", "处理结果", "没有这一栏"),
        ("group", "天气", "天气"),
        ("matter", "X99", "X99"),
        ("text", "请打 0000-5552010 问。", "长数字"),
        ("text", "请打 13800138000 问。", ""),
    ],
)
def test_a_text_that_no_form_can_offer_is_a_fault(
    folder: Path, column: str, value: str, said: str
) -> None:
    set_cell(folder, "canned_texts", "T01", column, value)

    faults = [fault for fault in found(folder) if fault.weight == "fault"]
    assert faults
    assert any(said in fault.message for fault in faults)


def test_matter_and_group_do_not_stand_together(folder: Path) -> None:
    set_cell(folder, "canned_texts", "T05", "group", "安全")

    assert any("只填一个" in fault.message for fault in found(folder))


def test_a_new_city_has_no_texts_yet(tmp_path: Path) -> None:
    new_city(tmp_path)

    assert read_folder(tmp_path).rows(CannedText) == []
