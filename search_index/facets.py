"""Facets: by what a result can be narrowed, each value with how many hits it would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
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
    found = {"kind": _of_kind(document.kind)}
    for facet in document.facets:
        if is_shown(facet.until, day):
            found[facet.name] = (*found.get(facet.name, ()), facet)
    if document.kind == "institution":
        for facet in UNKNOWN:
            found.setdefault(facet.name, (facet,))
    return found


class Keys:
    """The facets of all documents on one day, each known by a number: numbers are counted quickly.

    `every` has the keys in the order of their numbers, `of` the numbers of each document.
    """

    def __init__(self, documents: Iterable[Values]) -> None:
        """Give every facet a number when it is first met."""
        numbers: dict[Key, int] = {}
        self.of = [
            tuple(numbers.setdefault(key, len(numbers)) for key in _keys(values))
            for values in documents
        ]
        self.every = list(numbers)


def _keys(values: Values) -> Iterator[Key]:
    return ((one.name, one.value, one.label) for facets in values.values() for one in facets)


@cache
def _of_kind(kind: str) -> tuple[Facet, ...]:
    return (Facet("kind", kind, KINDS.get(kind, kind)),)


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
    keys: Keys,
    chosen: Mapping[str, str],
) -> tuple[list[int], dict[str, tuple[Count, ...]]]:
    """Leave the hits that have all chosen facets, and count.

    A facet is counted as if it were not chosen itself, so that another value can be taken.
    """
    kept: list[int] = []
    nearly: list[int] = []
    for number in found:
        without = lacking(values[number], chosen) if chosen else ()
        if not without:
            kept.append(number)
        elif len(without) == 1:
            nearly += (key for key in keys.of[number] if keys.every[key][0] == without[0])
    counted = Counter(nearly)
    counted.update(chain.from_iterable(map(keys.of.__getitem__, kept)))
    counts: dict[str, list[Count]] = {name: [] for name in NAMES}
    for key, count in counted.items():
        name, value, label = keys.every[key]
        counts[name].append(Count(value, label, count, value == chosen.get(name)))
    return kept, {name: _ordered(some) for name, some in counts.items()}


def _ordered(counts: Sequence[Count]) -> tuple[Count, ...]:
    """Order prices and grades by number, everything else by how often it occurs."""
    if any(count.value.isdigit() for count in counts):
        return tuple(sorted(counts, key=lambda one: (not one.value.isdigit(), _size(one.value))))
    return tuple(sorted(counts, key=lambda one: (-one.count, one.value)))


def _size(value: str) -> int:
    return int(value) if value.isdigit() else 0
