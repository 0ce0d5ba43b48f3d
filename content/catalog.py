"""The catalog: all records as they may be shown on one day.

Pages, index, feeds and dumps read nothing else, so what may not be shown cannot leak through a
side door. The day is an argument; nothing here reads the clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar, cast

from pypinyin import lazy_pinyin

from content.changes.record import Past
from content.city import City
from content.folder import Folder
from content.pictures import Picture
from content.publicity import Window, Withheld, grade_in_doubt
from content.schema import key_of
from content.settling import settle
from content.tables import (
    TABLES,
    BlacklistEntry,
    Fee,
    Grade,
    Institution,
    Lasting,
    Penalty,
    Place,
    Record,
    Row,
)
from content.withdrawing import Withdrawal, withdrawals

__all__ = ["Catalog", "cut", "key_of"]

R = TypeVar("R", bound=Row)


class Catalog:
    """What may be shown of one city on one day.

    `past` is what a release tells of those before it; a catalog of its own has none. `pictures` are
    all that lie in the folder: only the rows of the day say which of them may be shown.
    """

    def __init__(self, city: City, rows: Iterable[Row], texts: dict[str, str], day: date) -> None:
        """Cut `rows` to `day`; use `cut` to make one from a folder."""
        self.city = city
        self.day = day
        self.texts = texts
        self.pictures: Mapping[str, Picture] = {}
        self.past = Past()
        self.withheld: list[tuple[Row, Withheld]] = []
        self._shown: dict[type[Row], list[Row]] = defaultdict(list)
        self._windows: dict[tuple[type[Row], str], Window] = {}
        self._keyed: dict[type[Row], dict[str, Row]] = defaultdict(dict)
        self._of: dict[type[Row], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self._ahead: set[tuple[type[Row], str]] = set()
        self._past_fees: dict[str, list[Fee]] = defaultdict(list)
        self._spelt: dict[str, str] = {}
        for row, verdict in settle(rows, day):
            self._add(row, verdict)
        self.withdrawals: list[Withdrawal] = withdrawals(self.withheld, day)
        self._shown[Institution].sort(key=lambda row: self.order(cast("Institution", row)))

    def _add(self, row: Row, verdict: Window | Withheld) -> None:
        kind = type(row)
        key = key_of(row)
        if isinstance(row, Lasting | Institution):
            self._keyed[kind][key] = row
        if not isinstance(verdict, Window):
            self.withheld.append((row, verdict))
            if verdict is Withheld.NOT_YET:
                self._ahead.add((kind, key))
            if isinstance(row, Fee) and verdict is Withheld.ENDED:
                self._past_fees[row.institution].append(row)
            return
        self._shown[kind].append(row)
        self._keyed[kind][key] = row
        self._windows[kind, key] = verdict
        if institution := getattr(row, "institution", None):
            self._of[kind][institution].append(row)

    def all(self, kind: type[R]) -> list[R]:
        """Give every row of a table that may be shown; institutions in the order of lists."""
        return cast("list[R]", self._shown[kind])

    def of(self, kind: type[R], institution: str) -> list[R]:
        """Give the rows of one institution that may be shown."""
        return cast("list[R]", self._of[kind].get(institution, []))

    def past_fees(self, institution: str) -> list[Fee]:
        """Give the prices of one institution that have run out: their history is kept."""
        return self._past_fees.get(institution, [])

    def one(self, kind: type[R], institution: str) -> R | None:
        """Give the newest row of one institution, where a table has one that counts."""
        rows = self.of(kind, institution)
        return max(rows, key=lambda row: cast("Record", row).as_of) if rows else None

    def get(self, kind: type[R], key: str) -> R:
        """Give a row by its key; rows that others point to are found even when ended.

        Raises KeyError.
        """
        return cast("R", self._keyed[kind][key])

    def ever(self, kind: type[R]) -> list[R]:
        """Give the rows that others point to, ended ones too, but none from the future."""
        rows = cast("dict[str, R]", self._keyed[kind])
        return [row for key, row in rows.items() if (kind, key) not in self._ahead]

    def has(self, kind: type[Row], key: str) -> bool:
        """Tell whether a row may be shown on this day."""
        return (kind, key) in self._windows

    def window(self, row: Row) -> Window:
        """Give from when and until when a row is shown, and by which rule."""
        return self._windows[type(row), key_of(row)]

    def grade_in_doubt(self, institution: str) -> bool:
        """Tell whether a grade of this institution must say 等级待复核."""
        penalties = self.of(Penalty, institution)
        return grade_in_doubt(penalties, self.of(BlacklistEntry, institution), self.day)

    def grade(self, institution: str) -> Grade | None:
        """Give the grade that counts: the one granted last."""
        return max(self.of(Grade, institution), key=lambda grade: grade.granted_on, default=None)

    def places(self, code: str) -> list[Place]:
        """Give a place and those above it, district first, without the city."""
        chain: list[Place] = []
        place: Place | None = self.get(Place, code)
        while place and place.level != "市":
            chain.insert(0, place)
            place = self.get(Place, place.parent) if place.parent else None
        return chain

    def where(self, code: str) -> str:
        """Write where a place lies, from its district down."""
        return "".join(place.name for place in self.places(code))

    def order(self, institution: Institution) -> tuple[str, str]:
        """Give the place of an institution in every list: pinyin of its name, then number."""
        return self._pinyin(institution), institution.id

    def _pinyin(self, institution: Institution) -> str:
        """Spell a name without the city's own, which in most cities opens every second name."""
        if institution.id not in self._spelt:
            city = self.city.name
            name = institution.name.removeprefix(city).removeprefix(city.removesuffix("市"))
            spelt = institution.pinyin or "".join(lazy_pinyin(name or institution.name))
            self._spelt[institution.id] = spelt.lower()
        return self._spelt[institution.id]


def cut(folder: Folder, day: date) -> Catalog:
    """Cut a checked folder to what may be shown on `day` (the sample: on its own day)."""
    if folder.city is None:
        message = "the folder has no city.toml; check it first"
        raise ValueError(message)
    rows = [row for kind in TABLES for row in folder.rows(kind)]
    catalog = Catalog(folder.city, [*rows, *folder.days()], folder.texts, folder.city.today(day))
    catalog.pictures = folder.pictures
    return catalog
