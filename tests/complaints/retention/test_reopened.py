"""A ticket that came to rest anew since its list was made: its term runs from the new day."""

from __future__ import annotations

from datetime import timedelta

from complaints.acting import THE_CITIZEN
from tests.complaints.house import LEAD, REFUSAL, SUPERVISOR
from tests.complaints.retention.shelf import CONTACT_DUE, Shelf

DAY = timedelta(days=1)


def test_what_was_disputed_since_its_list_was_made_is_not_destroyed(shelf: Shelf) -> None:
    house = shelf.house
    house.file()
    house.do(LEAD, "reject", **REFUSAL)
    shelf.propose(CONTACT_DUE)
    shelf.confirm(LEAD, CONTACT_DUE)
    shelf.confirm(SUPERVISOR, CONTACT_DUE)
    house.clock.now = CONTACT_DUE
    house.do(THE_CITIZEN, "object", reason="法院没有受理。")
    house.do(SUPERVISOR, "dismiss_objection", reason="已经在审理。")

    ended = shelf.carry_out(CONTACT_DUE + DAY)

    assert (ended.done, ended.lapsed) == (0, 1)
    with house.ticket() as ticket:
        assert ticket.contact
    # Dismissed on 2027-11-21, twelve months: until 2028-11-21.
    assert [shelf.propose(CONTACT_DUE + so_many * DAY) for so_many in (1, 366, 367)] == [0, 0, 1]
