"""What content says of an indicator, and how homes are counted for it.

A value that is not reported is never taken for a no: it is counted and named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from content.catalog import Catalog
from content.tables import Institution, Missing, Record, Row

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Row)
TENTH = Decimal("0.1")
UNKNOWN = Missing.NOT_REPORTED
NONE = "没有"


@dataclass(frozen=True)
class Finding:
    """The answer in words, the rows it comes from, and what it leaves open."""

    result: str
    rows: tuple[Row, ...] = ()
    remark: str = ""


Verdict = bool | Missing
Heard = tuple[Verdict, Sequence[Row]]
"""What was asked of one institution: yes, no or not known, and the rows that say so."""

Ask = Callable[[Institution], Heard]


@dataclass(frozen=True)
class Count:
    """Institutions by a question: of which it is so, is not so, is not known and why."""

    yes: int
    no: int
    missing: Mapping[Missing, int]
    rows: tuple[Row, ...]

    @property
    def unknown(self) -> int:
        """Of how many it is not known."""
        return sum(self.missing.values())

    @property
    def whole(self) -> int:
        """How many the question concerns; those for which it is 不适用 are not among them."""
        return self.yes + self.no + self.unknown

    def words(self, so: str, not_so: str) -> str:
        """Say the numbers and the share of the whole, the unreported named."""
        if not self.yes and not self.no:
            return f"无法计算：{self._silent}" if self.unknown else "没有要计的机构"
        said = f"{so} {self.yes} 家，占 {self.whole} 家的 {share(self.yes, self.whole)}"
        said += f"；{not_so} {self.no} 家" if self.no else ""
        return said + (f"；{self._silent}" if self.unknown else "")

    @property
    def _silent(self) -> str:
        return "，".join(f"{number} 家{word}" for word, number in self.missing.items())


def count(institutions: Iterable[Institution], ask: Ask) -> Count:
    """Ask of every institution; the rows looked at are the source of the number."""
    found: Counter[Verdict] = Counter()
    rows: list[Row] = []
    for institution in institutions:
        verdict, looked_at = ask(institution)
        found[verdict] += 1
        rows += looked_at or (institution,)
    missing = {word: found[word] for word in Missing if found[word]}
    missing.pop(Missing.NOT_APPLICABLE, None)
    return Count(found[True], found[False], missing, together(rows))


def of_newest(catalog: Catalog, kind: type[R], read: Callable[[R], Verdict]) -> Ask:
    """Ask whether something is so in the newest row that an institution has in a table."""

    def ask(institution: Institution) -> Heard:
        row = catalog.one(kind, institution.id)
        return (read(row), (row,)) if row else (UNKNOWN, ())

    return ask


def is_told(value: object) -> Verdict:
    """Tell whether there is a value."""
    return value if isinstance(value, Missing) else True


def together(*groups: Iterable[Row]) -> tuple[Row, ...]:
    """Join rows, each once."""
    return tuple(dict.fromkeys(row for group in groups for row in group))


def homes(catalog: Catalog, kind: str = "养老机构") -> list[Institution]:
    """Give the institutions of one kind; one whose kind is not known belongs to none."""
    return [row for row in catalog.all(Institution) if row.kind == kind]


def share(part: int, whole: int) -> str:
    """Write a share of some whole to a tenth of a per cent."""
    return f"{(Decimal(100 * part) / whole).quantize(TENTH, ROUND_HALF_UP)}%"


def tally(rows: Iterable[T], read: Callable[[T], object], unit: str) -> str:
    """Say how many rows there are of each sort, most first: 消防 3 处，食品 1 处."""
    counted = Counter(str(read(row)) for row in rows)
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return "，".join(f"{name} {number} {unit}" for name, number in ordered)


def total(values: Sequence[object], unit: str, whose: str = "家") -> str:
    """Add what is reported, and say of how many it is not; 不适用 counts for nothing."""
    known = [Decimal(value) for value in values if isinstance(value, int | Decimal)]
    silent = sum(isinstance(one, Missing) and one is not Missing.NOT_APPLICABLE for one in values)
    amount = sum(known, Decimal(0)).normalize()
    return f"{amount:,f} {unit}" + (f"（{silent} {whose}未填报）" if silent else "")


def past(day: object, today: date) -> bool:
    """Tell whether a day that may be missing lies behind `today`."""
    return isinstance(day, date) and day < today
