"""What goes on a list: what is due by rule, of tickets at rest; each once, and never mixed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from complaints.acting import THE_CITIZEN
from complaints.database.disposals import Disposal, DisposalItem
from complaints.database.models import Leg, Link, Ticket
from complaints.retention.terms import CONTACT, FILES, TEXT
from tests.complaints.house import CHIEF, LEAD, REFUSAL, SUPERVISOR
from tests.complaints.retention.shelf import CONTACT_DUE, LAST_OF_CONTACT, Shelf


def whats(shelf: Shelf) -> list[str]:
    return [what for _, what in shelf.listed()]


def test_contact_is_due_the_day_after_its_term_and_not_before(shelf: Shelf) -> None:
    shelf.close()

    assert shelf.propose(LAST_OF_CONTACT) == 0
    assert shelf.propose(CONTACT_DUE) == 1
    assert whats(shelf) == [CONTACT]


def test_each_kind_of_content_has_its_own_term(shelf: Shelf) -> None:
    shelf.close(files=1)
    shelf.propose(datetime(2031, 11, 21, 4, tzinfo=UTC))

    assert sorted(whats(shelf)) == sorted([CONTACT, FILES])


def test_a_second_run_proposes_nothing_again(shelf: Shelf) -> None:
    shelf.close(files=1)

    assert shelf.propose() == 1
    assert shelf.propose() == 0
    assert sorted(whats(shelf)) == sorted([CONTACT, FILES, TEXT])


def test_the_rule_is_copied_with_its_basis(shelf: Shelf) -> None:
    shelf.close()
    shelf.propose(CONTACT_DUE)

    with shelf.house.database.reading() as session:
        item = session.scalars(select(DisposalItem)).one()
    assert (item.rule, item.term, item.last_day) == ("K01", "12 个月", date(2027, 11, 20))
    assert item.basis.startswith("示例")
    assert item.closed_on == date(2026, 11, 20)


def test_what_is_not_there_is_not_proposed(shelf: Shelf) -> None:
    shelf.close(naming="匿名", name="", telephone="")
    shelf.propose()

    assert whats(shelf) == [TEXT]


@pytest.mark.parametrize("end", ["withdraw", "reject"])
def test_papers_that_were_never_answered_are_due_too(shelf: Shelf, end: str) -> None:
    shelf.house.file()
    who, values = (LEAD, REFUSAL) if end == "reject" else (THE_CITIZEN, {})
    shelf.house.do(who, end, **values)

    shelf.propose()

    assert sorted(whats(shelf)) == sorted([CONTACT, TEXT])


def test_an_open_ticket_is_never_proposed(shelf: Shelf) -> None:
    shelf.house.file()
    shelf.house.assign()

    assert shelf.propose() == 0


def test_the_term_begins_anew_when_a_ticket_comes_to_rest_again(shelf: Shelf) -> None:
    shelf.house.file()
    shelf.house.do(LEAD, "reject", **REFUSAL)
    shelf.house.clock.forward(days=20)
    shelf.house.do(THE_CITIZEN, "object", reason="不同意")
    shelf.house.do(SUPERVISOR, "dismiss_objection", reason="理由成立")

    assert shelf.propose(datetime(2027, 12, 10, 4, tzinfo=UTC)) == 0
    assert shelf.propose(datetime(2027, 12, 11, 4, tzinfo=UTC)) == 1


def test_a_window_for_reopening_that_is_open_or_not_known_holds_it(shelf: Shelf) -> None:
    shelf.close()
    with shelf.house.database.writing() as session:
        leg = session.scalars(select(Leg).where(Leg.leg == "评价")).one()
        leg.due_on = None

    assert shelf.propose() == 0


def test_supervision_holds_it(shelf: Shelf) -> None:
    shelf.close()
    with shelf.house.ticket() as ticket:
        ticket.supervision = 3

    assert shelf.propose() == 0


def test_an_open_linked_ticket_holds_both(shelf: Shelf) -> None:
    closed = shelf.close()
    shelf.house.file()
    link(shelf, closed, shelf.house.number)

    assert shelf.propose() == 0
    shelf.house.do(THE_CITIZEN, "withdraw")
    assert shelf.propose() == 1


def test_a_sealed_ticket_holds_no_other_lest_the_gap_betray_it(shelf: Shelf) -> None:
    closed = shelf.close()
    shelf.house.file(sealed=True)
    link(shelf, closed, shelf.house.number)

    assert shelf.propose() == 1


def link(shelf: Shelf, one: str, other: str) -> None:
    with shelf.house.database.writing() as session:
        ids = {ticket.number: ticket.id for ticket in session.scalars(select(Ticket))}
        session.add(Link(ticket_id=ids[one], other_id=ids[other], why="同时提出"))


def test_sealed_tickets_have_their_own_list_that_is_neither_seen_nor_counted(shelf: Shelf) -> None:
    shelf.close(sealed=True)

    assert shelf.propose() == 0
    with shelf.house.database.reading() as session:
        assert session.scalars(select(Disposal)).one().sealed
    assert len(shelf.seen_by(CHIEF)) == 2
    assert shelf.seen_by(SUPERVISOR) == shelf.seen_by(LEAD) == []


def test_what_is_sealed_later_leaves_the_lists_of_others(shelf: Shelf) -> None:
    shelf.close()
    shelf.propose()
    assert len(shelf.seen_by(SUPERVISOR)) == 2

    shelf.house.do(LEAD, "seal", reason="涉及公职人员")

    assert shelf.seen_by(SUPERVISOR) == shelf.seen_by(LEAD) == shelf.seen_by(CHIEF) == []


def test_runs_at_the_same_time_make_one_list(shelf: Shelf) -> None:
    shelf.close()
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: shelf.propose(), range(4)))

    assert sum(made) == 1
    assert len(shelf.listed()) == 2
