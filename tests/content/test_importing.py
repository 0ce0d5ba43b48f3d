"""A list is taken over without losing a row, a doubt, an editor's work or anybody's privacy."""

from __future__ import annotations

import csv
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from content import ContentError, check, key_of, read_folder
from content.importing import Report, import_list
from content.importing.cleaning import (
    count,
    credit_code,
    day,
    longitude,
    telephone,
    text,
    without_personal_data,
)
from content.importing.source import MOST_ROWS, read_list
from content.reading import read_table
from content.tables import Capacity, Contact, GivenId, Institution, Missing, Place, Record
from content.writing import write_table

TWIN = Path(__file__).parent.parent / "data" / "import-twin"
SHANGHAI = Path(__file__).parents[2] / "content" / "mappings" / "shanghai.toml"
DAY = date(2026, 3, 2)
LATER = date(2026, 4, 1)
UNVERIFIED = Missing.UNVERIFIED
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
REMOVED = "[手机号已删]"

Edit = Callable[[list[dict[str, str]]], object]


def take(folder: Path, source: Path = TWIN / "list.csv", mapping: Path | None = None) -> Report:
    """Import the twin, or another list, into a folder."""
    return import_list(source, mapping or TWIN / "mapping.toml", folder, DAY)


def changed_list(tmp_path: Path, edit: Edit) -> Path:
    """Give a copy of the twin list after an edit of its rows."""
    with (TWIN / "list.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    header = list(rows[0])
    edit(rows)
    path = tmp_path / "changed.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)
    return path


def changed_mapping(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """Give a copy of the twin's mapping with some text replaced."""
    words = (TWIN / "mapping.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in words
        words = words.replace(old, new)
    path = tmp_path / "mapping.toml"
    path.write_text(words, encoding="utf-8")
    return path


def snapshot(folder: Path) -> Mapping[Path, bytes]:
    """Give the bytes of every file."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def home(folder: Path, name: str) -> Institution:
    """Give the institution of that name."""
    return next(row for row in read_folder(folder).rows(Institution) if row.name == name)


def edit_rows(folder: Path, kind: type[Record], number: str, **values: Any) -> None:
    """Change the row of one institution as an editor would."""
    path = folder / f"{kind.NAME}.csv"
    rows = read_table(path, kind).rows
    write_table(path, kind, [replace(r, **values) if key_of(r) == number else r for r in rows])


def done(report: Report, row: int, column: str) -> str:
    """Give what the report says was done to a cell."""
    return next(dirt.done for dirt in report.dirty if (dirt.row, dirt.column) == (row, column))


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Give a city that took over the twin list."""
    take(tmp_path / "city")
    return tmp_path / "city"


# Whole runs


def test_rows_in_are_taken_or_rejected(tmp_path: Path) -> None:
    report = take(tmp_path / "city")

    assert (report.rows, report.taken, len(report.rejected)) == (13, 9, 4)
    assert (report.new, report.changed, report.unchanged) == (9, 0, 0)


def test_an_import_leaves_no_fault_behind(city: Path) -> None:
    assert [fault for fault in check(read_folder(city)) if fault.weight == "fault"] == []


def test_a_second_run_changes_no_byte_even_on_another_day(city: Path) -> None:
    before = snapshot(city)
    report = import_list(TWIN / "list.csv", TWIN / "mapping.toml", city, LATER)

    assert snapshot(city) == before
    assert (report.new, report.changed, report.unchanged) == (0, 0, 9)


def test_numbers_are_given_in_the_order_of_the_list_and_kept_by_source(city: Path) -> None:
    given = read_folder(city).rows(GivenId)

    assert [row.id for row in given] == [str(100001 + index) for index in range(9)]
    assert [row.source_id for row in given][:3] == ["T01", "T02", "T03"]
    assert {(row.source, row.given_on) for row in given} == {("twin", DAY)}


def test_a_sorted_list_keeps_every_number(city: Path, tmp_path: Path) -> None:
    before = snapshot(city)
    # The double stays behind its first, or the other of the two would be taken.
    report = take(city, changed_list(tmp_path, lambda rows: rows.sort(key=lambda row: row["编码"])))

    assert report.unchanged == 9
    assert (city / "institutions.csv").read_bytes() == before[city / "institutions.csv"]


def test_another_source_gets_numbers_of_its_own(city: Path, tmp_path: Path) -> None:
    report = take(city, mapping=changed_mapping(tmp_path, ('"twin"', '"other"')))

    assert report.new == 9
    assert len({row.id for row in read_folder(city).rows(GivenId)}) == 18


def test_a_run_cut_short_after_the_numbers_is_filled_by_the_next(city: Path) -> None:
    before = snapshot(city)
    institutions = city / "institutions.csv"
    header = institutions.read_text(encoding="utf-8").splitlines(keepends=True)[0]
    institutions.write_text(header, encoding="utf-8")
    take(city)

    assert snapshot(city) == before


def test_progress_counts_every_row(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    import_list(
        TWIN / "list.csv",
        TWIN / "mapping.toml",
        tmp_path / "city",
        DAY,
        lambda done, total: told.append((done, total)),
    )

    assert told == [(number, 13) for number in range(1, 14)]


def test_a_workbook_gives_the_same_tables_as_the_csv_file(city: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    with (TWIN / "list.csv").open(encoding="utf-8", newline="") as file:
        for cells in csv.reader(file):
            sheet.append(cells)
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s"  # Or the twin's =东区… would be saved as a formula.
    book.save(tmp_path / "list.xlsx")
    before = snapshot(city)
    take(city, tmp_path / "list.xlsx")

    assert snapshot(city) == before


# What a row becomes


def test_the_list_gives_its_columns_and_the_rest_is_not_reported(city: Path) -> None:
    row = home(city, "东区柳荫养老院")

    assert (row.kind, row.built_run, row.datum) == ("养老机构", "公建公营", "GCJ-02")
    assert row.opened_on == date(2012, 5, 1)
    assert (row.operator, row.filing, row.credit_code) == (
        UNVERIFIED,
        UNVERIFIED,
        Missing.NOT_REPORTED,
    )


def test_every_row_says_where_it_comes_from(city: Path) -> None:
    folder = read_folder(city)
    rows: list[Record] = [*folder.rows(Institution), *folder.rows(Capacity), *folder.rows(Contact)]

    assert len(rows) == 27
    assert {(row.as_of, row.source_unit, row.source_document) for row in rows} == {
        (date(2026, 1, 31), "mz", "虚构养老机构名单")
    }


def test_districts_and_streets_become_places_named_in_pinyin(city: Path) -> None:
    places = {row.code: (row.parent, row.level, row.name) for row in read_folder(city).rows(Place)}

    assert places["dongqu"] == ("city", "区", "东区")
    assert places["dongqu-liuyinjiedao"] == ("dongqu", "街道", "柳荫街道")
    assert home(city, "西区石桥敬老院").place == "xiqu-shiqiaozhen"


def test_a_street_of_the_same_name_in_another_district_is_another_place(city: Path) -> None:
    assert home(city, "东区石桥养老院").place == "dongqu-shiqiaozhen"


def test_a_row_without_street_stands_in_its_district(city: Path) -> None:
    assert home(city, "东区无街道养老院").place == "dongqu"


def test_a_place_that_is_there_keeps_its_code(tmp_path: Path) -> None:
    city = tmp_path / "city"
    take(city)
    places = city / "places.csv"
    places.write_text(
        places.read_text(encoding="utf-8").replace("dongqu", "east"), encoding="utf-8"
    )
    homes = city / "institutions.csv"
    homes.write_text(homes.read_text(encoding="utf-8").replace("dongqu", "east"), encoding="utf-8")
    before = snapshot(city)
    take(city)

    assert snapshot(city) == before


def test_names_that_sound_alike_get_a_number(tmp_path: Path) -> None:
    def rename(rows: list[dict[str, str]]) -> None:
        rows[1]["街道"] = "柳音街道"

    take(tmp_path / "city", changed_list(tmp_path, rename))

    assert home(tmp_path / "city", "东区松鹤养老院").place == "dongqu-liuyinjiedao-2"


# Dirty cells


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (3, "电话", "有 2 个号码，取第一个；其余 0000-5550103"),
        (4, "街道", "没有街道，所在地区只到区"),
        (4, "电话", "是手机号，不公开；记为待核实"),
        (5, "床位数", "为 0；记为待核实"),
        (5, "成立日期", "空白；记为待核实"),
        (5, "性质", "空白；记为待核实"),
        (5, "电话", "空白；记为待核实"),
        (6, "成立日期", "不是完整的日期；记为待核实"),
        (6, "电话", "是手机号，不公开；记为待核实"),
        (7, "床位数", "不是整数；记为待核实"),
        (7, "地址", "含有个人信息，不公开；记为待核实"),
        (7, "性质", "应为 公建公营、公建民营、民建民营；记为待核实"),
        (7, "电话", "改写为 0000-5550106"),
        (8, "经度", "不在 73 至 136 度之间；记为待核实"),
        (8, "电话", "其中的手机号不公开，取 0000-5550107-8001"),
        (14, "电话", "改写为 0000-5550113"),
    ],
)
def test_a_dirty_cell_is_reported_by_its_place(
    tmp_path: Path, row: int, column: str, told: str
) -> None:
    assert done(take(tmp_path / "city"), row, column) == told


def test_a_clean_row_is_not_reported(tmp_path: Path) -> None:
    assert [dirt for dirt in take(tmp_path / "city").dirty if dirt.row == 2] == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (9, "区：对照表里没有“南区”"),
        (11, "编码：与第 2 行重复"),
        (12, "机构名称：空白"),
        (13, "机构名称：以 = + - @ 开头，像是公式"),
    ],
)
def test_a_rejected_row_says_why(tmp_path: Path, row: int, reason: str) -> None:
    rejected = {one.row: one.reason for one in take(tmp_path / "city").rejected}

    assert rejected[row] == reason


def test_a_rejected_row_leaves_no_place_and_no_number(city: Path) -> None:
    folder = read_folder(city)

    assert "南区" not in {row.name for row in folder.rows(Place)}
    assert "T08" not in {row.source_id for row in folder.rows(GivenId)}


def test_no_file_holds_a_mobile_number(city: Path) -> None:
    for path, content in snapshot(city).items():
        words = content.decode().translate({ord("０") + digit: str(digit) for digit in range(10)})
        assert not MOBILE.search(words.replace("-", "")), path.name


def test_the_reports_lie_beside_the_tables_and_open_in_a_spreadsheet(city: Path) -> None:
    rejected = (city / "rejected.csv").read_text(encoding="utf-8")
    report = (city / "import-report.csv").read_text(encoding="utf-8")

    assert rejected.startswith("\ufeffrow,reason,编码,区,")
    assert len(list(csv.reader(rejected.splitlines()))) == 5
    assert report.startswith("\ufeffrow,column,cell,done\n")
    assert "'=东区公式养老院" in rejected


def test_a_clean_list_empties_the_reports_of_the_run_before(city: Path, tmp_path: Path) -> None:
    def only_the_first(rows: list[dict[str, str]]) -> None:
        del rows[1:]

    take(city, changed_list(tmp_path, only_the_first))

    assert (city / "rejected.csv").read_text(encoding="utf-8").count("\n") == 1


# Later runs


def test_a_changed_row_changes_only_that_row(city: Path, tmp_path: Path) -> None:
    def more_beds(rows: list[dict[str, str]]) -> None:
        rows[0]["床位数"] = "150"

    before = snapshot(city)
    report = take(city, changed_list(tmp_path, more_beds))
    after = snapshot(city)

    assert (report.changed, report.unchanged) == (1, 8)
    assert {path.name for path in after if after[path] != before[path]} == {
        "capacity.csv",
        "import-report.csv",
    }
    old, new = (files[city / "capacity.csv"].splitlines() for files in (before, after))
    assert [line for line in new if line not in old] == [new[1]]
    assert new[1].startswith(b"100001,150,")


def test_what_the_list_does_not_give_stays_as_editors_wrote_it(city: Path, tmp_path: Path) -> None:
    def rename(rows: list[dict[str, str]]) -> None:
        rows[0]["机构名称"] = "东区新柳荫养老院"

    edit_rows(city, Institution, "100001", filing="已备案", visiting="每天 9:00—17:00")
    edit_rows(city, Contact, "100001", officer="院长")
    take(city, changed_list(tmp_path, rename))
    row = home(city, "东区新柳荫养老院")

    assert (row.id, row.filing, row.visiting) == ("100001", "已备案", "每天 9:00—17:00")
    assert read_folder(city).rows(Contact)[0].officer == "院长"


def test_a_number_that_editors_found_out_outlives_an_unusable_cell(city: Path) -> None:
    edit_rows(city, Contact, "100003", hotline="0000-5550188")
    edit_rows(city, Institution, "100003", place="dongqu-liuyinjiedao")
    report = take(city)

    assert read_folder(city).rows(Contact)[2].hotline == "0000-5550188"
    assert home(city, "东区无街道养老院").place == "dongqu-liuyinjiedao"
    assert done(report, 4, "电话") == "名单没有更新或可用的值，保留表中已有的"


def test_a_row_newer_than_the_list_is_left_alone(city: Path) -> None:
    edit_rows(city, Capacity, "100001", beds=130, occupied=100, as_of=date(2026, 2, 28))
    before = snapshot(city)
    take(city)

    assert snapshot(city) == before


def test_a_newer_list_clears_the_due_date_that_it_meets(city: Path, tmp_path: Path) -> None:
    edit_rows(city, Capacity, "100001", next_due=date(2026, 2, 15))
    take(city, mapping=changed_mapping(tmp_path, ("2026-01-31", "2026-02-28")))
    row = read_folder(city).rows(Capacity)[0]

    assert (row.as_of, row.next_due) == (date(2026, 2, 28), None)


def test_a_row_that_vanished_is_reported_and_stays(city: Path, tmp_path: Path) -> None:
    def drop(rows: list[dict[str, str]]) -> None:
        del rows[1]

    report = take(city, changed_list(tmp_path, drop))

    assert report.vanished == ["100002"]
    assert home(city, "东区松鹤养老院").valid_to is None
    told = (city / "import-report.csv").read_text(encoding="utf-8")
    assert "100002 东区松鹤养老院" in told
    assert "请填写 valid_to（截止日期）" in told


def test_a_home_that_editors_ended_is_not_missed(city: Path, tmp_path: Path) -> None:
    def drop(rows: list[dict[str, str]]) -> None:
        del rows[1]

    edit_rows(city, Institution, "100002", valid_to=date(2026, 2, 1))

    assert take(city, changed_list(tmp_path, drop)).vanished == []


# What is refused


def test_a_folder_with_unreadable_rows_is_refused_before_anything_is_written(city: Path) -> None:
    contacts = city / "contacts.csv"
    contacts.write_text(contacts.read_text(encoding="utf-8") + "x,y\n", encoding="utf-8")
    before = snapshot(city)

    with pytest.raises(ContentError, match="请先改正"):
        take(city)
    assert snapshot(city) == before


def test_a_list_without_a_mapped_column_is_refused_and_makes_no_folder(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("编码,区\n1,东区\n", encoding="utf-8")

    with pytest.raises(ContentError, match="没有这些列：地址、"):
        take(tmp_path / "city", source)
    assert not (tmp_path / "city").exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('source = "twin"', "", "source"),
        ('source = "twin"', 'source = "Twin 1"', "source"),
        ("as_of = 2026-01-31", 'as_of = "soon"', "as_of"),
        ('clean = "count"', 'clean = "guess"', "capacity.beds.clean"),
        ("beds = { from", "bedz = { from", "没有可以导入的列 bedz"),
        ('datum = { always = "GCJ-02" }', 'datum = { always = "x", at_first = "x" }', "只写一个"),
        ('published_by_holder = { at_first = "否" }', "", "（本人公开） 必须有值"),
        ('id = "编码"', 'id = "编码"\nencoding = "gbq"', "没有叫 gbq 的编码"),
        ('id = "编码"', "id = 编码", "无法读取"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_refused_with_the_place(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(ContentError, match=re.escape(told)):
        take(tmp_path / "city", mapping=changed_mapping(tmp_path, (old, new)))


def test_another_encoding_is_read_when_the_mapping_names_it(tmp_path: Path) -> None:
    words = (TWIN / "list.csv").read_text(encoding="utf-8")
    source = tmp_path / "list.csv"
    source.write_bytes(words.encode("gb18030"))

    with pytest.raises(ContentError, match="encoding"):
        take(tmp_path / "city", source)
    mapping = changed_mapping(tmp_path, ('id = "编码"', 'id = "编码"\nencoding = "gb18030"'))
    assert take(tmp_path / "city", source, mapping).taken == 9


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("list.ods", b"", "不是 CSV 或 XLSX"),
        ("list.csv", b"", "第一行应是列名"),
        ("list.csv", b"a,b,a\n", "第一行应是列名，不重复、不留空：a"),
        ("list.csv", b'a,b\n"1,2\n', "不是完整的 CSV"),
        ("list.csv", b"a\n" + b"1\n" * (MOST_ROWS + 1), "多于 100000 行"),
        ("list.csv", b"a" * (20 * 2**20 + 1), "大于 20 MB"),
        ("list.xlsx", b"PK not a zip", "不是 XLSX 文件"),
    ],
)
def test_a_source_that_cannot_be_a_list_is_refused(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ContentError, match=re.escape(told)):
        read_list(tmp_path / name)


def test_a_workbook_that_unpacks_to_a_bomb_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 5 * 2**20)

    with pytest.raises(ContentError, match="解压后过大"):
        read_list(path)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")

    with pytest.raises(ContentError, match="不是完整的 XLSX"):
        read_list(path)


def test_cells_of_a_workbook_read_as_they_show(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("名单")
    sheet.append(["a", "b", "c", "d"])
    sheet.append([120.0, date(2015, 7, 22), None, " x "])
    book.save(tmp_path / "list.xlsx")
    listed = read_list(tmp_path / "list.xlsx", sheet="名单")

    assert [line.cells for line in listed.lines] == [
        {"a": "120", "b": "2015-07-22", "c": "", "d": "x"}
    ]
    with pytest.raises(ContentError, match="没有工作表 别的"):
        read_list(tmp_path / "list.xlsx", sheet="别的")


def test_a_row_with_more_cells_than_the_header_is_rejected(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    shutil.copy(TWIN / "list.csv", source)
    source.write_text(
        source.read_text(encoding="utf-8") + "T14" + "," * 11 + "x\n", encoding="utf-8"
    )

    assert take(tmp_path / "city", source).rejected[-1].reason == "有 12 格，列名只有 11 个"


# Cells


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("66610001", "021-66610001"),
        ("021-66610001", "021-66610001"),
        ("02166610001", "021-66610001"),
        ("（021）6661-0001", "021-66610001"),
        ("021--66610001", "021-66610001"),
        ("６６６１０００１", "021-66610001"),
        ("66610001、66610002", "021-66610001"),
        ("66610001 66610002", "021-66610001"),
        ("66610001转8102", "021-66610001-8102"),
        ("66610001*80101", "021-66610001-80101"),
        ("66610001-602或603", "021-66610001-602"),
        ("0571-66610001", "0571-66610001"),
        ("4008780388", "400-878-0388"),
        (f"{REMOVED}、66610001", "021-66610001"),
        ("66610001（业务办）*13800138000某老师", "021-66610001"),
        (REMOVED, "待核实"),
        ("13800138000", "待核实"),
        ("+86 138-0013-8000", "待核实"),
        ("138 0013 8000", "待核实"),
        ("013800138000", "待核实"),
        ("无", "待核实"),
        ("80101", "待核实"),
    ],
)
def test_a_telephone_cell_gives_its_first_landline(cell: str, value: str) -> None:
    assert telephone(cell, "021").value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("120", "120"),
        ("１２０", "120"),
        ("120张", "120"),
        ("120.0", "120"),
        ("0", "待核实"),
        ("-5", "待核实"),
        ("约100", "待核实"),
    ],
)
def test_a_count_is_a_whole_number_above_zero(cell: str, value: str) -> None:
    assert count(cell).value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2015-07-22", "2015-07-22"),
        ("2015/7/2", "2015-07-02"),
        ("2015.7.2", "2015-07-02"),
        ("2015年7月22日", "2015-07-22"),
        ("20150722", "2015-07-22"),
        ("2015-07", "待核实"),
        ("2015-02-30", "待核实"),
        ("42207", "待核实"),
    ],
)
def test_a_day_is_read_in_the_ways_offices_write_it(cell: str, value: str) -> None:
    assert day(cell).value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("121.415111", "121.415111"),
        ("121.4151112345", "121.415111"),
        ("121.4", "121.4"),
        ("31.3", "待核实"),
        ("0", "待核实"),
        ("NaN", "待核实"),
        ("东", "待核实"),
    ],
)
def test_a_longitude_lies_in_china(cell: str, value: str) -> None:
    assert longitude(cell).value == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  柳荫路\u3000１２ 号\n", "柳荫路 12 号"),
        ("养老院（东区）", "养老院（东区）"),
        ("联系 138 0013 8000", "待核实"),
        ("someone@qq.com", "待核实"),
        ("=HYPERLINK(1)", "待核实"),
    ],
)
def test_text_is_tidied_and_personal_data_not_taken(cell: str, value: str) -> None:
    assert text(cell).value == value


