"""`gongshi check`: every fault in one run, by table, row and column, with what would be right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from content import Fault, check, read_folder
from content.checks.credit_codes import credit_code_problem
from content.checks.personal_data import personal_data
from tests.folders import SAMPLE, add_row, copy_sample, read, set_cell, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


def faults(folder: Path) -> list[Fault]:
    return [fault for fault in check(read_folder(folder)) if fault.weight == "fault"]


def only_fault(folder: Path) -> Fault:
    (fault,) = faults(folder)
    return fault


def test_the_sample_has_no_fault() -> None:
    assert faults(SAMPLE) == []


@pytest.mark.parametrize(
    ("table", "key", "column", "value", "says"),
    [
        ("fees", "F1206", "amount", "很多", "应为 数字（不小于 0），单位 元"),
        ("fees", "F1206", "amount", "-5", "应为 数字（不小于 0）"),
        ("fees", "F1206", "amount", "12.345", "最多 2 位小数"),
        ("fees", "F1206", "unit", "元/周", "元/月、元/日、元/次"),
        ("fees", "F1206", "as_of", "20260701", "日期，例如 2026-03-01"),
        ("fees", "F1206", "as_of", "2026-02-30", "日期"),
        ("fees", "F1206", "institution", "999999", "institutions.csv 里没有“999999”"),
        ("institutions", "100012", "name", "", "不能空白"),
        ("institutions", "100012", "name", "未填报", "要有确切的值"),
        ("institutions", "100012", "kind", "宾馆", "养老机构、居家社区养老服务机构"),
        ("institutions", "100012", "takes_in", "自理", "能力完好、轻度失能"),
        ("institutions", "100012", "place", "Jia Qu", "街道代码"),
        ("capacity", "100012", "beds", "一百八", "应为 整数"),
        ("capacity", "100012", "beds", "20", "多于核定的 20 张"),
        ("grades", "G2024-0001", "level", "6", "1 至 5"),
        ("penalties", "P2026-0012", "repaired_on", "2026-01-01", "早于决定日期"),
        ("penalties", "P2026-0012", "severity", "特别严重", "轻微、一般、严重"),
        ("places", "jia-liuyin", "parent", "shili", "街道的上级应是一个区"),
        ("matters", "F01", "handler", "xxx", "departments.csv 里没有“xxx”"),
        ("matters", "F01", "cooperating", "mz；xxx", "departments.csv 里没有“xxx”"),
        ("institutions", "100012", "credit_code", "52999901MJ90011211", "GB 32100"),
        ("units", "jia-mz", "credit_code", "52999901MJ90011211", "GB 32100"),
        ("penalties", "P2026-0012", "organ_code", "52999901MJ90011211", "GB 32100"),
    ],
)
def test_a_wrong_cell_comes_back_by_its_place_with_what_would_be_right(  # noqa: PLR0913, PLR0917
    folder: Path, table: str, key: str, column: str, value: str, says: str
) -> None:
    set_cell(folder, table, key, column, value)
    _, given = read(folder, table)
    row = 2 + next(n for n, cells in enumerate(given) if cells[0] == key)

    found = faults(folder)

    assert [(fault.file, fault.row) for fault in found] == [(f"{table}.csv", row)]
    assert says in found[0].message


def test_dates_as_spreadsheets_write_them_back_are_read(folder: Path) -> None:
    set_cell(folder, "fees", "F1206", "as_of", "2026/7/1")

    assert faults(folder) == []


def test_a_bom_changes_nothing(folder: Path) -> None:
    path = folder / "fees.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert faults(folder) == []


def test_a_table_saved_as_gbk_says_how_to_save_it(folder: Path) -> None:
    path = folder / "policies.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))

    found = faults(folder)

    assert any(fault.file == "policies.csv" and "CSV UTF-8" in fault.message for fault in found)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text.replace("amount", "price", 1), "没有叫 price 的列"),
        (lambda text: text.replace("item,", "", 1), "缺少列 item（收费项目）"),
        (lambda text: text.replace("id,", "id,id,", 1), "列 id 出现两次"),
        (lambda text: text + "F9999,100012\n", "有 2 格，表头有"),
        (lambda text: text + '"F9999', "不是完整的 CSV"),
    ],
)
def test_a_broken_table_is_told_once_and_never_a_traceback(
    folder: Path, change: object, says: str
) -> None:
    path = folder / "fees.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]

    assert any(says in fault.message for fault in faults(folder))


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "rooms.csv").unlink()

    assert Fault("rooms.csv", 0, "", "没有这个文件；没有数据时也要保留表头") in faults(folder)


def test_five_thousand_bad_rows_give_five_thousand_messages(folder: Path) -> None:
    header, given = read(folder, "fees")
    bad = [[f"F{n}", *given[0][1:]] for n in range(20000, 25000)]
    for row in bad:
        row[header.index("amount")] = "坏"
    write(folder, "fees", [header, *given, *bad])

    found = [fault for fault in faults(folder) if fault.file == "fees.csv"]

    assert len(found) == 5000
    assert len({fault.row for fault in found}) == 5000


def test_a_double_key_names_the_first_row(folder: Path) -> None:
    header, given = read(folder, "places")
    write(folder, "places", [header, *given, given[0]])

    assert "与第 2 行重复" in only_fault(folder).message


def test_an_institution_without_a_number_is_told_the_next_free_one(folder: Path) -> None:
    header, given = read(folder, "institutions")
    write(folder, "institutions", [header, *given, ["100777", *given[-1][1:]]])
    last = max(int(row[0]) for row in read(folder, "ids")[1])

    assert f"下一个可用编号是 {last + 1}" in only_fault(folder).message


def test_two_prices_for_one_thing_on_one_day_are_a_fault(folder: Path) -> None:
    header, given = read(folder, "fees")
    row = next(cells for cells in given if cells[0] == "F1206")
    add_row(folder, "fees", **dict(zip(header, ["F9999", *row[1:]], strict=True)))

    assert "同时有效" in only_fault(folder).message


def test_a_policy_without_its_text_is_a_fault(folder: Path) -> None:
    (folder / "texts/policies/xinxi-gongshi-banfa.md").unlink()

    assert "缺少正文" in only_fault(folder).message


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("联系 13800138000", "手机号"),
        ("联系 138 0013 8000", "手机号"),
        ("联系 138-0013-8000", "手机号"),
        ("联系 １３８００１３８０００", "手机号"),  # full width
        ("联系 +86 13800138000", "手机号"),
        ("联系 138\u200b0013\u20608000", "手机号"),  # copied with characters of no width
        ("身份证 11010519491231002X", "居民身份证号码"),
        ("写信到 someone@qq.com", "个人邮箱"),
        ("写信到 someone@163.com", "个人邮箱"),
    ],
)
def test_personal_data_is_found_however_it_is_written(text: str, word: str) -> None:
    assert any(word in problem for problem in personal_data(text))


@pytest.mark.parametrize(
    "text",
    [
        "0000-5550112",
        "编号 100012",
        "示甲消行罚决字〔2026〕第0012号",
        "示公网安备 00000000000000号",
        "office@mz.example",
        "12345678901234567890",
        "110105194912310021",  # eighteen digits with a wrong check digit
    ],
)
def test_ordinary_numbers_are_not_taken_for_personal_data(text: str) -> None:
    assert list(personal_data(text)) == []


def test_a_message_never_repeats_the_personal_data(folder: Path) -> None:
    set_cell(folder, "institutions", "100012", "admission_note", "找张某 13800138000")

    assert "13800138000" not in str(only_fault(folder))


def test_a_mobile_number_may_stand_only_where_its_holder_published_it(folder: Path) -> None:
    set_cell(folder, "contacts", "100012", "officer_telephone", "13800138000")
    set_cell(folder, "contacts", "100012", "published_by_holder", "否")
    assert only_fault(folder).column.startswith("officer_telephone")

    set_cell(folder, "contacts", "100012", "published_by_holder", "是")

    assert faults(folder) == []


def test_personal_data_in_a_policy_is_found_by_its_line(folder: Path) -> None:
    policy = folder / "texts/policies/xinxi-gongshi-banfa.md"
    policy.write_text("# 办法\n\n联系人手机 13800138000\n", encoding="utf-8")

    assert (only_fault(folder).file, only_fault(folder).row) == (f"texts/policies/{policy.name}", 3)


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("91999901MA0000001", "GB 32100"),  # too short
        ("91999901MA00000011", "GB 32100"),  # wrong last character
        ("52539901mj0000122g", "大写"),
        ("52999901MJ9001121X ", "GB 32100"),
        ("未填报", ""),
    ],
)
def test_a_credit_code_is_checked_by_its_check_character(code: str, word: str) -> None:
    assert word in credit_code_problem(code)
    assert bool(word) == bool(credit_code_problem(code))


def test_every_credit_code_of_the_sample_is_valid_and_invented_beyond_doubt() -> None:
    _, operators = read(SAMPLE, "operators")

    codes = [row[2] for row in operators if row[2] != "待核实"]

    assert codes
    assert all(credit_code_problem(code, sample=True) == "" for code in codes)


def test_the_sample_names_no_telephone_outside_the_invented_area_code() -> None:
    for table in ("contacts", "units"):
        header, given = read(SAMPLE, table)
        columns = [
            n
            for n, name in enumerate(header)
            if name in ("hotline", "telephone", "officer_telephone")
        ]
        numbers = [row[n] for row in given for n in columns]
        assert all(number.startswith("0000-") or not number[:1].isdigit() for number in numbers)


def test_a_calendar_day_must_stand_in_the_file_of_its_year(folder: Path) -> None:
    with (folder / "calendar/2026.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["2027-01-01", "休", "元旦", "通知", "暂定"])

    assert "请移到 calendar/2027.csv" in only_fault(folder).message


def test_values_that_are_not_known_are_warnings_and_never_faults(folder: Path) -> None:
    warnings = [fault for fault in check(read_folder(folder)) if fault.weight == "warning"]

    assert any("行未填报" in fault.message for fault in warnings)
