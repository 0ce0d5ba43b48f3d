"""A telephone that the public is to call is a number, and nothing else."""

from __future__ import annotations

import pytest

from content.checks.telephones import telephone_faults
from content.tables import Contact, Unit
from tests import rows


def weights(telephone: str) -> list[str]:
    given = rows.record(Unit, **{**UNIT, "telephone": telephone})
    return [fault.weight for fault in telephone_faults(rows.folder(given))]


UNIT = {
    "id": "shi-mz", "department": "mz", "level": "市", "place": "shi",
    "name": "某市民政局", "short_name": "市民政局",
}  # fmt: skip


@pytest.mark.parametrize(
    "telephone",
    [
        *("0000-5550100", "021-66271070", "010-66271070-8008", "66271070", "未填报"),
        *("12345", "110", "120", "12315", "96110", "400-810-0000", "13800138000"),
        *("0000-5550100、0000-5550101", "021-66271070转8008", "(021)66271070"),
    ],
)
def test_a_number_is_a_number(telephone: str) -> None:
    assert weights(telephone) == []


@pytest.mark.parametrize("telephone", ["见门口牌子", "１２３４５６", "12", "-", "<b>"])
def test_words_without_a_number_are_a_fault(telephone: str) -> None:
    assert weights(telephone) == ["fault"]


@pytest.mark.parametrize("telephone", ["电话22000", "22000", "0000-1550100", "白天 0000-5550100"])
def test_a_number_that_may_be_none_is_asked_about(telephone: str) -> None:
    assert weights(telephone) == ["warning"]


def test_a_letter_box_needs_no_number() -> None:
    given = rows.record(Contact, mailbox="一楼大厅意见箱", published_by_holder="是")

    assert list(telephone_faults(rows.folder(given))) == []


def test_the_hotline_of_the_city_is_judged_too() -> None:
    (fault,) = telephone_faults(rows.folder(hotline="请到窗口"))

    assert (fault.file, fault.column, fault.weight) == ("city.toml", "hotline", "fault")
