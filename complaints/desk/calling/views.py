"""The pages of calling back: the list, and the form on which a call is noted.

The telephone is shown after pressing alone, and every look stays recorded.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, request, url_for
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from complaints.calling import MOST_TRIES, QUESTIONS, REFUSED, VALID
from complaints.clock import local_day
from complaints.database.models import Ticket
from complaints.desk.calling.listing import MOSTLY, PARTLY, calls_of
from complaints.desk.desk import desk, page
from complaints.desk.tickets.acting_views import STALE
from complaints.desk.tickets.officer import actor, circumstances, discipline, ticket_of
from complaints.events import By, record
from complaints.intake.questions import Question
from complaints.intake.tasks import TASKS
from complaints.sealing import contact_to_read
from complaints.steps import open_steps, take
from complaints.workflow import Role, TransitionError

CALLING = Blueprint("calling", __name__)
CALL, MISS = "call_back", "call_missed"
NOBODY = "无人接听"
RESULT = Question(
    "result",
    "回访结果",
    f"无人接听的可以改天再打，最多 {MOST_TRIES} 次；拒绝的不再打。",
    "choice",
    choices=(
        (VALID, "有效：接通了，三个问题都回答了"),
        (NOBODY, "无人接听"),
        (REFUSED, "拒绝：接通了，不愿意回答"),
    ),
    required="请选回访结果",
)
ASKED = tuple(question for question in TASKS["judge"].questions if question.name in QUESTIONS)
WHY = "回访"
NOT_NOTED = "选了「有效」，请记下他的回答"
Answered = str | tuple[str, int] | Response


@CALLING.get("/to-call")
def to_call() -> str:
    """Show the lead whom to call back."""
    who, here = actor(), discipline()
    inside = who.unit == here and Role.HEAD in who.roles
    if Role.LEAD not in who.roles and not inside:
        abort(403)
    number = max(1, request.args.get("page", 1, type=int))
    with desk().database.reading() as session:
        shown = calls_of(session, who, here, local_day(desk().now()), desk().keys, number)
    words = {"most": MOST_TRIES, "partly": PARTLY, "mostly": MOSTLY}
    return page("to_call.html", "待回访", shown=shown, **words)


@CALLING.get("/tickets/<number>/do/call_back")
def ask(number: str) -> str:
    """Show the form of a call, without the telephone."""
    with desk().database.reading() as session:
        return _form(_callable(session, number) or abort(404))


@CALLING.post("/tickets/<number>/do/call_back")
def act(number: str) -> Answered:
    """Show the telephone, or note how the call went; what was chosen is kept."""
    typed = _typed()
    try:
        with desk().database.writing() as session:
            if (ticket := _callable(session, number)) is None:
                return page("gone.html", "这一步现在不能办", number=number, typed=typed), 409
            if request.form.get("do") == "show":
                return _form(ticket, typed, contact=_reveal(ticket))
            if faults := _faults(typed):
                return _form(ticket, typed, faults), 422
            _take(ticket, typed)
    except (TransitionError, IntegrityError) as refusal:
        said = str(refusal) if isinstance(refusal, TransitionError) else STALE
        return _again(number, typed, said)
    flash(f"回访：{number} 已记下。", "success")
    return redirect(url_for("calling.to_call"), 303)


def _again(number: str, typed: dict[str, str], refusal: str) -> tuple[str, int]:
    with desk().database.reading() as session:
        return _form(ticket_of(session, number), typed, {"": refusal}), 409


def _callable(session: Session, number: str) -> Ticket | None:
    """Find a ticket that this officer may call about now."""
    ticket = ticket_of(session, number)
    found = open_steps(ticket, actor(), circumstances())
    return ticket if any(step.action == CALL for step in found) else None


def _typed() -> dict[str, str]:
    """Take what was chosen; what no question offers counts as nothing."""
    given = {one.name: request.form.get(one.name, "") for one in (RESULT, *ASKED)}
    offered = {one.name: dict(one.choices) for one in (RESULT, *ASKED)}
    return {name: value for name, value in given.items() if value in offered[name]}


def _faults(typed: Mapping[str, str]) -> dict[str, str]:
    if RESULT.name not in typed:
        return {RESULT.name: RESULT.required}
    if typed[RESULT.name] != VALID:
        return {}
    return {one.name: NOT_NOTED for one in ASKED if one.name not in typed}


def _take(ticket: Ticket, typed: Mapping[str, str]) -> None:
    """Take the step; answers belong to a call that had some."""
    result = typed[RESULT.name]
    if result == NOBODY:
        take(ticket, actor(), MISS, {}, circumstances())
        return
    values = dict(typed) if result == VALID else {RESULT.name: result}
    take(ticket, actor(), CALL, values, circumstances())


def _reveal(ticket: Ticket) -> dict[str, str]:
    """Open how to reach the citizen; it stays recorded for what."""
    who = actor()
    by = By("officer", who.unit, who.officer)
    shown = contact_to_read(ticket, desk().keys)
    values = {"reason": WHY}
    record(ticket, "contact_revealed", by, desk().now(), values=values, keys=desk().keys)
    return shown


def _form(
    ticket: Ticket,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
    contact: Mapping[str, str] | None = None,
) -> str:
    return page(
        "call_back.html",
        "回访",
        ticket=ticket,
        result=RESULT,
        questions=ASKED,
        typed=typed or {},
        faults=faults or {},
        contact=contact,
    )
