"""A message that still waits when its ticket is sealed: its unit never gets it."""

from __future__ import annotations

import pytest

from complaints.database import Database
from complaints.keys import Keys
from complaints.outbox import Outbox
from complaints.post import NotTakenError
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import LEAD, House
from tests.complaints.posting import DAY, NOW, Addresses, FakePost, mails, states, tell

HANDLING, OTHER, DISCIPLINE = "one@jia-scjg.example", "one@jia-xf.example", "one@shili-jw.example"
ADDRESSES = Addresses({one.partition("@")[2][:-8]: [one] for one in (HANDLING, OTHER, DISCIPLINE)})


@pytest.fixture
def post() -> FakePost:
    """Give a post that takes everything."""
    return FakePost()


@pytest.fixture
def outbox(database: Database, post: FakePost) -> Outbox:
    """Give an outbox over the fake post."""
    return Outbox(database, (mails(post, ADDRESSES),))


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    """Give a house with a ticket that was assigned; its unit has not been told yet."""
    house = House(database, keys, catalog, clock)
    house.file()
    house.assign()
    return house


def seal(house: House) -> None:
    house.do(LEAD, "seal", reason="涉及公职人员")


def test_a_unit_hears_nothing_of_what_was_sealed_before_the_mail_went(
    house: House, outbox: Outbox, post: FakePost
) -> None:
    seal(house)

    outbox.send(NOW)

    assert post.readers == [DISCIPLINE]


def test_nor_does_it_when_its_mail_waits_for_another_try(
    house: House, outbox: Outbox, post: FakePost
) -> None:
    post.fails = {HANDLING: NotTakenError()}
    outbox.send(NOW)
    seal(house)

    post.fails = {}
    outbox.send(NOW + DAY)

    assert post.readers == [DISCIPLINE]


def test_why_it_was_not_sent_stands_in_its_delivery(house: House, outbox: Outbox) -> None:
    seal(house)

    outbox.send(NOW)

    assert states(house.database)[HANDLING] == "sealed"


def test_it_never_comes_back(house: House, outbox: Outbox, post: FakePost) -> None:
    seal(house)
    outbox.send(NOW)

    assert outbox.send(NOW + DAY).later == 0
    assert post.readers == [DISCIPLINE]


def test_what_else_its_unit_is_told_comes_all_the_same(
    house: House, outbox: Outbox, post: FakePost
) -> None:
    seal(house)
    sealed = house.number
    house.file()
    house.assign()

    outbox.send(NOW)

    assert house.number != sealed
    assert sorted(post.readers) == sorted([HANDLING, DISCIPLINE])


def test_the_discipline_unit_is_told(house: House, outbox: Outbox, post: FakePost) -> None:
    seal(house)
    outbox.send(NOW)
    with house.ticket() as ticket:
        pass
    tell(house.database, ticket, "shili-jw", NOW)

    outbox.send(NOW + DAY)

    assert post.readers == [DISCIPLINE, DISCIPLINE]
