"""Orders of the hotline become tickets: whole rows, each number once, nothing personal told."""

from __future__ import annotations

import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from complaints.database.hotline_orders import HotlineOrder
from complaints.database.models import Contact, Message, Ticket
from complaints.events import broken_link
from complaints.hotline.orders import RefusedRowError
from complaints.hotline.taking import rejected_file
from complaints.sealing import contact_of, story_of
from tests.complaints.hotline.handing import ORDERS, USUAL, Hotline


def copied(hotline: Hotline) -> Path:
    return Path(shutil.copy(ORDERS, hotline.folder))


def test_a_dirty_list_is_taken_row_by_row_and_every_row_accounted_for(hotline: Hotline) -> None:
    tally = hotline.take(copied(hotline))

    assert (tally.rows, tally.taken, tally.known) == (16, 9, 1)
    assert [(one.row, one.column) for one in tally.refused] == [
        (6, "工单编号"),
        (7, "派单时间"),
        (11, "诉求内容"),
        (12, "工单类型"),
        (15, "诉求内容"),
        (16, "工单编号"),
    ]
    assert dict(tally.doubts) == {
        "认不出是哪一家机构，机构名称按原文登记": [4],
        "诉求内容含有居民身份证号码": [8],
    }
    assert len(hotline.tickets()) == 9


def test_a_row_becomes_a_ticket_as_one_recorded_at_the_desk(hotline: Hotline) -> None:
    hotline.hand()

    ticket = hotline.only()
    assert (ticket.kind, ticket.channel, ticket.state) == ("投诉", "12345", "received")
    assert (ticket.institution, ticket.place) == ("100012", "jia-liuyin")
    assert ticket.lead_name == "示例市甲区民政局"
    assert [(event.name, event.role) for event in ticket.events] == [("imported", "clock")]
    assert broken_link(ticket) is None
    assert not ticket.code_seen
    with hotline.database.reading() as session:
        assert session.scalars(select(Message.unit)).all() == ["jia-mz"]


def test_days_count_from_the_hand_over_however_late_the_list_is_taken_in(hotline: Hotline) -> None:
    hotline.hand(派单时间="2026-11-18 23:59")

    ticket = hotline.only()
    (leg,) = ticket.legs
    assert str(ticket.received_on) == str(leg.day_zero) == "2026-11-18"
    assert str(leg.due_on) == "2026-11-25"  # five working days
    assert str(ticket.events[0].on) == "2026-11-20"  # what happened here happened today


def test_without_a_hand_over_day_the_day_of_the_import_is_day_zero(hotline: Hotline) -> None:
    hotline.hand(派单时间="")

    assert str(hotline.only().received_on) == "2026-11-20"
    assert hotline.only().received_at == hotline.clock.now


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("2026-11-20 23:59", True),  # later today by the hotline's clock
        ("2026-11-21", False),
        ("2026年11月18日 9时05分", True),
        ("20261118", True),
        ("2026-11-18T09:30:00", True),
        ("2026-11-18 29:30", False),
        ("2026-02-30", False),
        ("昨天", False),
    ],
)
def test_a_day_that_cannot_be_is_refused(hotline: Hotline, said: str, *, taken: bool) -> None:
    tally = hotline.hand(派单时间=said)

    assert tally.taken == taken
    assert all(one.column == "派单时间" for one in tally.refused)


def test_the_same_list_twice_makes_no_second_ticket(hotline: Hotline) -> None:
    hotline.take(copied(hotline))
    before = sorted(ticket.number for ticket in hotline.tickets().values())

    again = hotline.take(copied(hotline))

    assert (again.taken, again.known) == (0, 10)
    assert sorted(ticket.number for ticket in hotline.tickets().values()) == before


def test_a_number_written_otherwise_is_the_same_number(hotline: Hotline) -> None:
    hotline.hand(工单编号="SL20261118-7001")

    assert hotline.hand(工单编号='="ＳＬ20261118-7001 "').known == 1


def test_lists_taken_in_side_by_side_make_one_ticket_a_number(hotline: Hotline) -> None:
    rows = [{**USUAL, "工单编号": f"SL20261118-{n}"} for n in range(8001, 8013)]
    source = hotline.sheet(*rows)

    with ThreadPoolExecutor(4) as pool:
        tallies = list(pool.map(lambda _: hotline.take(source), range(4)))

    assert sum(tally.taken for tally in tallies) == 12
    assert sum(tally.known for tally in tallies) == 36
    with hotline.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Ticket)) == 12
        assert session.scalar(select(func.count()).select_from(HotlineOrder)) == 12


