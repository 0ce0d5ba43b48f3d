"""The catalog: all records as they may be shown on one day.

Pages, index, feeds and dumps read nothing else, so what may not be shown cannot leak through a
side door. The day is an argument; nothing here reads the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TypeVar, cast

from pypinyin import lazy_pinyin

from content.changes.record import Past
from content.city import City
from content.dealing import NATION, OF_HOMES, Hands, owner_of
from content.dossiers import Dossier, Dossiers
from content.folder import Folder
from content.knots import settle_dossiers
from content.pictures import Picture
from content.publicity import Window, Withheld, grade_in_doubt
from content.schema import key_of
from content.tables import (
    TABLES,
    BlacklistEntry,
    Fee,
    Grade,
    Institution,
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
        self._spelt: dict[str, str] = {}
        hands = Hands(rows)
        self._contracts = hands.contracts
        self._dossiers = Dossiers(settle_dossiers(hands, day))
        self._nation = self._dossiers[NATION]
        self.withdrawals: list[Withdrawal] = withdrawals(self.withheld, day)
        self.all(Institution).sort(key=self.order)

    @property
    def withheld(self) -> Iterator[tuple[Row, Withheld]]:
        """All rows that may not be shown, and why."""
        return iter(self._dossiers.withheld)

    def shown(self) -> Iterator[Row]:
        """Give every row that may be shown, the nation's first, then institution by institution."""
        return self._dossiers.shown()

    def unlike(self, other: Catalog) -> list[str]:
        """Name the institutions of which anything is different in another catalog."""
        return self._dossiers.unlike(other._dossiers)

    def all(self, kind: type[R]) -> list[R]:
        """Give every row of a table that may be shown: institutions in the order of lists.

        What belongs to institutions comes one institution after the other, by their numbers.
        """
        return self._dossiers.all(kind) if kind in OF_HOMES else self._nation.sheet(kind).shown

    def of(self, kind: type[R], institution: str) -> list[R]:
        """Give the rows of one institution that may be shown."""
        return self._dossiers[institution].sheet(kind).shown

    def past_fees(self, institution: str) -> list[Fee]:
        """Give the prices of one institution that have run out: their history is kept."""
        withheld = self._dossiers[institution].sheet(Fee).withheld
        return [row for row, why in withheld if why is Withheld.ENDED]

    def withheld_of(self, kind: type[R], institution: str) -> list[R]:
        """Give the rows of one institution that may not be shown: to reckon with, never to tell."""
        return [row for row, _ in self._dossiers[institution].sheet(kind).withheld]

    def one(self, kind: type[R], institution: str) -> R | None:
        """Give the newest row of one institution, where a table has one that counts."""
        rows = self.of(kind, institution)
        return max(rows, key=lambda row: cast("Record", row).as_of) if rows else None

    def get(self, kind: type[R], key: str, institution: str = NATION) -> R:
        """Give a row by its key; the institution that it belongs to spares looking for it.

        Rows that others point to are found even when ended. Raises KeyError.
        """
        return self._dossier(kind, key, institution).sheet(kind).keyed[key]

    def ever(self, kind: type[R]) -> list[R]:
        """Give the rows that others point to, ended ones too, but none from the future."""
        return list(self._nation.sheet(kind).ever.values())

    def has(self, kind: type[Row], key: str, institution: str = NATION) -> bool:
        """Tell whether a row may be shown on this day; `institution` as with `get`."""
        return self._dossier(kind, key, institution).sheet(kind).window(key) is not None

    def shows(self, row: Row) -> bool:
        """Tell whether a row may be shown on this day; it must be one of this content."""
        return row not in self._dossiers.withheld

    def window(self, row: Row) -> Window:
        """Give from when and until when a row is shown, and by which rule. Raises KeyError."""
        kind = type(row)
        owner = owner_of(row, self._contracts) if kind in OF_HOMES else NATION
        if window := self._dossiers[owner].sheet(kind).window(key_of(row)):
            return window
        raise KeyError(key_of(row))

    def _dossier(self, kind: type[Row], key: str, institution: str) -> Dossier:
        if kind not in OF_HOMES:
            return self._nation
        return self._dossiers[institution or self._dossiers.owner(kind, key)]

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
    rows = chain(*(folder.rows(kind) for kind in TABLES), folder.days())
    catalog = Catalog(folder.city, rows, folder.texts, folder.city.today(day))
    catalog.pictures = folder.pictures
    return catalog
