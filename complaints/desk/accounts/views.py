"""The pages of administrators: the accounts in their reach, and what they may do to each."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from flask_security import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from complaints.database.officers import Officer
from complaints.desk.accounts.acts import (
    Act,
    change_roles,
    end_account,
    make_account,
    reset_account,
)
from complaints.desk.accounts.asked import NOTHING, Asked, read_asked
from complaints.desk.accounts.journal import acts_on
from complaints.desk.accounts.person import current_officer
from complaints.desk.accounts.rights import (
    GIVEN,
    fault_of_roles,
    named_roles,
    possible_roles,
    units_of,
    within_reach,
)
from complaints.desk.desk import desk, page
from complaints.workflow import Role
from content.tables import Unit

ACCOUNTS = Blueprint("accounts", __name__, url_prefix="/accounts")


@ACCOUNTS.before_request
def _administrators_alone() -> None:
    if Role.ADMINISTRATOR not in current_officer().roles:
        abort(403)


@ACCOUNTS.get("/")
def all_accounts() -> str:
    """List the accounts in reach, by unit."""
    asked = select(Officer).where(within_reach(current_user))
    with desk().database.reading() as session:
        found = session.scalars(asked.order_by(Officer.active.desc(), Officer.unit, Officer.name))
        return page("accounts.html", "账号", officers=found.all(), unit_name=_unit_name, Role=Role)


@ACCOUNTS.get("/new")
def new_account() -> str:
    """Show the empty form."""
    return _form(NOTHING, {})


@ACCOUNTS.post("/new")
def make() -> str | tuple[str, int]:
    """Make an account and show its one-time password once."""
    units = units_of(current_user, desk().catalog())
    with desk().database.writing() as session:
        asked = read_asked(request.form, units)
        if faults := asked.faults(session):
            return _form(asked, faults), 422
        officer, password = make_account(session, asked.as_account(), _act())
        return _once(officer, password)


@ACCOUNTS.get("/<officer_id>")
def one_account(officer_id: str) -> str:
    """Show an account and its journal."""
    with desk().database.reading() as session:
        return _account(session, _in_reach(session, officer_id))


@ACCOUNTS.post("/<officer_id>/roles")
def roles(officer_id: str) -> Response | tuple[str, int]:
    """Give other roles."""
    with desk().database.writing() as session:
        officer = _of_another(session, officer_id)
        wanted = named_roles(request.form.getlist("role"))
        if fault := fault_of_roles(desk().catalog().get(Unit, officer.unit), wanted):
            return _account(session, officer, fault), 422
        change_roles(session, officer, wanted, _act())
    return redirect(url_for("accounts.one_account", officer_id=officer_id), 303)


@ACCOUNTS.post("/<officer_id>/reset")
def reset(officer_id: str) -> str:
    """Reset an account and show its new one-time password once."""
    with desk().database.writing() as session:
        officer = _of_another(session, officer_id)
        return _once(officer, reset_account(session, officer, _act()))


@ACCOUNTS.post("/<officer_id>/end")
def end(officer_id: str) -> Response:
    """End an account."""
    with desk().database.writing() as session:
        end_account(session, _of_another(session, officer_id), _act())
    return redirect(url_for("accounts.one_account", officer_id=officer_id), 303)


def _in_reach(session: Session, officer_id: str) -> Officer:
    asked = select(Officer).where(Officer.id == officer_id, within_reach(current_user))
    return session.scalars(asked).one_or_none() or abort(404)


def _of_another(session: Session, officer_id: str) -> Officer:
    """Find a living account to act on: nobody changes his own rights or resets himself."""
    officer = _in_reach(session, officer_id)
    if officer.id == current_user.id:
        abort(403)
    return officer if officer.active else abort(404)


def _act() -> Act:
    return Act(current_user.id, desk().now())


def _form(asked: Asked, faults: dict[str, str]) -> str:
    units = units_of(current_user, desk().catalog())
    return page(
        "account_new.html", "开通账号", asked=asked, faults=faults, units=units, given=GIVEN
    )


def _account(session: Session, officer: Officer, fault: str | None = None) -> str:
    unit = desk().catalog().get(Unit, officer.unit)
    return page(
        "account.html",
        officer.name,
        shown=officer,
        unit=unit,
        acts=acts_on(session, officer.id),
        possible=[role for role in GIVEN if role in possible_roles(unit)],
        own=officer.id == current_user.id,
        fault=fault,
    )


def _once(officer: Officer, password: str) -> str:
    return page("one_time_password.html", "一次性密码", shown=officer, password=password)


def _unit_name(unit: str) -> str:
    return desk().catalog().get(Unit, unit).short_name
