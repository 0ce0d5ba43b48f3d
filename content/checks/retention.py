"""Rules of retention: two for one case, gaps, and examples that a real city took over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from content.checks.deadlines import overlap
from content.faults import Fault
from content.folder import Folder
from content.tables import RetentionRule

EXAMPLE = "示例"


def retention_faults(folder: Folder) -> Iterator[Fault]:
    """Find two rules for one case in force on the same day."""
    table = folder.table(RetentionRule)
    same: dict[tuple[str, str], list[tuple[int, RetentionRule]]] = defaultdict(list)
    for number, rule in table:
        same[rule.what, rule.kind].append((number, rule))
    for rules in same.values():
        for (_, before), (number, after) in combinations(rules, 2):
            if overlap(before, after):
                message = f"与 {before.id} 适用于同样的情形而且同时有效；请给旧的填写停用日期"
                yield Fault(table.file, number, "valid_from（启用日期）", message)


def retention_warnings(folder: Folder) -> Iterator[Fault]:
    """Warn of an empty table, which keeps everything for ever, and of examples taken over."""
    table = folder.table(RetentionRule)
    real = folder.city is not None and not folder.city.sample
    for number, rule in table:
        if real and rule.basis.startswith(EXAMPLE):
            message = "还是示例；请由民政局会同档案主管部门确定期限，写明依据和出处"
            yield Fault(table.file, number, "basis（依据）", message, weight="warning")
    if not table.rows:
        message = "还没有保管期限，诉求的内容和联系方式会一直保管；请由民政局会同档案主管部门确定"
        yield Fault(table.file, 0, "", message, weight="warning")
