"""The second factor: a TOTP code is taken once, a recovery code is kept as a hash and taken once.

Both are marked as used in a transaction of their own before the sign-in goes on, so that of two
requests with the same code at the same moment only one gets in.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable

from flask import current_app
from flask_security import MfRecoveryCodesUtil, Totp
from passlib.totp import TOTP, AppWallet, TotpMatch, UsedTokenError
from sqlalchemy import or_, update

from complaints.database.officers import Officer
from complaints.desk.desk import Desk, desk
from complaints.keys import Keys, Purpose

HOW_MANY = 8
FIRST_TAG = "1"


class OnceTotp(Totp):
    """TOTP by the clock of the desk; the last step used is remembered."""

    def __init__(self, joined: Desk, secrets: dict[str, str], issuer: str) -> None:
        """Take the clock and the keys from what the app is joined to."""
        self._joined, self._issuer = joined, issuer
        self._by_ring: dict[tuple[bytes, ...], type[TOTP]] = {}
        del secrets  # They may have been renewed since the app began.

    @property
    def _totp(self) -> type[TOTP]:
        """Give the factory of the keys as they are now."""
        ring = tuple(self._joined.keys.ring(Purpose.ACCOUNTS))
        if ring not in self._by_ring:
            moment = self._joined.now
            made = totp_of(self._joined.keys, self._issuer, lambda: moment().timestamp())
            self._by_ring = {ring: made}
        return self._by_ring[ring]

    def get_last_counter(self, user: Officer) -> int | None:  # type: ignore[override]
        """Give the last step used."""
        return user.last_counter

    def set_last_counter(self, user: Officer, tmatch: TotpMatch) -> None:  # type: ignore[override]
        """Mark a step as used. Raises UsedTokenError when another request was first."""
        earlier = or_(Officer.last_counter.is_(None), Officer.last_counter < tmatch.counter)
        mark = update(Officer).where(Officer.id == user.id, earlier)
        with desk().database.writing() as session:
            done = session.execute(mark.values(last_counter=tmatch.counter))
        if not done.rowcount:  # type: ignore[attr-defined]
            raise UsedTokenError


def totp_of(keys: Keys, issuer: str, now: Callable[[], float] = time.time) -> type[TOTP]:
    """Give a factory that opens TOTP secrets under every key and seals under the current one."""
    tags = tags_of(keys)
    hashes = (one.hex() for one in keys.digests(Purpose.ACCOUNTS, b"totp"))
    wallet = AppWallet(dict(zip(tags, hashes, strict=True)), default_tag=tags[0])
    made: type[TOTP] = TOTP.using(issuer=issuer, wallet=wallet, now=now)
    return made


def tags_of(keys: Keys) -> list[str]:
    """Name the keys, the current one first, as TOTP secrets name theirs; the oldest is 1."""
    newer = [id_.hex() for id_ in keys.ring(Purpose.ACCOUNTS)][:-1]
    return [*newer, FIRST_TAG]


class OnceCodes(MfRecoveryCodesUtil):
    """Recovery codes that nobody can read again."""

    def create_recovery_codes(self, user: Officer) -> list[str]:  # type: ignore[override]
        """Make new codes; the old ones are worth nothing from now on."""
        codes = _factory().generate_recovery_codes(HOW_MANY)
        user.recovery_codes = " ".join(_digest(user, code) for code in codes)
        return codes

    def get_recovery_codes(self, user: Officer) -> list[str]:  # type: ignore[override] # noqa: ARG002
        """Show none: they are shown when they are made and never again."""
        return []

    def check_recovery_code(self, user: Officer, code: str) -> bool:  # type: ignore[override]
        """Take a code, if it is one of his."""
        asked = _digests(user, code.strip().lower())
        with desk().database.writing() as session:
            kept = session.get_one(Officer, user.id, with_for_update=True)
            left = (kept.recovery_codes or "").split()
            taken = [one for one in left if any(hmac.compare_digest(one, it) for it in asked)]
            if taken:
                kept.recovery_codes = " ".join(one for one in left if one not in taken)
        return bool(taken)

    def delete_recovery_code(self, user: Officer, code: str) -> bool:  # type: ignore[override] # noqa: ARG002
        """Do nothing more: checking has already taken it."""
        return True


def _digest(officer: Officer, code: str) -> str:
    return desk().keys.digest(Purpose.ACCOUNTS, officer.id.encode(), code.encode()).hex()


def _digests(officer: Officer, code: str) -> list[str]:
    """Give what a code is kept as, under each key: it may be older than the current one."""
    made = desk().keys.digests(Purpose.ACCOUNTS, officer.id.encode(), code.encode())
    return [one.hex() for one in made]


def code_of(officer: Officer) -> str:
    """Give the code of the moment, for demo accounts."""
    return _factory().generate_totp_password(officer.tf_totp_secret or "")


def new_secret() -> str:
    """Make a TOTP secret, encrypted as it is kept."""
    return _factory().generate_totp_secret()


def _factory() -> Totp:
    found: Totp = current_app.extensions["security"].totp_factory
    return found
