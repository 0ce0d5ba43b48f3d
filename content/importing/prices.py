"""Prices out of words: 收费标准 as offices write it, split into the prices that are sure.

`一、安養照顧服務:(一)10坪單人房20,000元。(不含伙食費)(二)伙食費每人每月4,000元。` has a price of a
room and one of meals. A price is sure when its words are these and no others: what it is for, how
much, perhaps for how long, perhaps a note in brackets that includes nothing else. 加收, 起, 約,
a range, or one sum for several things is for a person to read, and told as a doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from content.tables.money import FeeItem, FeeUnit

ORDINAL = "一二三四五六七八九十"
SECTION = re.compile(rf"(?:^|(?<=[。;)\n])) ?[{ORDINAL}]+、")
ENTRY = re.compile(rf"\((?:[{ORDINAL}]+|\d+)\)|[;\n]|。(?! ?\()")
LONGEST = 200
"""More words than that are no price; matching them would take long."""
PRICE = re.compile(
    r"(?P<what>.+?)[: ]*(?:每人)?(?:每(?P<every>[月日天次]))?"
    r"(?P<amount>\d{1,3}(?:,\d{3})+|\d+) ?元"
    r"(?(every)|(?:/?每?(?P<per>[月日天次]))?)。? ?(?:\((?P<note>[^()]*)\))?"
)
ROOM = re.compile(
    r"((?:\d+坪)?[^\d,。:+]*?([單单一雙双二兩两三四五六八])人[房間间室])(?:床位[費费])?"
)
INCLUDES = re.compile(r"(?<![不未])含")
PERSONS = {**dict.fromkeys("單单一", 1), **dict.fromkeys("雙双二兩两", 2)} | {
    "三": 3, "四": 4, "五": 5, "六": 6, "八": 8,
}  # fmt: skip
ITEMS: dict[str, FeeItem] = {
    "床位": "床位费", "護理": "护理费", "护理": "护理费", "照護": "护理费", "照护": "护理费",
    "伙食": "伙食费", "膳食": "伙食费", "服務": "服务费", "服务": "服务费",
    "押金": "押金", "保證金": "押金", "保证金": "押金",
}  # fmt: skip
UNITS: dict[str, FeeUnit] = {"月": "元/月", "日": "元/日", "天": "元/日", "次": "元/次"}


@dataclass(frozen=True)
class Price:
    """A sure price; `room` and `persons` are set where it is that of a type of room.

    `position` counts the entries of the text, so that a price keeps it when others become sure.
    """

    position: int
    item: FeeItem
    unit: FeeUnit
    amount: Decimal
    note: str
    room: str = ""
    persons: int = 0


@dataclass(frozen=True)
class Doubt:
    """Words about a price that only a person can judge, and why."""

    position: int
    words: str
    why: str


def prices(text: str, unit: FeeUnit | None = None) -> list[Price | Doubt]:
    """Split a text; `unit` is for prices that do not say for how long, None where that is open."""
    lines = unicodedata.normalize("NFKC", text).splitlines()
    entries = enumerate(_entries("\n".join(" ".join(line.split()) for line in lines)), start=1)
    found = [_read(position, section, words, unit) for position, (section, words) in entries]
    same = Counter((one.item, one.room) for one in found if isinstance(one, Price))
    return [
        Doubt(one.position, f"{one.room or one.item} {one.amount} 元", "同一项有不止一个价格")
        if isinstance(one, Price) and same[one.item, one.room] > 1
        else one
        for one in found
    ]


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """Give each entry that may hold a price, with the title of its section."""
    for section in SECTION.split(text):
        title, *entries = (part.strip() for part in ENTRY.split(section))
        if "元" in title or not any(entries):
            title, entries = "", [title, *entries]
        yield from ((title.rstrip(": "), words) for words in entries if words)


def _read(position: int, section: str, words: str, unit: FeeUnit | None) -> Price | Doubt:
    found = PRICE.fullmatch(words) if len(words) <= LONGEST else None
    what = _what(found["what"]) if found else None
    if found is None or what is None:
        return Doubt(position, words, "看不出是哪一项的价格")
    item, room, persons = what
    note = found["note"] or ""
    if INCLUDES.search(note):
        return Doubt(position, words, "一个价格包含几项")
    chosen = _unit(item, found["every"], found["per"]) or unit
    if chosen is None:
        return Doubt(position, words, "没有写按月、按日还是按次")
    amount = Decimal(found["amount"].replace(",", ""))
    ours = "；".join(filter(None, (section, note)))
    return Price(position, item, chosen, amount, ours, room, persons)


def _what(words: str) -> tuple[FeeItem, str, int] | None:
    """Recognise what is priced: a type of room, or one of our items by its full name."""
    if room := ROOM.fullmatch(words):
        return "床位费", room[1], PERSONS[room[2]]
    item = ITEMS.get(words.removesuffix("費").removesuffix("费"))
    return (item, "", 0) if item else None


def _unit(item: FeeItem, *said: str | None) -> FeeUnit | None:
    """Give for how long a price holds; a deposit is always paid once."""
    if item == "押金":
        return "元/次"
    return next((UNITS[word] for word in said if word), None)
