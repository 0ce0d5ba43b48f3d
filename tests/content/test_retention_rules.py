"""The table of retention: what `check` finds, and that a new city destroys nothing by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import Fault, check, read_folder
from content.new_city import new_city
from content.tables import RetentionRule
from tests.folders import SAMPLE, add_row, copy_sample, set_cell

RULE = {
    "what": "联系方式",
    "n": "6",
    "unit": "月",
    "basis": "某规定第一条",
    "source": "某文〔2026〕1号",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


def found(folder: Path, weight: str = "fault") -> list[Fault]:
    return [
        fault
        for fault in check(read_folder(folder))
        if fault.weight == weight and fault.file == "retention_rules.csv"
    ]


def test_the_sample_s_rules_are_sound_and_say_that_they_are_examples(folder: Path) -> None:
    assert found(folder) == found(folder, "warning") == []
    assert all(row.basis.startswith("示例") for row in read_folder(SAMPLE).rows(RetentionRule))


def test_two_rules_for_one_case_at_one_time_are_a_fault(folder: Path) -> None:
    add_row(folder, "retention_rules", id="K90", kind="任何", valid_from="2026-06-01", **RULE)

    (fault,) = found(folder)

    assert "K01" in fault.message
    set_cell(folder, "retention_rules", "K01", "valid_to", "2026-05-31")
    assert found(folder) == []


def test_a_rule_for_one_kind_stands_beside_that_for_any(folder: Path) -> None:
    add_row(folder, "retention_rules", id="K90", kind="投诉", **RULE)

    assert found(folder) == []


@pytest.mark.parametrize(("column", "value"), [("n", "0"), ("unit", "天"), ("what", "全部")])
def test_a_term_that_cannot_be_is_a_fault(folder: Path, column: str, value: str) -> None:
    set_cell(folder, "retention_rules", "K01", column, value)

    (fault,) = found(folder)

    assert fault.column.startswith(column)


def test_a_real_city_is_told_to_set_its_own(folder: Path) -> None:
    city = folder / "city.toml"
    text = city.read_text(encoding="utf-8")
    city.write_text(text.replace("sample = true", "sample = false"), encoding="utf-8")

    assert len(found(folder, "warning")) == len(read_folder(SAMPLE).rows(RetentionRule))


def test_a_new_city_keeps_everything_until_it_has_decided(tmp_path: Path) -> None:
    new_city(tmp_path)

    assert read_folder(tmp_path).rows(RetentionRule) == []
    (warning,) = found(tmp_path, "warning")
    assert "一直保管" in warning.message