def test_what_is_refused_is_kept_whole_for_its_owner_alone(hotline: Hotline) -> None:
    source = hotline.sheet(
        {**USUAL, "工单类型": "催办件", "诉求内容": "=1+1", "联系电话": "+86 0000-5559002"}
    )

    hotline.take(source)

    aside = rejected_file(source)
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    text = aside.read_text("utf-8-sig")
    assert text.startswith("行,列,原因,工单编号")
    assert "2,工单类型,应是 投诉、举报" in text
    assert "'=1+1" in text  # a spreadsheet runs nothing of it


def test_what_was_refused_is_taken_once_it_is_mended(hotline: Hotline) -> None:
    source = hotline.sheet({**USUAL, "工单类型": "催办件", "联系电话": "+86 0000-5559002"})
    hotline.take(source)
    aside = rejected_file(source)
    aside.write_text(aside.read_text("utf-8").replace("催办件", "投诉"), encoding="utf-8")

    assert hotline.take(aside).taken == 1
    assert contact_of(hotline.only(), hotline.keys)["telephone"] == "+86 0000-5559002"
    assert not rejected_file(aside).exists()


def test_a_list_without_faults_leaves_no_old_file_of_refused_rows(hotline: Hotline) -> None:
    hotline.hand(工单类型="催办件")
    assert rejected_file(hotline.folder / "工单.csv").exists()

    hotline.hand()

    assert not rejected_file(hotline.folder / "工单.csv").exists()


def test_the_caller_can_be_reached_and_stands_nowhere_in_the_clear(hotline: Hotline) -> None:
    hotline.hand()

    ticket = hotline.only()
    assert contact_of(ticket, hotline.keys) == {"name": "示例·王芳", "telephone": "0000-5559001"}
    assert ticket.contact is not None
    assert not ticket.contact.wants_texts  # Nobody asked him, and he has no code of ours.
    for sealed in (ticket.contact.name, ticket.contact.telephone):
        assert sealed is not None
        assert "王芳".encode() not in sealed
        assert b"5559001" not in sealed


def test_of_an_anonymous_caller_nothing_is_kept(hotline: Hotline) -> None:
    hotline.hand(是否匿名="是")

    assert hotline.only().naming == "匿名"
    with hotline.database.reading() as session:
        assert session.scalars(select(Contact)).all() == []


@pytest.mark.parametrize(
    "cells",
    [
        {"诉求内容": "民政局检查的人收了院长的红包，不管我们。"},
        {"诉求内容": "跟甲区民政局说过三次，他们就是不管。"},
    ],
)
def test_what_may_concern_officials_is_sealed_before_anyone_reads_it(
    hotline: Hotline, cells: dict[str, str]
) -> None:
    hotline.hand(**cells)

    ticket = hotline.only()
    assert ticket.sealed
    assert ticket.lead_unit == "shili-jw"
    assert ticket.story is None
    assert story_of(ticket, hotline.keys) == cells["诉求内容"]
    assert contact_of(ticket, hotline.keys)["name"] == "示例·王芳"
    assert hotline.hand(**cells).known == 1


def test_a_story_is_kept_as_it_was_said(hotline: Hotline) -> None:
    hotline.take(copied(hotline))

    stories = {number: story_of(one, hotline.keys) for number, one in hotline.tickets().items()}
    assert stories["SL20261118-0001"].startswith("押金不退\n退住三个月")
    assert stories["SL20261118-0006"].startswith("=HYPERLINK(")
    assert "👨‍👩‍👧🙏" in stories["SL20261118-0007"]
    assert "202611180000000011" in stories


def test_a_null_character_breaks_nothing(hotline: Hotline) -> None:
    assert hotline.hand(诉求内容="门口\x00台阶太高\x1b，轮椅上不去。").taken == 1
    assert hotline.only().story == "门口台阶太高，轮椅上不去。"


def test_what_the_hotline_calls_urgent_is_urgent(hotline: Hotline) -> None:
    hotline.hand(紧急程度="特急")

    ticket = hotline.only()
    assert ticket.urgent
    assert str(ticket.legs[0].due_on) == "2026-11-19"


def test_no_reason_repeats_a_cell(hotline: Hotline) -> None:
    personal = "13800138000李四"
    for name in USUAL:
        tally = hotline.hand(**{name: personal * 10})
        assert all(personal not in one.reason + one.column for one in tally.refused)
        assert not any(personal in doubt for doubt in tally.doubts)
    assert str(RefusedRowError("列", "原因")) == "原因"
