"""Filing for a caller or visitor: one page, the same questions, and a code that is said once."""

from __future__ import annotations

import secrets

from flask import Blueprint, abort, redirect, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from complaints.desk.desk import desk, page
from complaints.desk.tickets.officer import actor, circumstances
from complaints.filing import Receipt, Registration, file_both
from complaints.intake.drafts import Typed, forget_draft, load_draft, save_draft
from complaints.intake.paper import find_institutions, offers, to_paper
from complaints.intake.questions import ELSEWHERE, QUESTIONS, Question
from complaints.intake.questions import wrong as wrong_answers
from complaints.receipts import new_code
from complaints.workflow import TransitionError
from content.tables import Matter, Place

REGISTERING = Blueprint("registering", __name__)
CHANNELS = ("电话", "来访", "来信")
ASKED = (
    "about", "kind", "institution", "place", "happened", "story", "relation", "naming", "name",
    "telephone", "texts",
)  # fmt: skip
PENDING = "registering"


@REGISTERING.get("/register")
def register() -> str:
    """Show the form, under an id that makes a second click harmless."""
    return _form({"draft": secrets.token_hex(16), "channel": CHANNELS[0]}, {})


@REGISTERING.post("/register")
def file() -> str | tuple[str, int] | Response:
    """Register a paper for a caller, or show again what is still missing."""
    answers = {name: request.form.get(name, "").replace("\0", "") for name in _names()}
    faults = _faults(answers)
    if request.form.get("action") == "find":
        return _form(answers, {})
    if faults:
        return _form(answers, faults), 422
    try:
        with desk().database.writing() as rows:
            _file(rows, answers)
    except TransitionError as refusal:
        return _form(answers, {"": str(refusal)}), 422
    session[PENDING] = answers["draft"]
    return redirect(url_for("registering.registered"), 303)


@REGISTERING.get("/registered")
def registered() -> str | Response:
    """Show number and code, to be read out or printed, until the officer says that it is done."""
    found = _pending()
    if found is None:
        return redirect(url_for("registering.register"), 303)
    return page("registered.html", "已经登记", receipt=found)


@REGISTERING.post("/registered")
def told() -> Response:
    """Forget the code."""
    if draft := session.pop(PENDING, None):
        with desk().database.writing() as rows:
            forget_draft(rows, draft)
    return redirect(url_for("queue.todo"), 303)


def _names() -> tuple[str, ...]:
    return (*ASKED, "matter", "institution_choice", "channel", "draft")


def _file(rows: Session, answers: dict[str, str]) -> None:
    """File once: a repeated form finds the receipt of the first."""
    joined, at = desk(), circumstances()
    kept = load_draft(rows, joined.keys, answers["draft"], joined.now())
    if kept and kept.receipt:
        return
    how = Registration(actor(), "record", new_code(), channel=answers["channel"])
    receipt = file_both(rows, to_paper(at.catalog, answers), at, how)
    now = joined.now()
    save_draft(rows, joined.keys, Typed(answers["draft"], receipt=receipt, started=now), now)


def _pending() -> Receipt | None:
    with desk().database.reading() as rows:
        kept = load_draft(rows, desk().keys, session.get(PENDING), desk().now())
    return kept.receipt if kept else None


def _faults(answers: dict[str, str]) -> dict[str, str]:
    if len(answers["draft"]) != 32 or not answers["draft"].isalnum():  # noqa: PLR2004
        abort(400)
    faults = wrong_answers(ASKED, answers)
    if answers["channel"] not in CHANNELS:
        faults["channel"] = "请选来源"
    found = find_institutions(desk().catalog(), answers["institution"])
    if len(found) > 1 and not answers["institution_choice"]:
        faults["institution"] = "有几家名称相近，请选一家，或者选“都不是”"
    return faults


def _form(answers: dict[str, str], faults: dict[str, str]) -> str:
    catalog = desk().catalog()
    typed = answers.get("institution", "")
    questions: list[Question] = [QUESTIONS[name] for name in ASKED]
    return page(
        "register.html",
        "代为登记",
        questions=questions,
        answers=answers,
        faults=faults,
        channels=CHANNELS,
        districts=[place for place in catalog.all(Place) if place.level == "区"],
        found=find_institutions(catalog, typed) if typed else [],
        elsewhere=ELSEWHERE,
        matters=catalog.all(Matter),
        offers=offers(catalog, answers) if answers.get("story") else [],
    )
