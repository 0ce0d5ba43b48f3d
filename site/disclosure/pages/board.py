"""The board (公示栏) of one institution, in the order in which a family asks."""

from __future__ import annotations

from dataclasses import dataclass

from content import Catalog
from content.costs import Cost, costs, lowest
from content.publicity import Window
from content.tables import (
    BlacklistEntry,
    Capacity,
    CareLevel,
    Contact,
    Fee,
    Grade,
    Institution,
    Missing,
    Operator,
    Penalty,
    Room,
    Row,
)
from disclosure.listing import place_chain
from disclosure.pages.front import lead
from disclosure.registry import Key, View, page
from disclosure.sources import sources


@dataclass(frozen=True)
class Shown:
    """A record with the window in which it may be shown."""

    record: Penalty | BlacklistEntry | Grade
    window: Window


def shown(catalog: Catalog, row: Penalty | BlacklistEntry | Grade) -> Shown:
    """Join a record with its window."""
    return Shown(row, catalog.window(row))


def board_keys(catalog: Catalog) -> list[Key]:
    """Give a board to every institution that ever was on display: links live for years."""
    return [{"id": row.id} for row in catalog.ever(Institution)]


@page("board", "/institutions/<string(length=6):id>/", keys=board_keys, section="institutions")
def board(catalog: Catalog, id: str) -> View:  # noqa: A002 (the name in the address)
    """Show one institution.

    Can my parent live here, what does it cost, how good is it, what went wrong, whom do I call.
    """
    institution = catalog.get(Institution, id)
    rows = _rows(catalog, id)
    chain = place_chain(catalog, institution.place)
    return View(
        title=institution.name,
        description=f"{institution.name}的收费、床位、等级、行政处罚和投诉电话。",
        values={
            "institution": institution,
            "ended": None if catalog.has(Institution, id) else institution.valid_to,
            "operator": _operator(catalog, institution),
            "district": chain[0] if chain else None,
            "linked_data": _linked_data(catalog, institution),
            "lead": lead(catalog, chain[0].code) if chain else None,
            **_living(catalog, id),
            **_conduct(catalog, id),
            "contact": catalog.one(Contact, id),
            "about": sources(catalog, [institution]),
        },
        records=(institution, *rows) if catalog.has(Institution, id) else tuple(rows),
        number=id,
    )


def _linked_data(catalog: Catalog, institution: Institution) -> dict[str, object]:
    """Describe the institution to machines in the words of schema.org (JSON-LD)."""
    contact = catalog.one(Contact, institution.id)
    data = {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "name": institution.name,
        "identifier": institution.id,
        "address": institution.address,
        "telephone": contact.hotline if contact else Missing.NOT_REPORTED,
        "foundingDate": str(institution.opened_on),
        "taxID": institution.credit_code,
    }
    return {key: value for key, value in data.items() if value not in set(Missing)}


def _rows(catalog: Catalog, id_: str) -> list[Row]:
    kinds: tuple[type[Row], ...] = (
        Capacity,
        Room,
        CareLevel,
        Fee,
        Grade,
        Penalty,
        BlacklistEntry,
        Contact,
    )
    return [row for kind in kinds for row in catalog.of(kind, id_)]


def _operator(catalog: Catalog, institution: Institution) -> Operator | Missing:
    if isinstance(institution.operator, Missing):
        return institution.operator
    return catalog.get(Operator, institution.operator)


def _living(catalog: Catalog, id_: str) -> dict[str, object]:
    """Tell who can live there and what it costs."""
    rooms, levels = catalog.of(Room, id_), catalog.of(CareLevel, id_)
    fees, every_cost = catalog.of(Fee, id_), costs(catalog, id_)
    capacity = catalog.of(Capacity, id_)
    return {
        "capacity": catalog.one(Capacity, id_),
        "rooms": rooms,
        "levels": levels,
        "cost_rows": _by_level(every_cost),
        "lowest": lowest(every_cost),
        "fees": fees,
        "fee_names": {room.id: room.name for room in rooms}
        | {level.id: level.name for level in levels},
        "living_sources": sources(catalog, [*capacity, *rooms, *levels]),
        "fee_sources": sources(catalog, [*fees]),
    }


def _by_level(every_cost: list[Cost]) -> list[tuple[CareLevel | None, list[Cost]]]:
    rows: dict[str, tuple[CareLevel | None, list[Cost]]] = {}
    for cost in every_cost:
        key = cost.level.id if cost.level else ""
        rows.setdefault(key, (cost.level, []))[1].append(cost)
    return list(rows.values())


def _conduct(catalog: Catalog, id_: str) -> dict[str, object]:
    """Tell how good it is and what went wrong."""
    grade = catalog.grade(id_)
    penalties, entries = catalog.of(Penalty, id_), catalog.of(BlacklistEntry, id_)
    return {
        "grade": shown(catalog, grade) if grade else None,
        "in_doubt": catalog.grade_in_doubt(id_),
        "penalties": [shown(catalog, row) for row in penalties],
        "blacklist": [shown(catalog, row) for row in entries],
        "grade_sources": sources(catalog, [grade] if grade else []),
    }
