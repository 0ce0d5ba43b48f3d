"""What the views of the desk stand on: what they are joined to, pages, and the navigation."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
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
from complaints.routing.route import DISCIPLINE
from complaints.workflow import Role
from complaints.workflow.capacity import CLERKS, OFFICERS
from content import Catalog, City
from content.tables import Unit
from disclosure.theme import ASSETS, EDITIONS, PageContext, Wiring, make_environment

TEMPLATES = (
    Path(__file__).parent / "templates",
    Path(__file__).parent.parent / "intake" / "templates",  # How questions are asked.
)
STANDARD = EDITIONS["standard"]
EVERYONE = frozenset(Role)
DISPOSING = frozenset({Role.LEAD, Role.HEAD, Role.SUPERVISOR})


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
    """One entry of the navigation: its words, where it leads, which roles see it.

    `in_discipline` names the roles that see it too in 纪检监察, where a unit has few officers.
    """

    label: str
    endpoint: str
    roles: frozenset[Role]
    in_discipline: frozenset[Role] = frozenset()


# An entry whose endpoint does not exist (yet) is left out.
NAV = (
    NavEntry("工作台", "boards.board", OFFICERS),
    NavEntry("待办", "queue.todo", OFFICERS),
    NavEntry("查件", "queue.search", OFFICERS),
    NavEntry("代为登记", "registering.register", CLERKS),
    NavEntry("分派", "queue.dispatch", frozenset({Role.LEAD})),
    NavEntry("待公布", "queue.to_publish", frozenset({Role.LEAD})),
    NavEntry("待回访", "calling.to_call", frozenset({Role.LEAD}), frozenset({Role.HEAD})),
    NavEntry("到期销毁", "retention.lists", DISPOSING, CLERKS),
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
    return [one for one in NAV if one.endpoint in views and _roles(one, person) & person.roles]


def _roles(entry: NavEntry, person: Person) -> frozenset[Role]:
    """Give the roles that see an entry, in this person's unit."""
    catalog = desk().catalog()
    known = catalog.has(Unit, person.unit)
    is_discipline = known and catalog.get(Unit, person.unit).department == DISCIPLINE
    return entry.roles | entry.in_discipline if is_discipline else entry.roles


def page(template: str, title: str, **values: object) -> str:
    """Render a page of the desk.

    `officer` is who is signed in and has finished his first sign-in, or None; `known` tells
    whether anybody is signed in at all.
    """
    officer = signed_in()
    who = {
        "officer": officer,
        "known": current_user.is_authenticated,
        "nav": entries(officer) if officer else [],
    }
    return _render(template, title, who | values)


def bare_page(template: str, title: str, **values: object) -> str:
    """Render a page without asking the database who looks at it."""
    return _render(template, title, {"officer": None, "known": False, "nav": [], **values})


def _render(template: str, title: str, values: Mapping[str, object]) -> str:
    city = desk().catalog().city
    context = PageContext(
        name="desk", title=title, description=title, url="", section="", number=""
    )
    shown = {
        "page": context,
        "flashes": get_flashed_messages(with_categories=True),
        "endpoint": request.endpoint,
    }
    return _environment(city).get_template(template).render(shown | dict(values))


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
