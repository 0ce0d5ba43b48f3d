"""Our service over the frozen sample city, under a production server with one worker."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import gongshi
from complaints.intake.drafts import LEAST
from disclosure.freezing import build
from tests.benchmarks.running import Subject, environment, started
from tests.complaints.postgres import free_port

DAY = date(2026, 11, 20)
THREADS = 4
PAUSE = 1.1 * LEAST.total_seconds()
FLOWS = {"journey": "ours-journey", "form": "ours-form", "post": "ours-post"}
GUNICORN = "gunicorn==27.0.1"
SERVERS = {
    "granian": (
        *("--interface", "wsgi", "--workers", "1", "--blocking-threads", str(THREADS)),
        *("--host", "127.0.0.1", "--port", "{port}", "--factory", "gongshi:service"),
    ),
    "gunicorn": (
        *("--no-control-socket", "--workers", "1", "--worker-class", "gthread"),
        *("--threads", str(THREADS), "--bind", "127.0.0.1:{port}", "gongshi:service()"),
    ),
}
"""The first is the one for production. Gunicorn's control socket would lie in its user's home."""


def release(folder: Path) -> Path:
    """Freeze the sample city."""
    build(gongshi.SAMPLE, folder / "out", DAY)
    return folder / "out"


def title(server: str, database: str) -> str:
    """Name the service on this database under this server."""
    return f"ours, {database}, {server}"


@contextmanager
def running(
    server: str, database: str, database_url: str, out: Path, folder: Path
) -> Iterator[Subject]:
    """Run the service with keys and a database of its own, behind one trusted proxy."""
    folder.mkdir()
    settings = gongshi.Settings(database_url=database_url, keys=folder / "keys")
    gongshi.Host(settings).prepare()
    port = str(free_port())
    url = f"http://127.0.0.1:{port}"
    words = [word.format(port=port) for word in SERVERS[server]]
    with started(
        [sys.executable, "-m", server, *words],
        f"{url}/complaints/",
        folder / "log",
        PYTHONPATH=_extra(server),
        GONGSHI_OUT=str(out),
        GONGSHI_DATABASE_URL=database_url,
        GONGSHI_KEYS=str(settings.keys),
        GONGSHI_UPLOADS=str(folder / "uploads"),
        GONGSHI_TRUSTED_PROXIES="1",
    ):
        runs = f"{server}, 1 worker of {THREADS} threads"
        yield Subject(title(server, database), runs, url, FLOWS, pause=PAUSE)


def _extra(server: str) -> str:
    """Give the folder of a server that the project does not ship, or nothing."""
    if server != "gunicorn":
        return ""
    return str(next(environment("gunicorn", GUNICORN).glob("lib/*/site-packages")))
