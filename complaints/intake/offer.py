"""The offer of mediation (调解) as its citizen reads it: what would go to whom, and for what."""

from __future__ import annotations

from dataclasses import dataclass

from complaints.database.models import Ticket
from complaints.events import values_of
from complaints.holding import events_of_round
from complaints.keys import Keys
from complaints.letters import ERASED
from complaints.mediating import handed_data, mediation_of
from complaints.workflow import TicketState

FOR_WHAT = "只用于调解这一件；没有别的用处，机构不会得到您写的内容和文件"


@dataclass(frozen=True)
class Offer:
    """An offer that stands; `asks` tells whether he may say yes or no now."""

    facts: tuple[tuple[str, str], ...]
    asks: bool


def offer_of(ticket: Ticket, keys: Keys) -> Offer | None:
    """Give the offer of the running round; None without one, or once there is an answer."""
    events = events_of_round(ticket)
    mediation = mediation_of(events, keys)
    if not mediation.offered or ticket.sealed or ticket.state != TicketState.ASSIGNED:
        return None
    offered = next(event for event in events if event.seq == mediation.seq)
    facts = (
        ("交什么", f"您的{handed_data(ticket)}"),
        ("交给谁", ticket.institution_name),
        ("做什么用", FOR_WHAT),
        ("为什么建议调解", values_of(offered, keys).get("reason", ERASED)),
    )
    return Offer(facts, mediation.asks)
