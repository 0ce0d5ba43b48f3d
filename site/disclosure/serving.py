"""The current release on 127.0.0.1, as a web server would serve it: for trial and development."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from werkzeug import Request, Response
from werkzeug.security import safe_join

from disclosure.freezing.links import is_dynamic
from disclosure.pages.standing import DYNAMIC
from disclosure.theme import EDITIONS, Edition

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]
CACHED_FOR_EVER = "public, max-age=31536000, immutable"


def beside(site: Application, mounted: Mapping[str, Application]) -> Application:
    """Let apps under a first part of their own (`desk`) answer instead of the site."""

    def answer(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        first = str(environ.get("PATH_INFO", "")).strip("/").split("/")[0]
        return mounted.get(first, site)(environ, start)

    return answer


def together(apps: Mapping[str, Application]) -> Application:
    """Join the apps of the dynamic addresses into one, to which a web server passes them all.

    A dynamic address without an app gets 502, so that the web server answers with its stand-in;
    what is none (styles, wrong addresses) goes to the first app.
    """
    first = next(iter(apps))

    def answer(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        name = _dynamic_name(path) if is_dynamic(path) else first
        absent = Response("", status=502)
        return apps.get(name, absent)(environ, start)

    return answer


class FrozenSite:
    """Serves `OUT/current/public`; a dynamic address that no app answers gets its stand-in."""

    def __init__(self, out: Path, apps: Mapping[str, Application] | None = None) -> None:
        """Serve whichever release is current at each request; `apps` answer dynamic addresses."""
        self.public = out / "current" / "public"
        self.apps = apps or {}

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """Answer one request (WSGI)."""
        path = str(environ.get("PATH_INFO", ""))
        if is_dynamic(path) and (app := self.apps.get(_dynamic_name(path))):
            return app(environ, start)
        return self.respond(Request(environ))(environ, start)

    def respond(self, request: Request) -> Response:
        """Give the file, the stand-in with 503, or the page that helps with 404."""
        if request.method not in ("GET", "HEAD") and not is_dynamic(request.path):
            return Response("", status=405, headers={"Allow": "GET, HEAD"})
        if is_dynamic(request.path):
            return self._page(_stand_in(request.path), 503)
        if file := self._file(request.path):
            return self._response(file, 200)
        if self._file(request.path + "/"):
            return Response("", status=301, headers={"Location": request.path + "/"})
        return self._page(_edition(request.path).prefix + "/404.html", 404)

    def _page(self, path: str, status: int) -> Response:
        file = self._file(path)
        return self._response(file, status) if file else Response("", status=status)

    def _file(self, path: str) -> Path | None:
        name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        found = safe_join(str(self.public.resolve()), name)
        return Path(found) if found and Path(found).is_file() else None

    def _response(self, file: Path, status: int) -> Response:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        response = Response(file.read_bytes(), status=status, mimetype=kind)
        in_assets = file.parent.name == "assets"
        response.headers["Cache-Control"] = CACHED_FOR_EVER if in_assets else "no-cache"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.add_etag()
        return response


def _edition(path: str) -> Edition:
    longest_first = sorted(EDITIONS.values(), key=lambda edition: -len(edition.prefix))
    return next(one for one in longest_first if (path + "/").startswith(one.prefix + "/"))


def _stand_in(path: str) -> str:
    """Give the address of the stand-in for a dynamic address."""
    return f"{_edition(path).prefix}/offline/{_dynamic_name(path)}/"


def _dynamic_name(path: str) -> str:
    """Give the name of the dynamic address to which a path belongs."""
    rest = path.removeprefix(_edition(path).prefix)
    return next(name for name, one in DYNAMIC.items() if rest.startswith(one.path.rstrip("/")))
