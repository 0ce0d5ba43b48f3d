"""Linking two tickets from the page of one, and undoing it; a ticket unseen does not exist."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from complaints.desk.desk import desk, page
from complaints.desk.tickets.officer import actor, circumstances, ticket_of
from complaints.steps import take
from complaints.twins import OTHER
from complaints.workflow import TransitionError

TWINS = Blueprint("twins", __name__)


@TWINS.get("/tickets/<number>/do/link")
@TWINS.get("/tickets/<number>/do/unlink")
def look(number: str) -> Response:
    """Lead to the ticket's own page, where the buttons are."""
    return redirect(url_for("ticket.show", number=number), 303)


@TWINS.post("/tickets/<number>/do/link")
def link(number: str) -> Response | tuple[str, int]:
    """Link another ticket to this one."""
    return _take(number, "link", "已关联。")


@TWINS.post("/tickets/<number>/do/unlink")
def unlink(number: str) -> Response | tuple[str, int]:
    """Take such a link away."""
    return _take(number, "unlink", "已取消关联。")


def _take(number: str, action: str, done: str) -> Response | tuple[str, int]:
    try:
        with desk().database.writing() as session:
            other = ticket_of(session, request.form.get(OTHER, ""))
            values = {OTHER: other.number}
            take(ticket_of(session, number), actor(), action, values, circumstances())
    except (TransitionError, IntegrityError):
        return page("gone.html", "这一步现在不能办", number=number, typed={}), 409
    flash(done, "success")
    return redirect(url_for("ticket.show", number=number), 303)
