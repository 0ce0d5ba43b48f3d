"""The outbox: units hear that there is news, once, without a word too much; nothing is lost."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import click
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from complaints import outbox as outbox_module
from complaints.database import Database
from complaints.database.models import Event, Message, Ticket
from complaints.events import THE_CLOCK, record
from complaints.keys import Keys
from complaints.outbox import Outbox, Sent, pause
from complaints.post import NoServerError, NotTakenError
from complaints.upkeep import send_outbox
from content import Catalog
from tests.complaints.test_database import filed

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NAMES = {"jia-mz": "甲区民政局", "jia-xf": "甲区消防", "shili-jw": "市纪委监委"}


@dataclass
class FakePost:
    """Takes mails, but not for addresses it refuses, and none while it is away."""

    taken: list[tuple[str, str, str]] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    away: bool = False
    asked: int = 0

    def send(self, to: str, subject: str, text: str) -> None:
        """Take a mail, or not."""
        self.asked += 1
        if self.away:
            raise NoServerError
        if to in self.refuses:
            raise NotTakenError
        self.taken.append((to, subject, text))

    @property
    def readers(self) -> list[str]:
        """Who got a mail."""
        return [to for to, _, _ in self.taken]


@pytest.fixture
def post() -> FakePost:
    """Give a post that takes everything."""
    return FakePost()


@pytest.fixture
def addresses() -> dict[str, list[str]]:
    """Give the addresses of officers, by unit."""
    return {unit: [f"one@{unit}.example", f"two@{unit}.example"] for unit in NAMES}


@pytest.fixture
def outbox(database: Database, post: FakePost, addresses: dict[str, list[str]]) -> Outbox:
    """Give an outbox over the fake post."""
    return Outbox(
        database,
        post,
        recipients=lambda unit: addresses.get(unit, []),
        name_of=lambda unit: NAMES.get(unit, "您单位"),
        desk_url="https://desk.example/desk/",
    )


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


def tell(database: Database, ticket: Ticket, unit: str) -> None:
    with database.writing() as session:
        event = record(session.get_one(Ticket, ticket.id), "noted", THE_CLOCK, NOW)
        session.add(Message(event_id=event.id, unit=unit, created_at=NOW))


def waiting(database: Database) -> list[Message]:
    with database.reading() as session:
        return list(session.scalars(select(Message).where(Message.sent_at.is_(None))))


@pytest.mark.usefixtures("news")
def test_several_messages_to_a_unit_are_one_mail_to_each_officer(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    sent = outbox.send(NOW)

    assert post.readers == [
        *("one@jia-mz.example", "two@jia-mz.example"),
        *("one@jia-xf.example", "two@jia-xf.example"),
    ]
    assert (sent.mails, sent.messages, sent.later) == (4, 3, 0)
    assert waiting(database) == []


@pytest.mark.usefixtures("news")
def test_what_was_sent_is_not_sent_again(outbox: Outbox, post: FakePost) -> None:
    outbox.send(NOW)

    assert outbox.send(NOW + timedelta(days=1)) == Sent()
    assert len(post.taken) == 4


def test_a_mail_says_that_there_is_news_and_where_and_nothing_else(
    outbox: Outbox, post: FakePost, database: Database, ticket: Ticket
) -> None:
    tell(database, ticket, "jia-mz")

    outbox.send(NOW)

    _, subject, text = post.taken[0]
    assert subject == "【办件平台】有新的办件消息"
    assert "甲区民政局有新的办件消息，请登录查看。\nhttps://desk.example/desk/" in text
    assert ticket.number not in subject + text
    assert not set("投诉举报押金") & set(subject + text)


def test_a_sealed_ticket_is_told_in_the_same_words(
    outbox: Outbox, post: FakePost, database: Database, ticket: Ticket
) -> None:
    tell(database, ticket, "jia-mz")
    outbox.send(NOW)
    with database.writing() as session:
        session.get_one(Ticket, ticket.id).sealed = True
    with database.writing() as session:
        event = session.scalars(select(Event).where(Event.seq == 1)).one()
        session.add(Message(event_id=event.id, unit="shili-jw", created_at=NOW))
    outbox.send(NOW)

    texts = {to: text for to, _, text in post.taken}
    assert (
        texts["one@shili-jw.example"].replace("市纪委监委", "甲区民政局")
        == (texts["one@jia-mz.example"])
    )


@pytest.mark.usefixtures("news")
def test_a_refused_address_stops_nobody_else(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    post.refuses = {"one@jia-mz.example"}

    sent = outbox.send(NOW)

    assert post.readers == ["two@jia-mz.example", "one@jia-xf.example", "two@jia-xf.example"]
    assert (sent.refused, sent.messages) == (1, 3)
    assert waiting(database) == []


@pytest.mark.usefixtures("news")
def test_a_unit_of_which_nobody_could_be_told_is_tried_again(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    post.refuses = {"one@jia-mz.example", "two@jia-mz.example"}
    sent = outbox.send(NOW)

    assert (sent.messages, sent.later, sent.refused) == (1, 2, 2)
    assert [one.next_try_at for one in waiting(database)] == [NOW + MINUTE] * 2
    assert outbox.send(NOW + MINUTE / 2) == Sent()

    post.refuses = set()
    assert outbox.send(NOW + MINUTE).messages == 2


def test_the_pauses_grow_to_six_hours() -> None:
    minutes = [pause(tries) / MINUTE for tries in range(1, 13)]

    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert pause(10_000) == timedelta(hours=6)


@pytest.mark.usefixtures("news")
def test_each_failure_makes_the_pause_longer(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    post.away = True
    outbox.send(NOW)
    outbox.send(NOW + MINUTE)

    assert {one.tries for one in waiting(database)} == {2}
    assert {one.next_try_at for one in waiting(database)} == {NOW + 3 * MINUTE}


@pytest.mark.usefixtures("news")
def test_a_server_that_is_away_is_asked_once_a_run_and_nothing_is_lost(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    post.away = True

    sent = outbox.send(NOW)

    assert sent.no_server
    assert (post.asked, sent.later) == (1, 3)
    assert len(waiting(database)) == 3


@pytest.mark.usefixtures("news")
def test_a_unit_without_an_address_waits_and_is_named(
    outbox: Outbox, addresses: dict[str, list[str]], database: Database
) -> None:
    addresses["jia-mz"] = []

    for _ in range(2):
        assert outbox.send(NOW).nobody == {"jia-mz": 2}
    assert [one.tries for one in waiting(database)] == [0, 0]

    addresses["jia-mz"] = ["new@jia-mz.example"]
    assert outbox.send(NOW).messages == 2


@pytest.mark.usefixtures("news")
def test_the_same_address_twice_gets_one_mail(
    outbox: Outbox, addresses: dict[str, list[str]], post: FakePost
) -> None:
    addresses["jia-mz"] = ["a@x.example", "a@x.example"]

    outbox.send(NOW)

    assert post.readers.count("a@x.example") == 1


@pytest.mark.usefixtures("news")
def test_a_run_that_died_is_made_good_after_half_an_hour(
    outbox: Outbox, post: FakePost, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(post, "send", _killed)
        with pytest.raises(KeyboardInterrupt):
            outbox.send(NOW)

    assert "one@jia-mz.example" not in post.readers
    outbox.send(NOW + 29 * MINUTE)
    assert "one@jia-mz.example" not in post.readers
    outbox.send(NOW + 30 * MINUTE)
    assert "one@jia-mz.example" in post.readers


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.usefixtures("news")
def test_two_runs_at_once_send_each_mail_once(
    outbox: Outbox, post: FakePost, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, due = threading.Barrier(2), outbox_module._due

    def together(session: Session, now: datetime, unit: str | None = None) -> list[Message]:
        found = list(due(session, now, unit))
        if unit == "jia-mz":
            with suppress(threading.BrokenBarrierError):  # On SQLite the other has to wait.
                both.wait(1)
        return found

    monkeypatch.setattr(outbox_module, "_due", together)
    runs = [threading.Thread(target=outbox.send, args=(NOW,)) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert sorted(post.readers) == sorted(set(post.readers))
    assert len(post.readers) == 4


@pytest.mark.usefixtures("news")
def test_nobody_waits_for_the_mail_server(
    outbox: Outbox, post: FakePost, database: Database, ticket: Ticket
) -> None:
    slow = post.send

    def while_something_is_written(to: str, subject: str, text: str) -> None:
        tell(database, ticket, "jia-mz")
        slow(to, subject, text)

    post.send = while_something_is_written  # type: ignore[method-assign]

    assert outbox.send(NOW).mails == 4


@pytest.mark.usefixtures("news")
def test_the_command_names_units_and_no_address(
    outbox: Outbox,
    post: FakePost,
    addresses: dict[str, list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    addresses["jia-xf"] = []
    post.refuses = {"one@jia-mz.example"}

    send_outbox(outbox, NOW)

    out = capsys.readouterr().out
    assert "发出邮件 1 封，送达消息 2 条，稍后再试 0 条" in out
    assert "有 1 个邮箱没有收下" in out
    assert "jia-xf 没有可用的邮箱，1 条消息等待发送" in out
    assert "@" not in out


@pytest.mark.usefixtures("news")
def test_the_command_fails_aloud_without_a_server(outbox: Outbox, post: FakePost) -> None:
    post.away = True

    with pytest.raises(click.ClickException, match="smtp_url"):
        send_outbox(outbox, NOW)


@pytest.mark.usefixtures("news")
def test_an_outbox_writes_nothing_but_its_messages(outbox: Outbox, database: Database) -> None:
    with database.reading() as session:
        before = [event.hash for event in session.scalars(select(Event).order_by(Event.seq))]

    outbox.send(NOW)

    with database.reading() as session:
        after = [event.hash for event in session.scalars(select(Event).order_by(Event.seq))]
    assert after == before
