"""How values are written: dates, money, and the word that stands for a missing value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from content.tables import Missing
from content.tables.quality import grade_name
from disclosure.theme.running import mark

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def day(value: date | Missing) -> Markup:
    """Write a date that never breaks over lines."""
    if isinstance(value, Missing):
        return shown(value)
    text = value.isoformat()
    return mark(f'<time class="date" datetime="{text}">{text}</time>')


def prose(text: str) -> Markup:
    """Write a sentence in which no date breaks over lines."""
    return mark(DATE.sub(r'<span class="date">\g<0></span>', str(escape(text))))


def yuan(value: Decimal | Missing) -> str | Markup:
    """Write an amount with its thousands set apart and no idle decimals: 2,860 or 85.50."""
    if isinstance(value, Missing):
        return shown(value)
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def thousands(value: int | Missing) -> str | Markup:
    """Write a count with its thousands set apart: 18,460."""
    return shown(value) if isinstance(value, Missing) else f"{value:,}"


def shown(value: object) -> Markup:
    """Write any value; a missing one is marked so that it is never taken for a fact."""
    if isinstance(value, Missing):
        return MARKED[value]
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return escape("是" if value else "否")
    if isinstance(value, Decimal):
        return escape(f"{value.normalize():,f}")
    if isinstance(value, tuple):
        return Markup("、").join(map(str, value))
    return escape(value)


def missing_word(value: str) -> Markup:
    """Write one of the four words where a template knows that the value is missing."""
    return shown(Missing(value))


def tel(number: str) -> str:
    """Give the digits of a telephone number for a `tel:` link."""
    return "".join(character for character in number if character.isdigit() or character == "+")


def is_missing(value: object) -> bool:
    """Tell whether a value is one of the four words for a missing one."""
    return isinstance(value, Missing)


MARKED = {one: Markup('<span class="missing">{}</span>').format(one.value) for one in Missing}
FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "prose": prose,
    "yuan": yuan,
    "thousands": thousands,
    "shown": shown,
    "missing_word": missing_word,
    "grade": grade_name,
    "tel": tel,
}
TESTS: dict[str, Callable[..., bool]] = {"missing": is_missing}
