"""A mapping says which column is what, and every fault of it is told before anything is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from complaints.hotline.commands import MAPPINGS
from complaints.hotline.mapping import read_mapping
from content.faults import ContentError

TICKET = """
[ticket]
number = { from = "号" }
kind = { always = "投诉" }
story = { from = "文" }
"""


def told(folder: Path, text: str) -> str:
    path = folder / "m.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as found:
        read_mapping(path)
    return str(found.value)


def test_the_shipped_mapping_reads(tmp_path: Path) -> None:
    plan = read_mapping(MAPPINGS / "12345.toml")

    assert plan.column("number") == "工单编号"
    assert "联系电话" in plan.wanted()
    path = tmp_path / "m.toml"
    path.write_text(TICKET, encoding="utf-8")
    assert read_mapping(path).wanted() == {"号", "文"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ticket 缺少 number；ticket 缺少 kind；ticket 缺少 story"),
        (TICKET + 'phone = { from = "电" }', "没有 ticket.phone 这一项，可以写的有 number"),
        (TICKET.replace('from = "文"', 'always = "文"'), "ticket.story 每一行不同，要写 from"),
        (TICKET + "place = {}", "ticket.place 要在 from、always 中写一个"),
        (TICKET + 'due = { from = "日", clean = "day" }', "不写 at_first、clean"),
        (TICKET + 'due = { form = "日" }', "没有 ticket.due.form 这一项"),
        (TICKET + 'due = "日"', '应写成 { from = "名单里的列名" }'),
        ('encoding = "klingon"' + TICKET, "没有叫 klingon 的编码"),
        (TICKET + '[results]\nstate = "状态"', "results 缺少 number"),
        (TICKET + '[results]\nnumber = "号"\ntelephone = "电"', "没有 results.telephone"),
        (TICKET + '[results]\nnumber = "号"\nstate = "号"', "两列同名"),
        (TICKET + '[states]\n"办理中" = "在办"', "没有“办理中”这个词"),
        (TICKET + "[results", "对照表"),
    ],
)
def test_a_fault_of_a_mapping_is_told(tmp_path: Path, text: str, says: str) -> None:
    assert says in told(tmp_path, text)
