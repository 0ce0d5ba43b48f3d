"""The public app of the channel: every edition under its own prefix, one set of views."""

from __future__ import annotations

from flask import Flask
from werkzeug.wrappers import Response

from complaints.administration.health import answer_health
from complaints.intake.answering_views import ANSWERING
from complaints.intake.channel import Channel, channel
from complaints.intake.filing_views import FILING
from complaints.intake.receipt_views import RECEIPT
from complaints.intake.renewing_views import RENEWING
from complaints.intake.sorry import register_errors
from complaints.intake.tracking_views import TRACKING
from disclosure.theme import EDITIONS, harden, send_asset


def create_app(channel: Channel) -> Flask:
    """Make the public app of the channel."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 60 * 1024 * 1024
    app.config["MAX_FORM_MEMORY_SIZE"] = 1024 * 1024
    app.extensions["channel"] = channel
    app.extensions["environments"] = {}
    for edition in EDITIONS.values():
        for blueprint in (FILING, RECEIPT, TRACKING, ANSWERING, RENEWING):
            app.register_blueprint(
                blueprint,
                url_prefix=f"{edition.prefix}/complaints",
                name=f"{edition.name}-{blueprint.name}",
                url_defaults={"edition_name": edition.name},
            )
    app.add_url_rule("/assets/<file_name>", "asset", send_asset)
    app.add_url_rule("/healthz", "healthz", _healthz)
    register_errors(app)
    harden(app, scripts="'self'")
    return app


def _healthz() -> Response:
    """Tell a machine whether the channel is alive."""
    return answer_health(channel().database, channel().catalog)
