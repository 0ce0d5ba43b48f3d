"""The guard knows what would betray a withheld record of any kind, and lets the living speak."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content import Catalog, key_of
from content.bonds import TELLING
from content.schema import facts
from content.tables import (
    Approval,
    Commitment,
    Contract,
    Hazard,
    Inspection,
    Measure,
    Notice,
    Permit,
    Policy,
    Record,
    Row,
)
from disclosure.freezing.guard import LONG, Guard
from tests import rows

DAY = date(2026, 6, 20)
MAKERS = {"penalties": rows.penalty, "blacklist": rows.blacklist_entry}
ALWAYS = (rows.institution(), rows.record(Commitment), rows.record(Contract))


def made(kind: type[Record], **changes: Any) -> Record:
    maker = MAKERS.get(kind.NAME)
    return maker(**changes) if maker else rows.record(kind, **changes)


def guard(*given: Row, texts: dict[str, str] | None = None) -> Guard:
    return Guard(Catalog(rows.city(), [*ALWAYS, *given], texts or {}, DAY))


def marks(row: Record) -> list[str]:
    """Give what a page would print of a row: its numbers and its facts."""
    numbers = [key_of(row), getattr(row, "document_number", "")]
    told = [getattr(row, column.name) for column in facts(type(row))]
    return [mark for mark in (*numbers, *told) if isinstance(mark, str) and len(mark) >= LONG]


@pytest.mark.parametrize("kind", TELLING, ids=lambda kind: kind.NAME)
def test_every_fact_and_number_of_a_withheld_record_is_found(kind: type[Record]) -> None:
    row = made(kind, valid_to=date(2026, 6, 19))
    owner = f"{kind.NAME}:{key_of(row)}"

    found = guard(row)

    assert len(marks(row)) > 1
    for mark in marks(row):
        assert found.leaks(f"<p>前面{mark}后面</p>") == [owner], mark


@pytest.mark.parametrize("kind", TELLING, ids=lambda kind: kind.NAME)
def test_nothing_of_a_record_on_display_is_a_leak(kind: type[Record]) -> None:
    row = made(kind)
    needed = [rows.penalty()] if kind.NAME == "replies" else []

    assert guard(*needed, row).leaks(" ".join(marks(row))) == []


def test_the_name_of_a_person_is_found_however_short_it_is() -> None:
    banned = rows.record(Measure, kind="行业禁入", person="王某", lifted_on=DAY)

    assert guard(banned).leaks("护理员王某") == ["measures:M2026-0001"]


def test_a_long_text_is_known_by_each_of_its_paragraphs() -> None:
    text = "第一段说了很多话。\n第二段也说了很多话。"
    notice = rows.record(Notice, text=text, valid_to=date(2026, 6, 19))

    assert guard(notice).leaks("<p>第二段也说了很多话。</p>") == ["notices:GG2026-0001"]


def test_a_missing_fact_betrays_nothing() -> None:
    inspection = rows.record(Inspection, findings="依法不公开", valid_to=date(2026, 6, 19))

    assert guard(inspection).leaks("依法不公开") == []


def test_a_living_record_may_say_what_a_withheld_one_said() -> None:
    same = rows.record(Hazard, id="D2026-0002")
    gone = rows.record(Hazard, valid_to=date(2026, 6, 19))

    assert guard(gone, same).leaks(same.description) == []


def test_a_living_longer_number_is_no_leak() -> None:
    gone = rows.penalty("P2026-0001", repaired_on=DAY)
    longer = rows.penalty("BP2026-0001", document_number="另一文号", facts="另一件事情，与它无关。")

    found = guard(gone, longer)

    assert found.leaks("BP2026-0001") == []
    assert found.leaks("P2026-0001。") == ["penalties:P2026-0001"]


def test_the_digits_of_a_longer_number_are_no_leak() -> None:
    gone = rows.penalty("P2026-0001", document_number="示ZJ2026-1", repaired_on=DAY)

    found = guard(gone)

    assert found.leaks("见示ZJ2026-12。") == []
    assert found.leaks("见示ZJ2026-12，又见示ZJ2026-1。") == ["penalties:P2026-0001"]


@pytest.mark.parametrize("number", ["无", "/", "12", "第5号"])
def test_a_document_number_that_tells_nothing_does_not_close_the_whole_site(number: str) -> None:
    gone = rows.penalty("P2026-0001", document_number=number, repaired_on=DAY)

    found = guard(gone)

    assert found.leaks(f"<p>{number}</p>") == []
    assert found.leaks("见 P2026-0001") == ["penalties:P2026-0001"]


def test_an_approval_keeps_its_number_when_the_permit_of_the_same_number_has_run_out() -> None:
    permit = rows.record(Permit, ends=date(2026, 6, 19))
    approval = rows.record(Approval, number=permit.document_number)

    found = guard(permit, approval)

    assert found.leaks(permit.document_number) == []
    assert found.leaks(permit.id) == ["permits:L2026-0001"]


def test_a_text_that_names_a_withheld_record_is_no_excuse_for_itself() -> None:
    text = "见处罚 P2026-0001 的说明"
    policy = Policy(
        id="a",
        title=text,
        document_number="不适用",
        index_number="不适用",
        publisher="某局",
        issued_on=DAY,
        disclosure="主动公开",
    )

    found = guard(rows.penalty(repaired_on=DAY), policy, texts={"policies/a.md": text})

    assert found.leaks(text) == ["penalties:P2026-0001"]


def test_the_explanation_of_a_withdrawn_decision_may_keep_its_place_and_nothing_more() -> None:
    penalty = rows.penalty(remedy="撤销", remedy_on=DAY)

    found = guard(penalty)

    assert found.leaks(penalty.id) == []
    for told in (penalty.document_number, penalty.facts):
        assert found.leaks(told) == ["penalties:P2026-0001"]
