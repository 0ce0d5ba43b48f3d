"""The site as a Flask app: every page a plain function of the catalog, the edition and a key.

It never runs in production, where the site is frozen; it serves development, and Frozen-Flask,
which takes names and truth from it.
"""

from __future__ import annotations

from typing import Any

import flask_babel
from flask import Flask, Response, url_for
from jinja2 import Environment

from content import Catalog
from disclosure.pages import PAGES
from disclosure.photos import FOLDER, MEDIA_TYPE, draw, photo_files
from disclosure.registry import Page
from disclosure.rendering import TEMPLATES, dynamic_url, render
from disclosure.theme import EDITIONS, Edition, make_environment, send_asset
from disclosure.theme.environment import Wiring


def endpoint(edition: Edition, page: Page) -> str:
    """Give the name under which Flask knows a page of an edition."""
    return f"{edition.name}:{page.name}"


def create_app(catalog: Catalog) -> Flask:
    """Make the app that shows this catalog.

    A page without a single key (the cuts of a list that is short) gets no route, because
    Frozen-Flask rightly warns of routes that freeze to nothing.
    """
    app = Flask(__name__, static_folder=None)
    app.config["BABEL_DEFAULT_LOCALE"] = "zh_Hans_CN"
    flask_babel.Babel(app)
    for edition in EDITIONS.values():
        environment = _environment(edition, catalog)
        for page in PAGES.values():
            if edition in page.editions and any(True for _ in page.keys(catalog)):
                _add_page(app, catalog, edition, page, environment)
    _add_assets(app, catalog)
    return app


def _add_page(
    app: Flask, catalog: Catalog, edition: Edition, page: Page, environment: Environment
) -> None:
    def show(**key: str) -> Response:
        text = render(environment, edition, page, key, page.model(catalog, **key))
        return Response(text, mimetype=page.media_type)

    app.add_url_rule(page.rule(edition), endpoint(edition, page), show)


def _environment(edition: Edition, catalog: Catalog) -> Environment:
    """Make the plain environment: Flask resolves every link, Flask-Babel every message."""

    def link(name: str, /, **key: str) -> str:
        values: dict[str, Any] = {**key}
        page = PAGES[name]
        where = edition if edition in page.editions else page.editions[0]
        return url_for(endpoint(where, page), **values)

    def dynamic(name: str, tail: str = "") -> str:
        return dynamic_url(edition, name, tail)

    wiring = Wiring(flask_babel.gettext, link, dynamic)
    return make_environment(edition, catalog.city, wiring, TEMPLATES)


def _add_assets(app: Flask, catalog: Catalog) -> None:
    """Serve styles and scripts, and the photos that may be shown on the day of the catalog."""
    photos = photo_files(catalog)

    def asset(file_name: str) -> Response:
        if picture := photos.get(FOLDER + file_name):
            return Response(draw(picture), mimetype=MEDIA_TYPE)
        return send_asset(file_name)

    app.add_url_rule("/assets/<file_name>", "asset", asset)
