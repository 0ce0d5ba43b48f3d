"""Settling dossier by dossier, and together what speaks of each other over their borders.

Rows of one institution name each other freely (a reply its penalty, a hazard its inspection).
Beyond that only prose can name a record of another institution, by its number; such institutions,
with the nation, are a knot and are settled as one. That gives the same as settling everything at
once, because outside the knot no verdict depends on a row of another dossier: a column that names
a record of another institution is a fault (`checks.belonging`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

from content.bonds import FOLLOWS, TELLING
from content.dealing import NATION, Hands
from content.dossiers import Settled
from content.naming import NUMBER, Numbers, free_columns, numbers_of, tells
from content.settling import Verdict, settle
from content.tables import Institution, Row

NAMING: dict[type[Row], tuple[str, ...]] = {
    kind: (*free_columns(kind), *(column for one, column, _ in FOLLOWS if one is kind))
    for kind in TELLING
}
"""The columns in which a row may name another's number."""
marks = NUMBER.findall


def settle_dossiers(hands: Hands, day: date) -> Iterator[tuple[str, Settled]]:
    """Settle what was dealt: each owner with its rows and their verdicts."""
    homes = {row.id: row for row in hands.nation if isinstance(row, Institution)}
    knot, together = knotted(hands), dict[str, list[Row]]()
    for owner, rows in hands:
        if owner == NATION or owner in knot:
            together[owner] = rows
        else:
            yield owner, settle_alone(homes.get(owner), rows, day)
    settled = settle(chain.from_iterable(together.values()), day)
    for owner, rows in together.items():
        yield owner, list(islice(settled, len(rows)))


def settle_alone(home: Institution | None, rows: list[Row], day: date) -> list[tuple[Row, Verdict]]:
    """Settle the rows of one institution that names nobody else's records."""
    own: list[Row] = [home] if home else []
    return list(settle([*own, *rows], day))[len(own) :]


def knotted(hands: Hands) -> set[str]:
    """Find the institutions that name a record of another dossier, or own one that is named."""
    prose = [(owner, text) for owner, rows in hands for text in _prose(rows) if marks(text)]
    named = {mark for _, text in prose for mark in marks(text)}
    owners: dict[str, set[str]] = defaultdict(set)
    for owner, rows in hands:
        for number in _numbers(rows):
            its = marks(number)
            if not named.isdisjoint(its) or (not its and tells(number)):
                owners[number].add(owner)
    numbers, found = Numbers(owners), set[str]()
    for owner, text in _all_prose(hands) if numbers.unmarked else prose:
        for number in numbers.within(text):
            if others := owners[number] - {owner}:
                found |= {owner, *others}
    return found - {NATION}


def _all_prose(hands: Hands) -> Iterator[tuple[str, str]]:
    """Give what may name a number that bears no mark; it is too much to be held."""
    return ((owner, text) for owner, rows in hands for text in _prose(rows))


def _numbers(rows: Iterable[Row]) -> Iterator[str]:
    """Give the numbers by which texts may name these rows."""
    return (number for row in rows if isinstance(row, TELLING) for number in numbers_of(row))


def _prose(rows: Iterable[Row]) -> Iterator[str]:
    """Give what of these rows may name another."""
    for row in rows:
        if names := NAMING.get(type(row)):
            yield "\n".join(str(getattr(row, name)) for name in names)
