"""What differs, in words: the sentences a family would say to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from content.costs import DEPOSIT
from content.tables import Missing
from content.tables.quality import grade_name
from disclosure.comparing.case import CARE
from disclosure.comparing.homes import Given, Home
from disclosure.comparing.money import Reckon
from disclosure.comparing.quotes import first_day, month
from disclosure.comparing.said import Said, say

Names = tuple[str, ...]


def differences(given: Given) -> list[Said]:
    """Say what differs, in the order of the board; nothing is said of what nobody knows."""
    return [
        *_care(given),
        *_vacancies(given),
        *_cheapest(given, month, "%(one)s每月比%(other)s少 %(sum)s 元", "%(names)s每月一样多"),
        *_cheapest(
            given, first_day, "%(one)s首日比%(other)s少带 %(sum)s 元", "%(names)s首日要带的一样多"
        ),
        *_deposit(given),
        *_bathroom(given),
        *_grades(given),
        *_records(given),
    ]


def only(yes: Names, no: Names, does: str, does_not: str) -> Said | None:
    """Say whom something sets apart: `does` and `does_not` finish a sentence about names."""
    if not yes or not no:
        return None
    if len(yes) == 1:
        return say("只有%(names)s" + does, names=yes)
    if len(no) == 1:
        return say("只有%(names)s" + does_not, names=no)
    return say("%(names)s" + does + "，%(others)s" + does_not, names=yes, others=no)


def _split(given: Given, tell: Callable[[Home], bool | None]) -> tuple[Names, Names]:
    answers = [(home.short, tell(home)) for home in given.homes]
    yes = tuple(name for name, answer in answers if answer is True)
    return yes, tuple(name for name, answer in answers if answer is False)


def _said(given: Given, tell: Callable[[Home], bool | None], does: str, not_: str) -> list[Said]:
    found = only(*_split(given, tell), does, not_)
    return [found] if found else []


def _care(given: Given) -> Iterator[Said]:
    """Say who takes in whom; abilities that part the homes in the same way stand together."""
    parted: dict[tuple[Names, Names], list[str]] = {}
    for ability in CARE if not given.case.care else (given.case.care,):
        parted.setdefault(_split(given, _admits(ability)), []).append(ability)
    for (yes, no), abilities in parted.items():
        words = "、".join(abilities)
        if found := only(yes, no, f"收{words}的老人", f"不收{words}的老人"):
            yield found


def _admits(ability: str) -> Callable[[Home], bool | None]:
    def tell(home: Home) -> bool | None:
        taken = home.row.takes_in
        return None if isinstance(taken, Missing) else ability in taken

    return tell


def _vacancies(given: Given) -> list[Said]:
    def tell(home: Home) -> bool | None:
        vacant = given.vacant(home)
        return None if vacant is None else vacant > 0

    return _said(given, tell, "现在有空床", "现在没有空床")


def _cheapest(given: Given, reckon: Reckon, less: str, same: str) -> Iterator[Said]:
    """Say by how much the cheapest undercuts each other home."""
    day, case = given.catalog.day, given.case
    quoted = [(one.short, one.quote.cost) for one in given.homes]
    sums = [(reckon(cost, case, day), name) for name, cost in quoted if cost]
    known = [(amount, name) for amount, name in sums if isinstance(amount, Decimal)]
    if not known:
        return
    lowest = min(amount for amount, _ in known)
    cheap = tuple(name for amount, name in known if amount == lowest)
    if len(cheap) > 1:
        yield say(same, names=cheap)
    for amount, name in known:
        if amount > lowest:
            yield say(less, one=cheap, other=name, sum=amount - lowest)


def _deposit(given: Given) -> list[Said]:
    def tell(home: Home) -> bool | None:
        parts = home.quote.cost.of_entry if home.quote.cost else ()
        amount = next((part.amount for part in parts if part.item == DEPOSIT), Missing.UNVERIFIED)
        return None if isinstance(amount, Missing) else amount > 0

    return _said(given, tell, "收押金", "不收押金")


def _bathroom(given: Given) -> list[Said]:
    def tell(home: Home) -> bool | None:
        room = home.quote.cost.room if home.quote.cost else None
        return None if room is None or isinstance(room.bathroom, Missing) else room.bathroom

    return _said(given, tell, "的房间有独立卫生间", "的房间没有独立卫生间")


def _grades(given: Given) -> Iterator[Said]:
    """Name every grade where they are not all the same; one in doubt says so."""
    named = [(home.short, _grade_words(home)) for home in given.homes]
    if len({words for _, words in named}) > 1:
        yield say("等级：%(grades)s", grades=tuple(f"{name}{words}" for name, words in named))


def _grade_words(home: Home) -> str:
    if home.grade is None:
        return "没有"
    return grade_name(home.grade.level) + ("（待复核）" if home.in_doubt else "")


def _records(given: Given) -> list[Said]:
    return [
        *_said(given, lambda home: bool(home.penalties), "有公示中的处罚", "没有公示中的处罚"),
        *_said(given, lambda home: bool(home.entries), "在黑名单上", "不在黑名单上"),
    ]
