"""The registry of pages: routes, freezer, site map, links and tests all follow from it.

The models in `disclosure.pages` fill it; import `PAGES` from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from content import Catalog, key_of
from content.tables import Row

Key = dict[str, str]
VARIABLE = re.compile(r"<(?:[^:<>]+:)?(\w+)>")


@dataclass(frozen=True)
class View:
    """What one page is made from: its state, never the day on which it is made.

    `values` go to the template; `records` are the facts that the page shows, named in the
    manifest; `number` is the six-digit number to read out on the telephone.
    """

    title: str
    description: str
    values: Mapping[str, Any] = field(default_factory=dict)
    records: tuple[Row, ...] = ()
    number: str = ""

    def record_names(self) -> list[str]:
        """Name the records as the manifest does: table:key."""
        return sorted({f"{row.NAME}:{key_of(row)}" for row in self.records})


Model = Callable[..., View]
Keys = Callable[[Catalog], Iterable[Key]]


@dataclass(frozen=True)
class Page:
    """A kind of page: a name, an address with its variables, the keys it exists for, a model."""

    name: str
    path: str
    model: Model
    keys: Keys
    template: str
    section: str

    def address(self, prefix: str, key: Mapping[str, str]) -> str:
        """Give the URL of one page of this kind in the edition with that prefix."""
        return prefix + VARIABLE.sub(lambda found: key[found[1]], self.path)


PAGES: dict[str, Page] = {}


def once(_: Catalog) -> list[Key]:
    """Give the key set of a page that exists once."""
    return [{}]


def page(
    name: str, path: str, *, keys: Keys = once, template: str = "", section: str = ""
) -> Callable[[Model], Model]:
    """Register a model function as the page `name` at `path` (a Werkzeug rule)."""

    def register(model: Model) -> Model:
        if name in PAGES:
            message = f"two pages are called {name}"
            raise ValueError(message)
        PAGES[name] = Page(name, path, model, keys, template or f"{name}.html", section)
        return model

    return register
