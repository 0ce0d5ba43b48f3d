"""承诺兑现了吗: each sentence of a commitment beside what was found of its being kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from content import Catalog
from content.tables import Commitment, Conduct, Missing, Record
from disclosure.showing import Shown, shown
from disclosure.sources import Source, latest_sources

KINDS: tuple[type[Record], ...] = (Commitment, Conduct)
KEPT = "已履行"


@dataclass(frozen=True)
class Promise:
    """One sentence, and what was found, the latest check first."""

    commitment: Commitment
    conduct: tuple[Shown[Conduct], ...]

    @property
    def broken(self) -> bool:
        """Whether any check found it not kept, or kept in part."""
        return any(check.record.kept != KEPT for check in self.conduct)


@dataclass(frozen=True)
class Letter:
    """A letter of commitment (承诺书): of which kind, signed when, where to read, its sentences."""

    kind: str
    signed_on: date
    document: str | Missing
    promises: tuple[Promise, ...]

    @property
    def broken(self) -> list[Promise]:
        """What was not kept in full: a board shows this first."""
        return [one for one in self.promises if one.broken]

    @property
    def kept(self) -> list[Promise]:
        """What every check found kept."""
        return [one for one in self.promises if one.conduct and not one.broken]

    @property
    def unchecked(self) -> list[Promise]:
        """What nobody has looked into yet."""
        return [one for one in self.promises if not one.conduct]


@dataclass(frozen=True)
class Promises:
    """All letters of an institution, the latest first."""

    letters: list[Letter]
    sources: list[Source]


def promises(catalog: Catalog, id_: str) -> Promises:
    """Hold every sentence against conduct."""
    found: dict[tuple[date, str], list[Promise]] = {}
    checks = sorted(catalog.of(Conduct, id_), key=lambda row: row.checked_on, reverse=True)
    for row in sorted(catalog.of(Commitment, id_), key=lambda row: (row.number, row.id)):
        conduct = tuple(shown(catalog, check) for check in checks if check.commitment == row.id)
        found.setdefault((row.signed_on, row.kind), []).append(Promise(row, conduct))
    rows = [row for kind in KINDS for row in catalog.of(kind, id_)]
    letters = [_letter(found[key]) for key in sorted(found, reverse=True)]
    return Promises(letters, latest_sources(catalog, rows))


def _letter(said: list[Promise]) -> Letter:
    first = said[0].commitment
    return Letter(first.kind, first.signed_on, first.document, tuple(said))
