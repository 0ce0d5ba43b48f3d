"""The registry of pages: routes, freezer, site map, links and tests all follow from it.

The models in `disclosure.pages` fill it; import `PAGES` from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from content import Catalog, key_of
from content.tables import Row
from disclosure.theme.editions import EDITIONS, STANDARD, Edition

Key = dict[str, str]
HTML = "text/html"
VARIABLE = re.compile(r"<(?:[^:<>]+:)?(\w+)>")


@dataclass(frozen=True)
class View:
    """What one page is made from: its state, never the day on which it is made.

    `values` go to the template; `records` are the facts that the page shows, named in the
    manifest; `number` is the six-digit number to read out on the telephone. `body` is the text
    of a machine file, which has no template.
    """

    title: str
    description: str
    values: Mapping[str, Any] = field(default_factory=dict)
    records: Sequence[Row] = ()
    number: str = ""
    body: str = ""

    def record_names(self) -> list[str]:
        """Name the records as the manifest does: table:key."""
        return sorted({f"{row.NAME}:{key_of(row)}" for row in self.records})


Model = Callable[..., View]
Keys = Callable[[Catalog], Iterable[Key]]


@dataclass(frozen=True)
class Page:
    """A kind of page: a name, an address with its variables, the keys it exists for, a model.

    What is not HTML is a machine file beside the pages: it exists once and not per edition, as
    does a page that is `single`.
    """

    name: str
    path: str
    model: Model
    keys: Keys
    template: str
    section: str
    media_type: str = HTML
    single: bool = False

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions in which a page of this kind stands."""
        once = self.single or self.media_type != HTML
        return (STANDARD,) if once else tuple(EDITIONS.values())

    def rule(self, edition: Edition) -> str:
        """Give the address with its variables, as a page of that edition links to it."""
        return edition.prefix + self.path if edition in self.editions else self.path

    def address(self, edition: Edition, key: Mapping[str, str]) -> str:
        """Give the URL to which a page of that edition links."""
        return VARIABLE.sub(lambda found: key[found[1]], self.rule(edition))


PAGES: dict[str, Page] = {}


def once(_: Catalog) -> list[Key]:
    """Give the key set of a page that exists once."""
    return [{}]


def page(  # noqa: PLR0913 (a page has that many properties)
    name: str,
    path: str,
    *,
    keys: Keys = once,
    template: str = "",
    section: str = "",
    single: bool = False,
) -> Callable[[Model], Model]:
    """Register a model function as the page `name` at `path` (a Werkzeug rule).

    A `single` page stands in the standard edition only.
    """

    def register(model: Model) -> Model:
        _add(Page(name, path, model, keys, template or f"{name}.html", section, single=single))
        return model

    return register


def machine_file(
    name: str, path: str, media_type: str, *, keys: Keys = once
) -> Callable[[Model], Model]:
    """Register a model function as the file `name` at `path`; its view has a `body`."""

    def register(model: Model) -> Model:
        _add(Page(name, path, model, keys, template="", section="", media_type=media_type))
        return model

    return register


def _add(page: Page) -> None:
    if page.name in PAGES:
        message = f"two pages are called {page.name}"
        raise ValueError(message)
    PAGES[page.name] = page
