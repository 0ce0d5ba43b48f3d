"""A real PostgreSQL for tests, started in a folder of its own and stopped at the end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
ACCOUNT = "postgres"


def binaries() -> Path:
    """Name the folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        message = "no PostgreSQL server; tests/setup_system.sh installs one"
        raise FileNotFoundError(message)
    return found[-1]


@contextmanager
def running(folder: Path, tuning: str = QUICK) -> Iterator[str]:
    """Run a server in `folder` on a free port of 127.0.0.1; give its address without database.

    It is quick and forgets all when the machine dies; with another `tuning` it is as asked for.
    """
    data, port = folder / "data", free_port()
    folder.mkdir(parents=True)
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT)
    _run(
        "initdb",
        "-D",
        str(data),
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-A",
        "trust",
        "--no-sync",
        "-U",
        ACCOUNT,
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data} {tuning}"
    _run("pg_ctl", "-D", str(data), "-w", "-l", str(data / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://{ACCOUNT}@127.0.0.1:{port}"
    finally:
        _run("pg_ctl", "-D", str(data), "-m", "fast", "stop")


def empty_database(server: str, name: str, like: str = "template1") -> str:
    """Make a database, a copy of another of that server or empty; give its address."""
    _tell(server, f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return f"{server}/{name}"


def drop_database(url: str) -> None:
    """Remove a database, whoever is still connected to it."""
    server, _, name = url.rpartition("/")
    _tell(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _tell(server: str, statement: str) -> None:
    """Do what no transaction can."""
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(program: str, *words: str) -> None:
    """Run a program of the server, never as root: it refuses that."""
    runuser = shutil.which("runuser") or "/usr/sbin/runuser"
    as_account = [runuser, "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_account, str(binaries() / program), *words],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/tmp",  # noqa: S108 (the account may not enter root's folders)
    )
