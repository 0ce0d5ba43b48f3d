"""A list of disposal as an officer sees it: only what he may see, and what he may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from complaints.acting import Actor
from complaints.database.disposals import Disposal, DisposalItem, ItemState, ListState
from complaints.database.officers import Officer
from complaints.retention.deciding import items_of, may_confirm, may_strike, readable

ON_A_PAGE = 50


@dataclass(frozen=True)
class ItemRow:
    """One item of a list."""

    item: DisposalItem
    state: ItemState
    struck_by: str


@dataclass(frozen=True)
class ListSheet:
    """One list with the items that the officer may see."""

    disposal: Disposal
    state: ListState
    first: str
    second: str
    rows: list[ItemRow]
    may_confirm: bool
    may_strike: bool

    @property
    def waiting(self) -> int:
        """How many items wait."""
        return sum(row.state is ItemState.LISTED for row in self.rows)

    @property
    def rules(self) -> list[DisposalItem]:
        """Give one item for each rule, to show what it says once."""
        first = {row.item.rule: row.item for row in reversed(self.rows)}
        return [first[rule] for rule in sorted(first)]


@dataclass(frozen=True)
class Lists:
    """One page of lists, those that wait first."""

    sheets: list[ListSheet]
    total: int
    number: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // ON_A_PAGE))


def lists_of(session: Session, actor: Actor, discipline: str, number: int) -> Lists:
    """Give the lists that an officer may read; `number` is the page, from 1."""
    mine = readable(actor, discipline)
    total = session.scalar(select(func.count(Disposal.id)).where(mine)) or 0
    ended_last = case((Disposal.state == ListState.ENDED, 1), else_=0)
    asked = select(Disposal).where(mine).order_by(ended_last, Disposal.proposed_on.desc())
    found = session.scalars(
        asked.order_by(Disposal.id).offset((number - 1) * ON_A_PAGE).limit(ON_A_PAGE)
    ).all()
    return Lists([sheet_of(session, one, actor, discipline) for one in found], total, number)


def sheet_of(session: Session, disposal: Disposal, actor: Actor, discipline: str) -> ListSheet:
    """Put together what an officer sees of a list that he may read."""
    items = items_of(session, disposal, actor, discipline)
    names = _names(session, disposal, items)
    return ListSheet(
        disposal=disposal,
        state=ListState(disposal.state),
        first=names.get(disposal.first_by, ""),
        second=names.get(disposal.second_by, ""),
        rows=[
            ItemRow(item, ItemState(item.state), names.get(item.struck_by, "")) for item in items
        ],
        may_confirm=may_confirm(disposal, actor),
        may_strike=may_strike(disposal, actor),
    )


def _names(
    session: Session, disposal: Disposal, items: Iterable[DisposalItem]
) -> dict[str | None, str]:
    ids = {disposal.first_by, disposal.second_by, *(item.struck_by for item in items)} - {None}
    officers = session.scalars(select(Officer).where(Officer.id.in_(ids)))
    return {officer.id: officer.name for officer in officers}
