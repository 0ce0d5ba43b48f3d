"""Sealing anew under the current keys, a few rows a transaction, while everything runs.

A value is replaced only where it still is what was read: whoever writes in the same moment wins,
and writes under the current key anyway. It may be killed at any time; begun again it goes on with
what is left.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select, update

from complaints.database import Database
from complaints.database.models import File
from complaints.database.officers import Officer
from complaints.desk.accounts.second_factor import tags_of, totp_of
from complaints.keyring.places import PLACES, Place, Value, key_id
from complaints.keys import KeyFileError, Keys, WrongKeyError
from complaints.vault import rewrap as rewrap_file


@dataclass
class Rewrapped:
    """How many values were looked at, sealed anew, and could not be opened."""

    seen: int = 0
    renewed: int = 0
    lost: int = 0


def rewrap(
    database: Database, keys: Keys, say: Callable[[Rewrapped], None] = lambda _: None
) -> Rewrapped:
    """Seal everything anew that does not lie under the current key of its purpose.

    `say` is called after every few rows. One sum for all purposes: how much is sealed (密封) is
    nobody's business.
    """
    done = Rewrapped()
    for place in PLACES:
        after = ""
        while True:
            with database.reading() as session:
                batch = place.batch(session, after)
            if not batch:
                break
            _renew(database, keys, place, batch, done)
            after = batch[-1].id
            say(done)
    _renew_second_factors(database, keys, done)
    return done


def _renew(
    database: Database, keys: Keys, place: Place, batch: list[Value], done: Rewrapped
) -> None:
    done.seen += len(batch)
    renewed = []
    for value in batch:
        try:
            if key_id(place, value) != next(iter(keys.ring(value.purpose))):
                renewed.append((value, _sealed_anew(keys, place, value)))
        except (WrongKeyError, KeyFileError):
            done.lost += 1
    if not renewed:
        return
    with database.writing() as session:
        for value, sealed in renewed:
            still = (place.id == value.id, place.column == value.sealed)
            change = update(place.id.class_).where(*still).values({place.column: sealed})
            made = session.execute(change.execution_options(synchronize_session=False))
            done.renewed += made.rowcount  # type: ignore[attr-defined]


def _sealed_anew(keys: Keys, place: Place, value: Value) -> bytes:
    if place.column is File.wrapped_key:
        return rewrap_file(value.id, value.sealed, keys, value.purpose, value.purpose)
    plain = keys.open_bytes(value.purpose, value.sealed, value.bound_to)
    return keys.seal_bytes(value.purpose, plain, value.bound_to)


def _renew_second_factors(database: Database, keys: Keys, done: Rewrapped) -> None:
    """Seal the TOTP secrets of officers anew; the library keeps them in a form of its own."""
    with database.reading() as session:
        asked = select(Officer.id, Officer.tf_totp_secret).where(
            Officer.tf_totp_secret.is_not(None)
        )
        rows = [(id_, secret) for id_, secret in session.execute(asked) if secret]
    done.seen += len(rows)
    if not rows:
        return
    current, factory = tags_of(keys)[0], totp_of(keys, "")
    for id_, secret in rows:
        if json.loads(secret)["enckey"]["t"] == current:
            continue
        try:
            sealed = factory.from_source(secret).to_json(encrypt=True)
        except (KeyError, ValueError):
            done.lost += 1
            continue
        with database.writing() as session:
            still = (Officer.id == id_, Officer.tf_totp_secret == secret)
            session.execute(update(Officer).where(*still).values(tf_totp_secret=sealed))
        done.renewed += 1
