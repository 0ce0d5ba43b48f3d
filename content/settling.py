"""Which rows may be shown on a day, once everything is counted that they say of each other.

A row alone follows its window. Beyond that, what belongs to an institution ends with it, a grade
ends with the review that took it away, and what speaks of a record goes with that record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from content.bonds import CUT_LOOSE, FOLLOWS, OUTLIVES_INSTITUTION, TELLING
from content.publicity import ONE, Window, Withheld, ending, judge
from content.schema import Column, columns, key_of
from content.tables import Grade, GradeReview, Institution, Row

R = TypeVar("R", bound=Row)
Verdict = Window | Withheld

NUMBER = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{1,3}[0-9]{4,6}(?:-[0-9]{1,4}){0,2}(?![0-9-])|〔[0-9]{4}〕第?[0-9]+号"
)
"""The id of a record, or the end of a document number (文号)."""
OWN_NUMBERS = ("id", "document_number")
TAKEN_AWAY = frozenset({"降级", "取消"})


def settle(rows: Iterable[Row], day: date) -> Iterator[tuple[Row, Verdict]]:
    """Give every row with its window on `day` or why it is withheld, in the order of `rows`.

    A row that forgets what it named comes back as a copy.
    """
    settling = _Settling(rows, day)
    settling.end_with_institutions()
    settling.take_grades_away()
    settling.follow()
    if settling.silence():
        settling.follow()  # A reply goes with the record that was silenced.
    settling.cut_loose()
    return zip(settling.rows, settling.verdicts, strict=True)


def _is_free(column: Column) -> bool:
    is_text = column.kind == "string" and not column.choices and not column.refers
    return is_text and column.name not in OWN_NUMBERS


def _names(text: str, hidden: dict[str, list[str]]) -> bool:
    marks = NUMBER.findall(text)
    return any(number in text for mark in marks for number in hidden.get(mark, ()))


class _Settling:
    """The rows with the verdict on each, which every step may turn against it, never for it."""

    def __init__(self, rows: Iterable[Row], day: date) -> None:
        self.day = day
        self.rows = list(rows)
        self.verdicts: list[Verdict] = [judge(row, day) for row in self.rows]
        self._places: dict[type[Row], list[int]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            self._places[type(row)].append(place)

    def end_with_institutions(self) -> None:
        """Withhold what belongs to an institution that is not, or no longer, on display."""
        living = {row.id for _, row, _ in self._shown(Institution)}
        for kind in [kind for kind in self._places if kind not in OUTLIVES_INSTITUTION]:
            if all(column.name != "institution" for column in columns(kind)):
                continue
            for place, row, _ in self._shown(kind):
                if getattr(row, "institution") not in living:  # noqa: B009
                    self.verdicts[place] = Withheld.ENDED

    def take_grades_away(self) -> None:
        """End a grade, and those before it, with the review that lowered or cancelled it.

        A new level is a new row.
        """
        granted = {row.id: row.granted_on for row in self._rows(Grade)}
        lost: dict[str, list[GradeReview]] = defaultdict(list)
        for review in self._rows(GradeReview):
            if review.result in TAKEN_AWAY and review.grade in granted:
                lost[review.institution].append(review)
        for place, grade, window in self._shown(Grade):
            reviews = lost.get(grade.institution, ())
            days = [one.reviewed_on for one in reviews if grade.granted_on <= granted[one.grade]]
            if days:
                taken = min(days) <= self.day
                last = min(days) - ONE
                self.verdicts[place] = Withheld.REGRADED if taken else ending(window, last)

    def follow(self) -> None:
        """Withhold what names a record that is withheld; else let it end with that record."""
        for kind, column, targets in FOLLOWS:
            windows = self._windows(targets) if self._places[kind] else {}
            for place, row, window in self._shown(kind):
                named = getattr(row, column)
                if named in windows:
                    self.verdicts[place] = ending(window, windows[named].ends)
                elif named:
                    self.verdicts[place] = Withheld.FOLLOWS

    def silence(self) -> bool:
        """Withhold what names, in its texts, a record that is withheld; tell whether any did.

        The guard of the build would stop at it, and with the build everything else that expired.
        """
        hidden, before = self._hidden_numbers(), list(self.verdicts)
        for kind in TELLING if hidden else ():
            texts = [column.name for column in columns(kind) if _is_free(column)]
            for place, row, _ in self._shown(kind):
                if any(_names(str(getattr(row, name)), hidden) for name in texts):
                    self.verdicts[place] = Withheld.FOLLOWS
        return self.verdicts != before

    def _hidden_numbers(self) -> dict[str, list[str]]:
        """Give the numbers of withheld records by the part that tells them from prose."""
        shown = self._windows(TELLING)
        hidden: dict[str, list[str]] = defaultdict(list)
        for place in (place for kind in TELLING for place in self._places[kind]):
            row = self.rows[place]
            if isinstance(self.verdicts[place], Withheld) and key_of(row) not in shown:
                for number in (key_of(row), str(getattr(row, "document_number", ""))):
                    for mark in NUMBER.findall(number):
                        hidden[mark].append(number)
        return hidden

    def cut_loose(self) -> None:
        """Make what stays forget a record that it names and that is withheld."""
        for kind, column, target in CUT_LOOSE:
            windows = self._windows((target,))
            for place, row, _ in self._shown(kind):
                if getattr(row, column) and getattr(row, column) not in windows:
                    forgotten: dict[str, Any] = {column: None}
                    self.rows[place] = replace(row, **forgotten)

    def _rows(self, kind: type[R]) -> Iterator[R]:
        return (cast("R", self.rows[place]) for place in self._places[kind])

    def _shown(self, kind: type[R]) -> Iterator[tuple[int, R, Window]]:
        for place in self._places[kind]:
            verdict = self.verdicts[place]
            if isinstance(verdict, Window):
                yield place, cast("R", self.rows[place]), verdict

    def _windows(self, kinds: Iterable[type[Row]]) -> dict[str, Window]:
        return {key_of(row): window for kind in kinds for _, row, window in self._shown(kind)}
