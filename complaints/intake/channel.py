"""What the views of the channel stand on: what they are joined to, pages, and limits."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app, request
from jinja2 import Environment

from complaints.database import Database
from complaints.intake.attachments import Attachments
from complaints.intake.limits import Limit, ask
from complaints.keys import Keys
from content import Catalog, City
from disclosure.theme import EDITIONS, Edition, PageContext, Wiring, make_environment

TEMPLATES = (Path(__file__).parent / "templates",)


@dataclass(frozen=True)
class Channel:
    """What the app is joined to. `link` and `dynamic` take an edition first; `now` is in UTC."""

    database: Database
    keys: Keys
    catalog: Callable[[], Catalog]
    now: Callable[[], datetime]
    link: Callable[..., str]
    dynamic: Callable[..., str]
    attachments: Attachments
    demo: bool = False
    wait: Callable[[float], None] = time.sleep


def channel() -> Channel:
    """Give what the running app is joined to."""
    found: Channel = current_app.extensions["channel"]
    return found


def slow_down(limit: Limit, subject: str) -> bool:
    """Count one more against a limit and wait as it says; tell whether to refuse."""
    joined = channel()
    with joined.database.writing() as session:
        verdict = ask(session, joined.keys, limit, subject, joined.now())
    if verdict.delay:
        joined.wait(verdict.delay)
    return verdict.refused


def address() -> str:
    """Give the address of the visitor, for counting alone; it is stored nowhere."""
    return request.remote_addr or ""


def page(edition: Edition, template: str, title: str, path: str, **values: object) -> str:
    """Render a page of the channel; `path` is what follows /complaints/ in its address."""
    joined = channel()
    city = joined.catalog().city
    context = PageContext(
        name="complaints",
        title=title,
        description=title,
        url=city.url + joined.dynamic(edition, "complaints", path),
        section="track" if path.startswith("track") else "complaints",
        number="",
    )

    def sibling(name: str) -> str:
        return joined.dynamic(EDITIONS[name], "complaints", path)

    environment = _environment(edition, city, joined)
    return environment.get_template(template).render(page=context, sibling=sibling, **values)


def _environment(edition: Edition, city: City, joined: Channel) -> Environment:
    """Give the environment of an edition; it is made anew when another release names its city."""
    known: dict[str, tuple[City, Environment]] = current_app.extensions["environments"]
    if edition.name not in known or known[edition.name][0] is not city:
        known[edition.name] = city, _make_environment(edition, city, joined)
    return known[edition.name][1]


def _make_environment(edition: Edition, city: City, joined: Channel) -> Environment:
    def link(name: str, /, **key: str) -> str:
        return joined.link(edition, name, **key)

    def dynamic(name: str, tail: str = "") -> str:
        return joined.dynamic(edition, name, tail)

    return make_environment(edition, city, Wiring(str, link, dynamic, rules={}), TEMPLATES)
