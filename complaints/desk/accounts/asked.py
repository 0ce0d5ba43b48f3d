"""What an administrator typed to make an account, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from complaints.database.officers import Officer
from complaints.desk.accounts.acts import NewAccount
from complaints.desk.accounts.forms import ACCOUNT
from complaints.desk.accounts.rights import fault_of_roles, named_roles
from complaints.workflow import Role
from content.tables import Unit

EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
LONGEST_NAME, LONGEST_EMAIL = 20, 200


@dataclass(frozen=True)
class Asked:
    """The fields of the form as they were typed; `unit` is None when it is not one to choose."""

    account: str
    name: str
    unit: Unit | None
    roles: frozenset[Role]
    email: str

    def faults(self, session: Session) -> dict[str, str]:
        """Say what is wrong, by field."""
        found = {
            "account": self._fault_of_account(session),
            "name": self._fault_of_name(),
            "unit": None if self.unit else "请选单位。",
            "role": fault_of_roles(self.unit, self.roles) if self.unit else None,
            "email": self._fault_of_email(),
        }
        return {field: fault for field, fault in found.items() if fault}

    def as_account(self) -> NewAccount:
        """Give what `make_account` takes; only after no fault was found."""
        if self.unit is None:
            raise ValueError("an account without a unit")
        return NewAccount(self.account, self.name, self.unit, self.roles, self.email or None)

    def _fault_of_account(self, session: Session) -> str | None:
        if not ACCOUNT.fullmatch(self.account):
            return "账号用 2 到 40 个小写字母、数字、点或连字符，例如 zhang.san。"
        taken = session.scalars(select(Officer.id).where(Officer.account == self.account)).first()
        return "这个账号已经有人用了，请换一个。" if taken else None

    def _fault_of_name(self) -> str | None:
        sound = self.name.isprintable() and 0 < len(self.name) <= LONGEST_NAME
        return None if sound else f"请填姓名，不超过 {LONGEST_NAME} 个字。"

    def _fault_of_email(self) -> str | None:
        sound = EMAIL.fullmatch(self.email) and len(self.email) <= LONGEST_EMAIL
        return None if sound or not self.email else "邮箱的写法不对。"


NOTHING = Asked("", "", None, frozenset(), "")


def read_asked(form: MultiDict[str, str], units: Iterable[Unit]) -> Asked:
    """Read the form; a unit that is not offered is none."""
    chosen = form.get("unit", "")
    return Asked(
        account=form.get("account", "").strip().lower(),
        name=form.get("name", "").strip(),
        unit=next((one for one in units if one.id == chosen), None),
        roles=named_roles(form.getlist("role")),
        email=form.get("email", "").strip(),
    )
