"""Mediation (调解) of a 投诉: the one way in which contact data reaches an institution.

Only after the citizen said yes to exactly that: what is handed over, to whom, for what. His yes is
an event, and he may take it back until the contact was handed over. An institution has no login.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from complaints.calling import has_telephone
from complaints.database.models import Event, Ticket
from complaints.events import values_of
from complaints.keys import Keys

COMPLAINT, HOTLINE = "投诉", "12345"
OFFERED, ENDED = "mediation_offered", "mediation_ended"
ANSWERED, TAKEN_BACK = "mediation_answered", "consent_taken_back"
HANDED_OVER = "contact_handed_over"
YES, NO = "是", "否"
SETTLED = ("达成", "未达成")
TELLING = frozenset({"offer_mediation", "answer_mediation", "hand_contact"})
"""Steps whose event says to whom the contact goes, and what of it."""


@dataclass(frozen=True)
class Mediation:
    """How far it is in one round; `agrees` is what the citizen says now, None before he answered.

    `seq` is the event of the offer, 0 where there is none.
    """

    seq: int = 0
    agrees: bool | None = None
    handed: bool = False
    ended: bool = False

    @property
    def offered(self) -> bool:
        """Tell whether it was ever offered."""
        return self.seq > 0

    @property
    def is_open(self) -> bool:
        """Tell whether it was offered and has not ended."""
        return self.offered and not self.ended

    @property
    def asks(self) -> bool:
        """Tell whether the citizen may say yes or no now."""
        return self.is_open and not self.handed and self.agrees is not True

    @property
    def may_hand(self) -> bool:
        """Tell whether his yes stands and was not used yet."""
        return self.is_open and not self.handed and self.agrees is True


def mediation_of(events: Iterable[Event], keys: Keys) -> Mediation:
    """Tell how far the mediation of a round is, by the events of that round."""
    seq, agrees, names = 0, None, set[str]()
    for event in events:
        names.add(event.name)
        if event.name == OFFERED:
            seq = event.seq
        elif event.name == ANSWERED:
            agrees = values_of(event, keys).get("agrees") == YES
        elif event.name == TAKEN_BACK:
            agrees = False
    return Mediation(seq, agrees, HANDED_OVER in names, ENDED in names)


def may_mediate(ticket: Ticket) -> bool:
    """Tell whether there is a home to mediate with and a citizen who can be asked and reached.

    Whoever came through the hotline has no code with which he could say yes.
    """
    can_be_asked = ticket.channel != HOTLINE and has_telephone(ticket)
    return ticket.kind == COMPLAINT and ticket.institution is not None and can_be_asked


def handed_data(ticket: Ticket) -> str:
    """Name what of his contact the citizen left, which is what the institution would get."""
    contact = ticket.contact
    named = contact is not None and contact.name is not None
    return "姓名、电话" if named else "电话"


def told_with(action: str, ticket: Ticket) -> dict[str, str]:
    """Give what the event of such a step says beside what was typed."""
    if action not in TELLING:
        return {}
    return {"institution": ticket.institution_name, "handed": handed_data(ticket)}
