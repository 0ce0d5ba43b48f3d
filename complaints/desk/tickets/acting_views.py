"""Taking a step at the desk: one small form a step, made from the table; what is typed is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, abort, flash, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from complaints.clock import local_day
from complaints.database.models import Assignment, Ticket
from complaints.desk.desk import desk, page
from complaints.desk.tickets.canned import UNEDITED, filled, texts_for, unedited, unfilled
from complaints.desk.tickets.fields import LABELS, SEVERAL, Field, fields_of, known, wrong
from complaints.desk.tickets.officer import actor, circumstances, may_see, part_of, ticket_of
from complaints.events import LOOKS
from complaints.routing.route import OFFICIALS
from complaints.steps import SEPARATOR, open_steps, take
from complaints.workflow import Transition, TransitionError
from content.tables import CannedText

ACTING = Blueprint("acting", __name__)
WARNINGS = {
    "seal": "密封后，除纪检监察机构外谁都看不到这一件，包括您。您看过它的记录会留下。",
    "reject": "反映人会看到您写的理由、依据和可以向谁提出，并可以提出一次异议。",
    "publish": "公布后反映人就能看到答复书，不能收回。",
    "ask_more": "反映人会看到您写的内容。今天仍计入办理期限，从明天起暂停，"
    "到他补充的那一天为止。到期当天才请补正的，不会延长期限。",
    "offer_mediation": "反映人会看到理由。他同意以后，才能把他的联系方式交给机构；"
    "不同意的，照常办理。",
    "extend": "反映人会看到新的日期和理由。一段时限只能延长一次。",
    "grant_extension": "反映人会看到天数和理由。只延长这个单位的期限，答复反映人的日期不变。",
    "share_contact": "这个单位能看到反映人的姓名和电话，每次查看都会留下记录；"
    "反映人会知道交给了谁。",
    "contest": "只能提请一次。裁定以后必须照办，不能再退回。",
    "rule_stays": "裁定以后，这个单位不能再退回。",
    "rule_moves": "您指定的单位必须接办，不能退回。",
    "release": "解除密封后，牵头单位能看到全部内容和附件。",
    "list_supervision": "机构、归口事项、责任单位、督办要求和期限会在网站上公开。",
}
STALE = "这一件刚刚有人办过，请先看看最新情况；您写的都还在下面。"
USE_SEAL = "反映公职人员的，请不要受理，用「密封」转给纪检监察机构。"


@dataclass(frozen=True)
class Form:
    """A step that an officer is about to take, with what he has typed."""

    ticket: Ticket
    part: Assignment | None
    step: Transition
    fields: list[Field]
    values: dict[str, str]


@ACTING.get("/tickets/<number>/do/<action>")
@ACTING.get("/tickets/<number>/parts/<part>/do/<action>")
def ask(number: str, action: str, part: str = "") -> str:
    """Ask for what a step needs."""
    with desk().database.reading() as session:
        found = _find(session, number, action, part) or abort(404)
        ticket, share, step = found
        at = circumstances()
        values = known(step, ticket, share, at)
        return _show(Form(ticket, share, step, fields_of(step, ticket, share, at), values), {})


@ACTING.post("/tickets/<number>/do/<action>")
@ACTING.post("/tickets/<number>/parts/<part>/do/<action>")
def act(number: str, action: str, part: str = "") -> Response | str | tuple[str, int]:
    """Take a step; a refused one is shown again with what was typed and the reason."""
    try:
        with desk().database.writing() as session:
            if (found := _find(session, number, action, part)) is None:
                return _gone(number)
            form = _typed(*found)
            if chosen := request.form.get("fill"):
                values = filled(form.values, form.fields, _texts(form), chosen)
                return _show(replace(form, values=values), {})
            if faults := _faults(form):
                return _show(form, faults), 422
            take(form.ticket, actor(), action, form.values, circumstances(), form.part)
            seen = select(Ticket.id).where(Ticket.id == form.ticket.id, may_see())
            left = session.scalar(seen) is None
    except TransitionError as refusal:
        return _again(number, action, part, str(refusal))
    except IntegrityError:
        return _again(number, action, part, STALE)
    flash(f"{form.step.label}：{number} 已办好。", "success")
    return redirect(url_for("home") if left else url_for("ticket.show", number=number), 303)


def _again(number: str, action: str, part: str, refusal: str) -> tuple[str, int]:
    """Show the form once more, as the ticket stands now."""
    with desk().database.reading() as session:
        if (found := _find(session, number, action, part)) is None:
            return _gone(number)
        return _show(_typed(*found), {"": refusal}), 409


def _gone(number: str) -> tuple[str, int]:
    """Say that the step cannot be taken any more, and give back what was typed."""
    typed = {
        LABELS[name][0]: text for name, text in request.form.items() if name in LABELS and text
    }
    return page("gone.html", "这一步现在不能办", number=number, typed=typed), 409


def _find(
    session: Session, number: str, action: str, part: str
) -> tuple[Ticket, Assignment | None, Transition] | None:
    """Find the step among those open to this officer now; any other does not exist for him."""
    ticket = ticket_of(session, number)
    share = part_of(ticket, part) if part else None
    found = open_steps(ticket, actor(), circumstances(), share)
    step = next((one for one in found if one.action == action), None)
    return (ticket, share, step) if step else None


def _typed(ticket: Ticket, share: Assignment | None, step: Transition) -> Form:
    fields = fields_of(step, ticket, share, circumstances())
    values = {field.name: _value(field) for field in fields}
    return Form(ticket, share, step, fields, values)


def _value(field: Field) -> str:
    if field.kind == SEVERAL:
        return SEPARATOR.join(dict.fromkeys(request.form.getlist(field.name)))
    return request.form.get(field.name, "").replace("\0", "").replace("\r\n", "\n").strip()


def _faults(form: Form) -> dict[str, str]:
    """Say what is wrong: with a field, or because somebody else acted since the page was opened."""
    faults = unfilled(form.fields, form.values)
    faults |= wrong(form.fields, form.values, local_day(desk().now()))
    if acted_since(form.ticket, request.form.get("seen", "")):
        faults[""] = STALE
    if form.step.action == "accept" and not form.ticket.sealed:
        faults |= {"matter": USE_SEAL} if form.values.get("matter") == OFFICIALS else {}
    return faults or _unedited(form)


def _unedited(form: Form) -> dict[str, str]:
    """Warn once of every text that is about to be sent as it stands in the table."""
    found = unedited(form.fields, form.values, _texts(form))
    warned = request.form.getlist("warned")
    return {
        name: UNEDITED.format(title=text.title)
        for name, text in found.items()
        if text.id not in warned
    }


def _warned(form: Form, faults: Mapping[str, str]) -> list[str]:
    """Name the texts that this page warns of; the next press sends them."""
    found = unedited(form.fields, form.values, _texts(form))
    return [
        text.id
        for name, text in found.items()
        if faults.get(name) == UNEDITED.format(title=text.title)
    ]


def _texts(form: Form) -> list[CannedText]:
    return texts_for(form.step, form.ticket, desk().catalog())


def acted_since(ticket: Ticket, seen: str) -> bool:
    """Tell whether anything changed since the page was opened; that somebody looked is nothing."""
    since = [event for event in ticket.events if str(event.seq) == seen]
    return not since or any(
        event.seq > since[0].seq and event.name not in LOOKS for event in ticket.events
    )


def _show(form: Form, faults: Mapping[str, str]) -> str:
    return page(
        "step.html",
        form.step.label,
        form=form,
        ticket=form.ticket,
        faults=faults,
        warning=WARNINGS.get(form.step.action, ""),
        seen=form.ticket.events[-1].seq,
        separator=SEPARATOR,
        texts=_texts(form),
        warned=_warned(form, faults),
    )
