"""The pages of disposal: the lists, one list, its confirmation, and keeping one item longer."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from complaints.clock import local_day
from complaints.database.disposals import Disposal, DisposalItem, ItemState
from complaints.desk.desk import desk, page
from complaints.desk.retention.sheets import lists_of, sheet_of
from complaints.desk.tickets.officer import actor, discipline
from complaints.retention.deciding import (
    DecisionError,
    confirm,
    items_of,
    may_strike,
    readable,
    strike,
)

RETENTION = Blueprint("retention", __name__, url_prefix="/retention")
SHORTEST, LONGEST = 4, 500


@RETENTION.get("/")
def lists() -> str:
    """Show the lists that this officer may read."""
    number = max(1, request.args.get("page", 1, type=int))
    with desk().database.reading() as session:
        shown = lists_of(session, actor(), discipline(), number)
    return page("disposals.html", "到期销毁", shown=shown)


@RETENTION.get("/<id_>")
def one_list(id_: str) -> str:
    """Show a list."""
    with desk().database.reading() as session:
        return _show(session, _list(session, id_))


@RETENTION.post("/<id_>/confirm")
def confirm_list(id_: str) -> Response | tuple[str, int]:
    """Confirm a list, the first time or the second; never more than the officer saw."""
    try:
        with desk().database.writing() as session:
            disposal = _list(session, id_, writing=True)
            _check_is_as_seen(disposal)
            items = items_of(session, disposal, actor(), discipline())
            confirm(session, disposal, items, actor(), desk().now())
    except DecisionError as refusal:
        return _again(id_, str(refusal))
    flash("已确认。", "success")
    return redirect(url_for("retention.one_list", id_=id_), 303)


@RETENTION.get("/<id_>/items/<item_id>/keep")
def ask_keep(id_: str, item_id: str) -> str:
    """Ask why an item is kept longer, and until when."""
    with desk().database.reading() as session:
        item = _item(session, id_, item_id)
        if item.state != ItemState.LISTED or not may_strike(item.disposal, actor()):
            abort(404)
        return _form(item, {}, {})


@RETENTION.post("/<id_>/items/<item_id>/keep")
def keep(id_: str, item_id: str) -> str | Response | tuple[str, int]:
    """Keep an item longer."""
    typed = {name: request.form.get(name, "").strip()[:LONGEST] for name in ("reason", "until")}
    today = local_day(desk().now())
    until, faults = _until(typed["until"], today), {}
    if len(typed["reason"]) < SHORTEST:
        faults["reason"] = f"请写明理由，至少 {SHORTEST} 个字"
    if until is None:
        faults["until"] = f"请填今天以后的日期，例如 {today.year + 1}-12-31"
    try:
        with desk().database.writing() as session:
            item = _item(session, id_, item_id)
            if until is None or faults:
                return _form(item, typed, faults), 422
            strike(item, actor(), typed["reason"], until, today)
    except DecisionError as refusal:
        return _again(id_, str(refusal))
    flash("已改为继续保管。", "success")
    return redirect(url_for("retention.one_list", id_=id_), 303)


def _check_is_as_seen(disposal: Disposal) -> None:
    """Refuse a confirmation that was meant as the other one. Raises DecisionError."""
    if request.form.get("state") != disposal.state:
        raise DecisionError("清单刚刚有人办过，请看看最新情况。")


def _until(text: str, today: date) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found > today else None


def _list(session: Session, id_: str, *, writing: bool = False) -> Disposal:
    """Find a list that the officer may read; any other does not exist for him."""
    asked = select(Disposal).where(Disposal.id == id_, readable(actor(), discipline()))
    return session.scalar(asked.with_for_update() if writing else asked) or abort(404)


def _item(session: Session, id_: str, item_id: str) -> DisposalItem:
    items = items_of(session, _list(session, id_), actor(), discipline())
    return next((item for item in items if item.id == item_id), None) or abort(404)


def _show(session: Session, disposal: Disposal, wrong: str = "") -> str:
    view = sheet_of(session, disposal, actor(), discipline())
    title = f"销毁清单 {disposal.proposed_on}"
    return page("disposal.html", title, view=view, wrong=wrong)


def _again(id_: str, refusal: str) -> tuple[str, int]:
    """Show the list as it stands now, and why nothing was done."""
    with desk().database.reading() as session:
        return _show(session, _list(session, id_), refusal), 409


def _form(item: DisposalItem, typed: dict[str, str], faults: dict[str, str]) -> str:
    return page("keep_longer.html", "继续保管", item=item, typed=typed, faults=faults)
