"""More days (延期): once a leg, within its rule, before its due day ends, granted by another."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from complaints.acting import THE_CITIZEN
from complaints.database import Database
from complaints.events import values_of
from complaints.intake.history import history
from complaints.keys import Keys
from complaints.legs import explain_leg, leg_of
from complaints.workflow import Role, TransitionError
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import (
    CHIEF,
    HANDLER,
    HEAD,
    INSPECTOR,
    LEAD,
    OPINION,
    STORY,
    SUPERVISOR,
    House,
    officer,
    part_of,
)

FIVE = {"days": "5", "reason": "要等检测报告。"}
PART = "jia-scjg"


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    """Give a ticket of Friday, 20 November 2026; its part and its answer are due on 12-11."""
    made = House(database, keys, catalog, clock)
    made.file()
    made.assign()
    made.do(HANDLER, "accept_part", PART)
    return made


def due(house: House, unit: str = "") -> date | None:
    with house.ticket() as ticket:
        leg = leg_of(ticket, "答复", part_of(ticket, unit) if unit else None)
        assert leg is not None
        return leg.due_on


def test_the_lead_gives_a_unit_more_days_and_the_ticket_stays_due(house: House) -> None:
    house.do(HEAD, "ask_extension", PART, **FIVE)
    house.do(LEAD, "grant_extension", PART, **FIVE)

    assert due(house, PART) == date(2026, 12, 18)
    assert due(house) == date(2026, 12, 11)


def test_the_explanation_says_who_granted_and_which_days_are_more(house: House) -> None:
    house.do(SUPERVISOR, "extend", days="2", reason="要等检测报告。")

    with house.ticket() as ticket:
        leg = leg_of(ticket, "答复")
        assert leg is not None
        lines = explain_leg(leg, ticket, house.catalog)
    assert lines[0].startswith("时限：15 个工作日")
    assert lines[1] == "延期：2026-11-20 由监督人员批准，延长 2 个工作日"
    assert "2026-12-11（星期五）：第 15 个工作日" in lines
    assert "2026-12-15（星期二）：第 17 个工作日，延期第 2 天" in lines


def test_the_citizen_reads_the_new_day_and_the_reason(house: House) -> None:
    house.do(LEAD, "ask_extension", **FIVE)
    house.do(SUPERVISOR, "extend", **FIVE)

    with house.ticket() as ticket:
        newest = history(ticket, house.keys)[0]
    assert newest.says == "答复期限延长一次，天数、新的日期和理由见说明。"
    assert dict(newest.shown) == {
        "延长的天数": "5",
        "新的日期": "2026-12-18",
        "理由": "要等检测报告。",
    }


@pytest.mark.parametrize("days", ["0", "11", "-1", "1.5", "五", "９", "", "9" * 40])
def test_not_more_than_the_rule_allows(house: House, days: str) -> None:
    with pytest.raises(TransitionError):
        house.do(SUPERVISOR, "extend", days=days, reason="要等检测报告。")

    assert due(house) == date(2026, 12, 11)


def test_as_many_days_as_the_rule_allows(house: House) -> None:
    house.do(SUPERVISOR, "extend", days="10", reason="要等检测报告。")

    assert due(house) == date(2026, 12, 25)


def test_until_the_end_of_the_due_day_and_not_a_minute_later(house: House) -> None:
    house.clock.now = datetime(2026, 12, 11, 16, tzinfo=UTC)  # Midnight in Shanghai.
    with pytest.raises(TransitionError, match="到期日已过"):
        house.do(SUPERVISOR, "extend", **FIVE)
    house.clock.now = datetime(2026, 12, 11, 15, 59, tzinfo=UTC)
    house.do(SUPERVISOR, "extend", **FIVE)


def test_what_was_asked_in_time_is_not_granted_too_late(house: House) -> None:
    house.do(HEAD, "ask_extension", PART, **FIVE)
    house.clock.now = datetime(2026, 12, 11, 16, tzinfo=UTC)

    with pytest.raises(TransitionError, match="到期日已过"):
        house.do(LEAD, "grant_extension", PART, **FIVE)


def test_once_a_leg(house: House) -> None:
    house.do(SUPERVISOR, "extend", days="1", reason="要等检测报告。")

    with pytest.raises(TransitionError, match="只能延期一次"):
        house.do(SUPERVISOR, "extend", days="1", reason="还要等。")
    with pytest.raises(TransitionError, match="只能延期一次"):
        house.do(LEAD, "ask_extension", days="1", reason="还要等。")


def test_a_new_round_may_have_its_own(house: House) -> None:
    house.do(SUPERVISOR, "extend", days="1", reason="要等检测报告。")
    house.answer()
    house.do(THE_CITIZEN, "reopen", reason="没有解决")
    house.do(SUPERVISOR, "extend", days="1", reason="再等一天。")

    assert due(house) == date(2026, 12, 14)


def test_after_more_work_was_asked_for_a_leg_keeps_its_extension(house: House) -> None:
    house.do(HEAD, "ask_extension", PART, **FIVE)
    house.do(LEAD, "grant_extension", PART, **FIVE)
    house.do(HANDLER, "draft", PART, **OPINION)
    house.do(HEAD, "submit", PART, **OPINION)
    house.clock.forward(days=4)
    house.do(LEAD, "send_back", PART, reason="请写明依据")

    assert due(house, PART) == date(2026, 12, 22)
    with pytest.raises(TransitionError, match="一次"):
        house.do(HEAD, "ask_extension", PART, **FIVE)


def test_refused_it_may_be_asked_again_and_nothing_is_granted_unasked(house: House) -> None:
    with pytest.raises(TransitionError, match="没有人申请"):
        house.do(LEAD, "grant_extension", PART, **FIVE)
    house.do(HEAD, "ask_extension", PART, **FIVE)
    with pytest.raises(TransitionError, match="已经申请"):
        house.do(HEAD, "ask_extension", PART, **FIVE)
    house.do(LEAD, "refuse_extension", PART, reason="可以先报一部分")

    assert due(house, PART) == date(2026, 12, 11)
    house.do(HEAD, "ask_extension", PART, **FIVE)


def test_nobody_grants_what_he_asked_for(house: House) -> None:
    both = officer("li", "jia-mz", Role.LEAD, Role.SUPERVISOR)
    house.do(both, "ask_extension", **FIVE)

    with pytest.raises(TransitionError, match="自己的申请"):
        house.do(both, "extend", **FIVE)


@pytest.mark.parametrize(
    ("actor", "action", "of"),
    [
        (HANDLER, "ask_extension", PART),
        (HEAD, "grant_extension", PART),
        (LEAD, "extend", ""),
        (HEAD, "extend", ""),
    ],
)
def test_a_wrong_role_is_refused(house: House, actor: object, action: str, of: str) -> None:
    with pytest.raises(TransitionError):
        house.do(actor, action, of, **FIVE)  # type: ignore[arg-type]


def test_of_a_sealed_ticket_one_officer_asks_and_another_grants(house: House) -> None:
    house.file(sealed=True, matter="J01", story=STORY)
    house.do(CHIEF, "accept", matter="J01")
    with pytest.raises(TransitionError, match="没有人申请"):
        house.do(CHIEF, "extend", **FIVE)
    with pytest.raises(TransitionError):
        house.do(SUPERVISOR, "extend", **FIVE)
    house.do(INSPECTOR, "ask_extension", **FIVE)
    house.do(CHIEF, "extend", **FIVE)

    with house.ticket() as ticket:
        event = next(one for one in ticket.events if one.name == "extended")
        assert {kept.value for kept in event.values} == {None}
        assert values_of(event, house.keys)["due_on"] == "2026-12-18"


def test_an_extension_and_a_wait_add_up(house: House) -> None:
    house.do(SUPERVISOR, "extend", days="1", reason="要等检测报告。")
    house.do(LEAD, "ask_more", lacking="收据", reason="核对金额")
    house.clock.forward(days=4)
    house.do(THE_CITIZEN, "give_more", text="在这里")

    assert due(house) == date(2026, 12, 16)
