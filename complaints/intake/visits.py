"""One visit to the form: whose draft it is, stored before any answer leaves."""

from __future__ import annotations

from dataclasses import dataclass

from flask import make_response, redirect, request
from werkzeug.wrappers import Response

from complaints.intake.channel import channel
from complaints.intake.drafts import (
    Typed,
    forget_draft,
    load_draft,
    new_draft,
    save_draft,
    token_is_right,
)
from complaints.intake.questions import STEPS
from disclosure.theme import EDITIONS, Edition

COOKIE = "draft"
HOURS_20 = 20 * 3600


@dataclass
class Visit:
    """One request: the edition, the draft, whether it is stored, whether the form belongs to it."""

    edition: Edition
    typed: Typed
    stored: bool
    trusted: bool

    @property
    def steps(self) -> list[str]:
        """The steps of this edition, in order."""
        return list(STEPS[self.edition.name])

    def address(self, step: str = "") -> str:
        """Give the address of a step, or of the receipt."""
        tail = "receipt" if self.typed.receipt else f"new?step={step}"
        return channel().dynamic(self.edition, "complaints", tail)


def begin_visit(edition_name: str) -> Visit:
    """Find the draft that the cookie names, or begin one that is not stored yet."""
    joined = channel()
    with joined.database.reading() as session:
        found = load_draft(session, joined.keys, request.cookies.get(COOKIE), joined.now())
    typed = found or new_draft(joined.now())
    trusted = token_is_right(joined.keys, typed.id, request.form.get("token", ""))
    return Visit(EDITIONS[edition_name], typed, found is not None, trusted)


def keep(visit: Visit, answered: str | Response, status: int = 200) -> Response:
    """Store the draft before the answer leaves."""
    joined = channel()
    with joined.database.writing() as session:
        save_draft(session, joined.keys, visit.typed, joined.now())
    response = make_response(answered, status) if isinstance(answered, str) else answered
    return with_cookie(visit, response)


def with_cookie(visit: Visit, response: Response) -> Response:
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


def clear(visit: Visit, to: str = "") -> Response:
    """Erase a draft with its files, and go on to another page of the channel."""
    with channel().database.writing() as session:
        channel().attachments.forget(session, visit.typed.id)
        forget_draft(session, visit.typed.id)
    response = redirect(channel().dynamic(visit.edition, "complaints", to), 303)
    response.delete_cookie(COOKIE)
    return response
