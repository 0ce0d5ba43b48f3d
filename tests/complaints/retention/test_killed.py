"""Killed at any point and run again: it ends the same."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest

from complaints.database import Database
from complaints.intake.attachments import Attachments
from complaints.retention import Archive, carry_out, carrying_out
from complaints.retention.register import append_to_register, read_register
from tests.complaints.retention.shelf import ALL_DUE, Shelf

POINTS = {
    "before anything is durable": (carrying_out, "entry_of"),
    "before the register": (carrying_out, "append_to_register"),
    "before the bodies": (Attachments, "remove_bodies"),
    "before the lists end": (carrying_out, "end_lists"),
}


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("after", [1, 2])
def test_it_ends_the_same(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, point: str, after: int
) -> None:
    shelf.close(files=2)
    shelf.close(files=1)
    shelf.propose()
    shelf.confirm_twice()
    with monkeypatch.context() as patch:
        owner, name = POINTS[point]
        patch.setattr(owner, name, killing(getattr(owner, name), after))
        run_and_be_killed(shelf.archive)

    shelf.carry_out()

    assert shelf.states() == ["ended"]
    assert sorted(path.name for path in shelf.archive.register.parent.iterdir()) == ["disposed.csv"]
    keys = [entry.key for entry in read_register(shelf.archive.register)]
    assert len(keys) == len(set(keys)) == 6
    with shelf.house.ticket() as ticket:
        assert [event.name for event in ticket.events].count("disposed") == 3
        assert (ticket.story, ticket.contact, ticket.files) == (None, None, [])
    assert shelf.audit().wrong == 0


def killing(real: Callable[..., Any], after: int) -> Callable[..., Any]:
    """Do as the real one does, and at last be killed instead."""
    left = [after]

    def called(*args: object, **kwargs: object) -> object:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)

    return called


def run_and_be_killed(archive: Archive) -> None:
    """Carry out in a process of its own, with connections of its own, which may be killed."""
    archive.database.engine.dispose()
    child = os.fork()
    if child == 0:
        try:
            own = Archive(
                Database(archive.database.url), archive.keys, archive.attachments, archive.register
            )
            carry_out(own, ALL_DUE)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def test_a_line_of_the_register_that_was_cut_short_is_written_again(shelf: Shelf) -> None:
    shelf.close(files=1)
    shelf.dispose()
    whole = shelf.archive.register.read_bytes()
    shelf.archive.register.write_bytes(whole[:-9])

    assert len(list(read_register(shelf.archive.register))) == 2
    shelf.carry_out()
    assert sorted(shelf.archive.register.read_bytes().splitlines()) == sorted(whole.splitlines())


def test_the_register_is_only_appended_to(shelf: Shelf) -> None:
    shelf.close()
    shelf.dispose()
    before = shelf.archive.register.read_bytes()
    (first, *_) = read_register(shelf.archive.register)
    append_to_register(shelf.archive.register, [first])

    assert shelf.archive.register.read_bytes().startswith(before)
