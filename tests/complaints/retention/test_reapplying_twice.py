"""Two runs at the same moment destroy again what a restore brought back: each item once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import click
import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from complaints.database import Database
from complaints.retention import commands, reapply
from complaints.retention.commands import run_reapply
from tests.complaints.retention.shelf import ALL_DUE, Shelf
from tests.complaints.retention.test_reapplying import backed_up, elsewhere, restored

__all__ = ["elsewhere"]


class InStep(Database):
    """A database that two runs begin to write to at the same moment, where it lets them."""

    both = threading.Barrier(2)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Wait a while for the other run, but do not wait for ever."""
        with super().writing() as session:
            with suppress(threading.BrokenBarrierError):
                self.both.wait(timeout=1)
            yield session


@pytest.mark.usefixtures("elsewhere")
def test_of_two_runs_at_once_each_item_is_destroyed_by_one(
    shelf: Shelf, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    shelf.close(files=1)
    shelf.close(sealed=True)
    backed_up(shelf, tmp_path)
    shelf.dispose()
    again = restored(shelf, request.getfixturevalue("elsewhere"), tmp_path)
    step = InStep(again.house.database.url)
    archive = replace(again.archive, database=step)

    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: reapply(archive, ALL_DUE), range(2)))

    assert sum(done) == 5
    assert again.audit().wrong == 0
    assert set(again.states()) == {"ended"}
    step.engine.dispose()
    again.house.database.engine.dispose()


def test_an_officer_who_writes_in_the_same_moment_is_said_in_one_line(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.archive.register.parent.mkdir(parents=True, exist_ok=True)
    shelf.archive.register.touch()

    def beaten(*_: object) -> int:
        raise IntegrityError("", None, ValueError())

    monkeypatch.setattr(commands, "reapply", beaten)

    with pytest.raises(click.ClickException, match="请再运行一次"):
        run_reapply(shelf.archive, ALL_DUE)
