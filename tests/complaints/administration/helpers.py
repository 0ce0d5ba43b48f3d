"""A house full of tickets, and citizens who go on filing while something is done to it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from sqlalchemy import select

from complaints.administration.backing_up import Place
from complaints.administration.examining import examine
from complaints.administration.finding import Finding, Installation, Level
from complaints.database import Database
from complaints.database.models import Ticket
from complaints.filing import Receipt, file_paper
from complaints.intake.attachments import Attachments
from complaints.intake.drafts import Typed, save_draft
from complaints.intake.uploads import make_safe
from complaints.keys import Keys
from complaints.receipts import StoredCode, code_is_right
from complaints.roots import make_roots
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import House, paper
from tests.complaints.postgres import empty_database


@dataclass
class Full:
    """A house with tickets of several kinds and states, and the receipts that citizens hold."""

    house: House
    attachments: Attachments
    place: Place
    receipts: list[Receipt] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def file(self, *, files: int = 0, **changes: object) -> Receipt:
        """File a paper, with files where asked; the receipt is noted once it is committed."""
        with self.house.database.writing() as session:
            now = self.house.clock.now
            made = file_paper(session, self.house.keys, self.house.catalog, paper(**changes), now)
            if files:
                ticket = session.scalars(select(Ticket).where(Ticket.number == made.number)).one()
                bodies = [make_safe(picture(shade)) for shade in range(files)]
                self.attachments.add_later(session, ticket, bodies)
        with self.lock:
            self.receipts.append(made)
        self.house.number = made.number
        return made

    def fill(self) -> None:
        """File open and sealed papers with files, answered ones, and leave a draft."""
        self.file(files=2)
        self.file(sealed=True, files=1, story="检查的人收了红包。")
        self.file(naming="匿名", name="", telephone="")
        self.file()
        self.house.assign(cooperating="jia-xf")
        self.file()
        self.house.assign()
        self.house.answer()
        with self.house.database.writing() as session:
            save_draft(session, self.house.keys, Typed("d" * 32, {"story": "x"}), self.now)
        self.house.clock.forward(days=3)
        make_roots(self.house.database, self.house.keys, self.now)

    @property
    def now(self) -> datetime:
        """The moment."""
        return self.house.clock.now

    @contextmanager
    def filing(self) -> Iterator[None]:
        """Let two citizens go on filing for as long as this lasts."""
        over = threading.Event()

        def go_on(sealed: bool) -> None:  # noqa: FBT001 (of a thread)
            while not over.is_set():
                self.file(sealed=sealed, files=1)

        threads = [threading.Thread(target=go_on, args=(sealed,)) for sealed in (True, False)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()


def full_house(
    database: Database, keys: Keys, catalog: Catalog, clock: Clock, uploads: Path
) -> Full:
    """Give a house that is full."""
    house = House(database, keys, catalog, clock)
    made = Full(house, Attachments(uploads, keys), Place(database.url, uploads, keys.folder))
    made.fill()
    return made


def empty_place(like: Place, folder: Path) -> Place:
    """Give a place in a folder with nothing in it, of the same kind and with the same keys."""
    url = f"sqlite:///{folder / 'channel.sqlite3'}"
    if like.database_url.startswith("postgresql"):
        url = empty_database(like.database_url.rpartition("/")[0], f"t{secrets.token_hex(6)}")
    return Place(url, folder / "uploads", like.keys)


def said(home: Installation, what: str) -> Finding:
    """Give the worst finding of the doctor on a subject."""
    found = [one for one in examine(home) if one.what == what]
    return max(found, key=lambda one: list(Level).index(one.level))


def opens(database: Database, keys: Keys, receipt: Receipt) -> bool:
    """Tell whether a receipt finds its ticket and its code opens it."""
    with database.reading() as session:
        ticket = session.scalars(select(Ticket).where(Ticket.number == receipt.number)).first()
        if ticket is None:
            return False
        stored = StoredCode(ticket.code_salt, ticket.code_digest)
        return code_is_right(keys, stored, receipt.code)


def picture(shade: int = 0) -> bytes:
    """Draw a small picture."""
    body = BytesIO()
    Image.new("RGB", (16, 16), (shade % 256, 100, 100)).save(body, "PNG")
    return body.getvalue()
