"""Citizens who go on filing while something else is done to the same database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from complaints.database import Database
from complaints.database.models import Ticket
from complaints.filing import Receipt, file_paper
from tests.complaints.house import House, paper

PAUSE = 0.05


@contextmanager
def filing(house: House) -> Iterator[list[Receipt]]:
    """Let citizens go on filing for as long as this lasts; give their receipts."""
    receipts: list[Receipt] = []
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(PAUSE):
            with house.database.writing() as session:
                now = house.clock.now
                made = file_paper(session, house.keys, house.catalog, paper(), now)
            receipts.append(made)

    citizen = threading.Thread(target=go_on, daemon=True)
    citizen.start()
    try:
        yield receipts
    finally:
        over.set()
        citizen.join()


def numbers(database: Database) -> list[str]:
    """Give the numbers of all tickets."""
    with database.reading() as session:
        return sorted(session.scalars(select(Ticket.number)))
