"""Canned texts: one scope each, a step that has the field, and no number of anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.faults import Fault
from content.folder import Folder
from content.tables import CannedText, Matter

FIELDS = {
    "不予受理": ("理由", "依据", "可以向谁提出"),
    "移送": ("理由", "可以向谁提出"),
    "请反映人补正": ("还缺什么", "理由"),
    "退回": ("理由",),
    "起草": ("查明的情况", "处理结果", "依据"),
    "公布答复": ("查明的情况", "处理结果", "依据"),
    "督办": ("理由",),
}
"""Which fields each step has."""
LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}")


def canned_faults(folder: Folder) -> Iterator[Fault]:
    """Find texts that no form would offer, or that would tell everybody the same number."""
    table = folder.table(CannedText)
    groups = {matter.group for matter in folder.rows(Matter)}
    for number, row in table:
        for column, message in _problems(row, groups):
            yield Fault(table.file, number, column, message)


def _problems(row: CannedText, groups: set[str]) -> Iterator[tuple[str, str]]:
    if row.place not in FIELDS[row.step]:
        yield (
            "place（填进哪一栏）",
            f"「{row.step}」这一步没有这一栏：{'、'.join(FIELDS[row.step])}",
        )
    if row.matter and row.group:
        yield "group（事项类别）", "事项和事项类别只填一个"
    if row.group and row.group not in groups:
        yield "group（事项类别）", f"归口事项里没有“{row.group}”这一类"
    if LONG_NUMBER.search(row.text):
        yield "text（内容）", "含有像电话或者编号的长数字；请写成 〔电话…〕，办件时再填"
