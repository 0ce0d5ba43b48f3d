"""The app of the dynamic public pages. It keeps nothing of its visitors: no cookie, no database.

Another page is another blueprint in `BLUEPRINTS`.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from content import Catalog
from disclosure.dynamic.comparison_views import COMPARISON
from disclosure.dynamic.search_views import SEARCH
from disclosure.dynamic.service import Service
from disclosure.dynamic.sorry import register_errors
from disclosure.theme import EDITIONS, harden, send_asset
from search_index import Index, NoIndexError

BLUEPRINTS = (COMPARISON, SEARCH)


def no_index() -> Index:
    """Give no index, so that the search says it cannot be used. Raises NoIndexError."""
    raise NoIndexError("this app was given no index")


def create_public_app(
    catalog: Callable[[], Catalog], index: Callable[[], Index] = no_index
) -> Flask:
    """Make the app over whatever catalog and index are current at each request."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 0
    app.extensions["service"] = Service(catalog, index)
    for edition in EDITIONS.values():
        for blueprint in BLUEPRINTS:
            app.register_blueprint(
                blueprint,
                url_prefix=edition.prefix or None,
                name=f"{edition.name}-{blueprint.name}",
                url_defaults={"edition_name": edition.name},
            )
    app.add_url_rule("/assets/<file_name>", "asset", send_asset)
    register_errors(app)
    harden(app, scripts="'self'", X_Robots_Tag="noindex")
    return app
