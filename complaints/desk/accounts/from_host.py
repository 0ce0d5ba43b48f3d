"""What a person at the machine itself may do with accounts: make one; read a demo code."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from complaints.database.officers import Officer
from complaints.desk.accounts.acts import Act, make_account
from complaints.desk.accounts.asked import Asked
from complaints.desk.accounts.journal import HOST
from complaints.desk.accounts.rights import GIVEN, named_roles
from complaints.desk.accounts.second_factor import code_of
from complaints.desk.desk import desk
from complaints.routing.route import DISCIPLINE
from complaints.workflow import Role
from content.tables import Unit


class NotFromHostError(Exception):
    """The host cannot do this; the message says why."""


def add(account: str, name: str, unit: str, roles: Iterable[str]) -> str:
    """Make an account; give its one-time password. Raises NotFromHostError."""
    joined, names = desk(), list(roles)
    catalog = joined.catalog()
    if unknown := sorted(set(names) - {role.value for role in GIVEN}):
        raise NotFromHostError(f"没有这个角色：{'、'.join(unknown)}；可用：{'、'.join(GIVEN)}")
    if not catalog.has(Unit, unit):
        raise NotFromHostError(f"没有这个单位：{unit}；单位代码见 units.csv")
    asked = Asked(account, name, catalog.get(Unit, unit), named_roles(names), "")
    with joined.database.writing() as session:
        if faults := asked.faults(session):
            raise NotFromHostError("".join(faults.values()))
        new = asked.as_account()
        if new.unit.department == DISCIPLINE:
            taken = select(Officer.id).where(Officer.department == DISCIPLINE)
            _refuse_later_discipline(new.roles, taken=session.scalars(taken).first() is not None)
        _, password = make_account(session, new, Act(HOST, joined.now()))
        return password


def demo_code(account: str) -> str:
    """Give the code of a demo account. Raises NotFromHostError."""
    with desk().database.reading() as session:
        officer = session.scalars(select(Officer).where(Officer.account == account)).one_or_none()
    if officer is None or not officer.demo:
        raise NotFromHostError(f"没有叫 {account} 的试用账号；先运行 gongshi serve")
    return code_of(officer)


def _refuse_later_discipline(roles: frozenset[Role], *, taken: bool) -> None:
    if taken:
        raise NotFromHostError("纪检监察单位已有账号；其余账号由该单位的账号管理员在办件平台开通")
    if Role.ADMINISTRATOR not in roles:
        raise NotFromHostError("纪检监察单位的第一个账号要有 administrator 角色，才能开通其余账号")
