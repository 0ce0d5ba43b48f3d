"""What two persons confirmed is gone, and only that; what it was stays proved."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url

from complaints.database.disposals import DisposalItem
from complaints.database.models import Contact, Event, EventValue, File
from complaints.events import broken_link, values_of
from complaints.retention import carry_out
from complaints.retention.register import read_register
from complaints.sealing import CONTACT_COLUMNS, set_sealed
from tests.complaints.house import ANSWER, CHIEF, LEAD, SUPERVISOR
from tests.complaints.retention.shelf import ALL_DUE, CONTACT_DUE, STORY, Shelf


@pytest.mark.parametrize("confirming", [(), (LEAD,)])
def test_without_both_nothing_is_destroyed(shelf: Shelf, confirming: tuple[object, ...]) -> None:
    shelf.close(files=1)
    shelf.propose()
    if confirming:
        shelf.confirm(LEAD)

    assert shelf.carry_out().done == 0
    with shelf.house.ticket() as ticket:
        assert ticket.story == STORY
        assert ticket.contact
        assert ticket.files


def test_contact_files_and_words_go_and_the_skeleton_stays(shelf: Shelf, tmp_path: Path) -> None:
    number = shelf.close(files=2)

    assert shelf.dispose().done == 3

    with shelf.house.ticket() as ticket:
        assert (ticket.story, ticket.sealed_story, ticket.happened) == (None, None, "")
        assert (ticket.number, ticket.state, ticket.matter) == (number, "closed", "F01")
        assert (ticket.lead_unit, ticket.outcome) == ("jia-mz", "已解决")
        assert [part.unit for part in ticket.assignments] == ["jia-scjg"]
        assert ticket.institution_name
    with shelf.house.database.reading() as session:
        assert session.scalars(select(Contact)).all() == []
        assert session.scalars(select(File)).all() == []
        kept = session.scalars(select(EventValue.value).join(Event).where(Event.name != "disposed"))
        assert not any(ANSWER["found"] in (text or "") for text in kept)
    assert [path.name for path in (tmp_path / "uploads").iterdir()] == ["disposed.csv"]


def test_the_chain_stays_whole_and_the_audit_counts_what_was_erased(shelf: Shelf) -> None:
    shelf.close()
    before = shelf.audit()
    shelf.dispose()
    after = shelf.audit()

    assert after.wrong == before.wrong == before.erased == 0
    assert after.erased > 10
    with shelf.house.ticket() as ticket:
        assert broken_link(ticket) is None


def test_it_is_recorded_what_by_which_rule_on_which_list_by_whom(shelf: Shelf) -> None:
    shelf.close(files=1)
    shelf.dispose()

    with shelf.house.ticket() as ticket:
        told = [values_of(one, shelf.house.keys) for one in ticket.events if one.name == "disposed"]
    assert sorted(one["what"] for one in told) == sorted(["联系方式", "附件", "正文和记录内容"])
    assert all((one["first_by"], one["second_by"]) == ("li", "zhou") for one in told)
    assert any("K01：办结后保管 12 个月" in one["rule"] for one in told)
    with shelf.house.database.reading() as session:
        (disposal,) = set(session.scalars(select(DisposalItem.disposal_id)))
    assert {one["disposal"] for one in told} == {disposal}
    assert shelf.states() == ["ended"]


def test_a_second_run_does_nothing(shelf: Shelf) -> None:
    shelf.close(files=1)
    shelf.dispose()
    with shelf.house.ticket() as ticket:
        events = len(ticket.events)

    again = shelf.carry_out()

    assert (again.done, again.lapsed) == (0, 0)
    assert shelf.propose() == 0
    with shelf.house.ticket() as ticket:
        assert len(ticket.events) == events
    assert len(list(read_register(shelf.archive.register))) == 3


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_byte_of_it_is_left_in_the_files_of_sqlite(shelf: Shelf) -> None:
    url = make_url(shelf.house.database.url)
    shelf.close(files=1)
    with shelf.house.database.reading() as session:
        contact = session.scalars(select(Contact)).one()
        secrets = [getattr(contact, column) for column in CONTACT_COLUMNS]
        keys = [file.wrapped_key for file in session.scalars(select(File))]
    words = [STORY.encode(), ANSWER["found"].encode(), *secrets, *keys]
    assert all(word and word in written(url.database) for word in words)

    shelf.dispose()

    assert [word for word in words if word in written(url.database)] == []


def written(database: str | None) -> bytes:
    """Read all that SQLite has written."""
    path = Path(database or "")
    return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


def test_a_sealed_ticket_goes_the_same_way_and_its_record_stays_sealed(shelf: Shelf) -> None:
    shelf.close(sealed=True, files=1)
    shelf.propose()
    shelf.confirm_twice()
    ended = shelf.carry_out()

    assert (ended.done, ended.lapsed) == (0, 0)  # A log counts no sealed ones.
    with shelf.house.ticket() as ticket:
        assert (ticket.story, ticket.sealed_story, ticket.contact) == (None, None, None)
        assert ticket.files == []
        values = [value for event in ticket.events for value in event.values]
        assert all(value.value is None for value in values)
    assert shelf.audit().wrong == 0


def test_what_was_sealed_after_confirming_is_not_destroyed(shelf: Shelf) -> None:
    shelf.close()
    shelf.propose()
    shelf.confirm(LEAD)
    shelf.confirm(SUPERVISOR)
    shelf.house.do(LEAD, "seal", reason="涉及公职人员")

    assert shelf.carry_out().lapsed == 0  # A log counts no sealed ones.
    assert shelf.states() == ["ended"]
    with shelf.house.ticket() as ticket:
        assert ticket.sealed_story
        assert ticket.contact
    assert shelf.propose() == 0
    assert len(shelf.seen_by(CHIEF)) == 2  # On a list of its own now.


def test_a_list_made_while_the_clock_was_wrong_destroys_nothing(shelf: Shelf) -> None:
    shelf.close()
    shelf.propose()
    shelf.confirm_twice()

    assert shelf.carry_out(CONTACT_DUE).lapsed == 1
    with shelf.house.ticket() as ticket:
        assert (ticket.story, ticket.contact) == (STORY, None)


def test_what_was_erased_can_be_sealed_and_stays_erased(shelf: Shelf) -> None:
    shelf.close(files=1)
    shelf.dispose()
    shelf.house.do(LEAD, "seal", reason="涉及公职人员")

    with shelf.house.ticket() as ticket:
        assert ticket.sealed_story is None
        set_sealed(ticket, shelf.house.keys, sealed=False)
        assert ticket.story is None
    assert shelf.audit().wrong == 0


def test_the_register_holds_no_word_of_anybody(shelf: Shelf) -> None:
    shelf.close(files=1)
    shelf.dispose()
    carry_out(shelf.archive, ALL_DUE)

    text = shelf.archive.register.read_text("utf-8")
    assert not any(word in text for word in (STORY, "张示例", "0000-5559999", shelf.house.number))
    assert shelf.archive.register.stat().st_mode & 0o077 == 0
