"""Refusals: each reader is tried again alone, ever more slowly, and given up after three days."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from complaints.database import Database
from complaints.database.deliveries import DeliveryState
from complaints.database.models import Message, Ticket
from complaints.outbox import Outbox, Way
from complaints.outbox.deliveries import GIVEN_UP_AFTER, SENDING_FOR, is_hopeless, pause, unsettled
from complaints.post import NotTakenError, RefusedError, UncertainError
from complaints.upkeep import send_outbox
from tests.complaints.posting import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    FakePost,
    states,
    tell,
    waiting,
)
from tests.complaints.test_outbox import addresses, news, outbox, post, ticket

__all__ = ["addresses", "news", "outbox", "post", "ticket"]
FULL, WELL = "one@jia-mz.example", "two@jia-mz.example"
pytestmark = pytest.mark.usefixtures("news")


def test_a_refused_address_stops_nobody_else(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    post.fails = {FULL: NotTakenError()}

    sent = outbox.send(NOW)

    assert sorted(post.readers) == ["one@jia-xf.example", WELL, "two@jia-xf.example"]
    assert (sent.refused, sent.messages, sent.later) == (1, 3, 1)
    assert waiting(database) == []


def test_a_refused_address_alone_is_tried_again(outbox: Outbox, post: FakePost) -> None:
    post.fails = {FULL: NotTakenError()}
    outbox.send(NOW)
    post.fails = {}

    assert outbox.send(NOW + MINUTE / 2).taken[Way.MAIL] == 0
    assert outbox.send(NOW + MINUTE).taken[Way.MAIL] == 1
    assert sorted(post.readers) == sorted(set(post.readers))


def test_the_pauses_grow_to_six_hours() -> None:
    minutes = [pause(tries) / MINUTE for tries in range(1, 13)]

    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert pause(10_000) == 6 * HOUR


def test_each_refusal_makes_the_pause_longer(outbox: Outbox, post: FakePost) -> None:
    post.fails = {FULL: NotTakenError()}
    outbox.send(NOW)
    outbox.send(NOW + MINUTE)

    assert outbox.send(NOW + 3 * MINUTE - MINUTE / 60).refused == 0
    assert outbox.send(NOW + 3 * MINUTE).refused == 1


def test_a_server_that_refuses_for_a_day_then_takes_each_message_once(
    outbox: Outbox, post: FakePost, database: Database, ticket: Ticket
) -> None:
    post.failing = NotTakenError()
    for hour in range(24):
        outbox.send(NOW + hour * HOUR)
        tell(database, ticket, "jia-mz", NOW + hour * HOUR)
    post.failing = None

    for hour in range(24, 48):
        outbox.send(NOW + hour * HOUR)

    assert len(post.readers) == len(set(post.readers)) == 4
    assert waiting(database) == []


def test_an_address_that_refuses_for_three_days_is_given_up_and_said(
    outbox: Outbox, post: FakePost, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    post.fails = {FULL: NotTakenError()}
    for hour in range(24 * 6):
        send_outbox(outbox, NOW + hour * HOUR)
    said = capsys.readouterr().out

    post.fails = {}
    outbox.send(NOW + 30 * DAY)

    assert states(database)[FULL] == DeliveryState.GIVEN_UP
    assert said.count("jia-mz 有 1 个邮箱一直不收，不再试了") == 1
    assert FULL not in [*post.readers, said]


def test_three_days_are_not_two() -> None:
    first = next(tries for tries in range(1, 99) if is_hopeless(tries))
    waited = sum((pause(one) for one in range(1, first)), pause(1) * 0)

    assert GIVEN_UP_AFTER - 6 * HOUR <= waited < GIVEN_UP_AFTER


def test_what_is_refused_for_good_is_not_tried_again(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    post.fails = {FULL: RefusedError()}
    sent = outbox.send(NOW)
    post.fails = {}
    outbox.send(NOW + DAY)

    assert sent.given_up == {"jia-mz": 1}
    assert FULL not in post.readers
    assert states(database)[FULL] == DeliveryState.GIVEN_UP


def test_a_line_that_broke_is_uncertain_said_and_never_repeated(
    outbox: Outbox, post: FakePost, capsys: pytest.CaptureFixture[str]
) -> None:
    post.fails = {FULL: UncertainError()}
    send_outbox(outbox, NOW)
    post.fails = {}
    send_outbox(outbox, NOW + DAY)

    said = capsys.readouterr().out
    assert "有 1 封邮件发到一半断了，不知道送到没有；不再重发" in said
    assert FULL not in post.readers


def test_news_after_an_uncertain_mail_is_told_as_ever(
    outbox: Outbox, post: FakePost, database: Database, ticket: Ticket
) -> None:
    post.fails = {FULL: UncertainError()}
    outbox.send(NOW)
    post.fails = {}
    tell(database, ticket, "jia-mz", NOW + HOUR)

    outbox.send(NOW + HOUR)

    assert post.readers.count(FULL) == 1


def test_a_run_that_died_leaves_its_mail_uncertain_once_it_must_be_dead(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    post.failing = KeyboardInterrupt()  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        outbox.send(NOW)
    post.failing = None

    assert outbox.send(NOW + MINUTE).uncertain == 0
    assert outbox.send(NOW + SENDING_FOR).uncertain == 1
    assert len(post.readers) == 3
    assert sorted(states(database).values()) == ["taken", "taken", "taken", "uncertain"]


def test_what_was_given_up_no_longer_waits(
    outbox: Outbox, post: FakePost, database: Database
) -> None:
    def left() -> int:
        with database.reading() as session:
            return len(session.scalars(select(Message).where(unsettled())).all())

    assert left() == 3
    post.failing = NotTakenError()
    outbox.send(NOW)
    assert left() == 3
    post.failing = RefusedError()
    outbox.send(NOW + MINUTE)

    assert left() == 0
    assert len(waiting(database)) == 3
