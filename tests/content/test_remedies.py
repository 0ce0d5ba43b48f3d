"""Ways to go on after an answer: what `check` finds, and what the sample itself says."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import Fault, check, read_folder
from content.tables import Remedy
from tests.folders import SAMPLE, add_row, copy_sample, drop_row, set_cell

TEXT = {"text": "可以再问。", "basis": "某规定第一条", "source": "某文〔2026〕1号"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


def found(folder: Path, weight: str = "fault") -> list[Fault]:
    return [
        fault
        for fault in check(read_folder(folder))
        if fault.weight == weight and fault.file == "remedies.csv"
    ]


def test_the_sample_s_texts_are_sound(folder: Path) -> None:
    assert found(folder) == []
    assert found(folder, "warning") == []


def test_two_texts_for_one_case_at_one_time_are_a_fault(folder: Path) -> None:
    add_row(folder, "remedies", id="B90", kind="投诉", valid_from="2026-06-01", **TEXT)

    (fault,) = found(folder)

    assert "B02" in fault.message
    set_cell(folder, "remedies", "B02", "valid_to", "2026-05-31")
    assert found(folder) == []


def test_a_group_must_exist_and_excludes_a_matter(folder: Path) -> None:
    add_row(folder, "remedies", id="B90", kind="投诉", group="天文", matter="F01", **TEXT)

    assert [fault.column for fault in found(folder)] == ["group（事项类别）"] * 2


def test_a_city_without_a_general_text_is_warned(folder: Path) -> None:
    drop_row(folder, "remedies", "B01")

    (warning,) = found(folder, "warning")

    assert "任何诉求" in warning.message


def test_a_real_city_is_told_to_have_the_examples_examined(folder: Path) -> None:
    city = folder / "city.toml"
    text = city.read_text(encoding="utf-8")
    city.write_text(text.replace("sample = true", "sample = false"), encoding="utf-8")

    assert len(found(folder, "warning")) == len(read_folder(SAMPLE).rows(Remedy))


def test_what_comes_before_a_lawsuit_is_not_left_out() -> None:
    """行政复议法 (2023) art. 23 (1)(3): first 复议, then the court, where a duty was not done."""
    for row in read_folder(SAMPLE).rows(Remedy):
        assert ("行政诉讼" in row.text) <= ("先依法申请行政复议" in row.text)
