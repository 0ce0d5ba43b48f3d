"""An officer as the rest of the channel knows him."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort
from flask_security import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.database.officers import Officer
from complaints.workflow import Role


@dataclass(frozen=True)
class Person:
    """One officer, in one unit, with his roles there."""

    id: str
    name: str
    account: str
    unit: str
    roles: frozenset[Role]


def person(officer: Officer) -> Person:
    """Give the person of an account."""
    roles = frozenset(Role(role.name) for role in officer.roles)
    return Person(officer.id, officer.name, officer.account, officer.unit, roles)


def next_to_do(officer: Officer) -> str | None:
    """Name the page that his first sign-in still asks for: own password, recovery codes."""
    if officer.must_change:
        return "security.change_password"
    return "security.mf_recovery_codes" if officer.recovery_codes is None else None


def signed_in() -> Person | None:
    """Give who is signed in and has finished his first sign-in, or None."""
    if not current_user.is_authenticated or next_to_do(current_user):
        return None
    return person(current_user)


def current_officer() -> Person:
    """Give the officer who acts; the desk lets nobody else past its door."""
    return signed_in() or abort(403)


def emails_of(session: Session, unit: str) -> dict[str, str]:
    """Give the addresses for "there is news" of a unit's officers, by id; each address once."""
    asked = select(Officer.email, Officer.id).where(
        Officer.unit == unit, Officer.active, Officer.email.is_not(None)
    )
    found = dict(session.execute(asked.order_by(Officer.id.desc())).all())
    return {id_: email for email, id_ in found.items() if email}
