"""Two runs at the same moment put old keys away: one does it, the other has nothing to do."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from complaints.database import Database
from complaints.keyring import retire, rotate
from complaints.keyring.commands import retire_keys
from complaints.keys import Keys, Purpose

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


class InStep(Database):
    """A database that two runs begin to read at the same moment."""

    both = threading.Barrier(2)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Wait for the other run."""
        self.both.wait(timeout=20)
        with super().reading() as session:
            yield session


@pytest.mark.parametrize("purpose", [Purpose.CONTACT, Purpose.ROOTS])
def test_of_two_runs_at_once_one_puts_the_key_away(
    database: Database, keys: Keys, purpose: Purpose
) -> None:
    rotate(keys, purpose)
    old = (NOW - timedelta(hours=1)).timestamp()
    os.utime(keys.file(purpose), (old, old))
    step = InStep(database.url)

    def run(_: int) -> list[bytes]:
        return retire(step, keys, purpose, NOW)[0]

    with ThreadPoolExecutor(2) as both:
        gone = list(both.map(run, range(2)))

    step.engine.dispose()
    assert sorted(map(len, gone)) == [0, 1]
    assert len(keys.ring(purpose)) == 1
    (put,) = (keys.folder / "retired").iterdir()
    assert put.name.startswith(f"{purpose}-")


def test_who_comes_second_is_told_so_in_one_line(
    database: Database, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    retire_keys(database, keys, [Purpose.CONTACT], NOW)

    assert capsys.readouterr().out == "没有旧密钥\n"
