"""Officers for tests of the desk: made in one line, signed in in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient
from flask_security import Totp, hash_password
from werkzeug.test import TestResponse

from complaints.database import Database
from complaints.database.officers import Officer, OfficerRole
from complaints.workflow import Role
from content import Catalog
from content.tables import Unit
from tests.complaints.conftest import Clock

PASSWORD = "ein Satz, den niemand kennt"  # noqa: S105 (of invented officers)
WRONG_PASSWORD = "not this one"  # noqa: S105
# One round over 8 KiB: tests ask whether it is Argon2, not whether it is slow.
CHEAP = {
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__rounds": 1,
        "argon2__memory_cost": 8,
        "argon2__parallelism": 1,
    }
}
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Officers:
    """Makes officers who have finished their first sign-in."""

    app: Flask
    database: Database
    catalog: Catalog
    clock: Clock
    made: list[str] = field(default_factory=list)
    signed_in: dict[str, FlaskClient] = field(default_factory=dict)

    def make(self, account: str, unit: str, *roles: Role, **changes: object) -> str:
        """Make an officer with PASSWORD and a TOTP secret; give his id."""
        with self.app.app_context(), self.database.writing() as session:
            values: dict[str, object] = {
                "account": account,
                "name": f"示例·{account}",
                "unit": unit,
                "department": self.catalog.get(Unit, unit).department,
                "password": hash_password(PASSWORD),
                "must_change": False,
                "tf_primary_method": "authenticator",
                "tf_totp_secret": self._factory.generate_totp_secret(),
                "recovery_codes": "",
                "made_at": self.clock(),
                "roles": [OfficerRole(name=role.value) for role in roles],
            }
            officer = Officer(**{**values, **changes})
            session.add(officer)
            session.flush()
            self.made.append(account)
            return officer.id

    def get(self, account: str) -> Officer:
        """Read an account."""
        with self.database.reading() as session:
            return session.query(Officer).filter_by(account=account).one()

    def code(self, account: str) -> str:
        """Give the TOTP code of the moment."""
        with self.app.app_context():
            secret = self.get(account).tf_totp_secret or ""
            return str(self._factory.generate_totp_password(secret))

    def sign_in(self, account: str, *, client: FlaskClient | None = None) -> FlaskClient:
        """Sign in through the pages; half a minute passes, so that the code is a new one."""
        self.clock.forward(seconds=31)
        browser = client or self.app.test_client()
        submit(browser, "/desk/login", account=account, password=PASSWORD)
        done = submit(browser, "/desk/login/code", code=self.code(account))
        assert done.status_code == 302, done.text
        self.signed_in[account] = browser
        return browser

    @property
    def _factory(self) -> Totp:
        found: Totp = self.app.extensions["security"].totp_factory
        return found


def token_of(client: FlaskClient, path: str) -> str:
    """Take the token of a page's form."""
    found = TOKEN.search(client.get(path).text)
    assert found, f"{path} has no form"
    return found[1]


def submit(client: FlaskClient, path: str, form_at: str = "", /, **fields: object) -> TestResponse:
    """Fill in the form of a page and send it, as a browser would; `form_at` is another page."""
    token = token_of(client, form_at or path)
    return client.post(path, data={"csrf_token": token, **fields})
