"""Ways to go on after an answer: contradictions, gaps, and examples that a real city took over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from content.checks.deadlines import overlap
from content.faults import Fault
from content.folder import Folder
from content.tables import Matter, Remedy

EXAMPLE = "示例"


def remedy_faults(folder: Folder) -> Iterator[Fault]:
    """Find two texts for one case, and groups that no matter has."""
    table = folder.table(Remedy)
    groups = {matter.group for matter in folder.rows(Matter)}
    same: dict[tuple[object, ...], list[tuple[int, Remedy]]] = defaultdict(list)
    for number, row in table:
        same[row.kind, row.matter, row.group].append((number, row))
        if row.group is not None and row.group not in groups:
            message = f"matters.csv 里没有“{row.group}”这个类别"
            yield Fault(table.file, number, "group（事项类别）", message)
        if row.group is not None and row.matter is not None:
            yield Fault(table.file, number, "group（事项类别）", "事项和事项类别只填一个")
    for rows in same.values():
        for (_, before), (number, after) in combinations(rows, 2):
            if overlap(before, after):
                message = f"与 {before.id} 适用于同样的情形而且同时有效；请给旧的填写停用日期"
                yield Fault(table.file, number, "valid_from（启用日期）", message)


def remedy_warnings(folder: Folder) -> Iterator[Fault]:
    """Warn of texts that nobody has examined yet, and of kinds for which there is none."""
    table = folder.table(Remedy)
    real = folder.city is not None and not folder.city.sample
    for number, row in table:
        if real and row.source.startswith(EXAMPLE):
            message = "还是示例；请由法制机构审核文字和依据，再改写出处"
            yield Fault(table.file, number, "source（出处）", message, weight="warning")
    if not any((row.kind, row.matter, row.group) == ("任何", None, None) for row in table.rows):
        message = "没有适用于任何诉求的一行；公布答复时这一项可能没有现成的文字"
        yield Fault(table.file, 0, "", message, weight="warning")
