"""States of a dated thing, which change only at a threshold: a quiet night changes no page."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from content.tables import Missing

SOON = timedelta(days=30)


class Standing(StrEnum):
    """How a thing with a last day stands."""

    IN_TIME = "按期"
    SOON = "30 日内到期"
    OVER = "逾期"


def standing(last: date | Missing, day: date, soon: timedelta = SOON) -> Standing:
    """Tell how a thing stands on `day` whose last day is `last`; without one it is in time."""
    if isinstance(last, Missing) or last > day + soon:
        return Standing.IN_TIME
    return Standing.SOON if last >= day else Standing.OVER
