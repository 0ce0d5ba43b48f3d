"""Filing in steps: what to know first, the form, the receipt. No JavaScript is needed.

Every answer is stored in an encrypted draft before it is judged, so that nothing typed is lost;
a refused step is shown again with what was typed and what is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import segno
from flask import Blueprint, abort, make_response, redirect, request
from markupsafe import Markup
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from complaints.database.models import File, Ticket
from complaints.filing import file_paper
from complaints.intake.app import address, channel, page, slow_down
from complaints.intake.drafts import (
    Typed,
    forget_draft,
    form_token,
    load_draft,
    new_draft,
    save_draft,
    token_is_right,
)
from complaints.intake.limits import SENDING
from complaints.intake.limits import STEPS as STEP_LIMIT
from complaints.intake.paper import (
    chosen_institution,
    find_institutions,
    is_sealed,
    must_ask_again,
    offers,
    place_of,
    to_paper,
)
from complaints.intake.questions import ELSEWHERE, QUESTIONS, STEPS, wrong
from complaints.routing.route import DISCIPLINE
from content.checks.personal_data import personal_data
from content.tables import Institution, Place, Unit
from disclosure.theme import EDITIONS, Edition

FILING = Blueprint("filing", __name__)
COOKIE = "draft"
HOURS_20 = 20 * 3600
TRAP = "website"


@dataclass
class Visit:
    """One request: the edition, the draft, and whether the form proved to belong to it."""

    edition: Edition
    typed: Typed
    trusted: bool

    @property
    def steps(self) -> list[str]:
        """The steps of this edition, in order."""
        return list(STEPS[self.edition.name])

    def address(self, step: str = "") -> str:
        """Give the address of a step, or of the receipt."""
        tail = "receipt" if self.typed.receipt else f"new?step={step}"
        return channel().dynamic(self.edition, "complaints", tail)


def _visit(edition_name: str) -> Visit:
    joined = channel()
    with joined.database.reading() as session:
        found = load_draft(session, joined.keys, request.cookies.get(COOKIE), joined.now())
    typed = found or new_draft()
    token = request.form.get("token", "")
    return Visit(EDITIONS[edition_name], typed, token_is_right(joined.keys, typed.id, token))


@FILING.get("/")
def know_first(edition_name: str) -> str:
    """Tell what to know first: danger to life, what belongs elsewhere."""
    number = request.args.get("institution", "")
    tail = f"new?institution={number}" if number.isdigit() else "new"
    return page(EDITIONS[edition_name], "know_first.html", "我要投诉", "", begin=tail)


@FILING.get("/new")
def form(edition_name: str) -> str | AnyResponse:
    """Show a step of the form with what was typed."""
    visit = _visit(edition_name)
    if visit.typed.receipt:
        return redirect(visit.address(), 303)
    number = request.args.get("institution", "")
    if channel().catalog().has(Institution, number):
        visit.typed.answers.update(institution=number, institution_choice=number)
    step = request.args.get("step", "")
    return _keep(visit, _show(visit, step if step in visit.steps else visit.steps[0], {}))


@FILING.post("/new")
def answer(edition_name: str) -> AnyResponse:
    """Take the answers of a step: store them, judge them, go on or show what is wrong."""
    visit = _visit(edition_name)
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
        return _keep(visit, _show(visit, step, message), 429)
    if request.form.get("action") == "clear":
        return _clear(visit)
    refused = _take_files(visit) if visit.trusted else {}
    if not visit.trusted:
        message = {"": "这一页放得太久，或者是从别处打开的。您写的都在，请再按一次。"}
        return _keep(visit, _show(visit, step, message), 422)
    if refused:
        return _keep(visit, _show(visit, step, refused), 422)
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
    return {"files": "；".join(refused)} if refused else {}


def _files(visit: Visit) -> list[File]:
    with channel().database.reading() as session:
        return channel().attachments.of_draft(session, visit.typed.id)


def _go(visit: Visit, step: str, action: str) -> AnyResponse:
    steps = visit.steps
    where = steps.index(step)
    if action == "back":
        return _keep(visit, redirect(visit.address(steps[max(0, where - 1)]), 303))
    found = _wrong(visit, step)
    if action == "find" or request.form.get("remove"):
        return _keep(visit, _show(visit, step, {}))
    if found:
        return _keep(visit, _show(visit, step, found), 422)
    if step != "check":
        return _keep(visit, redirect(visit.address(steps[where + 1]), 303))
    return _send(visit)


def _wrong(visit: Visit, step: str) -> dict[str, str]:
    """Judge a step; the last one judges all, because steps can be passed over by address."""
    catalog, answers = channel().catalog(), visit.typed.answers
    names = STEPS[visit.edition.name][step]
    if step == "check":
        names = tuple(name for part in STEPS[visit.edition.name].values() for name in part)
    if is_sealed(catalog, answers):
        names = tuple(name for name in names if name != "matter")
    found = wrong(names, answers)
    if "institution" in names and not answers.get("institution_choice"):
        several = find_institutions(catalog, answers.get("institution", ""))
        if len(several) > 1:
            found["institution"] = "有几家名称相近，请在下面选一家，或者选“都不是”"
    if "again" in names and must_ask_again(catalog, answers) and not answers.get("again"):
        found["again"] = "请选一项；说不准就选“不清楚”"
    return found


def _send(visit: Visit) -> AnyResponse:
    """File the paper: ticket and receipt in one transaction; a repeated POST finds the receipt."""
    joined = channel()
    if request.form.get(TRAP):
        abort(400)
    with joined.database.writing() as session:
        stored = load_draft(session, joined.keys, visit.typed.id, joined.now())
        if stored and stored.receipt:
            visit.typed = stored
        else:
            paper = to_paper(joined.catalog(), visit.typed.answers)
            visit.typed.receipt = file_paper(
                session, joined.keys, joined.catalog(), paper, joined.now()
            )
            number = visit.typed.receipt.number
            ticket = session.scalars(select(Ticket).where(Ticket.number == number)).one()
            joined.attachments.hand_over(session, visit.typed.id, ticket)
            save_draft(session, joined.keys, visit.typed, joined.now())
    return _with_cookie(visit, redirect(visit.address(), 303))


@FILING.get("/receipt")
def receipt(edition_name: str) -> str | AnyResponse:
    """Show the receipt of the paper that this browser sent, again and again for twenty hours."""
    visit = _visit(edition_name)
    if visit.typed.receipt is None:
        return redirect(visit.address(visit.steps[0]), 303)
    return page(
        visit.edition,
        "receipt.html",
        "已经收到",
        "receipt",
        receipt=visit.typed.receipt,
        code_picture=_tracking_picture(visit.edition),
        token=form_token(channel().keys, visit.typed.id),
    )


def _tracking_picture(edition: Edition) -> Markup:
    """Draw the QR code of the tracking page; the citizen's own code is not in it."""
    joined = channel()
    url = joined.catalog().city.url + joined.dynamic(edition, "complaints", "track")
    drawn = segno.make(url, micro=False).svg_inline(
        scale=4, border=2, svgclass=None, lineclass=None, title="查进度网页的二维码"
    )
    return Markup(drawn)  # noqa: S704 (drawn by the library from our own address)


