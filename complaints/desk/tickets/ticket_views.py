"""One ticket: its page, its files, and how to reach the citizen. Every look is recorded."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, abort, request, send_file
from sqlalchemy.orm import Session

from complaints.database.models import File, Ticket
from complaints.desk.desk import desk, page
from complaints.desk.tickets.fields import LABELS
from complaints.desk.tickets.officer import actor, circumstances, ticket_of
from complaints.desk.tickets.shares import FORWARD
from complaints.desk.tickets.sheet import OTHER_FIELDS, sheet_of
from complaints.events import By, record
from complaints.sealing import contact_to_read
from complaints.visibility import may_reach

TICKET = Blueprint("ticket", __name__)
SHORTEST_REASON = 4
LONGEST_REASON = 500


@TICKET.get("/tickets/<number>")
def show(number: str) -> str:
    """Show a ticket; the first time that an officer opens it stays recorded."""
    with desk().database.reading() as session:
        ticket = ticket_of(session, number)
        known = any(one.name == "read" and one.officer == actor().officer for one in ticket.events)
    if not known:
        with desk().database.writing() as session:
            _note(ticket_of(session, number), "read")
    with desk().database.reading() as session:
        return _page(session, ticket_of(session, number))


def _page(session: Session, ticket: Ticket) -> str:
    return page(
        "ticket.html",
        f"{ticket.kind} {ticket.number}",
        view=sheet_of(session, ticket, actor(), circumstances()),
        ticket=ticket,
        labels=OTHER_FIELDS | {name: label for name, (label, _, _) in LABELS.items()},
        reached=ticket.contact is not None,
        reachable=may_reach(actor(), ticket),
        forward=FORWARD,
    )


@TICKET.get("/tickets/<number>/contact")
def ask_contact(number: str) -> str:
    """Ask why the contact is needed."""
    with desk().database.reading() as session:
        ticket = ticket_of(session, number)
        _check_reach(ticket)
    return page("contact.html", "查看联系方式", ticket=ticket, contact=None, reason="", error="")


@TICKET.post("/tickets/<number>/contact")
def show_contact(number: str) -> str | tuple[str, int]:
    """Show how to reach the citizen, once a reason is given; each time is an event."""
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    error = "" if len(reason) >= SHORTEST_REASON else f"请写明理由，至少 {SHORTEST_REASON} 个字"
    with desk().database.writing() as session:
        ticket = ticket_of(session, number)
        _check_reach(ticket)
        shown = None
        if not error:
            shown = contact_to_read(ticket, desk().keys)
            _note(ticket, "contact_revealed", reason=reason)
    answered = page(
        "contact.html", "查看联系方式", ticket=ticket, contact=shown, reason=reason, error=error
    )
    return (answered, 422) if error else answered


def _check_reach(ticket: Ticket) -> None:
    """Refuse where there is no contact, and to whom the lead has not given it."""
    if ticket.contact is None:
        abort(404)
    if not may_reach(actor(), ticket):
        abort(403)


@TICKET.post("/tickets/<number>/files/<id_>")
def download(number: str, id_: str) -> Response:
    """Give a file as a download; each time is an event."""
    with desk().database.writing() as session:
        ticket = ticket_of(session, number)
        file = next((one for one in ticket.files if one.id == id_), None) or abort(404)
        body = desk().attachments.read(file, sealed=ticket.sealed)
        _note(ticket, "file_opened", file=file.name)
    return _as_download(file, body)


def _as_download(file: File, body: bytes) -> Response:
    """Never let a browser open it in our own name."""
    return send_file(
        BytesIO(body),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=file.name,
    )


def _note(ticket: Ticket, name: str, **values: str) -> None:
    """Record what an officer looked at."""
    who = actor()
    by = By("officer", who.unit, who.officer)
    record(ticket, name, by, desk().now(), values=values, keys=desk().keys)
