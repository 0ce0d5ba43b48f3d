"""A refused cell is told what form is right, what it means and where the right value stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import check, read_folder
from tests.folders import copy_sample, set_cell


@pytest.mark.parametrize(
    ("table", "key", "column", "value", "says"),
    [
        ("fees", "F1206", "room", "R1", "应为 一至三个大写字母加四至六位数字"),
        ("notices", "GG2026-0001", "link", "见平台", "应为 以 https:// 或 http:// 开头的网址"),
        ("staffing", "100012", "by_day", "1:8", "最多 1 位小数；一名护理员照护几位老人"),
        ("institutions", "100012", "address", "", "不能空白；门牌地址；没有数值时填 未填报"),
        ("departments", "mz", "name", "未填报", "要有确切的值；部门名称"),
        ("matters", "F01", "handler", "无此局", "应为 代码（小写字母、数字和连字符"),
        ("matters", "F01", "handler", "无此局", "部门代码；见 departments.csv"),
        ("matters", "F01", "handler", "民政局", "填代码，不填名称：民政局是 mz"),
        ("matters", "F01", "cooperating", "mz；民政", "填代码，不填名称：民政是 mz"),
        ("inspections", "I2026-0001", "units", "市民政局", "市民政局是 shili-mz"),
    ],
)
def test_a_refused_cell_is_told_what_would_be_right(  # noqa: PLR0913, PLR0917
    tmp_path: Path, table: str, key: str, column: str, value: str, says: str
) -> None:
    folder = copy_sample(tmp_path / "content")
    set_cell(folder, table, key, column, value)

    told = [fault for fault in check(read_folder(folder)) if fault.weight == "fault"]

    assert [fault.file for fault in told] == [f"{table}.csv"]
    assert says in told[0].message
