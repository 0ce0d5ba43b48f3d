"""Pauses: days that do not count, because a part waits for others or everybody for the citizen.

Intervals are taken from events and are whole days: the day of a request or a submission still
counts, the day of the answer to it does not. The wait for the citizen ends with the last day of
his window, whenever the program noticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from complaints.database.models import Event, Leg, Ticket
from complaints.workflow import Leg as LegName
from complaints.workflow import transitions

MORE_ASKED = "more_asked"
FOR_CITIZEN = "暂停：等待反映人补充材料"
RESTS_FROM = {
    "submitted": "暂停：已报送，等待审核",
    "part_returned": "暂停：已退回，等待牵头单位决定",
    "part_contested": "暂停：已提请裁定，等待上级决定",
}
"""What begins the rest of one part, with what is said of those days."""
RUNS_FROM = frozenset({"sent_back", "part_insisted", "part_ruled_stays"})
LONGER_THAN_ANY = timedelta(days=400)
"""A wait whose end is unknown reaches into a year without a calendar, so the due day is 待定."""
ONE = timedelta(days=1)


def is_paused(ticket: Ticket) -> bool:
    """Tell whether a ticket waits for its citizen (待补正)."""
    return open_request(ticket) is not None


def open_request(ticket: Ticket) -> Event | None:
    """Give the request that the citizen has not answered and nothing else has ended."""
    requests = list(_requests(ticket))
    return requests[-1][0] if requests and requests[-1][1] is None else None


def last_day(ticket: Ticket, request: Event) -> date | None:
    """Give the last day of the window that a request opened; None where it is undetermined."""
    windows = (leg for leg in reversed(ticket.legs) if leg.leg == LegName.SUPPLEMENT)
    return next((leg.due_on for leg in windows if leg.day_zero == request.on), None)


def paused_days(ticket: Ticket, leg: Leg) -> dict[date, str]:
    """Give the days that do not count for a leg, each with why.

    What came after the end of a leg no longer changes how it is explained.
    """
    found = dict(_rests(ticket, leg.assignment_id))
    if leg.pausable:
        found |= dict(_waits(ticket))
    return {day: why for day, why in found.items() if leg.ended_on is None or day <= leg.ended_on}


def _rests(ticket: Ticket, part: str | None) -> Iterator[tuple[date, str]]:
    """Give the days on which a part waited for the lead, or for a ruling."""
    began: Event | None = None
    for event in ticket.events:
        if part is None or event.assignment_id != part:
            continue
        if event.name in RESTS_FROM:
            began = event
        elif event.name in RUNS_FROM and began:
            yield from _days(began.on, event.on, RESTS_FROM[began.name])
            began = None


def _waits(ticket: Ticket) -> Iterator[tuple[date, str]]:
    """Give the days on which everybody waited for the citizen, an open wait to its last day."""
    for began, ended in _requests(ticket):
        known = [day for day in (ended and ended.on, last_day(ticket, began)) if day]
        yield from _days(began.on, min(known, default=began.on + LONGER_THAN_ANY), FOR_CITIZEN)


def _days(first: date, last: date, why: str) -> Iterator[tuple[date, str]]:
    return ((first + ONE * k, why) for k in range(1, (last - first).days + 1))


def _requests(ticket: Ticket) -> Iterator[tuple[Event, Event | None]]:
    """Give every request to the citizen with what ended the wait for him."""
    began: Event | None = None
    for event in ticket.events:
        if event.name == MORE_ASKED:
            began = event
        elif began and event.name in _endings():
            yield began, event
            began = None
    if began:
        yield began, None


@cache
def _endings() -> frozenset[str]:
    """Name the events of all steps that shut the citizen's window."""
    return frozenset(
        step.event
        for step in transitions()
        for effect in step.clock
        if (effect.verb, effect.leg) == ("stop", LegName.SUPPLEMENT)
    )
