"""What can be compared and what cannot, what differs, and what our case costs, to the fen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import Catalog, cut, read_folder
from content.tables import Institution, Missing, Row
from disclosure.comparing import Case, Comparison, compare, read_case
from disclosure.comparing.case import CARE, ROOMS
from disclosure.comparing.homes import short_names
from disclosure.comparing.overview import tables
from disclosure.comparing.quotes import month, quote
from tests import rows
from tests.folders import SAMPLE

DAY = date(2026, 11, 20)
ONE, OTHER, THIRD = "100001", "100002", "100003"
MILD = Case(care="轻度失能")
TAKES = ("能力完好", "轻度失能")


def home(id_: str = ONE, name: str = "", **prices: Any) -> list[Row]:
    """Make a home with one level of care, one room, a whole price list; a price of None is none."""
    number = int(id_[-1])
    given_ = {"床位费": 1000, "护理费": 500, "伙食费": 600, "押金": 3000, **prices}
    return [
        rows.institution(
            id_,
            name=name or f"某{number}号院",
            kind="养老机构",
            takes_in=TAKES,
            visiting="每天",
        ),
        rows.care_level(f"C{number}001", institution=id_, name="一级", ability="轻度失能"),
        rows.room(f"R{number}001", institution=id_),
        rows.capacity(institution=id_),
        *(
            rows.fee(f"F{number}00{position}", item, amount, institution=id_, **_once(item))
            for position, (item, amount) in enumerate(given_.items())
            if amount is not None
        ),
    ]


def _once(item: str) -> dict[str, Any]:
    return {"unit": "元/次"} if item in ("押金", "一次性费用") else {}


def catalog(*given_: Iterable[Row]) -> Catalog:
    everything = [rows.place(), rows.unit(), *(row for one in given_ for row in one)]
    return Catalog(rows.city(), everything, {}, DAY)


def changed(given_: list[Row], kind: str, **changes: Any) -> list[Row]:
    """Change the rows of one table."""
    return [replace(row, **changes) if kind == row.NAME else row for row in given_]


def cells(found: Comparison, title: str) -> list[str]:
    """Give what stands in one line of the table."""
    return [
        str(cell.value)
        for section in found.sections
        for line in section.lines
        if str(line.title) == title
        for cell in line.cells
    ]


def said(found: Comparison) -> list[str]:
    return [str(one) for one in found.differences]


def asked(found: Comparison) -> dict[str, tuple[str, ...]]:
    return {str(one.text): one.homes for one in found.questions}


@pytest.fixture(scope="module")
def sample() -> Catalog:
    """Give the sample city."""
    return cut(read_folder(SAMPLE), DAY)


def test_the_lines_stand_in_the_order_of_the_board(sample: Catalog) -> None:
    found = compare(sample, ["100012", "100001"], Case())

    titles = [str(section.title) for section in found.sections]
    assert titles == ["我家老人能住吗", "要花多少钱", "好不好", "出过什么问题", "找谁"]


def test_a_bill_is_reckoned_item_by_item_and_to_the_fen() -> None:
    found = compare(
        catalog(home(伙食费="600.50", 一次性费用="99.99"), home(OTHER)), [ONE, OTHER], MILD
    )

    assert cells(found, "每月一共") == ["2,100.50 元", "2,100 元"]
    assert cells(found, "其中伙食费") == ["600.50 元", "600 元"]
    assert cells(found, "首日要带") == ["5,200.49 元", "5,100 元"]
    assert cells(found, "其中一次性费用") == ["99.99 元", "没有这一项"]


def test_the_stay_counts_its_months_and_leaves_the_deposit_out() -> None:
    case = Case(care="轻度失能", months=3)

    found = compare(catalog(home(一次性费用=200), home(OTHER)), [ONE, OTHER], case)

    assert cells(found, "住 3 个月一共") == ["6,500 元", "6,300 元"]


def test_who_eats_elsewhere_pays_no_meals() -> None:
    case = Case(care="轻度失能", meals=False)

    found = compare(catalog(home(), home(OTHER, 伙食费=None)), [ONE, OTHER], case)

    assert cells(found, "每月一共") == ["1,500 元", "1,500 元"]
    assert cells(found, "其中伙食费") == []


def test_of_several_rooms_the_cheapest_is_reckoned_and_named() -> None:
    dear: list[Row] = [
        rows.room("R1002", name="单人间", persons=1),
        rows.fee("F1009", "床位费", 400, room="R1002"),
    ]

    found = compare(catalog(home() + dear, home(OTHER)), [ONE, OTHER], MILD)

    assert cells(found, "房型") == ["单人间", "三人间"]
    assert cells(found, "每月一共")[0] == "1,500 元"


def test_a_type_of_room_that_a_home_lacks_has_no_price() -> None:
    case = Case(care="轻度失能", room="1")

    found = compare(catalog(home(), home(OTHER)), [ONE, OTHER], case)

    assert cells(found, "每月一共") == ["没有这种房型"] * 2
    assert cells(found, "房型") == ["没有这种；有三人间"] * 2


def test_four_and_more_in_a_room_are_one_type() -> None:
    assert Case(room="4").wants(rows.room(persons=6))
    assert not Case(room="3").wants(rows.room(persons=4))


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (Case(care="完全失能"), "不收完全失能的老人"),
        (Case(care="能力完好"), "收能力完好的老人，但价钱里没有这一级"),
    ],
)
def test_another_level_of_care_is_no_number(case: Case, why: str) -> None:
    found = compare(catalog(home(), home(OTHER)), [ONE, OTHER], case)

    assert cells(found, "每月一共") == [why, why]
    assert cells(found, "其中床位费") == ["不能比", "不能比"]


def test_whom_a_home_takes_in_may_not_be_reported() -> None:
    silent = changed(home(), "institutions", takes_in=Missing.NOT_REPORTED)

    found = compare(catalog(silent, home(OTHER)), [ONE, OTHER], Case(care="重度失能"))

    assert cells(found, "每月一共")[0] == "收住哪些老人未填报"
    assert "收不收我家这样的老人？" in asked(found)


def test_a_price_by_the_day_is_not_set_against_one_by_the_month() -> None:
    daily = changed(home(), "fees", unit="元/日", amount=Decimal(80))

    found = compare(catalog(daily, home(OTHER)), [ONE, OTHER], MILD)

    assert cells(found, "每月一共") == ["按日收费（床位每天 80 元），不能和按月的比", "2,100 元"]
    assert cells(found, "其中床位费")[0] == "不能比"
    assert not any("每月" in sentence for sentence in said(found))


def test_prices_by_the_day_can_be_compared_with_each_other() -> None:
    daily = [
        changed(home(id_), "fees", unit="元/日", amount=Decimal(price))
        for id_, price in ((ONE, 10), (OTHER, 20))
    ]

    found = compare(catalog(*daily), [ONE, OTHER], MILD)

    assert cells(found, "每月一共") == ["900 元", "1,800 元"]


def test_prices_for_each_use_and_no_prices_say_so() -> None:
    uses = changed(home(床位费=None), "fees", unit="元/次")
    silent = [row for row in home(OTHER) if row.NAME != "fees"]

    found = compare(catalog(uses, silent), [ONE, OTHER], MILD)

    assert cells(found, "每月一共") == ["按次收费，没有按月的价钱", "没有填报收费"]


def test_a_price_past_its_renewal_is_too_old() -> None:
    old = changed(home(), "fees", next_due=date(2026, 11, 19))

    found = compare(catalog(old, home(OTHER)), [ONE, OTHER], MILD)

    assert cells(found, "其中床位费")[0] == "太旧：2026-01-01 的情况，2026-11-19 前该更新"
    assert cells(found, "每月一共")[0] == "缺床位费、护理费、伙食费，不能合计"


@pytest.mark.parametrize(
    ("as_of", "old"), [(date(2025, 11, 20), False), (date(2025, 11, 19), True)]
)
def test_a_fact_without_a_renewal_is_good_for_a_year(as_of: date, *, old: bool) -> None:
    beds = changed(home(), "capacity", as_of=as_of)

    found = compare(catalog(beds, home(OTHER)), [ONE, OTHER], Case())

    assert cells(found, "现在有空床")[0].startswith("太旧") is old
    assert ("现在还有空床吗？" in asked(found)) is old


@pytest.mark.parametrize("word", [Missing.NOT_REPORTED, Missing.UNVERIFIED, Missing.WITHHELD])
def test_an_unknown_part_is_named_and_never_summed(word: Missing) -> None:
    found = compare(catalog(home(护理费=word), home(OTHER)), [ONE, OTHER], MILD)

    assert cells(found, "其中护理费")[0] == word.value
    assert cells(found, "每月一共")[0] == "缺护理费，不能合计"
    assert cells(found, "首日要带")[0] == "缺护理费，不能合计"
    assert asked(found)["护理费现在每月多少钱？"] == ("某1号院",)


def test_a_deposit_that_nobody_states_is_missing_and_one_that_is_not_taken_is_nothing() -> None:
    found = compare(
        catalog(home(押金=None), home(OTHER, 押金=Missing.NOT_APPLICABLE)), [ONE, OTHER], MILD
    )

    assert cells(found, "其中押金") == ["未填报", "不收"]
    assert cells(found, "首日要带") == ["缺押金，不能合计", "2,100 元"]
    assert asked(found)["押金几天退，什么情况会扣，写进合同了吗？"] == ("某1号院",)


@pytest.mark.parametrize(
    ("note", "is_asked"),
    [
        ("离院结清后 15 个工作日内退还", False),
        ("离院当月退还", False),
        ("协议未写明退还期限", True),
        (None, True),
    ],
)
def test_the_refund_of_a_deposit_is_asked_for_unless_it_has_a_term(
    note: str | None, *, is_asked: bool
) -> None:
    noted = changed(home(), "fees", note=note)

    found = compare(catalog(noted), [ONE], MILD)

    assert any("押金" in question for question in asked(found)) is is_asked


def test_a_price_that_ends_is_said_and_asked_about() -> None:
    ending = changed(home(), "fees", valid_to=date(2026, 12, 31))

    found = compare(catalog(ending), [ONE], MILD)

    assert "床位费的价到 2026-12-31，以后多少？" in asked(found)


def test_differences_are_said_in_words() -> None:
    cheap, dear = home(床位费=180), home(OTHER, 押金=5000)
    only_severe = changed(home(THIRD), "institutions", takes_in=("轻度失能", "重度失能"))

    found = said(compare(catalog(cheap, dear, only_severe), [ONE, OTHER, THIRD], MILD))

    assert "某1号院每月比某2号院少 820 元" in found
    assert "某1号院首日比某2号院少带 2,820 元" in found
    assert "只有某3号院收重度失能的老人" in said(
        compare(catalog(cheap, dear, only_severe), [ONE, OTHER, THIRD], Case())
    )


def test_what_is_the_same_is_said_or_left_out() -> None:
    found = said(compare(catalog(home(), home(OTHER)), [ONE, OTHER], MILD))

    assert found == ["某1号院、某2号院每月一样多", "某1号院、某2号院首日要带的一样多"]


def test_one_that_has_a_penalty_stands_apart() -> None:
    punished = [*home(), rows.penalty(institution=ONE)]

    found = compare(catalog(punished, home(OTHER), home(THIRD)), [ONE, OTHER, THIRD], MILD)

    assert "只有某1号院有公示中的处罚" in said(found)
    assert "“堵塞疏散通道”改好了吗？" in asked(found)


def test_nothing_is_said_of_what_nobody_knows() -> None:
    silent = changed(home(), "capacity", vacant=Missing.NOT_REPORTED)
    full = changed(home(OTHER), "capacity", vacant=0)

    assert "只有某2号院现在没有空床" not in said(
        compare(catalog(silent, full), [ONE, OTHER], Case())
    )


def test_without_a_level_of_care_there_is_only_from_what_to_what(sample: Catalog) -> None:
    found = compare(sample, ["100012", "100008"], Case())

    assert cells(found, "每月一共，各等级和房型") == [
        "2,860—5,660 元",
        "缺床位费、护理费、伙食费，不能合计",
    ]
    assert not any("每月" in sentence for sentence in said(found))


def test_every_cell_that_tells_a_fact_has_a_date_and_a_source(sample: Catalog) -> None:
    found = compare(sample, ["100012", "100006", "100009", "100008"], MILD)

    for section in found.sections:
        for line in section.lines:
            assert all(cell.sources or cell.checked for cell in line.cells if cell.known), (
                line.title
            )


def test_names_are_short_in_sentences_unless_two_would_be_the_same() -> None:
    names = ["福利院（一部）", "福利院（二部）", "颐养院（新区）"]
    homes = [rows.institution(f"10000{n}", name=name) for n, name in enumerate(names, 1)]

    assert short_names(homes) == ["福利院（一部）", "福利院（二部）", "颐养院"]


@pytest.mark.parametrize("care", CARE)
@pytest.mark.parametrize("room", ["", *ROOMS])
def test_the_whole_sample_can_be_compared_in_every_case(
    sample: Catalog, care: str, room: str
) -> None:
    ids = [row.id for row in sample.all(Institution)]

    found = compare(sample, ids, Case(care=care, room=room))

    assert all(len(line.cells) == len(ids) for one in found.sections for line in one.lines)


def test_a_bill_is_the_sum_that_the_board_shows(sample: Catalog) -> None:
    liuyin = sample.get(Institution, "100012")
    case = Case(care="中度失能", room="3")

    cost = quote(sample, liuyin, case).cost

    assert cost is not None
    assert month(cost, case, DAY) == cost.monthly == Decimal(4060)


def test_the_table_of_a_place_parts_unlike_kinds_and_refuses_the_same(sample: Catalog) -> None:
    homes = [sample.get(Institution, id_) for id_ in ("100002", "100003", "100006", "100012")]

    first, second = tables(sample, homes)

    by_id = {one.id: one for table in (first, second) for one in table.homes}
    assert (first.kind, second.kind) == ("养老机构", "居家社区养老服务机构")
    assert [str(one) for one in by_id["100012"].months] == ["2,860—4,160 元", "4,060—5,360 元"]
    assert "按日收费" in str(by_id["100002"].months[0])
    assert str(by_id["100006"].months[1]) == "不收中度失能的老人"
    assert str(by_id["100006"].vacancy).startswith("太旧")
    assert by_id["100012"].in_doubt


@pytest.mark.parametrize(
    ("answers", "case"),
    [
        ({}, Case()),
        ({"care": "中度失能", "room": "2", "meals": "no", "months": "6"},
         Case("中度失能", "2", meals=False, months=6)),
        ({"months": " 120 "}, Case(months=120)),
    ],
)  # fmt: skip
def test_a_case_is_read_from_the_address(answers: dict[str, str], case: Case) -> None:
    assert read_case(answers) == (case, [])
    assert read_case(dict(case.query()))[0] == case


@pytest.mark.parametrize(
    "answers",
    [{"care": "x"}, {"room": "9"}, {"months": "0"}, {"months": "121"}, {"months": "半年"},
     {"months": "-1"}, {"months": "9" * 5000}, {"months": "²"}],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_the_usual_taken(answers: dict[str, str]) -> None:
    case, problems = read_case(answers)

    assert case == Case()
    assert len(problems) == 1


@given(st.dictionaries(st.sampled_from(["care", "room", "meals", "months"]), st.text()))
def test_no_address_whatever_breaks_the_case(answers: dict[str, str]) -> None:
    case, problems = read_case(answers)

    assert read_case(dict(case.query())) == (case, [])
    assert all(str(problem) for problem in problems)
