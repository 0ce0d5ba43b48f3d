"""The desk as an app: closed, but for the few doors that lead in."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, redirect, request, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from complaints.administration.health import answer_health
from complaints.desk.accounts import current_officer
from complaints.desk.accounts.door import WITHOUT_SESSION, guard
from complaints.desk.accounts.security import ACCESS, configure, secure
from complaints.desk.accounts.views import ACCOUNTS
from complaints.desk.boards.views import BOARDS_PAGE
from complaints.desk.bulk.views import BULK
from complaints.desk.calling.views import CALLING
from complaints.desk.desk import Desk, desk, entries
from complaints.desk.mediation.views import MEDIATION
from complaints.desk.refusals import refuse
from complaints.desk.retention.views import RETENTION
from complaints.desk.tickets.acting_views import ACTING
from complaints.desk.tickets.queue_export_views import EXPORT
from complaints.desk.tickets.queue_views import QUEUE
from complaints.desk.tickets.registering_views import REGISTERING
from complaints.desk.tickets.ticket_views import TICKET
from complaints.desk.twins.views import TWINS
from disclosure.theme import harden, send_asset

PREFIX = "/desk"
BLUEPRINTS = (
    ACCESS,
    ACCOUNTS,
    BOARDS_PAGE,
    QUEUE,
    EXPORT,
    BULK,
    TICKET,
    ACTING,
    CALLING,
    MEDIATION,
    TWINS,
    REGISTERING,
    RETENTION,
)
MEGABYTE = 1024 * 1024


class Sessions(SecureCookieSessionInterface):
    """Sessions in the cookie; what needs none sets none, lest it overwrite what a page just set."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Tell whether this answer sets the cookie."""
        needless = request.endpoint in WITHOUT_SESSION
        return not needless and super().should_set_cookie(app, session)


def create_desk(joined: Desk, config: Mapping[str, object] | None = None) -> Flask:
    """Make the app of the desk; `config` goes before its settings (tests hash cheaply)."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=60 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        **configure(joined),
    )
    app.config.update(config or {})
    app.session_interface = Sessions()
    app.extensions["desk"] = joined
    app.extensions["desk-environment"] = []
    Babel(app, default_locale="zh_Hans_CN", default_timezone="Asia/Shanghai")
    app.before_request(guard)
    CSRFProtect(app)
    secure(app, joined)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix=PREFIX + (blueprint.url_prefix or ""))
    app.add_url_rule(f"{PREFIX}/", "home", _home)
    app.add_url_rule(f"{PREFIX}/assets/<file_name>", "asset", send_asset)
    app.add_url_rule(f"{PREFIX}/healthz", "healthz", _healthz)
    harden(app, scripts="'none'", X_Frame_Options="DENY")
    refuse(app)
    return app


def _home() -> AnyResponse:
    """Lead an officer to the first thing that he may do."""
    return redirect(url_for(entries(current_officer())[0].endpoint))


def _healthz() -> AnyResponse:
    """Tell a machine whether the desk is alive."""
    return answer_health(desk().database, desk().catalog)
