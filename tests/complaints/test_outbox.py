"""The outbox: units hear that there is news, once, without a word too much; nothing is lost."""

from __future__ import annotations

import threading

import click
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints.database import Database
from complaints.database.models import Event, Message, Ticket
from complaints.keys import Keys
from complaints.outbox import Outbox, Sent, Way
from complaints.post import NoServerError, NotTakenError
from complaints.upkeep import send_outbox
from content import Catalog
from tests.complaints.posting import DAY, MINUTE, NOW, Addresses, FakePost, mails, tell, waiting
from tests.complaints.test_database import filed

UNITS = ("jia-mz", "jia-xf", "shili-jw")


@pytest.fixture
def post() -> FakePost:
    """Give a post that takes everything."""
    return FakePost()


@pytest.fixture
def addresses() -> Addresses:
    """Give two officers to each unit."""
    return Addresses({unit: [f"one@{unit}.example", f"two@{unit}.example"] for unit in UNITS})


@pytest.fixture
def outbox(database: Database, post: FakePost, addresses: Addresses) -> Outbox:
    """Give an outbox over the fake post."""
    return Outbox(database, (mails(post, addresses),))


@pytest.fixture
def ticket(database: Database, keys: Keys, catalog: Catalog) -> Ticket:
    """Give a ticket; what filing it says to its units is not asked here."""
    _, made = filed(database, keys, catalog)
    with database.writing() as session:
        for message in session.scalars(select(Message)):
            session.delete(message)
    return made


@pytest.fixture
def news(database: Database, ticket: Ticket) -> None:
    """Give two messages to one unit and one to another."""
    for unit in ("jia-mz", "jia-mz", "jia-xf"):
        tell(database, ticket, unit)


