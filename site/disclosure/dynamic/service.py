"""What the dynamic public pages stand on: catalog, index, and pages in every edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from flask import current_app, request
from jinja2 import Environment
from werkzeug.datastructures import MultiDict

from content import Catalog, City
from disclosure.rendering import TEMPLATES, dynamic_url, folded_environment
from disclosure.theme import EDITIONS, Edition, PageContext
from search_index import Index

OWN_TEMPLATES = (Path(__file__).parent / "templates",)
Query = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Service:
    """What the app is joined to: catalog and index of the moment."""

    catalog: Callable[[], Catalog]
    index: Callable[[], Index]
    environments: dict[str, tuple[City, Environment]] = field(default_factory=dict)

    def environment(self, edition: Edition, city: City) -> Environment:
        """Give the environment of an edition, made anew when another release names its city."""
        known = self.environments.get(edition.name)
        if known is None or known[0] is not city:
            known = city, folded_environment(edition, city, (*OWN_TEMPLATES, *TEMPLATES))
            self.environments[edition.name] = known
        return known[1]


def service() -> Service:
    """Give what the running app is joined to."""
    found: Service = current_app.extensions["service"]
    return found


def asked() -> MultiDict[str, str]:
    """Give the query of the running request; old browsers may send bytes that are no UTF-8."""
    query = request.query_string.decode("utf-8", "replace")
    return MultiDict(parse_qsl(query, keep_blank_values=True))


def address(edition: Edition, name: str, query: Query) -> str:
    """Give the address of a dynamic page with its query."""
    written = urlencode(list(query))
    return dynamic_url(edition, name, f"?{written}" if written else "")


@dataclass(frozen=True)
class Shown:
    """A page to show: the dynamic address that it answers, with what query, under which title."""

    name: str
    title: str
    description: str
    query: tuple[tuple[str, str], ...] = ()


def page(edition: Edition, template: str, shown: Shown, **values: object) -> str:
    """Render a dynamic page; its sibling in the other edition has the same query."""
    city = service().catalog().city
    context = PageContext(
        name=shown.name,
        title=shown.title,
        description=shown.description,
        url=city.url + address(edition, shown.name, shown.query),
        section=shown.name,
        number="",
    )

    def sibling(name: str) -> str:
        return address(EDITIONS[name], shown.name, shown.query)

    found = service().environment(edition, city).get_template(template)
    return found.render(page=context, sibling=sibling, **values)
