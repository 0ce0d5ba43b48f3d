"""Filing in steps: what to know first, the form, the receipt. No JavaScript is needed.

Every answer is stored in an encrypted draft before it is judged, so that nothing typed is lost;
a refused step is shown again with what was typed and what is wrong.
"""

from __future__ import annotations

from flask import Blueprint, abort, make_response, redirect, request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from complaints.database.models import Ticket
from complaints.filing import file_paper
from complaints.intake.attachments import NO_ROOM
from complaints.intake.channel import address, channel, page, slow_down
from complaints.intake.drafts import (
    Typed,
    load_draft,
    save_draft,
    too_quick,
)
from complaints.intake.form_page import TRAP, judge_step, show_step
from complaints.intake.limits import SENDING
from complaints.intake.limits import STEPS as STEP_LIMIT
from complaints.intake.paper import to_paper
from complaints.intake.questions import QUESTIONS, STEPS
from complaints.intake.visits import Visit, begin_visit, clear, keep, with_cookie
from content.tables import Institution
from disclosure.theme import EDITIONS

FILING = Blueprint("filing", __name__)


@FILING.get("/")
def know_first(edition_name: str) -> str:
    """Tell what to know first: danger to life, what belongs elsewhere."""
    number = request.args.get("institution", "")
    tail = f"new?institution={number}" if number.isdigit() else "new"
    return page(EDITIONS[edition_name], "know_first.html", "我要投诉", "", begin=tail)


@FILING.get("/new")
def form(edition_name: str) -> str | AnyResponse:
    """Show a step of the form with what was typed."""
    visit = begin_visit(edition_name)
    if visit.typed.receipt:
        return redirect(visit.address(), 303)
    number = request.args.get("institution", "")
    known = channel().catalog().has(Institution, number)
    if known:
        visit.typed.answers.update(institution=number, institution_choice=number)
    step = request.args.get("step", "")
    shown = show_step(visit, step if step in visit.steps else visit.steps[0], {})
    if visit.stored and not known:
        return with_cookie(visit, make_response(shown))  # A look changes nothing.
    return keep(visit, shown)


@FILING.post("/new")
def answer(edition_name: str) -> AnyResponse:
    """Take the answers of a step: store them, judge them, go on or show what is wrong."""
    visit = begin_visit(edition_name)
    if visit.typed.receipt:
        return redirect(visit.address(), 303)
    step = request.form.get("step", "")
    if step not in visit.steps:
        abort(400)
    _take(visit)
    if slow_down(SENDING if step == "check" else STEP_LIMIT, address()):
        message = {
            "": f"现在填写的人太多，请过一会儿再按一次，或者打电话 {_hotline()}。您写的都在。"
        }
        return keep(visit, show_step(visit, step, message), 429)
    if request.form.get("action") == "clear":
        return clear(visit)
    refused = _take_files(visit) if visit.trusted else {}
    if not visit.trusted:
        message = {"": "这一页放得太久，或者是从别处打开的。您写的都在，请再按一次。"}
        return keep(visit, show_step(visit, step, message), 422)
    if refused:
        return keep(visit, show_step(visit, step, refused), 422)
    return _go(visit, step, request.form.get("action", "next"))


def _hotline() -> str:
    return channel().catalog().city.hotline


def _take(visit: Visit) -> None:
    """Take over what was typed, cut to what any answer may hold."""
    step = STEPS[visit.edition.name][request.form["step"]]
    for name in (*step, "institution_choice"):
        if name in request.form:
            longest = QUESTIONS[name].longest if name in QUESTIONS else 10
            visit.typed.answers[name] = request.form[name][: 2 * longest].replace("\0", "")


def _take_files(visit: Visit) -> dict[str, str]:
    """Add the files that were sent and remove those that are not wanted; say what was refused."""
    joined = channel()
    sent = [file.read() for file in request.files.getlist("files") if file.filename]
    unwanted = request.form.get("remove", "")
    if not sent and not unwanted:
        return {}
    with joined.database.writing() as session:
        save_draft(session, joined.keys, visit.typed, joined.now())
        session.flush()
        joined.attachments.remove(session, visit.typed.id, unwanted)
        refused = joined.attachments.add(session, visit.typed.id, sent)
    said = [f"{one}：{_hotline()}" if one == NO_ROOM else one for one in refused]
    return {"files": "；".join(said)} if said else {}


def _go(visit: Visit, step: str, action: str) -> AnyResponse:
    steps = visit.steps
    where = steps.index(step)
    if action == "back":
        return keep(visit, redirect(visit.address(steps[max(0, where - 1)]), 303))
    found = judge_step(visit, step)
    if action == "find" or request.form.get("remove"):
        return keep(visit, show_step(visit, step, {}))
    if found:
        return keep(visit, show_step(visit, step, found), 422)
    if step != "check":
        return keep(visit, redirect(visit.address(steps[where + 1]), 303))
    if request.form.get(TRAP):
        abort(400)
    if too_quick(visit.typed, channel().now()):
        message = {"": "您填得很快，我们没来得及收下。您写的都在，请再按一次“发送”。"}
        return keep(visit, show_step(visit, step, message), 422)
    return _send(visit)


def _send(visit: Visit) -> AnyResponse:
    """File the paper: tickets and receipt in one transaction; a repeated POST finds the receipt."""
    joined = channel()
    with joined.database.writing() as session:
        stored = load_draft(session, joined.keys, visit.typed.id, joined.now())
        if stored and stored.receipt:
            visit.typed = stored
        else:
            paper = to_paper(joined.catalog(), visit.typed.answers)
            visit.typed.receipt = file_paper(
                session, joined.keys, joined.catalog(), paper, joined.now()
            )
            _give_files(session, visit.typed)
            save_draft(session, joined.keys, visit.typed, joined.now())
    return with_cookie(visit, redirect(visit.address(), 303))


def _give_files(session: Session, typed: Typed) -> None:
    """Give the files of a draft to the ticket, or to both tickets, that it became."""
    if typed.receipt is None or not channel().attachments.of_draft(session, typed.id):
        return
    numbers = (typed.receipt.number, typed.receipt.also)
    found = {
        ticket.number: ticket
        for ticket in session.scalars(select(Ticket).where(Ticket.number.in_(numbers)))
    }
    other = found.get(typed.receipt.also)
    channel().attachments.hand_over(session, typed.id, found[typed.receipt.number], other)
