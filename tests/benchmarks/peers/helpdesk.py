"""django-helpdesk: its public form, on PostgreSQL, under gunicorn with one worker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from tests.benchmarks.running import Subject, environment, finish, started
from tests.complaints.postgres import empty_database, free_port

NAME = "django-helpdesk"
PACKAGES = ("django-helpdesk==2.6.1", "django==5.2.19", "psycopg[binary]", "gunicorn==27.0.1")
THREADS = 4
SITE = Path(__file__).parent / "helpdesk_site"
FLOWS = {"form": "helpdesk-form", "post": "helpdesk-post"}
MAKE_QUEUE = (
    "from helpdesk.models import Queue; "
    "print(Queue.objects.create(title='投诉', slug='t', allow_public_submission=True).pk)"
)


@contextmanager
def running(server: str, folder: Path) -> Iterator[Subject]:
    """Install it, make its tables and one public queue, and run it. Raises CannotRunError."""
    folder.mkdir()
    tools = f"{environment('helpdesk', *PACKAGES)}/bin"
    settings = _settings(empty_database(server, "helpdesk"))
    finish([f"{tools}/django-admin", "migrate"], why="its tables could not be made", **settings)
    words = [f"{tools}/django-admin", "shell", "--no-imports", "-c", MAKE_QUEUE]
    queue = finish(words, why="its queue could not be made", **settings)
    url = f"http://127.0.0.1:{free_port()}"
    options = ["--no-control-socket", "--workers", "1", "--threads", str(THREADS)]
    bind = ["--bind", url.removeprefix("http://"), "django.core.wsgi:get_wsgi_application()"]
    with started(
        [f"{tools}/gunicorn", *options, *bind], f"{url}/", folder / "log", **settings,
    ):  # fmt: skip
        runs = f"{PACKAGES[0]}, PostgreSQL; gunicorn, 1 worker of {THREADS} threads"
        yield Subject(NAME, runs, url, FLOWS, secret=queue)


def _settings(database_url: str) -> dict[str, str]:
    address = make_url(database_url)
    return {
        "PGHOST": str(address.host),
        "PGPORT": str(address.port),
        "PGUSER": str(address.username),
        "DJANGO_SETTINGS_MODULE": "settings",
        "PYTHONPATH": str(SITE),
    }
