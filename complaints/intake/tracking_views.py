"""Following a ticket: number and code, the tracking page, its letters."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from complaints.intake.channel import channel, page
from complaints.intake.opening import Credentials, ask, not_found, open_ticket
from complaints.intake.progress_page import look, show_progress
from disclosure.theme import EDITIONS

TRACKING = Blueprint("tracking", __name__)
Answered = str | tuple[str, int] | Response


@TRACKING.get("/track")
def ask_first(edition_name: str) -> str:
    """Ask for number and code."""
    return ask(EDITIONS[edition_name])


@TRACKING.get("/track/<path:_>")
def begin_again(edition_name: str, _: str) -> Response:
    """Lead whoever comes by address alone to where number and code are asked for."""
    return redirect(channel().dynamic(EDITIONS[edition_name], "complaints", "track"), 303)


@TRACKING.post("/track")
def show(edition_name: str) -> Answered:
    """Show a ticket; whoever comes with a code that an officer saw is offered a new one first."""
    edition, sent = EDITIONS[edition_name], Credentials.sent()
    with channel().database.reading() as session:
        ticket = open_ticket(session, sent)
        progress = look(session, ticket) if ticket else None
    if progress is None:
        return not_found(edition, sent)
    if progress.code_seen and request.form.get("later") != "yes":
        return page(edition, "renew.html", "换查询码", "track", sent=sent, seen=True, busy=False)
    return show_progress(edition, sent, progress)


@TRACKING.post("/track/letter")
def letter(edition_name: str) -> Answered:
    """Show one letter of a ticket, to read and to print."""
    edition, sent = EDITIONS[edition_name], Credentials.sent()
    with channel().database.reading() as session:
        ticket = open_ticket(session, sent)
        progress = look(session, ticket) if ticket else None
    if progress is None:
        return not_found(edition, sent)
    wanted = request.form.get("place", "")
    found = next((one for one in progress.letters if str(one.place) == wanted), None)
    if found is None:
        return show_progress(edition, sent, progress)
    newest = found == progress.letters[0]
    tasks = progress.tasks if newest else []
    values = {"sent": sent, "letter": found, "tasks": tasks, "progress": progress}
    return page(edition, "letter.html", found.title, "track", **values)
