"""The mapping of a hotline: a small TOML file that says which of its columns is what.

`[ticket]` reads its orders, `[results]` names the columns of what it gets back, `[states]` puts
our words for where a ticket stands into its own.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field
from pydantic.dataclasses import dataclass

from complaints.hotline.results import FIELDS, WORDS
from content.faults import ContentError
from content.importing.mapping_file import fitted, mapping_values
from content.importing.rules import STRICT, Rule, Rules

NEEDED = ("number", "kind", "story")
OF_EACH = ("number", "story")
MAPPED = (
    *NEEDED, "title", "received", "due", "happened", "institution_id", "institution", "address",
    "place", "matter", "about", "relation", "urgent", "naming", "name", "telephone",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class HotlineMapping:
    """How to read the orders of one hotline. Without `encoding` UTF-8 and GB18030 are told apart.

    `ticket` has a rule for each field of ours; a rule takes a column or always gives a word.
    """

    ticket: Rules
    note: str = ""
    encoding: str = ""
    sheet: str = ""
    results: Mapping[str, str] = Field(default_factory=dict)
    states: Mapping[str, str] = Field(default_factory=dict)

    def wanted(self) -> set[str]:
        """Name the columns that the list must have."""
        return {name for rule in self.ticket.values() for name in rule.columns}

    def column(self, name: str) -> str:
        """Name the hotline's column, or columns, of a field of ours."""
        rule = self.ticket.get(name)
        return "、".join(rule.columns) if rule else ""

    def cell(self, name: str, cells: Mapping[str, str]) -> str:
        """Give what the list says of a field; nothing where the mapping has no rule for it."""
        rule = self.ticket.get(name)
        if rule is None:
            return ""
        return rule.always or rule.cell(cells)


def read_mapping(path: Path) -> HotlineMapping:
    """Read a mapping. Raises ContentError, which names every fault of it in Chinese."""
    plan = fitted(path, HotlineMapping, mapping_values(path))
    if faults := list(_faults(plan)):
        raise ContentError(f"{path.name}：{'；'.join(faults)}")
    return plan


def _faults(plan: HotlineMapping) -> Iterator[str]:
    yield from (f"ticket 缺少 {name}" for name in NEEDED if name not in plan.ticket)
    for name, rule in plan.ticket.items():
        if name not in MAPPED:
            yield f"没有 ticket.{name} 这一项，可以写的有 {'、'.join(MAPPED)}"
        elif not _is_plain(rule):
            yield f"ticket.{name} 要在 from、always 中写一个，只写一个；不写 at_first、clean"
    for name in OF_EACH:
        if name in plan.ticket and plan.ticket[name].always:
            yield f"ticket.{name} 每一行不同，要写 from"
    yield from _encoding_faults(plan.encoding)
    yield from _results_faults(plan)


def _is_plain(rule: Rule) -> bool:
    return bool(rule.column) != bool(rule.always) and not (rule.at_first or rule.clean)


def _encoding_faults(encoding: str) -> Iterator[str]:
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        yield f"没有叫 {encoding} 的编码；不写就自动辨认 UTF-8 和 GB18030"


def _results_faults(plan: HotlineMapping) -> Iterator[str]:
    for name in plan.results:
        if name not in FIELDS:
            yield f"没有 results.{name} 这一项，可以写的有 {'、'.join(FIELDS)}"
    if plan.results and "number" not in plan.results:
        yield "results 缺少 number：没有工单编号，12345 认不出是哪一件"
    if len(set(plan.results.values())) < len(plan.results):
        yield "results 里有两列同名"
    for word in plan.states:
        if word not in WORDS:
            yield f"states 里没有“{word}”这个词，我们的词有 {'、'.join(WORDS)}"
