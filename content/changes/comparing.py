"""Comparing two catalogs: each release with the one before it, each cut to its own day.

What has expired, was repaired or taken away makes no line: a line would be a fact of a record that
may not be shown. Only an institution that ends is told, because its address stays and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from content.catalog import Catalog, key_of
from content.changes.record import Change, ChangeKind
from content.changes.wording import KINDS, TEXT, is_quiet, text_name, told_columns, wording
from content.dealing import NATION
from content.schema import Column
from content.tables import Fee, Institution, Lasting, Missing, Record, Row, Service

SAME: dict[type[Row], tuple[str, ...]] = {
    Fee: ("institution", "item", "care_level", "room"),
    Service: ("institution", "item"),
}
"""Where a price ends and another begins under a new number, these say that it is the same."""


def compare(before: Catalog, after: Catalog, release: int) -> list[Change]:
    """Give what `after`, the release of that number, shows otherwise than `before`.

    By institution in the order of lists; a new institution is one line and not one a record.
    """
    differences = _Differences(before, after, release)
    found = [
        change
        for owner in _owners(before, after)
        for kind in KINDS.values()
        for change in differences.of(kind, owner)
    ]
    return sorted(found, key=differences.place)


def _owners(before: Catalog, after: Catalog) -> Iterator[str]:
    """Name the nation and the institutions of which something may be different."""
    yield NATION
    if before.texts == after.texts:
        yield from after.unlike(before)
    else:  # A text may belong to a record of any.
        yield from sorted({row.id for row in after.ever(Institution)})


@lru_cache(maxsize=2)
def latest(catalog: Catalog) -> date:
    """Give the latest date of the records shown; where there are none, the one the city states."""
    records = (row for row in catalog.shown() if row.NAME in KINDS)
    days = (dated(row, catalog.day) for row in records)
    return max((day for day in days if day), default=catalog.city.accessibility_reviewed)


def institution_of(row: Row) -> str | None:
    """Give the institution that a record is about, if it is about one."""
    return row.id if isinstance(row, Institution) else getattr(row, "institution", None)


def dated(row: Row, day: date) -> date | None:
    """Give the latest date that a record bears; none for most rows that others point to."""
    match row:
        case Record():
            dates = (row.as_of, row.valid_from, row.verified_on)
            return max((one for one in dates if one and one <= day), default=row.as_of)
        case Lasting():
            return row.valid_from
    return None


class _Differences:
    def __init__(self, before: Catalog, after: Catalog, release: int) -> None:
        self.before, self.after, self.release = before, after, release
        self.latest = latest(after)

    def place(self, change: Change) -> tuple[str, str]:
        """Order by institution; what belongs to none comes last."""
        if not change.institution:
            return "~", ""
        return self.after.order(self.after.get(Institution, change.institution))

    def of(self, kind: type[Row], owner: str) -> Iterator[Change]:
        """Give what is different in a table of one institution, or of the nation."""
        old = {key_of(row): row for row in self.before.of(kind, owner)}
        new = {key_of(row): row for row in self.after.of(kind, owner)}
        gone = {_sameness(row): row for key, row in old.items() if key not in new}
        for key, row in new.items():
            if last := old.get(key) or gone.pop(_sameness(row), None):
                yield from self._cells(last, row)
            elif not self._comes_with_its_institution(row):
                yield self._change(row, "新增")
        if kind is Institution:
            yield from self._ended(old.keys() - new.keys())

    def _comes_with_its_institution(self, row: Row) -> bool:
        home = getattr(row, "institution", None)
        came = home and self.after.has(Institution, home) and not self.before.has(Institution, home)
        return bool(came)

    def _ended(self, keys: set[str]) -> Iterator[Change]:
        for key in sorted(keys):
            row = self.after.get(Institution, key)
            if row.valid_to and row.valid_to < self.after.day:
                yield self._change(row, "停止公示", day=row.valid_to)

    def _cells(self, last: Row, row: Row) -> Iterator[Change]:
        for column in told_columns(type(row)):
            if getattr(last, column.name) != getattr(row, column.name):
                old = wording(last, column, self.before)
                new = wording(row, column, self.after)
                if old != new:
                    yield self._cell(row, column, old, new)
        name = text_name(row)
        if self.before.texts.get(name) != self.after.texts.get(name):
            yield self._change(row, "变更", field=TEXT)

    def _cell(self, row: Row, column: Column, old: str, new: str) -> Change:
        texts = {"before": old, "after": new}
        if is_quiet(column):
            texts = {}
        elif new is Missing.WITHHELD:
            texts = {"after": new}
        return self._change(row, "变更", field=column.name, **texts)

    def _change(self, row: Row, kind: ChangeKind, **more: str | date) -> Change:
        values = {
            "release": self.release,
            "day": dated(row, self.after.day) or self.latest,
            "kind": kind,
            "table": row.NAME,
            "key": key_of(row),
            "institution": institution_of(row),
        }
        return Change(**{**values, **more})  # type: ignore[arg-type]


def _sameness(row: Row) -> tuple[object, ...]:
    """Give what makes two rows speak of the same thing: some columns, or else the key alone."""
    return tuple(getattr(row, name) for name in SAME.get(type(row), (row.KEY,)))
