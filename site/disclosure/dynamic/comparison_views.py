"""The comparison (比一比): up to four homes of one's choice, side by side for one's own case."""

from __future__ import annotations

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from content import Catalog
from content.tables import Place
from disclosure.comparing import compare
from disclosure.comparing.case import CARE, MEALS, MOST_MONTHS, ROOMS
from disclosure.dynamic.choosing import MOST, Choice, read_choice
from disclosure.dynamic.service import Shown, address, asked, page, service
from disclosure.theme import EDITIONS, Edition

COMPARISON = Blueprint("comparison", __name__)
NAME = "compare"
CHOICES = {
    "care_options": [(one, one) for one in CARE],
    "rooms": ROOMS,
    "meals": MEALS,
    "most_months": MOST_MONTHS,
}
DESCRIPTION = "几家养老服务机构放在一起，按您家的情况比收费、床位、等级和处罚。"


@COMPARISON.get("/compare")
def comparison(edition_name: str) -> str | Response:
    """Compare what was chosen, or say what to choose first."""
    edition, catalog = EDITIONS[edition_name], service().catalog()
    choice = read_choice(catalog, asked())
    if choice.added and len(choice.homes) <= MOST:
        return redirect(address(edition, NAME, choice.query), 303)
    if not choice.ready:
        return _choose(edition, catalog, choice)
    if len(choice.kinds) > 1 and not choice.mixed:
        return _warn(edition, choice)
    return _compare(edition, catalog, choice)


def _compare(edition: Edition, catalog: Catalog, choice: Choice) -> str:
    found = compare(catalog, (home.id for home in choice.homes), choice.case)
    return page(
        edition,
        "comparison.html",
        Shown(NAME, "比一比", DESCRIPTION, choice.query),
        choice=choice,
        found=found,
        day=catalog.day,
        removals=_addresses(edition, [choice.without(home) for home in choice.homes]),
        **CHOICES,
    )


def _choose(edition: Edition, catalog: Catalog, choice: Choice) -> str:
    """Ask which homes to compare, with what is wrong and what was chosen so far."""
    typed = (("add", choice.typed),) if choice.typed else ()
    shown = Shown(NAME, "选几家来比", DESCRIPTION, (*choice.query, *typed))
    districts = [place for place in catalog.all(Place) if place.level == "区"]
    return page(edition, "choose.html", shown, choice=choice, districts=districts)


def _warn(edition: Edition, choice: Choice) -> str:
    """Warn before unlike kinds stand side by side, and offer those of one kind."""
    several = {kind: homes for kind, homes in choice.kinds.items() if len(homes) > 1}
    alike = _addresses(edition, [choice.query_for(homes) for homes in several.values()])
    return page(
        edition,
        "unlike.html",
        Shown(NAME, "不是同一类机构", DESCRIPTION, choice.query),
        choice=choice,
        alike=list(zip(several, alike, strict=True)),
        anyway=address(edition, NAME, choice.query_for(choice.homes, mixed=True)),
    )


def _addresses(edition: Edition, queries: list[tuple[tuple[str, str], ...]]) -> list[str]:
    return [address(edition, NAME, query) for query in queries]
