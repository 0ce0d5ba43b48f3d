"""A key that was lost is said and not replaced in silence; a new installation gets all keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import click
import pytest
from sqlalchemy.orm import object_session

from complaints.administration.backing_up import Place
from complaints.administration.commands import run_upgrade
from complaints.database import Database
from complaints.database.officers import Officer
from complaints.intake.attachments import Attachments
from complaints.intake.uploads import SafeFile
from complaints.keys import Keys, Purpose
from complaints.roots import make_roots
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import STORY, House


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    """Give a house without a ticket."""
    return House(database, keys, catalog, clock)


def run(house: House, *, new_keys: bool = False) -> None:
    run_upgrade(house.database.url, house.keys, new_keys=new_keys)


def officer(house: House, _: Attachments) -> None:
    with house.database.writing() as session:
        session.add(
            Officer(
                account="lead",
                name="示例",
                unit="jia-mz",
                department="mz",
                password="",
                must_change=False,
                recovery_codes="",
                made_at=house.clock.now,
            )
        )


def add_file(house: House, attachments: Attachments) -> None:
    house.file(naming="匿名")
    with house.ticket() as ticket:
        session = object_session(ticket)
        assert session is not None
        attachments.add_later(session, ticket, [SafeFile("jpg", "image/jpeg", b"\xff\xd8")])


def a_day(house: House, _: Attachments) -> None:
    house.file()
    make_roots(house.database, house.keys, house.clock.now + timedelta(days=1))


@pytest.mark.parametrize(
    ("purpose", "stored"),
    [
        (Purpose.CONTACT, lambda house, _: house.file()),
        (Purpose.SEALED, lambda house, _: house.file(sealed=True, story=STORY, naming="匿名")),
        (Purpose.RECEIPT, lambda house, _: house.file(naming="匿名")),
        (Purpose.FILES, add_file),
        (Purpose.ROOTS, a_day),
        (Purpose.ACCOUNTS, officer),
    ],
)
def test_a_lost_key_that_something_lies_under_is_not_replaced(
    house: House,
    attachments: Attachments,
    purpose: Purpose,
    stored: Callable[[House, Attachments], None],
) -> None:
    stored(house, attachments)
    house.keys.file(purpose).unlink()

    with pytest.raises(click.ClickException, match=f"{purpose}.key.*请从密钥的备份恢复"):
        run(house)

    assert not house.keys.file(purpose).exists()


def test_all_that_are_lost_are_named_and_the_others_left_alone(house: House) -> None:
    house.file()
    before = house.keys.file(Purpose.SEALED).read_bytes()
    for purpose in (Purpose.CONTACT, Purpose.RECEIPT):
        house.keys.file(purpose).unlink()

    with pytest.raises(click.ClickException, match=r"联系方式.*查询码"):
        run(house)

    assert house.keys.file(Purpose.SEALED).read_bytes() == before


def test_who_cannot_find_it_asks_for_a_new_one_in_so_many_words(house: House) -> None:
    house.file()
    house.keys.file(Purpose.CONTACT).unlink()

    run(house, new_keys=True)

    assert house.keys.ring(Purpose.CONTACT)


@pytest.mark.parametrize("purpose", [Purpose.SEALED, Purpose.FILES, Purpose.ROOTS, Purpose.DESK])
def test_a_key_that_nothing_lies_under_is_made_anew(house: House, purpose: Purpose) -> None:
    house.file()
    house.keys.file(purpose).unlink()

    run(house)

    assert house.keys.ring(purpose)


def test_a_new_installation_gets_every_key(elsewhere: Place, tmp_path: Path) -> None:
    keys = Keys(tmp_path / "new keys")

    run_upgrade(elsewhere.database_url, keys, new_keys=False)

    assert all(keys.ring(purpose) for purpose in Purpose)
