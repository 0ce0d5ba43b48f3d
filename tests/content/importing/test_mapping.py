"""A mapping alone knows its list: what is taken of a cell, and which rows are meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from content import ContentError
from content.importing.mapping import RecordMapping
from content.importing.mapping_file import read_mapping
from content.importing.rules import Rule
from tests.content.importing.lists import MAPPINGS, changed

FEES = MAPPINGS / "taipei-fees.toml"
FINES = MAPPINGS / "oregon-penalties.toml"
LTC = MAPPINGS / "taipei-residential-ltc.toml"


def cell(words: str, **rule: object) -> str:
    """Give what a rule makes of a cell."""
    made = TypeAdapter(Rule).validate_python({"from": "a", **rule})
    return made.cell({"a": words, "b": "2", "c": ""})


def test_the_first_group_is_taken_out_of_a_cell() -> None:
    assert cell("臺北市士林區示例路1號", take="^臺北市(..區)") == "士林區"


def test_all_that_was_found_is_taken_where_there_is_no_group() -> None:
    assert cell("罰鍰 300 元", take="[0-9]+") == "300"


def test_nothing_is_taken_where_nothing_is_found() -> None:
    assert cell("新北市示例區", take="^臺北市(..區)") == ""


def test_the_part_that_was_taken_is_translated() -> None:
    assert cell("X-1", take="^(.)-", values={"X": "甲"}) == "甲"


def test_words_are_put_around_what_was_taken_and_not_around_nothing() -> None:
    assert cell("300", give="罚款 {} 美元") == "罚款 300 美元"
    assert cell("", give="罚款 {} 美元") == ""


def test_filled_columns_are_joined_for_adding() -> None:
    assert cell("1", plus=["b", "c"]) == "1+2"


@pytest.mark.parametrize("name", sorted(path.stem for path in MAPPINGS.glob("*.toml")))
def test_a_shipped_mapping_can_be_read(name: str) -> None:
    plan = read_mapping(MAPPINGS / f"{name}.toml")

    assert plan.source
    assert plan.wanted()


def test_a_list_with_another_list_behind_it_has_records() -> None:
    assert isinstance(read_mapping(FEES), RecordMapping)


@pytest.mark.parametrize(
    ("original", "old", "new", "told"),
    [
        (LTC, '"^臺北市(..區)"', '"^臺北市(..區"', "district.take"),
        (LTC, 'clean = "roc_day"', 'clean = "roc"', "institutions.opened_on.clean 只能是 text（"),
        (LTC, "[contacts]", "[contact]", "可以写的有 source、note、document"),
        (LTC, 'clean = "roc_day"', 'cleans = "roc_day"', "可以写的有 from、plus"),
        (LTC, 'clean = "roc_day" }', 'clean = "roc_day }', "引号没有闭合"),
        (FEES, 'unit = "元/月"', 'unit = "元/年"', "fees.unit"),
        (FEES, "[fees]", "[prices]", "prices"),
        (FEES, 'institution = { from = "機構名稱",', 'institution = { always = "2",', "要写 from"),
        (FINES, "[penalties]", "[fees]\ntext = { from = 'x' }\n[penalties]", "只写一个"),
        (FINES, 'id = { from = "Abuse_Number", clean = "record_id" }', "", "（处罚编号） 必须有值"),
        (FINES, 'fine = { always = "待核实" }', 'institution = { always = "1" }', "列 institution"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_refused_with_the_place(
    tmp_path: Path, original: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(ContentError, match=re.escape(told)):
        read_mapping(changed(tmp_path, original, (old, new)))


def test_a_mapping_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=re.escape("nowhere.toml：没有这个文件")):
        read_mapping(tmp_path / "nowhere.toml")
