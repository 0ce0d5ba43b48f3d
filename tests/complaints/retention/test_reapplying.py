"""After a restore of an older backup what was destroyed is destroyed again."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from sqlalchemy import select

from complaints.administration.backing_up import Place, back_up
from complaints.administration.restoring import read_backup, restore
from complaints.database import Database
from complaints.database.disposals import Disposal
from complaints.database.models import Contact, File, Ticket
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.retention import REGISTER, Archive, reapply
from tests.complaints.house import LEAD, SUPERVISOR, House
from tests.complaints.postgres import empty_database
from tests.complaints.retention.shelf import ALL_DUE, Shelf


@pytest.fixture
def elsewhere(database_url: str, keys: Keys, tmp_path: Path) -> Place:
    """Give an empty place of the same kind, with the same keys."""
    url = f"sqlite:///{tmp_path / 'elsewhere' / 'channel.sqlite3'}"
    if database_url.startswith("postgresql"):
        url = empty_database(database_url.rpartition("/")[0], f"t{secrets.token_hex(6)}")
    return Place(url, tmp_path / "elsewhere" / "uploads", keys.folder)


def restored(shelf: Shelf, elsewhere: Place, tmp_path: Path) -> Shelf:
    """Restore the backup elsewhere, with the register as it is by now."""
    (folder,) = (tmp_path / "backups").iterdir()
    restore(elsewhere, folder, read_backup(folder))
    register = elsewhere.uploads / REGISTER
    register.parent.mkdir(parents=True, exist_ok=True)
    register.write_bytes(shelf.archive.register.read_bytes())
    keys, database = shelf.house.keys, Database(elsewhere.database_url)
    archive = Archive(database, keys, Attachments(elsewhere.uploads, keys), register)
    house = House(database, keys, shelf.house.catalog, shelf.house.clock, shelf.house.number)
    return Shelf(house, archive)


def backed_up(shelf: Shelf, tmp_path: Path) -> None:
    place = Place(shelf.house.database.url, tmp_path / "uploads", shelf.house.keys.folder)
    back_up(place, tmp_path / "backups", shelf.house.clock.now)


def left(shelf: Shelf) -> tuple[int, int, int]:
    """Count contacts, files and stories."""
    with shelf.house.database.reading() as session:
        stories = select(Ticket.id).where(
            Ticket.story.is_not(None) | Ticket.sealed_story.is_not(None)
        )
        asked = (select(Contact.id), select(File.id), stories)
        contacts, files, told = (len(session.scalars(one).all()) for one in asked)
    return contacts, files, told


@pytest.mark.parametrize("known", ["no list yet", "proposed", "confirmed once"])
def test_what_came_back_is_gone_again(
    shelf: Shelf, elsewhere: Place, tmp_path: Path, known: str
) -> None:
    shelf.close(files=2)
    shelf.close(sealed=True, files=1)
    if known != "no list yet":
        shelf.propose()
    if known == "confirmed once":
        shelf.confirm(LEAD)
    backed_up(shelf, tmp_path)
    shelf.propose()
    if known != "confirmed once":
        shelf.confirm(LEAD)
    shelf.confirm(SUPERVISOR)
    shelf.carry_out()
    again = restored(shelf, elsewhere, tmp_path)
    assert left(again) == (2, 3, 2)

    assert reapply(again.archive, ALL_DUE) == 3

    assert left(again) == left(shelf) == (1, 1, 1)
    assert len([path for path in elsewhere.uploads.iterdir() if path.name != REGISTER]) == 1
    assert again.audit().wrong == 0
    assert reapply(again.archive, ALL_DUE) == 0
    again.house.database.engine.dispose()


def test_the_lists_come_back_with_those_who_confirmed_them(
    shelf: Shelf, elsewhere: Place, tmp_path: Path
) -> None:
    shelf.close()
    backed_up(shelf, tmp_path)
    shelf.dispose()
    again = restored(shelf, elsewhere, tmp_path)

    reapply(again.archive, ALL_DUE)

    with again.house.database.reading() as session:
        disposal = session.scalars(select(Disposal)).one()
    assert (disposal.state, disposal.first_by, disposal.second_by) == ("ended", "li", "zhou")
    assert again.listed() == shelf.listed()
    again.house.database.engine.dispose()


def test_what_was_not_destroyed_stays(shelf: Shelf, elsewhere: Place, tmp_path: Path) -> None:
    shelf.close()
    backed_up(shelf, tmp_path)
    shelf.dispose()
    again = restored(shelf, elsewhere, tmp_path)
    again.close(files=1)
    before = left(again)

    reapply(again.archive, ALL_DUE)

    assert (before, left(again)) == ((2, 1, 2), (1, 1, 1))
    again.house.database.engine.dispose()
