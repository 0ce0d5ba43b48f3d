"""What the views of the desk stand on: what they are joined to, pages, and the navigation."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app, get_flashed_messages, request, url_for
from flask_security import current_user
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment
from markupsafe import Markup

from complaints.clock import SHANGHAI
from complaints.database import Database
from complaints.desk.accounts.person import Person, signed_in
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.workflow import Role
from complaints.workflow.capacity import CLERKS, OFFICERS
from content import Catalog, City
from disclosure.theme import ASSETS, EDITIONS, PageContext, Wiring, make_environment

TEMPLATES = (
    Path(__file__).parent / "templates",
    Path(__file__).parent.parent / "intake" / "templates",  # How questions are asked.
)
STANDARD = EDITIONS["standard"]
EVERYONE = frozenset(Role)


@dataclass(frozen=True)
class Desk:
    """What the app is joined to. `link` takes an edition first; `now` is in UTC."""

    database: Database
    keys: Keys
    catalog: Callable[[], Catalog]
    now: Callable[[], datetime]
    attachments: Attachments
    link: Callable[..., str]
    demo: bool = False
    wait: Callable[[float], None] = time.sleep


@dataclass(frozen=True)
class NavEntry:
    """One entry of the navigation: its words, where it leads, which roles see it."""

    label: str
    endpoint: str
    roles: frozenset[Role]


# An entry whose endpoint does not exist (yet) is left out.
NAV = (
    NavEntry("待办", "queue.todo", OFFICERS),
    NavEntry("查件", "queue.search", OFFICERS),
    NavEntry("代为登记", "registering.register", CLERKS),
    NavEntry("分派", "queue.dispatch", frozenset({Role.LEAD})),
    NavEntry("待公布", "queue.to_publish", frozenset({Role.LEAD})),
    NavEntry("账号", "accounts.all_accounts", frozenset({Role.ADMINISTRATOR})),
    NavEntry("改密码", "security.change_password", EVERYONE),
)


def desk() -> Desk:
    """Give what the running app is joined to."""
    found: Desk = current_app.extensions["desk"]
    return found


def entries(person: Person) -> list[NavEntry]:
    """Give the entries of the navigation that somebody sees."""
    views = current_app.view_functions
    return [one for one in NAV if one.endpoint in views and one.roles & person.roles]


def page(template: str, title: str, **values: object) -> str:
    """Render a page of the desk.

    `officer` is who is signed in and has finished his first sign-in, or None; `known` tells
    whether anybody is signed in at all.
    """
    city = desk().catalog().city
    officer = signed_in()
    context = PageContext(
        name="desk", title=title, description=title, url="", section="", number=""
    )
    shown = {
        "page": context,
        "officer": officer,
        "known": current_user.is_authenticated,
        "nav": entries(officer) if officer else [],
        "flashes": get_flashed_messages(with_categories=True),
        "endpoint": request.endpoint,
    }
    return _environment(city).get_template(template).render(shown | values)


def _environment(city: City) -> Environment:
    """Give the environment; it is made anew when another release names its city."""
    known: list[tuple[City, Environment]] = current_app.extensions["desk-environment"]
    if not known or known[0][0] is not city:
        known[:] = [(city, _make_environment(city))]
    return known[0][1]


def _make_environment(city: City) -> Environment:
    def link(name: str, /, **key: str) -> str:
        return desk().link(STANDARD, name, **key)

    def asset(name: str) -> str:
        return url_for("asset", file_name=ASSETS[name].file_name)

    wiring = Wiring(str, link, lambda name, tail="": name + tail, asset=asset)
    environment = make_environment(STANDARD, city, wiring, TEMPLATES)
    environment.filters["moment"] = _moment
    environment.globals.update(url_for=url_for, csrf_token=generate_csrf)
    return environment


def _moment(at: datetime) -> Markup:
    """Write a moment as a clock in Shanghai shows it."""
    here = at.astimezone(SHANGHAI)
    text = f"{here:%Y-%m-%d %H:%M}"
    return Markup('<time class="date" datetime="{}">{}</time>').format(here.isoformat(), text)
