"""What becomes of a row that is already there: the list renews its columns, editors keep theirs.

Three courtesies to editors: a row whose data is newer than the list is left alone; where the list
has no usable value, theirs stays; and a street that they found stays where the list knows only
the district.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from content.tables import Missing, Record

R = TypeVar("R", bound=Record)
ENVELOPE = ("as_of", "source_document")


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
    return replace(existing, **renewed, **_outdated(existing, fresh)), kept


def is_unknown(value: object) -> bool:
    """Tell whether a cell says nothing: a missing word or a blank."""
    return isinstance(value, Missing) or value in (None, ())


def _outdated(existing: Record, fresh: Record) -> dict[str, Any]:
    """Clear what new data overtakes: an update that has come, a check of the data before."""
    return {
        name: None
        for name in ("next_due", "verified_on")
        if (day := getattr(existing, name)) is not None and day < fresh.as_of
    }
