"""What becomes of a row that is already there: the list renews its columns, editors keep theirs.

Three courtesies to editors: a row whose data is newer than the list is left alone; where the list
has no usable value, theirs stays; and a street that they found stays where the list knows only
the district.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from content.importing.drafts import Note
from content.reading import shorten
from content.schema import columns
from content.tables import Missing, Record
from content.writing import cell_text

R = TypeVar("R", bound=Record)
REPLACED = "按名单改写；原来的如果是更正，请在名单里也改"
ENVELOPE = ("as_of", "source_document")


@dataclass
class Entered:
    """What came of the rows that one row of a list became: what changed, and what editors keep."""

    changed: bool = False
    kept: dict[type[Record], frozenset[str]] = field(default_factory=dict)
    overwritten: list[Note] = field(default_factory=list)

    def add(self, before: R | None, fresh: R, given: frozenset[str]) -> R:
        """Give the row to write, see `merge`, and note what it does to the one before."""
        after, self.kept[type(fresh)] = merge(before, fresh, given)
        self.changed = self.changed or after != before
        self.overwritten += _overwritten(before, after, given)
        return after


def merge(existing: R | None, fresh: R, given: frozenset[str]) -> tuple[R, frozenset[str]]:
    """Give the row to write, and which of the `given` columns stayed as the editors had them.

    `fresh` is the draft under the same key; `given` are the columns that the list owns.
    """
    if existing is None:
        return fresh, frozenset()
    if existing.as_of > fresh.as_of:
        return existing, given
    unusable = {name for name in given if is_unknown(getattr(fresh, name))}
    kept = frozenset(name for name in unusable if not is_unknown(getattr(existing, name)))
    renewed = {name: getattr(fresh, name) for name in (*(given - unusable), *ENVELOPE)}
    return replace(existing, **{**_outdated(existing, fresh), **renewed}), kept


def _overwritten(before: Record | None, after: Record, given: frozenset[str]) -> Iterator[Note]:
    """Tell which values the list replaced: an editor's correction may have been among them."""
    for column in columns(type(after)) if before else ():
        old, new = getattr(before, column.name), getattr(after, column.name)
        if column.name in given and old != new and not is_unknown(old):
            done = f"表中原来是“{shorten(cell_text(old))}”，{REPLACED}"
            yield Note(column.label, cell_text(new), done)


def is_unknown(value: object) -> bool:
    """Tell whether a cell says nothing: a missing word or a blank."""
    return isinstance(value, Missing) or value in (None, ())


def _outdated(existing: Record, fresh: Record) -> dict[str, Any]:
    """Clear what new data overtakes: an update that has come, a check, a link to another list."""
    days = {
        name: None
        for name in ("next_due", "verified_on")
        if (day := getattr(existing, name)) is not None and day < fresh.as_of
    }
    is_same_list = existing.source_document == fresh.source_document
    return days if is_same_list else {**days, "source_link": None}
