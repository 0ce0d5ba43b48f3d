"""Roundup: an issue through its REST interface, on SQLite, under its own server."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.running import Subject, environment, finish, started
from tests.complaints.postgres import free_port

NAME = "Roundup"
PACKAGE = "roundup==2.6.0"
CLIENTS = 4
"""Its server resets connections when sixteen come at once."""
ACCOUNT = "nobody"
RIGHTS = """
for right in ("Create", "View"):
    db.security.addPermissionToRole("Anonymous", right, "issue")
db.security.addPermissionToRole("Anonymous", "Rest Access")
"""


@contextmanager
def running(_server: str, folder: Path) -> Iterator[Subject]:
    """Install it, make a tracker to which anybody may write, and run it. Raises CannotRunError."""
    folder.mkdir()
    tools, home = f"{environment('roundup', PACKAGE)}/bin", folder / "home"
    url = f"http://127.0.0.1:{free_port()}"
    admin = [f"{tools}/roundup-admin", "-i", str(home)]
    finish([*admin, "install", "classic", "sqlite"], why="no tracker could be made")
    _configure(home, url)
    finish([*admin, "initialise", "benchmark"], why="its tables could not be made")
    words = [f"{tools}/roundup-server", "-n", "127.0.0.1", "-p", url.rpartition(":")[2]]
    if os.geteuid() == 0:  # It refuses to run as root.
        finish(["chown", "-R", ACCOUNT, str(folder)], why="its folder could not be given away")
        words += ["-u", ACCOUNT]
    with started([*words, f"tracker={home}"], f"{url}/tracker/", folder / "log"):
        runs = f"{PACKAGE}, SQLite; roundup-server; REST; {CLIENTS} clients, title alone"
        yield Subject(NAME, runs, url, {"post": "roundup-post"}, clients=CLIENTS, secret=url)


def _configure(home: Path, url: str) -> None:
    """Name the tracker's address, keep its mail in a file, let anybody write an issue."""
    config, schema = home / "config.ini", home / "schema.py"
    values = {"web": f"{url}/tracker/", "domain": "example.org", "host": "localhost"}
    text = config.read_text("utf-8")
    for name, value in {**values, "debug": str(home / "mail")}.items():
        text = re.sub(rf"(?m)^#?{name} = *(NO DEFAULT)?$", f"{name} = {value}", text)
    config.write_text(text, "utf-8")
    schema.write_text(schema.read_text("utf-8") + RIGHTS, "utf-8")
