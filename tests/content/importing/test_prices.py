"""Of a text of prices only what is sure becomes a price; all other words are told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from content.importing.prices import Doubt, Price, prices
from content.tables.money import FeeUnit

MONTH: FeeUnit = "元/月"


def sure(text: str, unit: FeeUnit | None = None) -> list[tuple[str, str, int, str]]:
    """Give item, room, amount and unit of the sure prices of a text."""
    found = [one for one in prices(text, unit) if isinstance(one, Price)]
    return [(one.item, one.room, int(one.amount), one.unit) for one in found]


def doubts(text: str, unit: FeeUnit | None = None) -> list[str]:
    """Give why words of a text were left to a person."""
    return [one.why for one in prices(text, unit) if isinstance(one, Doubt)]


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("伙食費每人每月4,000元。", ("伙食费", "", 4000, "元/月")),
        ("膳食费 600 元/月", ("伙食费", "", 600, "元/月")),
        ("床位费：1200元/月", ("床位费", "", 1200, "元/月")),
        ("護理費800元每月", ("护理费", "", 800, "元/月")),
        ("床位费60元/天", ("床位费", "", 60, "元/日")),
        ("服務費每次１００元", ("服务费", "", 100, "元/次")),
        ("保證金10,000元", ("押金", "", 10000, "元/次")),
        ("單人房每月20,700元", ("床位费", "單人房", 20700, "元/月")),
        ("10坪雙人房床位費每月26,000元", ("床位费", "10坪雙人房", 26000, "元/月")),
    ],
)
def test_a_price_with_item_amount_and_time_is_sure(
    text: str, price: tuple[str, str, int, str]
) -> None:
    assert sure(text) == [price]
    assert doubts(text) == []


def test_the_persons_of_a_room_are_counted() -> None:
    found = prices("單人房每月1元；双人间每月2元；四人房每月4元")

    assert [one.persons for one in found if isinstance(one, Price)] == [1, 2, 4]


def test_sections_and_entries_are_told_apart() -> None:
    text = "一、安養:(一)單人房20,000元。(不含伙食費)(二)雙人房26,000元。二、長照:(一)押金500元。"
    found = [one for one in prices(text, MONTH) if isinstance(one, Price)]

    assert [(one.position, one.room or one.item, one.note) for one in found] == [
        (1, "單人房", "安養；不含伙食費"),
        (2, "雙人房", "安養"),
        (3, "押金", "長照"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("單人房20,000元", "没有写按月、按日还是按次"),
        ("護理費每月3,000元(含伙食)", "一个价格包含几项"),
        ("養護:30,000元(含伙食,耗材另計)", "看不出是哪一项的价格"),
        ("尿管者,每人每月加收7,000元", "看不出是哪一项的价格"),
        ("床位费800-1200元/月", "看不出是哪一项的价格"),
        ("床位费约1200元/月", "看不出是哪一项的价格"),
        ("床位费1200元/月起", "看不出是哪一项的价格"),
        ("床位费1,20元/月", "看不出是哪一项的价格"),
        ("床位费、伙食费1800元/月", "看不出是哪一项的价格"),
        ("床位费1200元/月，伙食费600元/月", "看不出是哪一项的价格"),
        ("床位费每月1200元/日", "看不出是哪一项的价格"),
        ("押金另議", "看不出是哪一项的价格"),
    ],
)
def test_what_is_not_sure_is_left_to_a_person(text: str, why: str) -> None:
    assert sure(text) == []
    assert doubts(text) == [why]


def test_the_time_that_a_mapping_gives_is_for_prices_without_one() -> None:
    assert sure("單人房20,000元;護理費每日90元", MONTH) == [
        ("床位费", "單人房", 20000, "元/月"),
        ("护理费", "", 90, "元/日"),
    ]


def test_two_prices_of_one_thing_are_both_doubted() -> None:
    text = "一、安養:(一)單人房每月2元。二、長照:(一)單人房每月3元。(二)雙人房每月1元。"

    assert sure(text) == [("床位费", "雙人房", 1, "元/月")]
    assert doubts(text) == ["同一项有不止一个价格"] * 2


def test_a_doubt_repeats_the_words() -> None:
    text = "(一)無管路重養護者,每人每月加收4,000元。"

    assert prices(text) == [Doubt(1, "無管路重養護者,每人每月加收4,000元", "看不出是哪一项的价格")]


def test_an_amount_keeps_every_digit() -> None:
    (price,) = prices("伙食費每月1,234,567元")

    assert isinstance(price, Price)
    assert price.amount == Decimal(1234567)


@pytest.mark.parametrize("text", ["", "。", "一、二、三、", "(一)(二)", ";;;"])
def test_a_text_without_words_has_no_price(text: str) -> None:
    assert sure(text) == []


@pytest.mark.parametrize("text", ["1" * 100_000, "。\n" * 50_000, "單" * 100_000 + "1元"])
def test_a_hostile_text_takes_no_time_and_has_no_price(text: str) -> None:
    assert sure(text) == []
