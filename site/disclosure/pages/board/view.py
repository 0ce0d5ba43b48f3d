"""The board itself: what its head says, and its sheets put together."""

from __future__ import annotations

from datetime import date, timedelta

from content import Catalog
from content.completeness import completeness
from content.tables import (
    TABLES,
    Closure,
    Contact,
    Correction,
    Inspection,
    Institution,
    Missing,
)
from disclosure.filed import of_institutions
from disclosure.inspecting import reckoned, visits
from disclosure.pages.board.identity import identity
from disclosure.pages.board.living import living
from disclosure.pages.board.money import money
from disclosure.pages.board.problems import problems
from disclosure.pages.board.promises import promises
from disclosure.pages.board.quality import quality
from disclosure.pages.board.safety import safety
from disclosure.pages.closures import closing
from disclosure.pages.front import lead
from disclosure.pages.notices import fundraising_hotline
from disclosure.registry import Key, View, page
from disclosure.sources import latest_sources, sources

KINDS = of_institutions(TABLES)


def board_keys(catalog: Catalog) -> list[Key]:
    """Give a board to every institution that ever was on display: links live for years."""
    return [{"id": row.id} for row in catalog.ever(Institution)]


@page("board", "/institutions/<string(length=6):id>/", keys=board_keys, section="institutions")
def board(catalog: Catalog, id: str) -> View:  # noqa: A002 (the name in the address)
    """Show one institution.

    Can my parent live here, what does it cost, how good is it, what went wrong, whom do I call.
    """
    institution = catalog.get(Institution, id)
    living_on = catalog.has(Institution, id)
    who = identity(catalog, institution)
    rows = (*(row for kind in KINDS for row in catalog.of(kind, id)), *who.checked)
    return View(
        title=institution.name,
        description=f"{institution.name}的收费、床位、等级、检查、行政处罚和投诉电话。",
        values=_head(catalog, institution)
        | (_sheets(catalog, institution) if living_on else {})
        | {"identity": who, "problems": problems(catalog, id, ended=not living_on)},
        records=(institution, *rows) if living_on else rows,
        number=id,
    )


def _head(catalog: Catalog, institution: Institution) -> dict[str, object]:
    """Give what the head of the board and its last sheet say."""
    id_ = institution.id
    chain, contact = catalog.places(institution.place), catalog.one(Contact, id_)
    return {
        "institution": institution,
        "ended": None if catalog.has(Institution, id_) else _day_after(institution.valid_to),
        "district": chain[0] if chain else None,
        "where": catalog.where(institution.place),
        "lead": lead(catalog, chain[0].code) if chain else None,
        "linked_data": _linked_data(catalog, institution),
        "closings": [closing(catalog, row) for row in catalog.of(Closure, id_)],
        "contact": contact,
        "corrections": catalog.of(Correction, id_),
        "about": sources(catalog, [institution]),
        "reached": latest_sources(catalog, [institution, *([contact] if contact else [])]),
    }


def _day_after(last: date | None) -> date | None:
    """Give the first day on which an institution is no longer shown; its last day still counts."""
    return last + timedelta(days=1) if last else None


def _sheets(catalog: Catalog, institution: Institution) -> dict[str, object]:
    """Give what only an institution on display is asked."""
    id_ = institution.id
    return {
        "living": living(catalog, id_),
        "money": money(catalog, id_),
        "fundraising": fundraising_hotline(catalog),
        "quality": quality(catalog, id_),
        "safety": safety(catalog, id_),
        "promises": promises(catalog, id_),
        "visits": visits(catalog, catalog.of(Inspection, id_)),
        "reckoned": reckoned(catalog, institution),
        "groups": completeness(catalog, id_),
    }


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
