"""Deadlines that contradict each other, and steps of a complaint for which there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from content.faults import Fault
from content.folder import Folder
from content.tables import Deadline, Lasting, Matter
from content.tables.deadlines import PAUSING

EXAMPLE = "示例"
NEEDED = (
    ("牵头", "受理"),
    ("主办", "退回"),
    ("协办", "退回"),
    ("主办", "答复"),
    ("协办", "答复"),
    ("牵头", "复核"),
    ("反映人", "评价"),
    ("反映人", "补正"),
)


def deadline_faults(folder: Folder) -> Iterator[Fault]:
    """Find two rules for one case, groups that no matter has, and circular beginnings."""
    table = folder.table(Deadline)
    groups = {matter.group for matter in folder.rows(Matter)}
    for number, rule in table:
        if rule.group is not None and rule.group not in groups:
            message = f"matters.csv 里没有“{rule.group}”这个类别"
            yield Fault(table.file, number, "group（事项类别）", message)
        if rule.group is not None and rule.matter is not None:
            message = "事项和事项类别只填一个"
            yield Fault(table.file, number, "group（事项类别）", message)
        if rule.leg == "受理" and rule.day_zero != "收到":
            message = "受理的时限只能从收到起算"
            yield Fault(table.file, number, "day_zero（起算）", message)
        yield from _about_waiting(table.file, number, rule)
    yield from _two_for_one_case(folder)


def deadline_warnings(folder: Folder) -> Iterator[Fault]:
    """Warn of examples that a real city took over, and of steps without a rule for every case."""
    table = folder.table(Deadline)
    real = folder.city is not None and not folder.city.sample
    for number, rule in table:
        if real and rule.basis.startswith(EXAMPLE):
            message = "还是示例；请由民政局确定天数，写明依据和出处"
            yield Fault(table.file, number, "basis（依据）", message, weight="warning")
    for role, leg in NEEDED:
        if not any(_covers_all(rule, role, leg) for rule in table.rows):
            message = f"没有适用于任何诉求的“{role}·{leg}”时限；遇到时没有到期日"
            yield Fault(table.file, 0, "", message, weight="warning")


def _about_waiting(file: str, number: int, rule: Deadline) -> Iterator[Fault]:
    """Find pauses and extensions where there are none, and windows of the citizen that begin late.

    Only 受理 and 答复 wait for the citizen, only 答复 can be extended.
    """
    if (rule.leg == "补正") != (rule.day_zero == "补正"):
        yield Fault(file, number, "day_zero（起算）", "补正的时限从补正起算，别的时限不从补正起算")
    if rule.leg == "补正" and rule.role != "反映人":
        yield Fault(file, number, "role（角色）", "补正的时限由反映人遵守")
    if rule.pausable and rule.leg not in PAUSING:
        yield Fault(file, number, "pausable（可以暂停）", "只有受理、答复的时限可以暂停")
    if rule.extension is not None and rule.leg != "答复":
        yield Fault(file, number, "extension（可以延期）", "只有答复的时限可以延期")


def _covers_all(rule: Deadline, role: str, leg: str) -> bool:
    open_sides = (rule.matter, rule.group, rule.urgent, rule.valid_to)
    return (rule.role, rule.leg, rule.kind) == (role, leg, "任何") and not any(
        side is not None for side in open_sides
    )


def _two_for_one_case(folder: Folder) -> Iterator[Fault]:
    """Find rules of the same scope in force on the same day; of others one is more particular."""
    table = folder.table(Deadline)
    same: dict[tuple[object, ...], list[tuple[int, Deadline]]] = defaultdict(list)
    for number, rule in table:
        scope = (rule.kind, rule.matter, rule.group, rule.urgent, rule.role, rule.leg)
        same[scope].append((number, rule))
    for rules in same.values():
        for (_, before), (number, after) in combinations(rules, 2):
            if overlap(before, after):
                message = f"与 {before.id} 适用于同样的情形而且同时有效；请给旧的填写停用日期"
                yield Fault(table.file, number, "valid_from（启用日期）", message)


def overlap(one: Lasting, other: Lasting) -> bool:
    """Tell whether two rows are in force on the same day."""
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    return begins <= min(one.valid_to or date.max, other.valid_to or date.max)
