"""Letters: what a citizen is told in writing, made from the event that told it.

Every round's answer stays readable. The desk previews with the same functions what it publishes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from complaints.database.models import Event, Ticket
from complaints.events import values_of
from complaints.holding import NEW_ROUND
from complaints.keys import Keys
from complaints.workflow import Leg as LegName
from content import Catalog
from content.tables import Matter, Remedy, Unit

ANSWERED, REJECTED = "answered", "rejected"
TITLES = {
    ANSWERED: "答复书",
    REJECTED: "不予受理告知书",
    "objection_dismissed": "复核意见书",
    "objection_upheld": "复核意见书",
    "handed_over": "移送告知",
}
"""The events that are letters, and what each letter is called."""
ERASED = "（内容已依法删除）"
OBJECTION = "可以在查进度的网页提出一次异议，写明理由；由没有经手的人复核，并告诉您结果。"
ANY = "任何"


@dataclass(frozen=True)
class Letter:
    """The head of every letter: which ticket, who signs, when; `place` is its event in the row."""

    place: int
    title: str
    number: str
    unit: str
    on: date

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Give what the letter says: heading and text, in order; nothing without a text."""
        return []


@dataclass(frozen=True)
class Answer(Letter):
    """An answer (答复书) of one round; `until` is the last day for judging and reopening."""

    round: int
    asked: str
    found: str
    done: str
    basis: str
    outcome: str
    remedy: str
    contact: str
    until: date | None

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Give what was asked, found and done, on which basis, and how to go on."""
        return [
            ("您反映的", self.asked),
            ("查明的情况", self.found),
            ("处理的结果", f"{self.outcome}。{self.done}"),
            ("依据", self.basis),
            ("不满意怎么办", self.remedy),
            ("联系", self.contact),
        ]


@dataclass(frozen=True)
class Notice(Letter):
    """A notice: that a paper is not taken up, stays so after review, or went elsewhere."""

    reason: str
    basis: str
    turn_to: str
    receiver: str
    remedy: str

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Give the reason, its basis and to whom to turn, as far as this notice has them."""
        named = (
            ("移送给", self.receiver),
            ("理由", self.reason),
            ("依据", self.basis),
            ("可以向谁提出", self.turn_to),
            ("认为应当受理怎么办", self.remedy),
        )
        return [(heading, text) for heading, text in named if text]


def letters_of(ticket: Ticket, keys: Keys, catalog: Catalog) -> list[Answer | Notice]:
    """Give every letter of a ticket, the newest first."""
    return [_letter(ticket, event, keys, catalog) for event in reversed(_told(ticket))]


def preview(
    ticket: Ticket, event: str, values: Mapping[str, str], unit: str, on: date
) -> Answer | Notice:
    """Give the letter that a step would send: `event` is its event, `unit` the name that signs.

    `values` are the fields of the step; of a hand-over `unit_name` names the receiver.
    """
    head = (len(ticket.events) + 1, TITLES[event], ticket.number, unit, on)
    return _filled(ticket, ticket.round, head, values)


def remedy_for(catalog: Catalog, kind: str, matter: str | None) -> str:
    """Give what a citizen can do who disagrees, with its basis; empty where the city has no text.

    A text for the matter goes first, then one for its group, then one for the kind of paper.
    """
    known = catalog.get(Matter, matter) if matter and catalog.has(Matter, matter) else None
    fitting = [
        row
        for row in catalog.all(Remedy)
        if row.kind in (ANY, kind)
        and row.matter in (None, matter)
        and row.group in (None, known.group if known else None)
    ]
    best = max(sorted(fitting, key=lambda row: row.id), key=_particular, default=None)
    return f"{best.text}（依据：{best.basis}）" if best else ""


def _particular(row: Remedy) -> tuple[bool, bool, bool]:
    return row.matter is not None, row.group is not None, row.kind != ANY


def _told(ticket: Ticket) -> list[Event]:
    return [event for event in ticket.events if event.name in TITLES]


def _letter(ticket: Ticket, event: Event, keys: Keys, catalog: Catalog) -> Answer | Notice:
    kept = values_of(event, keys)
    values = {field: kept.get(field, ERASED) for field in event.fields}
    head = (event.seq, TITLES[event.name], ticket.number, _signer(ticket, event, catalog), event.on)
    return _filled(ticket, _round_of(ticket, event), head, values)


def _signer(ticket: Ticket, event: Event, catalog: Catalog) -> str:
    """Name the unit that took the step: the lead of that time, not of today."""
    try:
        return catalog.get(Unit, event.unit or "").name
    except KeyError:
        return ticket.lead_name


def _round_of(ticket: Ticket, event: Event) -> int:
    return 1 + sum(one.name == NEW_ROUND and one.seq < event.seq for one in ticket.events)


def _filled(
    ticket: Ticket, round_: int, head: tuple[int, str, str, str, date], values: Mapping[str, str]
) -> Answer | Notice:
    said = {field: text.strip() for field, text in values.items()}
    if head[1] != TITLES[ANSWERED]:
        return Notice(
            *head,
            reason=said.get("reason", ""),
            basis=said.get("basis", ""),
            turn_to=said.get("turn_to", ""),
            receiver=said.get("unit_name", ""),
            remedy=OBJECTION if head[1] == TITLES[REJECTED] else "",
        )
    return Answer(
        *head,
        round=round_,
        asked=said.get("asked", ""),
        found=said.get("found", ""),
        done=said.get("done", ""),
        basis=said.get("basis", ""),
        outcome=said.get("outcome", ""),
        remedy=said.get("remedy", ""),
        contact=said.get("contact", ""),
        until=_until(ticket, round_),
    )


def _until(ticket: Ticket, round_: int) -> date | None:
    """Give the last day of the round's window, once it runs."""
    legs = (leg for leg in ticket.legs if (leg.leg, leg.round) == (LegName.JUDGEMENT, round_))
    return next((leg.due_on for leg in legs), None)
