"""Which rows may be shown on a day, once everything is counted that they say of each other.

A row alone follows its window. Beyond that, what belongs to an institution ends with it, a grade
ends with the review that took it away, and what speaks of a record goes with that record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from content.bonds import CUT_LOOSE, FOLLOWS, OUTLIVES_INSTITUTION, TELLING
from content.naming import Numbers, free_columns, numbers_of
from content.publicity import ONE, Window, Withheld, ending, judge
from content.schema import columns, key_of
from content.tables import Grade, GradeReview, Institution, Row

R = TypeVar("R", bound=Row)
Verdict = Window | Withheld

FREE = {kind: free_columns(kind) for kind in TELLING}
TAKEN_AWAY = frozenset({"降级", "取消"})


def settle(rows: Iterable[Row], day: date) -> Iterator[tuple[Row, Verdict]]:
    """Give every row with its window on `day` or why it is withheld, in the order of `rows`.

    A row that forgets what it named comes back as a copy.
    """
    settling = _Settling(rows, day)
    settling.end_with_institutions()
    settling.take_grades_away()
    settling.follow()
    while settling.silence():
        settling.follow()  # What was silenced is named in its turn, by replies and in other texts.
    settling.cut_loose()
    return zip(settling.rows, settling.verdicts, strict=True)


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
        """Let what belongs to an institution end no later than it."""
        homes = {key_of(self.rows[at]): self.verdicts[at] for at in self._places[Institution]}
        for kind in [kind for kind in self._places if kind not in OUTLIVES_INSTITUTION]:
            if all(column.name != "institution" for column in columns(kind)):
                continue
            for place, row, window in self._shown(kind):
                owner = getattr(row, "institution")  # noqa: B009
                if owner is None:
                    continue
                home = homes.get(owner, Withheld.ENDED)
                self.verdicts[place] = (
                    ending(window, home.ends) if isinstance(home, Window) else home
                )

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
            if days and min(days) <= self.day:
                self.verdicts[place] = Withheld.REGRADED
            elif days:
                self.verdicts[place] = ending(window, min(days) - ONE)

    def follow(self) -> None:
        """Withhold what names a record that is withheld; else let it end with that record."""
        for kind, column, targets in FOLLOWS:
            verdicts = self._verdicts_by_key(targets) if self._places[kind] else {}
            for place, row, _ in self._shown(kind):
                if named := getattr(row, column):
                    self._end_with(place, verdicts.get(named, Withheld.FOLLOWS))

    def _verdicts_by_key(self, kinds: Iterable[type[Row]]) -> dict[str, Verdict]:
        """Give the verdict on each record; on a key that two tables have, that of the first to go.

        Ids are unique in their own table only.
        """
        found: dict[str, Verdict] = {}
        for place in (place for kind in kinds for place in self._places[kind]):
            key, verdict = key_of(self.rows[place]), self.verdicts[place]
            other = found.get(key, verdict)
            if isinstance(verdict, Window) and isinstance(other, Window):
                found[key] = ending(verdict, other.ends) if other.ends else verdict
            else:
                found[key] = Withheld.FOLLOWS
        return found

    def silence(self) -> bool:
        """Let what names a record in its texts end with that record; tell whether any does.

        The guard of the build would stop at it, and with the build everything else that expired.
        """
        verdicts, before = self._verdicts_by_number(), list(self.verdicts)
        passing = [
            number
            for number, verdict in verdicts.items()
            if number and (not isinstance(verdict, Window) or verdict.ends)
        ]
        if not passing:
            return False
        numbers = Numbers(passing)
        for kind in TELLING:
            names = FREE[kind]
            for place, row, _ in self._shown(kind):
                for number in numbers.within("\n".join(str(getattr(row, name)) for name in names)):
                    self._end_with(place, verdicts[number])
        return self.verdicts != before

    def _verdicts_by_number(self) -> dict[str, Verdict]:
        """Give the verdict on the record of each number; of several, the one shown longest."""
        found: dict[str, Verdict] = {}
        for place in (place for kind in TELLING for place in self._places[kind]):
            for number in numbers_of(self.rows[place]):
                if _lasts(self.verdicts[place]) > _lasts(found.get(number)):
                    found[number] = self.verdicts[place]
        return found

    def _end_with(self, place: int, named: Verdict) -> None:
        verdict = self.verdicts[place]
        if isinstance(verdict, Window):
            self.verdicts[place] = (
                ending(verdict, named.ends) if isinstance(named, Window) else Withheld.FOLLOWS
            )

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


def _lasts(verdict: Verdict | None) -> date:
    """Say until when a record is shown: one that is withheld, less long than any other."""
    if isinstance(verdict, Window):
        return verdict.ends or date.max
    return date.min if verdict is None else date.min + ONE
