"""What is done to accounts: made, changed, reset, ended. Each act stands in the journal."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_security import hash_password
from sqlalchemy.orm import Session

from complaints.database.base import new_id
from complaints.database.officers import Officer, OfficerRole
from complaints.desk.accounts.journal import MADE, RESET, record_act
from complaints.workflow import Role
from content.tables import Unit

# No letter or digit that looks like another.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS = GROUP_SIZE = 4


@dataclass(frozen=True)
class NewAccount:
    """What an account is made of."""

    account: str
    name: str
    unit: Unit
    roles: frozenset[Role]
    email: str | None = None


@dataclass(frozen=True)
class Act:
    """Who acts (an officer's id, or `host`), and when, in UTC."""

    by: str
    now: datetime


def make_account(session: Session, new: NewAccount, act: Act) -> tuple[Officer, str]:
    """Make an account; give it with its one-time password, which stands nowhere else."""
    password = one_time_password()
    officer = Officer(
        account=new.account,
        name=new.name,
        unit=new.unit.id,
        department=new.unit.department,
        email=new.email,
        password=hash_password(password),
        made_at=act.now,
        roles=_rows(new.roles),
    )
    session.add(officer)
    session.flush()
    what = f"{MADE}（{_labels(new.roles)}）"
    record_act(session, officer.id, act.by, what, act.now)
    return officer, password


def reset_account(session: Session, officer: Officer, act: Act) -> str:
    """Give a new one-time password; password, TOTP and recovery codes are gone, sessions end."""
    password = one_time_password()
    officer.password = hash_password(password)
    officer.must_change = True
    officer.fs_uniquifier = new_id()
    officer.tf_primary_method = officer.tf_totp_secret = None
    officer.last_counter = officer.recovery_codes = None
    record_act(session, officer.id, act.by, RESET, act.now)
    return password


def change_roles(session: Session, officer: Officer, roles: frozenset[Role], act: Act) -> None:
    """Give other roles; they count from the next request on."""
    if {role.name for role in officer.roles} == {role.value for role in roles}:
        return
    held = {row.name: row for row in officer.roles}
    officer.roles = [held.get(row.name, row) for row in _rows(roles)]
    record_act(session, officer.id, act.by, f"角色改为{_labels(roles)}", act.now)


def end_account(session: Session, officer: Officer, act: Act) -> None:
    """End an account; it is never deleted, because events name officers."""
    officer.active = False
    officer.fs_uniquifier = new_id()
    record_act(session, officer.id, act.by, "停用了账号", act.now)


def one_time_password() -> str:
    """Make a password that can be read out on the telephone."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_SIZE)) for _ in range(GROUPS))
    return "-".join(groups)


def _rows(roles: Iterable[Role]) -> list[OfficerRole]:
    return [OfficerRole(name=role.value) for role in sorted(roles)]


def _labels(roles: frozenset[Role]) -> str:
    return "、".join(role.label for role in Role if role in roles)
