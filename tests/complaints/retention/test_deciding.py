"""Two persons decide, never one alone; either may keep what is still needed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from complaints.acting import Actor
from complaints.database.disposals import Disposal, DisposalItem
from complaints.retention.deciding import DecisionError
from complaints.retention.terms import CONTACT, TEXT
from complaints.workflow import Role
from tests.complaints.house import (
    ADMINISTRATOR,
    CHIEF,
    HANDLER,
    INSPECTOR,
    LEAD,
    OTHER_LEAD,
    SUPERVISOR,
)
from tests.complaints.retention.shelf import Shelf

HEAD_OF_LEAD = Actor(frozenset({Role.HEAD}), "jia-mz", "he")
BOTH = Actor(frozenset({Role.LEAD, Role.SUPERVISOR}), "shili-mz", "wei")
LATER = date(2040, 1, 1)


@pytest.fixture
def listed(shelf: Shelf) -> Shelf:
    """Give a shelf with one list of two items."""
    shelf.close()
    shelf.propose()
    return shelf


def test_the_lead_confirms_first_and_a_supervisor_second(listed: Shelf) -> None:
    listed.confirm(LEAD)
    assert listed.states() == ["checked"]
    listed.confirm(SUPERVISOR)
    assert listed.states() == ["confirmed"]

    with listed.house.database.reading() as session:
        disposal = session.scalars(select(Disposal)).one()
    assert (disposal.first_by, disposal.second_by) == ("li", "zhou")


def test_nobody_begins_with_the_second(listed: Shelf) -> None:
    with pytest.raises(DecisionError, match="不由您"):
        listed.confirm(SUPERVISOR)


def test_nobody_confirms_twice(listed: Shelf) -> None:
    listed.confirm(LEAD)

    with pytest.raises(DecisionError, match="两个人"):
        listed.confirm(LEAD)


def test_one_account_with_both_roles_is_still_one_person(shelf: Shelf) -> None:
    shelf.house.file(place=None, matter=None)
    shelf.house.do(BOTH, "reject", reason="不属于", basis="示例规定", turn_to="示例")
    shelf.propose()
    shelf.confirm(BOTH)

    with pytest.raises(DecisionError, match="两个人"):
        shelf.confirm(BOTH)
    shelf.confirm(SUPERVISOR)
    assert shelf.states() == ["confirmed"]


@pytest.mark.parametrize("stranger", [HANDLER, OTHER_LEAD, INSPECTOR, CHIEF, ADMINISTRATOR])
def test_lists_of_others_do_not_exist(listed: Shelf, stranger: Actor) -> None:
    assert listed.seen_by(stranger) == []


def test_a_head_who_does_not_see_every_ticket_confirms_no_list(shelf: Shelf) -> None:
    shelf.close()
    with shelf.house.ticket() as ticket:
        ticket.assignments[0].unit = "jia-mz"
    shelf.close()
    shelf.propose()

    assert len(shelf.seen_by(HEAD_OF_LEAD)) == 2
    assert len(shelf.seen_by(LEAD)) == 4
    with pytest.raises(DecisionError, match="您不能看"):
        shelf.confirm(HEAD_OF_LEAD)


def test_of_a_sealed_list_both_are_of_the_discipline_unit(shelf: Shelf) -> None:
    shelf.close(sealed=True)
    shelf.propose()

    with pytest.raises(DecisionError):
        shelf.confirm(INSPECTOR)  # The head first.
    shelf.confirm(CHIEF)
    with pytest.raises(DecisionError):
        shelf.confirm(CHIEF)
    shelf.confirm(SUPERVISOR)  # He sees no list, so nothing is confirmed.
    assert shelf.states() == ["checked"]
    shelf.confirm(INSPECTOR)
    assert shelf.states() == ["confirmed"]


@pytest.mark.parametrize("officer", [LEAD, SUPERVISOR])
def test_either_may_keep_an_item_with_a_reason_and_a_new_term(
    listed: Shelf, officer: Actor
) -> None:
    listed.strike(officer, TEXT, LATER)

    with listed.house.database.reading() as session:
        struck = session.scalars(select(DisposalItem).where(DisposalItem.what == TEXT)).one()
    assert (struck.state, struck.reason, struck.kept_until) == ("struck", "正在诉讼", LATER)
    assert struck.struck_by == officer.officer
    listed.confirm_twice()
    assert listed.carry_out().done == 1
    with listed.house.ticket() as ticket:
        assert ticket.story is not None
        assert ticket.contact is None


def test_what_was_kept_is_proposed_anew_after_its_new_term_only(listed: Shelf) -> None:
    listed.strike(LEAD, TEXT, LATER)

    assert listed.propose(datetime(2040, 1, 1, 4, tzinfo=UTC)) == 0
    assert listed.propose(datetime(2040, 1, 2, 4, tzinfo=UTC)) == 1


def test_a_new_term_lies_ahead(listed: Shelf) -> None:
    with pytest.raises(DecisionError, match="今天以后"):
        listed.strike(LEAD, CONTACT, date(2037, 1, 5))


def test_after_both_have_confirmed_nothing_is_struck(listed: Shelf) -> None:
    listed.confirm_twice()

    with pytest.raises(DecisionError):
        listed.strike(LEAD, CONTACT, LATER)


def test_a_list_from_which_all_was_struck_has_nothing_to_confirm(listed: Shelf) -> None:
    listed.strike(LEAD, CONTACT, LATER)
    listed.strike(LEAD, TEXT, LATER)

    with pytest.raises(DecisionError, match="没有等着"):
        listed.confirm(LEAD)
    listed.carry_out()
    assert listed.states() == ["ended"]
