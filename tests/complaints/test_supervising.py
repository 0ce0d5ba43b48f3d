"""Supervision (督办): an overlay of events, raised by rule or by hand, over once all is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from complaints.acting import THE_CITIZEN, Circumstances
from complaints.database import Database
from complaints.events import values_of
from complaints.intake.history import history
from complaints.keys import Keys
from complaints.supervising import RAISED, raise_to
from complaints.workflow import Level, TransitionError
from content import Catalog, cut, read_folder
from tests.complaints.conftest import Clock
from tests.complaints.house import HANDLER, LEAD, SUPERVISOR, House
from tests.folders import copy_sample

LISTING = {"reason": "久拖不办", "demanded": "一次退还全部押金", "ends": "2026-12-18"}


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    made = House(database, keys, catalog, clock)
    made.file()
    return made


def level(house: House) -> int:
    with house.ticket() as ticket:
        return ticket.supervision


def raise_(house: House, to: int) -> None:
    at = Circumstances(house.keys, house.catalog, house.clock.now)
    with house.ticket() as ticket:
        raise_to(ticket, to, "第三次退回", HANDLER, at)


def changes(house: House) -> list[dict[str, str]]:
    with house.ticket() as ticket:
        names = ("supervision_raised", "supervision_ended")
        return [values_of(one, house.keys) for one in ticket.events if one.name in names]


def test_a_level_is_never_lowered_or_repeated_by_raising(house: House) -> None:
    for to in (Level.SUPERVISED, Level.SUPERVISED, Level.URGED):
        raise_(house, to)

    assert level(house) == 2
    assert changes(house) == [{"level": "2", "reason": "第三次退回"}]


def test_what_follows_by_rule_names_no_officer_and_tells_who_must_act(house: House) -> None:
    house.assign()
    before = house.told()

    raise_(house, Level.SUPERVISED)

    with house.ticket() as ticket:
        raised = ticket.events[-1]
        assert (raised.name, raised.role, raised.officer) == (RAISED, "clock", None)
    assert sorted([*before, "jia-mz", "shili-mz"]) == house.told()  # his own unit knows


def test_a_supervisor_supervises_by_hand_once_and_lead_and_parts_hear(house: House) -> None:
    house.assign()
    before = len(house.told())

    house.do(SUPERVISOR, "supervise", reason="群众反映强烈", due="2026-12-01")

    assert level(house) == 2
    assert changes(house) == [{"level": "2", "reason": "群众反映强烈", "due": "2026-12-01"}]
    assert len(house.told()) == before + 2
    with pytest.raises(TransitionError, match="已经督办"):
        house.do(SUPERVISOR, "supervise", reason="再来一次")


def test_nobody_else_supervises(house: House) -> None:
    for who in (LEAD, HANDLER):
        with pytest.raises(TransitionError, match="不由您办理"):
            house.do(who, "supervise", reason="催一催")


def test_a_listing_has_a_random_key_and_what_it_demands(house: House) -> None:
    house.assign()

    house.do(SUPERVISOR, "list_supervision", **LISTING)

    assert level(house) == 3
    (said,) = changes(house)
    assert said.items() >= LISTING.items()
    assert said["listing"].startswith("GP")


def test_a_supervisor_ends_it_by_hand(house: House) -> None:
    house.do(SUPERVISOR, "supervise", reason="群众反映强烈")
    house.do(SUPERVISOR, "end_supervision", reason="已经办结")

    assert level(house) == 0
    assert changes(house)[-1] == {"level": "2", "remains": "0", "reason": "已经办结"}
    with pytest.raises(TransitionError, match="没有在督办"):
        house.do(SUPERVISOR, "end_supervision", reason="再来一次")


def test_an_answer_ends_supervision_but_not_a_listing(house: House) -> None:
    house.assign()
    house.do(SUPERVISOR, "supervise", reason="群众反映强烈")
    house.answer()
    assert level(house) == 0
    assert changes(house)[-1]["reason"] == "本件已答复"

    house.do(THE_CITIZEN, "reopen", reason="没有解决")
    house.do(SUPERVISOR, "list_supervision", **LISTING)
    house.answer()
    assert level(house) == 3


def test_a_withdrawn_ticket_is_pressed_for_no_more(house: House) -> None:
    house.assign()
    house.do(SUPERVISOR, "list_supervision", **LISTING)

    house.do(THE_CITIZEN, "withdraw")

    assert level(house) == 0


def test_sealing_ends_it_and_a_sealed_ticket_is_never_listed(house: House) -> None:
    house.assign()
    house.do(SUPERVISOR, "list_supervision", **LISTING)

    house.do(LEAD, "seal", reason="涉及公职人员")

    assert level(house) == 0
    with pytest.raises(ValueError, match="never listed"):
        raise_(house, Level.LISTED)
    with pytest.raises(TransitionError):
        house.do(SUPERVISOR, "supervise", reason="群众反映强烈")


def test_the_third_urge_of_a_round_raises_the_ticket(house: House) -> None:
    house.assign()
    for _ in range(2):
        house.do(THE_CITIZEN, "urge")
        house.clock.forward(days=7)
    assert level(house) == 0

    house.do(THE_CITIZEN, "urge")

    assert level(house) == 1
    assert changes(house) == [{"level": "1", "reason": "反映人在本轮已经催办 3 次"}]


def test_without_a_calendar_the_citizen_urges_once_in_three_days(
    house: House, tmp_path: Path
) -> None:
    house.assign()
    folder = copy_sample(tmp_path / "content")
    (folder / "calendar" / "2026.csv").unlink()
    house.catalog = cut(read_folder(folder), house.catalog.day)
    house.do(THE_CITIZEN, "urge")
    for hours in (0, 47):
        house.clock.forward(hours=hours)
        with pytest.raises(TransitionError, match="只能催办一次"):
            house.do(THE_CITIZEN, "urge")
    house.clock.forward(hours=25)

    house.do(THE_CITIZEN, "urge")


def test_the_citizen_reads_that_it_is_pressed_for_and_no_reason(house: House) -> None:
    house.assign()
    raise_(house, Level.URGED)
    house.do(SUPERVISOR, "list_supervision", **LISTING)
    house.do(SUPERVISOR, "end_supervision", reason="已经整改")

    with house.ticket() as ticket:
        told = history(ticket, house.keys)[:3]

    assert [entry.says for entry in told] == [
        "对本件的挂牌督办已经结束。",
        "已对本件挂牌督办，要求抓紧办理。",
        "已对本件催办，要求抓紧办理。",
    ]
    assert [entry.shown for entry in told] == [(), (), ()]
