"""The table of deadlines and the calendar: what `check` finds, and what a build never loses."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from content import Fault, check, read_folder
from content.new_city import new_city
from content.tables import Deadline
from disclosure.freezing import build
from disclosure.freezing.outcome import BuildError
from tests.folders import add_row, copy_sample, drop_row, set_cell

DAY = date(2026, 11, 20)
RULE = {
    "kind": "任何",
    "role": "牵头",
    "leg": "受理",
    "n": "5",
    "unit": "工作日",
    "day_zero": "收到",
    "basis": "某规定第一条",
    "source": "某文〔2026〕1号",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


def add_rule(folder: Path, id_: str, **cells: str) -> None:
    add_row(folder, "deadlines", **{**RULE, "id": id_, **cells})


def found(folder: Path, weight: str = "fault", day: date | None = None) -> list[Fault]:
    return [
        fault
        for fault in check(read_folder(folder), day)
        if fault.weight == weight and fault.file.startswith(("deadlines", "calendar"))
    ]


def only(folder: Path) -> Fault:
    (fault,) = found(folder)
    return fault


def test_the_sample_s_rules_are_sound(folder: Path) -> None:
    assert found(folder) == []
    assert found(folder, "warning") == []


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("source", "", "不能空白"),
        ("basis", "", "不能空白"),
        ("matter", "F99", "matters.csv 里没有“F99”"),
        ("group", "安金", "matters.csv 里没有“安金”这个类别"),
        ("kind", "申诉", "投诉、举报、求助"),
        ("n", "0", "1 至 250"),
        ("n", "251", "1 至 250"),
        ("unit", "天", "工作日、自然日"),
        ("day_zero", "受理", "只能从收到起算"),
        ("urgent", "急", "是 或 否"),
        ("id", "X1", "例如 D01"),
        ("valid_to", "2025-12-31", "早于启用日期"),
        ("pausable", "有时", "是 或 否"),
        ("extension", "3", "只有答复的时限可以延期"),
    ],
)
def test_a_wrong_cell_of_a_rule_is_told(folder: Path, column: str, value: str, says: str) -> None:
    set_cell(folder, "deadlines", "D01", column, value)

    assert says in only(folder).message


@pytest.mark.parametrize(
    ("id_", "column", "value", "says"),
    [
        ("D03", "pausable", "是", "只有受理、答复的时限可以暂停"),
        ("D05", "extension", "0", "1 至 250"),
        ("D05", "day_zero", "补正", "补正的时限从补正起算"),
        ("D10", "day_zero", "答复", "补正的时限从补正起算"),
        ("D10", "role", "牵头", "补正的时限由反映人遵守"),
    ],
)
def test_only_what_waits_for_the_citizen_pauses_and_only_an_answer_is_extended(
    folder: Path, id_: str, column: str, value: str, says: str
) -> None:
    set_cell(folder, "deadlines", id_, column, value)

    assert says in only(folder).message


def test_blank_means_that_acceptance_and_answer_pause(folder: Path) -> None:
    for id_ in ("D01", "D05", "D03"):
        set_cell(folder, "deadlines", id_, "pausable", "")
    rules = {rule.id: rule.pauses for rule in read_folder(folder).rows(Deadline)}

    assert (rules["D01"], rules["D05"], rules["D03"], rules["D10"]) == (True, True, False, False)


def test_without_a_window_for_the_citizen_there_is_a_warning(folder: Path) -> None:
    drop_row(folder, "deadlines", "D10")

    assert any("反映人·补正" in fault.message for fault in found(folder, "warning"))


def test_a_rule_is_for_a_matter_or_for_a_group(folder: Path) -> None:
    add_rule(folder, "D90", matter="F01", group="安全")

    assert "只填一个" in only(folder).message


def test_two_rules_for_one_case_are_a_fault(folder: Path) -> None:
    add_rule(folder, "D90", valid_from="2027-01-01")

    assert "与 D01 适用于同样的情形而且同时有效" in only(folder).message


def test_a_rule_may_follow_another_on_the_day_after(folder: Path) -> None:
    set_cell(folder, "deadlines", "D01", "valid_to", "2026-12-31")
    add_rule(folder, "D90", valid_from="2027-01-01")

    assert found(folder) == []


def test_the_last_day_of_one_rule_is_not_the_first_of_another(folder: Path) -> None:
    set_cell(folder, "deadlines", "D01", "valid_to", "2027-01-01")
    add_rule(folder, "D90", valid_from="2027-01-01")

    assert only(folder).column.startswith("valid_from")


def test_every_later_rule_of_a_long_overlap_is_told(folder: Path) -> None:
    """A rule without end overlaps all that follow, not only the next."""
    add_rule(folder, "D90", valid_from="2027-01-01", valid_to="2027-06-30")
    add_rule(folder, "D91", valid_from="2027-07-01")

    assert [fault.message.split()[1] for fault in found(folder)] == ["D01", "D01"]


@pytest.mark.parametrize(
    "scope",
    [{"kind": "投诉"}, {"matter": "F01"}, {"group": "安全"}, {"urgent": "否"}],
)
def test_a_more_particular_rule_stands_beside_the_general_one(
    folder: Path, scope: dict[str, str]
) -> None:
    add_rule(folder, "D90", **scope)

    assert found(folder) == []


def test_a_step_without_a_rule_for_every_case_is_warned_of(folder: Path) -> None:
    drop_row(folder, "deadlines", "D06")

    (warning,) = found(folder, "warning")

    assert "没有适用于任何诉求的“协办·答复”时限" in warning.message


def test_a_new_city_starts_with_the_examples_and_is_warned_of_each(tmp_path: Path) -> None:
    new_city(tmp_path)

    warnings = [fault for fault in found(tmp_path, "warning") if "还是示例" in fault.message]

    assert len(warnings) == len(read_folder(tmp_path).rows(Deadline)) > 0


def test_a_rule_that_was_published_may_end_but_not_vanish(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(folder, out, DAY)
    set_cell(folder, "deadlines", "D07", "valid_to", "2026-11-30")
    build(folder, out, DAY)
    drop_row(folder, "deadlines", "D07")

    with pytest.raises(BuildError) as error:
        build(folder, out, DAY)

    assert ["“D07”不见了" in fault.message for fault in error.value.faults] == [True]


def test_a_day_that_stands_twice_in_the_calendar_is_a_fault(folder: Path) -> None:
    with (folder / "calendar/2026.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["2026-10-10", "休", "国庆节", "通知", "正式"])

    assert "2026-10-10 与第" in only(folder).message


def test_half_a_notice_is_warned_of(folder: Path) -> None:
    path = folder / "calendar/2027.csv"
    path.write_text(path.read_text("utf-8").replace("暂定", "正式", 1), encoding="utf-8")

    (warning,) = found(folder, "warning")

    assert "正式和暂定混在一起" in warning.message


def years_warned_of(folder: Path, day: date = DAY) -> list[tuple[str, str]]:
    return [(fault.file, fault.message[:5]) for fault in found(folder, "warning", day)]


def test_a_provisional_coming_year_is_warned_of(folder: Path) -> None:
    assert years_warned_of(folder) == [("calendar/2027.csv", "这一年还是")]


def test_a_coming_year_without_a_file_is_warned_of(folder: Path) -> None:
    (folder / "calendar/2027.csv").unlink()

    assert years_warned_of(folder) == [("calendar/2027.csv", "没有这一年")]


def test_a_calendar_file_without_a_day_is_no_calendar(folder: Path) -> None:
    header = (folder / "calendar/2027.csv").read_text(encoding="utf-8").split("\n")[0]
    (folder / "calendar/2027.csv").write_text(f"{header}\n", encoding="utf-8")

    assert years_warned_of(folder) == [("calendar/2027.csv", "没有这一年")]


def test_a_real_city_is_warned_by_the_day_of_the_check(tmp_path: Path) -> None:
    new_city(tmp_path)

    warned = [file for file, _ in years_warned_of(tmp_path, date(2027, 3, 1))]

    assert [file for file in warned if file.startswith("calendar")] == [
        "calendar/2027.csv",
        "calendar/2028.csv",
    ]


def test_a_finished_calendar_is_not_warned_of(tmp_path: Path) -> None:
    new_city(tmp_path)

    warned = [file for file, _ in years_warned_of(tmp_path, date(2025, 3, 1))]

    assert [file for file in warned if file.startswith("calendar")] == []
