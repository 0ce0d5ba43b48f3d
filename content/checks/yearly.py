"""The yearly check of a publicly built home (公建民营年度检查): all seven items, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import get_args

from content.faults import Fault
from content.folder import Folder
from content.tables import ContractCheck
from content.tables.registration import ContractItem


def yearly_faults(folder: Folder) -> Iterator[Fault]:
    """Find an item that was judged twice; warn of a year that lacks any of the seven.

    厦民〔2024〕51号 四（五）.
    """
    table = folder.table(ContractCheck)
    judged: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for number, row in table:
        items = judged[row.contract, row.year]
        if items.setdefault(row.item, number) != number:
            message = f"{row.contract} 的 {row.year} 年“{row.item}”与第 {items[row.item]} 行重复"
            yield Fault(table.file, number, "item（检查事项）", message)
    for (contract, year), items in judged.items():
        lacking = [item for item in get_args(ContractItem) if item not in items]
        if lacking:
            message = f"{contract} 的 {year} 年度检查七项不全，缺{'、'.join(lacking)}"
            first = min(items.values())
            yield Fault(table.file, first, "item（检查事项）", message, weight="warning")
