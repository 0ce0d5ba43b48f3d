"""A new code in place of one that somebody else has seen; the old one is dead at once."""

from __future__ import annotations

from flask import Blueprint, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from complaints.database.models import Ticket
from complaints.events import By, record
from complaints.intake.channel import address, channel, page, slow_down
from complaints.intake.history import RENEWED
from complaints.intake.limits import ACTING, ACTING_ON
from complaints.intake.opening import Credentials, not_found, open_ticket
from complaints.intake.progress import own_others
from complaints.receipts import StoredCode, code_is_right, new_code, read_number, store_code
from complaints.workflow import Role
from disclosure.theme import EDITIONS, Edition

RENEWING = Blueprint("renewing", __name__)


@RENEWING.post("/track/renew")
def renew(edition_name: str) -> str | tuple[str, int]:
    """Ask whether a new code is wanted; give it once."""
    edition, sent = EDITIONS[edition_name], Credentials.sent()
    if request.form.get("do") != "renew":
        return _ask(edition, sent)
    number = read_number(sent.number) or sent.number
    if slow_down(ACTING, address()) or slow_down(ACTING_ON, number):
        return _asked(edition, sent, busy=True), 429
    try:
        with channel().database.writing() as session:
            ticket = open_ticket(session, sent, writing=True)
            code = renew_code(session, ticket, sent.code) if ticket else ""
            others = [one.number for one in own_others(session, ticket)] if ticket else []
    except IntegrityError:  # The desk wrote the next event in the same moment: nothing changed.
        return _asked(edition, sent, busy=True), 409
    if ticket is None:
        return not_found(edition, sent)
    values = {"number": ticket.number, "others": others, "code": code}
    return page(edition, "new_code.html", "新的查询码", "track", **values)


def _ask(edition: Edition, sent: Credentials) -> str | tuple[str, int]:
    with channel().database.reading() as session:
        ticket = open_ticket(session, sent)
    if ticket is None:
        return not_found(edition, sent)
    return _asked(edition, sent, seen=ticket.code_seen)


def _asked(edition: Edition, sent: Credentials, *, seen: bool = False, busy: bool = False) -> str:
    return page(edition, "renew.html", "换查询码", "track", sent=sent, seen=seen, busy=busy)


def renew_code(session: Session, ticket: Ticket, old: str) -> str:
    """Give a ticket a new code, and with it the other half of the same paper that it opened."""
    joined, code = channel(), new_code()
    for one in (ticket, *own_others(session, ticket)):
        if not code_is_right(joined.keys, StoredCode(one.code_salt, one.code_digest), old):
            continue
        stored = store_code(joined.keys, code)
        one.code_salt, one.code_digest = stored.salt, stored.digest
        one.code_seen = False
        record(one, RENEWED, By(Role.CITIZEN), joined.now())
    return code
