"""Taking the list on the screen along as a file; each time stays in the journal of the account."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, send_file, url_for
from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from complaints.acting import Actor
from complaints.clock import local_day
from complaints.database.models import Ticket
from complaints.desk.accounts.journal import record_act
from complaints.desk.desk import desk
from complaints.desk.tickets.officer import actor, discipline
from complaints.desk.tickets.queue import Asked, Row, count_of, find_rows
from complaints.desk.tickets.queue_export import MOST, WRITERS, exported
from complaints.desk.tickets.queue_filters import chosen_from
from complaints.desk.tickets.queue_views import asked_pile, asked_tickets, base_of
from complaints.receipts import read_number

EXPORT = Blueprint("export", __name__)
CHOSEN = "number"


@EXPORT.post("/export.<ending>")
def export(ending: str) -> Response | AnyResponse:
    """Give the list of the form, or those of it that are ticked, as a file."""
    if ending not in WRITERS:
        abort(404)
    joined = desk()
    asked = _asked()
    with joined.database.writing() as session:
        if (total := count_of(session, asked.condition)) > MOST:
            flash(f"共 {total} 件，一次最多导出 {MOST} 件；请先筛选。", "error")
            return redirect(_back(), 303)
        rows = find_rows(session, asked, joined.catalog(), local_day(joined.now()), MOST)
        body = exported(rows, ending)
        _note(session, actor(), rows, ending)
    return send_file(
        BytesIO(body),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=f"件表-{local_day(joined.now())}.{ending}",
    )


def _asked() -> Asked:
    """Give what the page showed; ticked numbers narrow it further and never widen it."""
    asked = asked_tickets(asked_pile(), base_of(request.form.get("of", "")))
    return Asked(and_(asked.condition, _ticked()), asked.oldest_first)


def _ticked() -> ColumnElement[bool]:
    typed = request.form.getlist(CHOSEN)[:MOST]
    numbers = [number for one in typed if (number := read_number(one))]
    return Ticket.number.in_(numbers) if typed else Ticket.id.is_not(None)


def _back() -> str:
    """Lead back to the list as it was narrowed."""
    pile = {"pile": request.form.get("pile", "")}
    chosen: dict[str, Any] = {
        name: value for name, value in (chosen_from(request.form) | pile).items() if value
    }
    return url_for("queue.search", **chosen)


def _note(session: Session, who: Actor, rows: list[Row], ending: str) -> None:
    """Record it; how many tickets the discipline unit has is nobody's business."""
    how_many = "" if who.unit == discipline() else f" {len(rows)} 件"
    officer = who.officer or abort(403)
    what = f"导出了件表{how_many}（{ending.upper()}）"
    record_act(session, officer, officer, what, desk().now())
