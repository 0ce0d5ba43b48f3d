"""From a page, an edition and a key to bytes; used by the Flask app and by the freezer alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment

from content import City
from disclosure.pages import PAGES
from disclosure.pages.standing import DYNAMIC
from disclosure.registry import HTML, VARIABLE, Key, Page, View
from disclosure.theme import EDITIONS, Edition, PageContext, make_environment
from disclosure.theme.environment import Wiring

TEMPLATES = (Path(__file__).parent / "templates",)


def page_url(edition: Edition, name: str, /, **key: str) -> str:
    """Give the address of a page in an edition."""
    return PAGES[name].address(edition, key)


def dynamic_url(edition: Edition, name: str, tail: str = "") -> str:
    """Give a dynamic address in an edition; `tail` is what follows: `new?institution=100012`."""
    return edition.prefix + DYNAMIC[name].path + tail


def link_rules(edition: Edition) -> dict[str, str]:
    """Give the addresses of all pages of an edition with `{key}` for each variable."""
    return {page.name: VARIABLE.sub(r"{\1}", page.rule(edition)) for page in PAGES.values()}


def folded_environment(
    edition: Edition, city: City, templates: Sequence[Path] = TEMPLATES
) -> Environment:
    """Make the quick environment: translations and links are part of its templates."""
    wiring = Wiring(
        translate=str,
        link=partial(page_url, edition),
        dynamic=partial(dynamic_url, edition),
        rules=link_rules(edition),
    )
    return make_environment(edition, city, wiring, templates)


def render(environment: Environment, edition: Edition, page: Page, key: Key, view: View) -> str:
    """Render one page; a machine file brings its own text."""
    if page.media_type != HTML:
        return view.body
    city: City = environment.globals["city"]  # type: ignore[assignment]
    context = PageContext(
        name=page.name,
        title=view.title,
        description=view.description,
        url=city.url + page.address(edition, key),
        section=page.section,
        number=view.number,
    )

    def sibling(name: str) -> str:
        return page.address(EDITIONS[name], key)

    template = environment.get_template(page.template)
    return template.render(page=context, sibling=sibling, **view.values)
