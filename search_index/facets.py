"""Facets: by what a result can be narrowed, each value with how many hits it would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from search_index.documents import Document, Facet, is_shown

KINDS = {
    "institution": "机构",
    "operator": "运营主体",
    "penalty": "行政处罚",
    "withdrawal": "撤回的决定",
    "blacklist": "黑名单",
    "measure": "强制和惩戒措施",
    "hazard": "隐患",
    "closure": "停业公告",
    "permit": "行政许可",
    "unregistered": "未登记场所",
    "risk": "风险提示",
    "notice": "通知公告",
    "case": "典型案例",
    "guide": "办事指南",
    "policy": "政策文件",
    "target": "工作目标",
    "department": "归口部门",
    "matter": "归口事项",
    "duty": "监管清单",
    "help": "帮助和说明",
}
"""Every kind of document, in the order in which a family asks."""

NAMES = ("kind", "district", "street", "type", "grade", "care", "price", "vacancy", "penalty")
"""Every facet, in the order in which a family narrows a search."""

UNKNOWN = (
    Facet("grade", "none", "没有有效的等级"),
    Facet("price", "none", "未填报价格"),
    Facet("vacancy", "unknown", "床位未填报"),
    Facet("penalty", "no", "没有公示中的处罚"),
)
"""What is said of an institution that has no such facet on the day."""


@dataclass(frozen=True, slots=True)
class Count:
    """One value of a facet: how many hits there are with it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


Values = Mapping[str, tuple[Facet, ...]]
"""The facets of one document on one day, by name."""

Key = tuple[str, str, str]
"""Name, value and label of a facet."""


def values_on(document: Document, day: date) -> Values:
    """Give the facets of a document that hold on `day`."""
    found: dict[str, tuple[Facet, ...]] = {
        "kind": (Facet("kind", document.kind, KINDS.get(document.kind, document.kind)),)
    }
    for facet in document.facets:
        if is_shown(facet.until, day):
            found[facet.name] = (*found.get(facet.name, ()), facet)
    if document.kind == "institution":
        for facet in UNKNOWN:
            found.setdefault(facet.name, (facet,))
    return found


def keys_of(values: Values) -> tuple[Key, ...]:
    """Give the keys under which a document is counted."""
    return tuple((one.name, one.value, one.label) for facets in values.values() for one in facets)


def lacking(values: Values, chosen: Mapping[str, str]) -> list[str]:
    """Name the chosen facets that a document does not have."""
    return [
        name
        for name, value in chosen.items()
        if all(facet.value != value for facet in values.get(name, ()))
    ]


def narrowed(
    found: Iterable[int],
    values: Sequence[Values],
    keys: Sequence[tuple[Key, ...]],
    chosen: Mapping[str, str],
) -> tuple[list[int], dict[str, tuple[Count, ...]]]:
    """Leave the hits that have all chosen facets, and count.

    A facet is counted as if it were not chosen itself, so that another value can be taken.
    """
    kept: list[int] = []
    nearly: list[Key] = []
    for number in found:
        without = lacking(values[number], chosen) if chosen else ()
        if not without:
            kept.append(number)
        elif len(without) == 1:
            nearly += (key for key in keys[number] if key[0] == without[0])
    tally = Counter(nearly)
    tally.update(chain.from_iterable(keys[number] for number in kept))
    return kept, {name: _counts(name, tally, chosen.get(name)) for name in NAMES}


def _counts(name: str, tally: Counter[Key], chosen: str | None) -> tuple[Count, ...]:
    """Order prices and grades by number, everything else by how often it occurs."""
    counts = [
        Count(value, label, count, value == chosen)
        for (of, value, label), count in tally.items()
        if of == name
    ]
    if any(count.value.isdigit() for count in counts):
        return tuple(sorted(counts, key=lambda one: (not one.value.isdigit(), _size(one.value))))
    return tuple(sorted(counts, key=lambda one: (-one.count, one.value)))


def _size(value: str) -> int:
    return int(value) if value.isdigit() else 0
