"""A sentence and its values kept apart, so that a rule may speak and an edition translate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from disclosure.theme.filters import day, shown, yuan


@dataclass(frozen=True)
class Said:
    """What a rule says: a message, and the values that stand in it."""

    text: str
    values: tuple[tuple[str, object], ...] = ()

    @property
    def written(self) -> dict[str, str | Markup]:
        """The values as pages write them: 2,860 and 2026-07-01."""
        return {name: _write(value) for name, value in self.values}

    def __str__(self) -> str:
        plain = {name: Markup(value).striptags() for name, value in self.written.items()}  # noqa: S704 (only to strip it)
        return self.text % plain


def say(text: str, /, **values: object) -> Said:
    """Say something; a list of names is given as a tuple."""
    return Said(text, tuple(values.items()))


def _write(value: object) -> str | Markup:
    if isinstance(value, Decimal):
        return yuan(value)
    return day(value) if isinstance(value, date) else shown(value)
