"""From the log to lines that may be told today: what its record may no longer say goes too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content.catalog import Catalog
from content.changes.comparing import institution_of
from content.changes.record import Change, Line
from content.changes.wording import KINDS, TEXT, is_quiet, subject, summary, text_name, told_columns
from content.tables import Institution, Missing, Row


def tell(changes: Iterable[Change], catalog: Catalog) -> Iterator[Line]:
    """Put changes into words; those about records that this catalog does not show are dropped."""
    for change in changes:
        row = _row(change, catalog)
        if row is None or change.institution != institution_of(row):
            continue
        if change.kind == "变更":
            yield from _cell(change, row, catalog)
        elif change.kind == "新增":
            yield _line(change, row, catalog, after=summary(row, catalog) or None)
        else:
            yield _line(change, row, catalog, before="公示中", after="停止公示")


def _row(change: Change, catalog: Catalog) -> Row | None:
    """Find the record if it is shown; of an institution that ended, only that it did is told."""
    kind = KINDS.get(change.table)
    if kind is None:
        return None
    try:
        row = catalog.get(kind, change.key, change.institution or "")
    except KeyError:
        return None
    if change.kind == "停止公示":
        ended = row.valid_to if isinstance(row, Institution) else None
        return row if ended and ended < catalog.day else None
    return row if catalog.shows(row) else None


def _cell(change: Change, row: Row, catalog: Catalog) -> Iterator[Line]:
    if change.field == TEXT and text_name(row) in catalog.texts:
        yield _line(change, row, catalog, title="正文")
        return
    column = next((one for one in told_columns(type(row)) if one.name == change.field), None)
    if column is None:
        return
    before, after = change.before, change.after
    if getattr(row, column.name) is Missing.WITHHELD:
        if after != Missing.WITHHELD:
            return
        before = None
    if is_quiet(column):
        before = after = None
    yield _line(change, row, catalog, title=column.title, before=before, after=after)


def _line(  # noqa: PLR0913 (the parts of a line)
    change: Change,
    row: Row,
    catalog: Catalog,
    *,
    title: str = "",
    before: str | Missing | None = None,
    after: str | Missing | None = None,
) -> Line:
    home = catalog.get(Institution, change.institution).name if change.institution else ""
    name = subject(row, catalog)
    return Line(change, home, row.TITLE, name, title, before, after)
