"""Cells of a row, or of two tables, that cannot both be true."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from content.faults import Fault
from content.folder import Folder
from content.tables import (
    Approval,
    Assessment,
    Capacity,
    Inspection,
    Missing,
    Penalty,
    Record,
    Room,
)
from content.tables.enforcement import NATURAL

ONLY: dict[str, frozenset[str]] = {
    "机构责任保险": frozenset({"已投保", "未投保"}),
    "房屋安全鉴定": frozenset({"A级", "B级", "C级", "D级"}),
}
"""Results of an approval that only papers of one kind have."""
NAMELESS = ("某", "*", "＊", "×")
NO_PROBLEM = "未发现问题"
MONEY = re.compile(r"([0-9][0-9,，]*(?:\.[0-9]+)?)\s*(万?)元")


def contradiction_faults(folder: Folder) -> Iterator[Fault]:
    """Find cells that contradict each other; warn where it may be so after all."""
    yield from _inspections(folder)
    yield from _approvals(folder)
    yield from _assessments(folder)
    yield from _vacancies(folder)
    yield from _persons(folder)
    yield from _fines(folder)
    yield from _never_shown(folder)


def _inspections(folder: Folder) -> Iterator[Fault]:
    table = folder.table(Inspection)
    for number, row in table:
        if row.result == NO_PROBLEM and not isinstance(row.problems, Missing) and row.problems:
            message = f"结果是“{NO_PROBLEM}”，问题数却是 {row.problems}"
            yield Fault(table.file, number, "problems（问题数）", message)


def _approvals(folder: Folder) -> Iterator[Fault]:
    """Find insured buildings, and classes of danger that are given to no building."""
    table = folder.table(Approval)
    for number, row in table:
        for kind, results in ONLY.items():
            if row.result in results and row.kind != kind:
                message = f"“{row.result}”只用于{kind}，这一行是{row.kind}"
                yield Fault(table.file, number, "result（结论）", message)


def _assessments(folder: Folder) -> Iterator[Fault]:
    """Warn of assessments that failed without a failing."""
    table = folder.table(Assessment)
    for number, row in table:
        if row.result == "未达标" and row.failings is Missing.NOT_APPLICABLE:
            message = "结论是“未达标”，却没有不符合项，请核实哪些条款不符合"
            yield Fault(table.file, number, "failings（不符合项）", message, weight="warning")


def _persons(folder: Folder) -> Iterator[Fault]:
    """Find penalties against a natural person that name somebody (个人信息保护法 第六条)."""
    table = folder.table(Penalty)
    for number, row in table:
        if row.party_kind != NATURAL:
            continue
        if row.party is None or not any(mark in row.party for mark in NAMELESS):
            message = "处罚的是个人，不写全名；只写姓，例如 张某"
            yield Fault(table.file, number, "party（相对人名称）", message)
        if row.representative:
            message = "处罚的是个人，没有法定代表人，请留空"
            yield Fault(table.file, number, "representative（法定代表人）", message)


def _vacancies(folder: Folder) -> Iterator[Fault]:
    """Find homes in which more beds are free, room by room, than there are beds in all."""
    beds = {row.institution: row.beds for row in folder.rows(Capacity)}
    free = Counter[str]()
    table = folder.table(Room)
    for number, row in table:
        if isinstance(row.vacant, Missing) or row.valid_to is not None:
            continue
        free[row.institution] += row.vacant
        most = beds.get(row.institution)
        if isinstance(most, int) and row.vacant and free[row.institution] > most:
            message = (
                f"机构 {row.institution} 各房型空余合计 {free[row.institution]} 张，"
                f"多于核定床位 {most} 张"
            )
            yield Fault(table.file, number, "vacant（空余床位）", message)


def _fines(folder: Folder) -> Iterator[Fault]:
    """Warn of fines that the words of the penalty do not name."""
    table = folder.table(Penalty)
    for number, row in table:
        named = [_yuan(*found) for found in MONEY.findall(row.content)]
        if named and not isinstance(row.fine, Missing) and row.fine not in named:
            message = f"罚款金额是 {row.fine} 元，处罚内容里没有这个数：{row.content}"
            yield Fault(table.file, number, "fine（罚款金额）", message, weight="warning")


def _yuan(digits: str, ten_thousand: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", digits)) * (10_000 if ten_thousand else 1)


def _never_shown(folder: Folder) -> Iterator[Fault]:
    """Warn of rows that end before the day from which they would be shown."""
    for table in folder.tables.values():
        for number, row in table:
            if (
                isinstance(row, Record)
                and not row.valid_from
                and (row.valid_to or row.as_of) < row.as_of
            ):
                message = f"截止日期 {row.valid_to} 早于数据日期 {row.as_of}，这一行从来不会公示"
                yield Fault(table.file, number, "valid_to（截止日期）", message, weight="warning")
