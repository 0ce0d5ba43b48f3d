"""The Jinja environments: a plain one, as Flask would have it, and a folded one for freezing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)

from content import City
from disclosure.theme.assets import ASSETS
from disclosure.theme.compiled import Compiled, Way
from disclosure.theme.editions import Edition
from disclosure.theme.filters import FILTERS, TESTS, tel
from disclosure.theme.folding import Folder, FoldingEnvironment, Translate
from disclosure.theme.running import messages

THEME = Path(__file__).parent


def asset(name: str) -> str:
    """Give the address of a style or script."""
    return ASSETS[name].url


@dataclass(frozen=True)
class Wiring:
    """What an environment is joined to: messages, links between pages, dynamic addresses.

    `rules` (page name → address with `{key}`) are given only to fold them in; `asset` gives the
    addresses of styles, for an app that serves them in a place of its own.
    """

    translate: Translate
    link: Callable[..., str]
    dynamic: Callable[..., str]
    rules: dict[str, str] | None = None
    asset: Callable[[str], str] = asset


@dataclass(frozen=True)
class PageContext:
    """What a base template may know of the page that it frames."""

    name: str
    title: str
    description: str
    url: str
    section: str
    number: str


def make_environment(
    edition: Edition, city: City, wiring: Wiring, templates: Sequence[Path]
) -> Environment:
    """Make the environment of an edition; `templates` are the folders of its pages."""
    folded = wiring.rules is not None
    kind: type[Environment] = FoldingEnvironment if folded else Environment
    environment = kind(
        loader=_loader(edition, templates),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        bytecode_cache=Compiled(_way(wiring)),
    )
    _furnish(environment, edition, city, wiring)
    if isinstance(environment, FoldingEnvironment):
        environment.folder = Folder(wiring.translate, wiring.rules or {}, wiring.asset)
        environment.globals["_"] = messages(wiring.translate)
    return environment


def _way(wiring: Wiring) -> Way:
    """Give what is folded into templates; nothing is where there are no rules."""
    if wiring.rules is None:
        return ()
    return (wiring.translate, wiring.asset, *sorted(wiring.rules.items()))


def _loader(edition: Edition, templates: Sequence[Path]) -> BaseLoader:
    """Find a template in the edition's own folders first; `standard/base.html` names one."""
    folders = {name: FileSystemLoader(THEME / name) for name in ("standard", "elder")}
    return ChoiceLoader(
        [
            *(folders[name] for name in edition.templates),
            *(FileSystemLoader(folder) for folder in templates),
            PrefixLoader(folders),
        ]
    )


def _furnish(environment: Any, edition: Edition, city: City, wiring: Wiring) -> None:  # noqa: ANN401 (the i18n extension adds methods)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.install_gettext_callables(
        wiring.translate, lambda one, many, n: one if n == 1 else many, newstyle=True
    )
    environment.filters.update(FILTERS)
    environment.tests.update(TESTS)
    environment.globals.update(
        edition=edition,
        city=city,
        link=wiring.link,
        dynamic=wiring.dynamic,
        asset=wiring.asset,
        tel=tel,
    )
