"""Proposing: what is due is put on lists, one or more a lead unit; sealed tickets on their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from complaints.database import Database
from complaints.database.disposals import Disposal, DisposalItem, open_key
from complaints.retention.finding import Due, due_on
from content import Catalog

LONGEST = 200
"""So many items a list may have: more nobody reads."""


def propose(database: Database, catalog: Catalog, today: date) -> int:
    """Put on lists what is due; give how many lists were made. A second run makes none.

    Lists of sealed tickets are not counted: a log is read by others than the discipline unit.
    """
    with database.reading() as session:
        lists = list(_lists(session, catalog, today))
    made = 0
    for disposal in lists:
        try:
            with database.writing() as session:
                session.add(disposal)
        except IntegrityError:  # Another run was quicker.
            continue
        made += not disposal.sealed
    return made


def _lists(session: Session, catalog: Catalog, today: date) -> Iterator[Disposal]:
    groups: dict[tuple[str, str, bool], list[DisposalItem]] = defaultdict(list)
    for due in due_on(session, catalog, today):
        ticket = due.ticket
        groups[ticket.lead_unit, ticket.lead_name, ticket.sealed].append(_item(due))
    for (unit, name, sealed), items in groups.items():
        for first in range(0, len(items), LONGEST):
            yield Disposal(
                unit=unit,
                unit_name=name,
                sealed=sealed,
                proposed_on=today,
                items=items[first : first + LONGEST],
            )


def _item(due: Due) -> DisposalItem:
    """Copy the rule, which may change later."""
    rule = due.rule
    return DisposalItem(
        ticket_id=due.ticket.id,
        what=due.what,
        rule=rule.id,
        term=f"{rule.n} {'个月' if rule.unit == '月' else '年'}",
        basis=rule.basis,
        source=rule.source,
        closed_on=due.closed_on,
        last_day=due.last_day,
        open_key=open_key(due.ticket.id, due.what),
    )