def test_a_credit_code_is_taken_only_with_its_check_character() -> None:
    assert credit_code("91310115MA1K00000X").value == "待核实"


def test_a_report_shows_a_cell_without_its_mobile_number() -> None:
    assert without_personal_data("夜间 １３８００１３８０００") == f"夜间 {REMOVED}"
    assert without_personal_data("（夜间）") == "（夜间）"


# The real list


@pytest.fixture(scope="module")
def shanghai(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """Give a city that took over the 626 homes of Shanghai."""
    city = tmp_path_factory.mktemp("shanghai") / "city"
    source = reference / "data" / "shanghai-institutions" / "institutions.csv"
    return city, import_list(source, SHANGHAI, city, DAY)


@pytest.mark.reference
def test_all_of_shanghai_is_taken_or_rejected(shanghai: tuple[Path, Report]) -> None:
    _, report = shanghai

    assert (report.rows, report.taken, len(report.rejected)) == (626, 626, 0)


@pytest.mark.reference
def test_shanghai_has_no_fault(shanghai: tuple[Path, Report]) -> None:
    folder = read_folder(shanghai[0])

    assert [fault for fault in check(folder) if fault.weight == "fault"] == []


@pytest.mark.reference
def test_shanghai_a_second_time_changes_no_byte(
    shanghai: tuple[Path, Report], reference: Path
) -> None:
    city, _ = shanghai
    before = snapshot(city)
    source = reference / "data" / "shanghai-institutions" / "institutions.csv"
    report = import_list(source, SHANGHAI, city, LATER)

    assert snapshot(city) == before
    assert report.unchanged == 626


@pytest.mark.reference
def test_every_removed_mobile_of_shanghai_is_reported(shanghai: tuple[Path, Report]) -> None:
    city, report = shanghai
    removed = [dirt for dirt in report.dirty if REMOVED in dirt.cell]
    unverified = [row for row in read_folder(city).rows(Contact) if row.hotline is UNVERIFIED]

    assert len(removed) == 51
    assert sum(dirt.cell == REMOVED for dirt in removed) == 48
    # 48 that held nothing else, and 18 blank ones.
    assert len(unverified) == 66


@pytest.mark.reference
def test_the_dirt_of_shanghai_is_counted(shanghai: tuple[Path, Report]) -> None:
    _, report = shanghai
    columns = [dirt.column for dirt in report.dirty]

    assert {column: columns.count(column) for column in set(columns)} == {
        "phone": 87,
        "since": 14,
        "type": 14,
        "street": 6,
        "beds": 1,
    }


@pytest.mark.reference
def test_the_districts_of_shanghai_are_spelt_as_their_people_do(
    shanghai: tuple[Path, Report],
) -> None:
    places = read_folder(shanghai[0]).rows(Place)

    assert {row.code for row in places if row.level == "区"} == {
        "baoshan", "changning", "chongming", "fengxian", "hongkou", "huangpu", "jiading",
        "jingan", "jinshan", "minhang", "pudong", "putuo", "qingpu", "songjiang", "xuhui",
        "yangpu",
    }  # fmt: skip
    assert "baoshan-dachangzhen" in {row.code for row in places}
    assert {row.datum for row in read_folder(shanghai[0]).rows(Institution)} == {"GCJ-02"}
