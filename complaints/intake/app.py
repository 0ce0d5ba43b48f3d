"""The public app of the channel: every edition under its own prefix, one set of views."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Flask, Response, current_app, request
from jinja2 import Environment

from complaints.database import Database
from complaints.intake.attachments import Attachments
from complaints.intake.limits import Limit, ask
from complaints.keys import Keys
from content import Catalog, City
from disclosure.theme import ASSETS, EDITIONS, Edition, PageContext, Wiring, make_environment

TEMPLATES = (Path(__file__).parent / "templates",)
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


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


def create_app(channel: Channel) -> Flask:
    """Make the public app of the channel."""
    from complaints.intake.filing_views import FILING  # noqa: PLC0415 (views need this module)
    from complaints.intake.tracking_views import TRACKING  # noqa: PLC0415

    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 60 * 1024 * 1024
    app.config["MAX_FORM_MEMORY_SIZE"] = 1024 * 1024
    app.extensions["channel"] = channel
    app.extensions["environments"] = {}
    for edition in EDITIONS.values():
        for blueprint in (FILING, TRACKING):
            app.register_blueprint(
                blueprint,
                url_prefix=f"{edition.prefix}/complaints",
                name=f"{edition.name}-{blueprint.name}",
                url_defaults={"edition_name": edition.name},
            )
    app.add_url_rule("/assets/<file_name>", "asset", _asset)
    app.after_request(_harden)
    return app


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

    return make_environment(edition, city, Wiring(str, link, dynamic), TEMPLATES)


def _harden(response: Response) -> Response:
    response.headers.extend(
        {name: value for name, value in HEADERS.items() if name not in response.headers}
    )
    return response


def _asset(file_name: str) -> Response:
    asset = next((one for one in ASSETS.values() if one.file_name == file_name), None)
    if asset is None:
        return Response(status=404)
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(asset.body, mimetype=asset.media_type, headers=kept)
