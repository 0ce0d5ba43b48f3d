"""Rows of any table of what is disclosed: all that may be missing is 未填报 unless it is given."""

from __future__ import annotations

from typing import Any, TypeVar

from content.schema import columns
from content.tables import Missing, Record, Row
from tests.rows import ENVELOPE

R = TypeVar("R", bound=Row)


def row(kind: type[R], /, **given: Any) -> R:
    """Make a row of which only what is given is known, of institution 100001."""
    known = columns(kind)
    values: dict[str, Any] = dict(ENVELOPE) if issubclass(kind, Record) else {}
    values |= {one.name: Missing.NOT_REPORTED for one in known if one.may_be_missing}
    values |= {one.name: "100001" for one in known if one.name == "institution"}
    return kind(**(values | given))
