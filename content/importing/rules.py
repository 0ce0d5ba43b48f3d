"""One rule of a mapping: where the value of one column of ours comes from.

`{ from = "beds", clean = "count" }` takes it from the list at every run; `{ always = "GCJ-02" }`
sets it at every run; `{ at_first = "待核实" }` sets it once, when the row is new, and leaves it to
the editors from then on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

STRICT = ConfigDict(extra="forbid")
Step = Literal[
    "text",
    "telephone",
    "count",
    "day",
    "roc_day",
    "longitude",
    "latitude",
    "credit_code",
    "record_id",
]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Rule:
    """Where a value comes from; exactly one of `from`, `always`, `at_first`.

    Of a cell, `take` (a regular expression) takes its first group, or all that it finds; `values`
    translates the list's words into ours; `give` puts the result in the place of its {}; all this
    before the cleaning step sees it. Without `clean`, a column of ours that a step is named after
    (credit_code) takes that step, any other is text. `plus` names further columns, whose numbers
    are added.
    """

    column: str = Field(default="", validation_alias="from")
    plus: tuple[str, ...] = ()
    always: str = ""
    at_first: str = ""
    take: re.Pattern[str] | None = None
    values: Mapping[str, str] = Field(default_factory=dict)
    give: str = "{}"
    clean: Step | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Name the columns of the list that the rule reads."""
        return tuple(filter(None, (self.column, *self.plus)))

    def raw(self, cells: Mapping[str, str]) -> str:
        """Give the cell as it stands in the list; of several, all that are filled, with a plus."""
        return "+".join(filter(None, (cells[name] for name in self.columns)))

    def cell(self, cells: Mapping[str, str]) -> str:
        """Give what is meant of the cell, in our words; nothing where `take` finds nothing."""
        words = self.raw(cells)
        if self.take is not None:
            found = self.take.search(words)
            words = (found[min(self.take.groups, 1)] or "") if found else ""
        words = self.values.get(words, words)
        return self.give.replace("{}", words) if words else ""


Rules = Annotated[Mapping[str, Rule], Field(default_factory=dict)]


def given(rules: Mapping[str, Rule]) -> frozenset[str]:
    """Name the columns that the list, and not the editors, owns."""
    return frozenset(name for name, rule in rules.items() if not rule.at_first)
