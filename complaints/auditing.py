"""Auditing: every chain, every value, every day root, and what was exported of them.

It changes nothing. Whoever asks is told by number of the tickets that he may see; what is wrong
elsewhere is counted, and the count does not say whether it is sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlalchemy import ColumnElement, case, false, select
from sqlalchemy.orm import Session, selectinload

from complaints.database.models import DayRoot, Event, EventValue, Ticket
from complaints.events import FIRST, KEPT_ELSEWHERE, broken_link, value_hash, value_of
from complaints.keys import KeyFileError, Keys, Purpose, WrongKeyError
from complaints.roots import ONE, day_root, exported, exported_rows, heads, is_signed
from complaints.sealing import check_file, contact_of, is_erased, story_of
from content import tables

BATCH = 200


@dataclass
class Audit:
    """What was looked at, and what is wrong: in words where it may be shown, else as a count."""

    tickets: int = 0
    events: int = 0
    values: int = 0
    erased: int = 0
    roots: int = 0
    faults: list[str] = field(default_factory=list)
    elsewhere: int = 0

    @property
    def wrong(self) -> int:
        """How much is wrong, shown or not."""
        return len(self.faults) + self.elsewhere


def verify(
    session: Session,
    keys: Keys,
    folder: Path | None = None,
    visible: ColumnElement[bool] | None = None,
) -> Audit:
    """Look at everything. `visible` is the condition for tickets that may be named; else none is.

    `folder` is the content folder to which the roots are exported.
    """
    audit = Audit()
    may_be_named = case((false() if visible is None else visible, True), else_=False)
    found = session.execute(
        select(Ticket, may_be_named)
        .options(selectinload(Ticket.events).selectinload(Event.values))
        .order_by(Ticket.number)
        .execution_options(yield_per=BATCH)
    )
    for ticket, named in found:
        faults = list(_ticket_faults(ticket, keys, audit))
        audit.faults += [f"{ticket.number}：{fault}" for fault in faults] if named else []
        audit.elsewhere += 0 if named else len(faults)
    audit.faults += _root_faults(session, keys, audit)
    audit.faults += _export_faults(session, folder) if folder else []
    return audit


def _ticket_faults(ticket: Ticket, keys: Keys, audit: Audit) -> Iterator[str]:
    audit.tickets += 1
    audit.events += len(ticket.events)
    if broken := broken_link(ticket):
        yield f"第 {broken} 条记录与它前面的记录或它自己的校验不符"
    for event in ticket.events:
        yield from _value_faults(event, ticket, keys, audit)
    yield from _locked_faults(ticket, keys)


def _locked_faults(ticket: Ticket, keys: Keys) -> Iterator[str]:
    """Try the keys of what no event vouches for: contact and files."""
    tries: list[tuple[str, Callable[[], object]]]
    tries = [("联系方式", partial(contact_of, ticket, keys))]
    tries += [(file.name, partial(check_file, file, keys)) for file in ticket.files]
    for what, opened in tries:
        try:
            opened()
        except (WrongKeyError, KeyFileError) as fault:
            yield f"{what}打不开：{fault}"


def _value_faults(event: Event, ticket: Ticket, keys: Keys, audit: Audit) -> Iterator[str]:
    """Hold the values of an event against their hashes; what stands nowhere was erased."""
    standing = set()
    for kept in sorted(event.values, key=lambda kept: kept.field):
        where = f"第 {event.seq} 条记录的“{kept.field}”"
        try:
            told = _told(kept, ticket, keys)
        except (WrongKeyError, KeyFileError) as fault:
            standing.add(kept.field)
            yield f"{where}打不开：{fault}"
            continue
        if told is None:
            continue
        standing.add(kept.field)
        if value_hash(kept.salt, told) != event.fields.get(kept.field):
            yield f"{where}与校验不符"
    audit.values += len(event.fields)
    audit.erased += len(event.fields.keys() - standing)
    if event.fields.keys() & KEPT_ELSEWHERE - standing and not is_erased(ticket):
        yield f"第 {event.seq} 条记录缺少核对正文的依据"


def _told(kept: EventValue, ticket: Ticket, keys: Keys) -> str | None:
    """Give a value wherever it stands; None where it was erased. Raises WrongKeyError."""
    told = value_of(kept, keys)
    if told is not None or kept.field not in KEPT_ELSEWHERE:
        return told
    return story_of(ticket, keys) if not is_erased(ticket) else None


def _root_faults(session: Session, keys: Keys, audit: Audit) -> Iterator[str]:
    """Follow the chain of days; after a root that was not made here goes on with the right one."""
    links = session.scalars(select(DayRoot).order_by(DayRoot.day)).all()
    if not links:
        return
    changed, previous, expected = heads(session, links[0].day, links[-1].day + ONE), FIRST, None
    try:
        keys.ring(Purpose.ROOTS)
    except KeyFileError as fault:
        yield f"每日校验值不能核对：{fault}"
        return
    for link in links:
        audit.roots += 1
        if expected and link.day != expected:
            yield f"{expected} 起缺少每日校验值，到 {link.day} 才又有"
        right = day_root(previous, link.day, changed.get(link.day, ()))
        signed = is_signed(link, keys)
        yield from _link_faults(link, whole=link.root == right, signed=signed)
        previous, expected = link.root if signed else right, link.day + ONE


def _link_faults(link: DayRoot, *, whole: bool, signed: bool) -> Iterator[str]:
    if not signed:
        yield f"{link.day} 的{'签名' if whole else '每日校验值'}不是本系统写入的"
    elif not whole:
        yield f"{link.day} 的投诉记录在写入每日校验值以后有过改动"


def _export_faults(session: Session, folder: Path) -> Iterator[str]:
    path = folder / tables.DayRoot.file()
    if exported(path) != exported_rows(session):
        yield f"{path} 与数据库不一致"