@FILING.post("/receipt")
def noted(edition_name: str) -> AnyResponse:
    """Forget the receipt once the citizen says that it is noted down."""
    visit = _visit(edition_name)
    if not visit.trusted:
        return redirect(visit.address(), 303)
    return _clear(visit, to="track")


def _clear(visit: Visit, to: str = "") -> AnyResponse:
    with channel().database.writing() as session:
        channel().attachments.forget(session, visit.typed.id)
        forget_draft(session, visit.typed.id)
    response = redirect(channel().dynamic(visit.edition, "complaints", to), 303)
    response.delete_cookie(COOKIE)
    return response


def _show(visit: Visit, step: str, errors: dict[str, str]) -> str:
    joined, answers = channel(), visit.typed.answers
    catalog = joined.catalog()
    names = [
        name
        for name in STEPS[visit.edition.name][step]
        if name != "again" or must_ask_again(catalog, answers)
    ]
    sealed = is_sealed(catalog, answers)
    typed = answers.get("institution", "")
    return page(
        visit.edition,
        "form.html",
        "我要投诉",
        f"new?step={step}",
        step=step,
        first=step == visit.steps[0],
        position=(visit.steps.index(step) + 1, len(visit.steps)),
        questions=[QUESTIONS[name] for name in names],
        answers=answers,
        errors=errors,
        token=form_token(joined.keys, visit.typed.id),
        trap=TRAP,
        districts=[place for place in catalog.all(Place) if place.level == "区"],
        found=find_institutions(catalog, typed) if typed else [],
        elsewhere=ELSEWHERE,
        offers=offers(catalog, answers) if step == "matter" and not sealed else [],
        sealed=sealed,
        files=_files(visit),
        discipline=next((u for u in catalog.all(Unit) if u.department == DISCIPLINE), None),
        summary=_summary(visit) if step == "check" else [],
        personal=list(personal_data(answers.get("story", ""))) if step == "check" else [],
    )


def _summary(visit: Visit) -> list[tuple[str, str, str]]:
    """Give what will be sent: the question, the answer in words, and the step to change it."""
    catalog, answers = channel().catalog(), visit.typed.answers
    institution, place = chosen_institution(catalog, answers), place_of(catalog, answers)
    words = {
        "institution": institution.name if institution else answers.get("institution", ""),
        "place": catalog.get(Place, place).name if place else "",
        "files": "、".join(file.name for file in _files(visit)),
    }
    return [
        (
            QUESTIONS[name].label,
            words.get(name)
            or dict(QUESTIONS[name].choices).get(answers.get(name, ""), answers.get(name, "")),
            visit.address(step),
        )
        for step, names in STEPS[visit.edition.name].items()
        for name in names
        if (answers.get(name) or words.get(name)) and name != "matter"
    ]


def _keep(visit: Visit, answered: str | AnyResponse, status: int = 200) -> AnyResponse:
    """Store the draft before the answer leaves."""
    joined = channel()
    with joined.database.writing() as session:
        save_draft(session, joined.keys, visit.typed, joined.now())
    response = make_response(answered, status) if isinstance(answered, str) else answered
    return _with_cookie(visit, response)


def _with_cookie(visit: Visit, response: AnyResponse) -> AnyResponse:
    """Set the cookie: a random id and nothing else."""
    response.set_cookie(
        COOKIE,
        visit.typed.id,
        max_age=HOURS_20,
        httponly=True,
        samesite="Lax",
        secure=not channel().demo,
    )
    return response