@pytest.mark.usefixtures("news")
def test_several_messages_to_a_unit_are_one_mail_to_each_officer(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    sent = outbox.send(NOW)

    assert sorted(post.readers) == [
        *("one@jia-mz.example", "one@jia-xf.example"),
        *("two@jia-mz.example", "two@jia-xf.example"),
    ]
    assert (sent.taken[Way.MAIL], sent.messages, sent.later) == (4, 3, 0)
    assert waiting(database) == []


@pytest.mark.usefixtures("news")
def test_what_was_sent_is_not_sent_again(outbox: Outbox, post: FakePost) -> None:
    outbox.send(NOW)

    assert outbox.send(NOW + DAY) == Sent()
    assert len(post.taken) == 4


def test_a_mail_says_that_there_is_news_and_where_and_nothing_else(
    outbox: Outbox, post: FakePost, database: Database, ticket: Ticket
) -> None:
    tell(database, ticket, "jia-mz")

    outbox.send(NOW)

    _, said, _ = post.taken[0]
    assert said.startswith("【办件平台】有新的办件消息")
    assert "甲区民政局有新的办件消息，请登录查看。\nhttps://desk.example/desk/" in said
    assert ticket.number not in said
    assert not set("投诉举报押金") & set(said)


def test_a_sealed_ticket_is_told_in_the_same_words(
    outbox: Outbox, post: FakePost, database: Database, ticket: Ticket
) -> None:
    tell(database, ticket, "jia-mz")
    outbox.send(NOW)
    with database.writing() as session:
        sealed_one = session.get_one(Ticket, ticket.id)
        sealed_one.sealed, sealed_one.lead_unit = True, "shili-jw"
    with database.writing() as session:
        event = session.scalars(select(Event).where(Event.seq == 1)).one()
        session.add(Message(event_id=event.id, unit="shili-jw", created_at=NOW))
    outbox.send(NOW)

    texts = {to: text for to, text, _ in post.taken}
    sealed, open_ = texts["one@shili-jw.example"], texts["one@jia-mz.example"]
    assert sealed.replace("市纪委监委", "甲区民政局") == open_


@pytest.mark.usefixtures("news")
def test_every_delivery_has_an_id_of_its_own(outbox: Outbox, post: FakePost) -> None:
    outbox.send(NOW)

    assert len({id_ for _, _, id_ in post.taken}) == 4


@pytest.mark.usefixtures("news")
def test_a_server_that_is_away_is_asked_once_a_run_and_nothing_is_lost(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    post.failing = NoServerError()

    sent = outbox.send(NOW)

    assert sent.away == {Way.MAIL}
    assert (post.asked, sent.later) == (1, 4)
    assert len(waiting(database)) == 3


@pytest.mark.usefixtures("news")
def test_a_server_that_is_away_for_a_week_costs_nobody_his_mail(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    post.failing = NoServerError()
    for hour in range(7 * 24):
        outbox.send(NOW + hour * 60 * MINUTE)

    post.failing = None
    sent = outbox.send(NOW + 7 * DAY)

    assert (sent.taken[Way.MAIL], sent.messages) == (4, 3)
    assert waiting(database) == []


@pytest.mark.usefixtures("news")
def test_a_unit_without_an_address_waits_and_is_named(outbox: Outbox, addresses: Addresses) -> None:
    addresses.by_unit["jia-mz"] = []

    for _ in range(2):
        assert outbox.send(NOW).nobody == {"jia-mz": 2}

    addresses.by_unit["jia-mz"] = ["new@jia-mz.example"]
    assert outbox.send(NOW).messages == 2


@pytest.mark.usefixtures("news")
def test_an_officer_who_left_gets_no_mail_that_still_waited(
    outbox: Outbox, addresses: Addresses, post: FakePost
) -> None:
    post.fails = {"two@jia-mz.example": NotTakenError()}
    outbox.send(NOW)
    addresses.by_unit["jia-mz"] = ["one@jia-mz.example"]

    post.fails = {}
    sent = outbox.send(NOW + DAY)

    assert (sent.taken[Way.MAIL], sent.later) == (0, 0)


@pytest.mark.usefixtures("news")
def test_two_runs_at_once_send_each_mail_once(outbox: Outbox, post: FakePost) -> None:
    both = threading.Barrier(2)

    def run() -> None:
        both.wait()
        outbox.send(NOW)

    runs = [threading.Thread(target=run) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()

    assert sorted(post.readers) == sorted(set(post.readers))
    assert len(post.readers) == 4


@pytest.mark.usefixtures("news")
def test_nobody_waits_for_the_mail_server(
    outbox: Outbox, post: FakePost, database: Database, ticket: Ticket
) -> None:
    slow = post.send

    def while_something_is_written(to: str, *words: str) -> None:
        tell(database, ticket, "jia-mz")
        slow(to, *words)

    post.send = while_something_is_written  # type: ignore[method-assign]

    assert outbox.send(NOW).taken[Way.MAIL] == 4


@pytest.mark.usefixtures("news")
def test_the_command_names_units_and_no_address(
    outbox: Outbox, post: FakePost, addresses: Addresses, capsys: pytest.CaptureFixture[str]
) -> None:
    addresses.by_unit["jia-xf"] = []
    post.fails = {"one@jia-mz.example": NotTakenError()}

    send_outbox(outbox, NOW)

    out = capsys.readouterr().out
    assert "发出邮件 1 封、短信 0 条，送达消息 2 条；没有送到、稍后再试 1 封" in out
    assert "有 1 封（条）对方没有收下" in out
    assert "jia-xf 没有可用的邮箱，1 条消息等待发送" in out
    assert "@" not in out


@pytest.mark.usefixtures("news")
def test_the_command_fails_aloud_without_a_server(outbox: Outbox, post: FakePost) -> None:
    post.failing = NoServerError()

    with pytest.raises(click.ClickException, match="smtp_url"):
        send_outbox(outbox, NOW)


@pytest.mark.usefixtures("news")
def test_mails_write_no_event(outbox: Outbox, database: Database) -> None:
    def heads(session: Session) -> list[bytes]:
        return [event.hash for event in session.scalars(select(Event).order_by(Event.seq))]

    with database.reading() as session:
        before = heads(session)

    outbox.send(NOW)

    with database.reading() as session:
        assert heads(session) == before
