"""A later list changes what it changes; what editors wrote stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from content import read_folder
from content.tables import Capacity, Contact, Institution
from tests.content.importing.twin import (
    changed_list,
    changed_mapping,
    done,
    edit_rows,
    home,
    snapshot,
    take,
)


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


def test_a_link_to_another_list_goes_with_that_list_unless_this_one_gives_its_own(
    city: Path, tmp_path: Path
) -> None:
    link = "https://example.org/list"
    edit_rows(city, Capacity, "100001", source_link=link)
    renamed = ("虚构养老机构名单", "虚构养老机构新名单")
    linked = ("[capacity]", f'[capacity]\nsource_link = {{ always = "{link}" }}')

    take(city, mapping=changed_mapping(tmp_path, linked))
    assert read_folder(city).rows(Capacity)[0].source_link == link
    take(city, mapping=changed_mapping(tmp_path, renamed, linked))
    assert read_folder(city).rows(Capacity)[0].source_link == link
    take(city)
    assert read_folder(city).rows(Capacity)[0].source_link is None


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
