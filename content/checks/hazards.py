"""Hazards (隐患) whose steps contradict each other, and supervision that outlives its hazard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from content.faults import Fault
from content.folder import Folder
from content.law import NoRuleError, limit_for
from content.publicity import add_months
from content.tables import Approval, Contact, Hazard, Missing, Supervision

ROLES = (
    "长", "员", "人", "师", "主任", "主管", "经理", "书记", "董事", "法人", "护士", "医生", "工",
    "班", "组", "部", "科", "处",
)  # fmt: skip
"""A post has one of these words in its name; what has none is probably somebody's own name."""
NAMED = "看不出是什么职务；请写职务，不写姓名"


def hazard_faults(folder: Folder) -> Iterator[Fault]:
    """Find closings without rectification or proof, and grave hazards without their criterion."""
    table = folder.table(Hazard)
    for number, row in table:
        for column, message in _contradictions(row):
            yield Fault(table.file, number, column, message)


def hazard_warnings(folder: Folder) -> Iterator[Fault]:
    """Warn of long periods, names instead of posts, and supervision of what is closed."""
    table = folder.table(Hazard)
    for number, row in table:
        if message := _too_long(row):
            yield Fault(table.file, number, "due_on（整改期限）", message, weight="warning")
        if is_name(row.responsible):
            yield Fault(table.file, number, "responsible（责任人）", NAMED, weight="warning")
    contacts = folder.table(Contact)
    for number, contact in contacts:
        if is_name(contact.officer):
            yield Fault(contacts.file, number, "officer（专员）", NAMED, weight="warning")
    yield from _outliving(folder)
    yield from _unsound(folder)


def is_name(text: str) -> bool:
    """Tell whether a cell that asks for a post seems to hold a person's name."""
    return not isinstance(text, Missing) and not any(role in text for role in ROLES)


def _contradictions(row: Hazard) -> Iterator[tuple[str, str]]:
    closed = isinstance(row.closed_on, date)
    if closed and not isinstance(row.rectified_on, date):
        yield "rectified_on（整改完成日期）", "已经销号，要填写整改完成的日期"
    if closed and isinstance(row.evidence, Missing):
        yield "evidence（销号证据）", "已经销号，要填写复查记录的文号或网址"
    if closed and row.rechecked_by is None:
        yield "rechecked_by（复查单位）", "已经销号，要填写复查的单位"
    if row.severity == "重大" and row.criterion is Missing.NOT_APPLICABLE:
        yield "criterion（判定条款）", "重大隐患要写明判定标准的哪一条"


def _too_long(row: Hazard) -> str:
    try:
        limit = limit_for("rectification", row.found_on)
    except NoRuleError:
        return ""
    if row.due_on <= add_months(row.found_on, int(limit.value)):
        return ""
    return f"从 {row.found_on} 起超过 {limit.value} {limit.unit}（{limit.code}，{limit.source}）"


def _unsound(folder: Folder) -> Iterator[Fault]:
    """Warn of buildings of class C or D without a grave hazard, which they are (判定标准)."""
    known = {
        row.institution
        for row in folder.rows(Hazard)
        if (row.field, row.severity) == ("建筑", "重大")
    }
    table = folder.table(Approval)
    for number, row in table:
        if row.result in ("C级", "D级") and row.institution not in known:
            message = f"{row.result}属于重大事故隐患，隐患表里没有这家机构建筑方面的重大隐患"
            yield Fault(table.file, number, "result（结论）", message, weight="warning")


def _outliving(folder: Folder) -> Iterator[Fault]:
    closed = {row.id: row.closed_on for row in folder.rows(Hazard)}
    table = folder.table(Supervision)
    for number, row in table:
        if isinstance(closed.get(row.hazard or ""), date) and not isinstance(row.ends, date):
            message = f"隐患 {row.hazard} 已经销号，督办还没有摘牌"
            yield Fault(table.file, number, "ends（摘牌日期）", message, weight="warning")
