"""The facets of a result as a page shows them: what can be chosen, and what was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from content.tables.institutions import Ability
from disclosure.dynamic.run import Run
from search_index.facets import KINDS, NAMES, Count

TITLES = {
    "kind": "看哪一类内容",
    "district": "在哪个区",
    "street": "在哪个街道、乡镇",
    "type": "什么机构",
    "grade": "等级",
    "care": "收哪样的老人",
    "price": "每月最低全部费用",
    "vacancy": "有没有空床",
    "penalty": "有没有处罚",
}
ORDER = {
    "kind": tuple(KINDS),
    "care": get_args(Ability),
    "vacancy": ("yes", "no", "unknown"),
    "penalty": ("no", "yes"),
}
"""Facets whose values have an order of their own, whatever their counts."""

LEAST = 2
"""A single value leaves nothing to choose."""

FEW = 8
"""As many streets can be read before a district is chosen."""


@dataclass(frozen=True)
class Choice:
    """One value: its words, how many hits it leaves; its address takes it, or leaves it out."""

    label: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True)
class Group:
    """One facet with its values."""

    name: str
    title: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> bool:
        """Whether one of its values is chosen."""
        return any(one.chosen for one in self.choices)


def groups(run: Run) -> list[Group]:
    """Give the facets that narrow this result any further, or narrow it already."""
    return [
        Group(name, TITLES[name], tuple(_choices(run, name)))
        for name in NAMES
        if _is_useful(run, name)
    ]


def chips(run: Run) -> list[Choice]:
    """Give what is chosen; each address leaves it out."""
    return [
        Choice(run.label(name, value), 0, chosen=True, url=run.write(run.asked.without(name)))
        for name, value in run.asked.chosen.items()
    ]


def _is_useful(run: Run, name: str) -> bool:
    counts, chosen, total = run.answer.facets[name], run.asked.chosen, run.answer.total
    if len(counts) < LEAST:
        return any(one.chosen for one in counts)
    if name in chosen:
        return True
    if name == "street" and "district" not in chosen and len(counts) > FEW:
        return False
    return any(one.count < total or not total for one in counts)


def _choices(run: Run, name: str) -> Iterator[Choice]:
    for one in _ordered(name, run.answer.facets[name]):
        taken = run.asked.without(name) if one.chosen else run.asked.narrowed(name, one.value)
        yield Choice(one.label, one.count, one.chosen, run.write(taken))


def _ordered(name: str, counts: Sequence[Count]) -> Sequence[Count]:
    order = ORDER.get(name)
    if order is None:
        return counts
    places = {value: place for place, value in enumerate(order)}
    return sorted(counts, key=lambda one: places.get(one.value, len(places)))
