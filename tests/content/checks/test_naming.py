"""What stays on the site may not name what will leave it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.checks.naming import naming_faults
from content.tables import Approval, Drill, InspectionRule, Notice, Penalty, Permit, Row
from tests import rows

NUMBERS = (
    "P2026-0001",
    "某罚决字〔2026〕第0001号",
    "某罚决字（2026）第0001号",
    "某罚决字[2026]1号",
    "某罚决字2026第0001号",
    "ZF20260001",
)


def penalty(number: str) -> Penalty:
    """Make a penalty of that number, be it its id or that of its document."""
    id_ = NUMBERS[0]
    return rows.penalty(id_, document_number=NUMBERS[1] if number == id_ else number)


@pytest.mark.parametrize("number", ["无", "12", "第5号", "见附件一的说明"])
def test_a_number_that_tells_nothing_may_stand_anywhere(number: str) -> None:
    texts = {"about.md": f"本站没有遗漏，{number}，热线 12345。"}

    assert list(naming_faults(replace(rows.folder(penalty(number)), texts=texts))) == []


def test_a_number_within_a_longer_one_is_another_number() -> None:
    texts = {"about.md": "见 ZF202600012、AZF20260001、ZF20260001-2 号"}

    assert list(naming_faults(replace(rows.folder(penalty("ZF20260001")), texts=texts))) == []


@pytest.mark.parametrize("number", ["P2026-0001", "ZF20260001"])
def test_a_dash_that_no_digit_follows_is_no_part_of_a_number(number: str) -> None:
    texts = {"about.md": f"见{number}-附件"}

    (fault,) = naming_faults(replace(rows.folder(penalty(number)), texts=texts))

    assert number in fault.message


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("row", "column"),
    [
        (rows.record(Approval), "note"),
        (rows.record(Drill), "source_document"),
        (rows.institution(), "admission_note"),
        (rows.record(InspectionRule), "source"),
    ],
)
def test_a_row_that_stays_names_no_record_that_goes(row: Row, column: str, number: str) -> None:
    telling = replace(row, **{column: f"依据{number}"})

    (fault,) = naming_faults(rows.folder(penalty(number), telling))

    assert (fault.file, fault.row) == (row.file(), 2)
    assert column in fault.column
    assert number in fault.message


@pytest.mark.parametrize("number", NUMBERS)
def test_a_text_names_no_record_that_goes(number: str) -> None:
    texts = {"policies/a.md": f"例如{number}。\n又见{number}。"}

    (fault,) = naming_faults(replace(rows.folder(penalty(number)), texts=texts))

    assert fault.file == "texts/policies/a.md"


def test_the_reason_for_withdrawing_a_decision_does_not_name_it() -> None:
    reason = "某罚决字〔2026〕第0001号认定事实不清"
    penalty = rows.penalty(remedy="撤销", remedy_on="2026-06-20", remedy_reason=reason)

    (fault,) = naming_faults(rows.folder(penalty))

    assert fault.column == "remedy_reason（变更、撤销理由）"


def test_a_notice_may_name_a_record_because_it_goes_with_it() -> None:
    notice = rows.record(Notice, text="见 P2026-0001")

    assert list(naming_faults(rows.folder(rows.penalty(), notice))) == []


def test_an_approval_may_have_the_number_of_its_permit() -> None:
    approval = rows.record(Approval, number="某食许〔2026〕1号")

    assert list(naming_faults(rows.folder(rows.record(Permit), approval))) == []
