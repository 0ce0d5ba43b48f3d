"""Accounts to try the sample city with, and the refusal to start seriously while they exist.

Their passwords follow from one key of this installation, a file beside the other keys; at every
start of the trial they are put right, whatever a visitor did to them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path

from flask_security import hash_password, verify_password
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from complaints.database import Database
from complaints.database.officers import Officer
from complaints.desk.accounts.acts import Act, NewAccount, change_roles, make_account
from complaints.desk.accounts.journal import HOST
from complaints.desk.accounts.second_factor import code_of, new_secret
from complaints.desk.desk import Desk
from complaints.keys import MODE, SIZE
from complaints.workflow import Role
from content.tables import Unit

FILE = "demo.key"
LENGTH = 16


@dataclass(frozen=True)
class DemoOfficer:
    """One invented officer; his account is `<unit>.<role>`."""

    unit: str
    role: Role
    name: str

    @property
    def account(self) -> str:
        """The name to sign in with."""
        return f"{self.unit}.{self.role}"


DEMO = (
    DemoOfficer("jia-mz", Role.LEAD, "示例·李牵头"),
    DemoOfficer("jia-mz", Role.HANDLER, "示例·民政经办"),
    DemoOfficer("jia-mz", Role.HEAD, "示例·民政负责"),
    DemoOfficer("jia-xf", Role.HANDLER, "示例·消防经办"),
    DemoOfficer("jia-xf", Role.HEAD, "示例·消防负责"),
    DemoOfficer("jia-scjg", Role.HANDLER, "示例·市监经办"),
    DemoOfficer("jia-scjg", Role.HEAD, "示例·市监负责"),
    DemoOfficer("shili-mz", Role.LEAD, "示例·市局牵头"),
    DemoOfficer("shili-mz", Role.SUPERVISOR, "示例·市局监督"),
    DemoOfficer("shili-mz", Role.ADMINISTRATOR, "示例·账号管理"),
    DemoOfficer("shili-jw", Role.HANDLER, "示例·纪检经办"),
    DemoOfficer("shili-jw", Role.HEAD, "示例·纪检负责"),
    DemoOfficer("shili-jw", Role.ADMINISTRATOR, "示例·纪检账号管理"),
)


@dataclass(frozen=True)
class Shown:
    """What a visitor must know to sign in as a demo officer now."""

    officer: DemoOfficer
    unit: str
    password: str
    code: str


def make_demo(joined: Desk) -> list[Shown]:
    """Make the demo accounts that are missing and put the others right; within the app."""
    key, catalog = _key(joined.keys.folder), joined.catalog()
    shown = []
    with joined.database.writing() as session:
        for one in (one for one in DEMO if catalog.has(Unit, one.unit)):
            unit, password = catalog.get(Unit, one.unit), _password(key, one.account)
            officer = _put_right(session, one, unit, password, Act(HOST, joined.now()))
            shown.append(Shown(one, unit.short_name, password, code_of(officer)))
    return shown


def demo_left(database: Database, keys: Path) -> bool:
    """Tell whether a demo account or the demo key exists."""
    if (keys / FILE).exists():
        return True
    if not inspect(database.engine).has_table(Officer.__tablename__):
        return False
    with database.reading() as session:
        return session.scalars(select(Officer.id).where(Officer.demo)).first() is not None


def _put_right(session: Session, one: DemoOfficer, unit: Unit, password: str, act: Act) -> Officer:
    officer = session.scalars(select(Officer).where(Officer.account == one.account)).one_or_none()
    roles = frozenset({one.role})
    if officer is None:
        officer, _ = make_account(session, NewAccount(one.account, one.name, unit, roles), act)
    change_roles(session, officer, roles, act)
    officer.demo, officer.active, officer.must_change = True, True, False
    officer.recovery_codes = officer.recovery_codes or ""
    if not verify_password(password, officer.password or ""):
        officer.password = hash_password(password)
    if not officer.tf_totp_secret:
        officer.tf_primary_method, officer.tf_totp_secret = "authenticator", new_secret()
    return officer


def _key(folder: Path) -> bytes:
    """Read the demo key, or make it."""
    path = folder / FILE
    if not path.exists():
        path.touch(mode=MODE)
        path.write_text(secrets.token_hex(SIZE), "ascii")
    return bytes.fromhex(path.read_text("ascii"))


def _password(key: bytes, account: str) -> str:
    digest = hmac.new(key, account.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:LENGTH]
