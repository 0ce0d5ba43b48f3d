"""What to ask on the visit: what is missing or unclear of these homes, and what to ask anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.costs import DEPOSIT, Part
from content.tables import Missing
from disclosure.comparing.homes import Given, Home
from disclosure.comparing.quotes import monthly_parts, part_amount
from disclosure.comparing.said import Said, say

REFUND = re.compile(r"(\d+ ?个?(工作日|日|天)|当月|当天).*退|不退")
SOME_RECORDS = 2
ANYWHERE = (
    say("夜里几个人值班，按铃以后多久到？"),
    say("试住的房间，和合同写的是同一种吗？"),
    say("请假、住院、离院以后，钱怎么退，几天到账？"),
    say("涨价提前多久通知，不同意怎么办？"),
)


@dataclass(frozen=True)
class Question:
    """A question and the homes that it is for."""

    text: Said
    homes: tuple[str, ...]


def questions(given: Given) -> list[Question]:
    """Give the questions on these homes; one that is for several stands once."""
    asked: dict[Said, list[str]] = {}
    for ask in (_living, _price, _deposit, _conduct):
        for home in given.homes:
            for text in ask(given, home):
                asked.setdefault(text, []).append(home.short)
    return [Question(text, tuple(names)) for text, names in asked.items()]


def _living(given: Given, home: Home) -> Iterator[Said]:
    if _unsaid(home.row.takes_in):
        yield say("收不收我家这样的老人？")
    vacant = given.vacant(home)
    if vacant is None and home.capacity and home.capacity.vacant is not Missing.NOT_APPLICABLE:
        yield say("现在还有空床吗？")
    elif vacant == 0:
        yield say("没有空床，要等多久？")
    level = home.quote.cost.level if home.quote.cost else None
    if level and _unsaid(level.criteria):
        yield say("照护等级由谁评定，多久再评一次？")
    if _unsaid(home.row.visiting):
        yield say("什么时候可以探视？")


def _unsaid(value: object) -> bool:
    return isinstance(value, Missing) and value is not Missing.NOT_APPLICABLE


def _price(given: Given, home: Home) -> Iterator[Said]:
    """Ask for what the bill lacks, and for what comes after a price that ends."""
    cost, case = home.quote.cost, given.case
    if cost is None:
        if home.quote.why and case.admitted(home.row.takes_in) is not False:
            yield say("按我家的情况，每月一共多少钱？")
        return
    parts = monthly_parts(cost, case)
    if items := tuple(part.item for part in parts if _unknown(part, given)):
        yield say("%(items)s现在每月多少钱？", items=items)
    for fee in (fee for part in parts for fee in part.fees):
        if ends := given.catalog.window(fee).ends:
            yield say("%(item)s的价到 %(day)s，以后多少？", item=fee.item, day=ends)
    if cost.by_day:
        yield say("按日收费，住满一个月怎么算？")


def _unknown(part: Part, given: Given) -> bool:
    return isinstance(part_amount(part, given.catalog.day), Said)


def _deposit(_: Given, home: Home) -> Iterator[Said]:
    """Ask about the deposit unless it is none, or its refund has a term."""
    if home.quote.cost is None:
        return
    part = next(part for part in home.quote.cost.of_entry if part.item == DEPOSIT)
    said = any(REFUND.search(fee.note or "") for fee in part.fees)
    if not part.fees or not (said or part.amount == 0):
        yield say("押金几天退，什么情况会扣，写进合同了吗？")


def _conduct(_: Given, home: Home) -> Iterator[Said]:
    for row in home.penalties[:SOME_RECORDS]:
        yield say("“%(what)s”改好了吗？", what=row.offence)
    if home.entries:
        yield say("为什么在黑名单上，现在怎么样了？")
