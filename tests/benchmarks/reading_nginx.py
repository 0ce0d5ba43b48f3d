"""The frozen site behind nginx, asked by wrk: both from their Debian packages."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.running import CannotRunError, finish, program, started
from tests.complaints.postgres import free_port

SCRIPT = Path(__file__).with_name("reading.lua")
CLIENTS = 16
KEPT = (("client_body", "body"), *((name, name) for name in ("fastcgi", "proxy", "scgi", "uwsgi")))
HOSTS = {
    "ready": "root {public}; gzip_static on; gzip_vary on;",
    "asked": "root {public}; gzip on; gzip_vary on;",
    "plain": "root {plain};",
}
"""The same pages compressed beforehand and when asked for, and files of noise in their place."""
SETTINGS = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 256; }}
http {{
    types {{ text/html html; }}
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    {kept}
    {hosts}
}}
"""


@dataclass(frozen=True)
class Load:
    """What wrk found: pages a second, bytes and processor µs of nginx a page, milliseconds."""

    rate: float
    size: float
    processor: float
    p50: float
    p99: float


@dataclass(frozen=True)
class Nginx:
    """A running nginx with one worker."""

    url: str
    pid: Path

    def load(self, host: str, paths: Path, seconds: int, *, gzip: bool) -> Load:
        """Ask a host for the paths of a file, so many seconds long. Raises CannotRunError."""
        words = [program("wrk", "wrk"), "--threads=1", f"--connections={CLIENTS}"]
        words += [f"--duration={seconds}s", f"--script={SCRIPT}", f"--header=Host: {host}"]
        words += ["--header=Accept-Encoding: gzip"] if gzip else []
        before = self.processor()
        done = json.loads(_last(finish([*words, self.url, "--", str(paths)], why="no load")))
        used = self.processor() - before
        if done["failed"]:
            raise CannotRunError(f"{done['failed']} pages of {host} were not answered")
        pages = done["pages"]
        return Load(
            rate=pages / done["seconds"],
            size=done["size"] / pages,
            processor=1_000_000 * used / pages,
            p50=done["p50"],
            p99=done["p99"],
        )

    def processor(self) -> float:
        """Say how many seconds of the processor the worker has had, as Linux counts them."""
        master = self.pid.read_text("utf-8").strip()
        worker = Path(f"/proc/{master}/task/{master}/children").read_text("utf-8").split()[0]
        fields = Path(f"/proc/{worker}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(public: Path, plain: Path, folder: Path) -> Iterator[Nginx]:
    """Serve the frozen site and the files of noise. Raises CannotRunError."""
    binary, port = program("nginx", "nginx-light"), free_port()
    folder.mkdir()
    settings = folder / "nginx.conf"
    settings.write_text(_settings(public, plain, folder, port), "utf-8")
    url = f"http://127.0.0.1:{port}"
    with started([binary, "-c", str(settings)], f"{url}/", folder / "log"):
        yield Nginx(url, folder / "nginx.pid")


def version() -> str:
    """Name the versions of both. Raises CannotRunError."""
    words = ["dpkg-query", "-Wf", "${Package} ${Version}, ", "nginx", "wrk"]
    return finish(words, why="no version").removesuffix(",")


def _settings(public: Path, plain: Path, folder: Path, port: int) -> str:
    """Write nginx's settings; its worker reads as whoever started it."""
    hosts = (
        f"server {{ listen 127.0.0.1:{port}; server_name {name}; "
        f"{rules.format(public=public, plain=plain)} }}"
        for name, rules in HOSTS.items()
    )
    kept = (f"{setting}_temp_path {folder}/{name};" for setting, name in KEPT)
    return SETTINGS.format(
        user="" if os.geteuid() else "user root;",
        folder=folder,
        kept=_lines(kept),
        hosts=_lines(hosts),
    )


def _lines(some: Iterator[str]) -> str:
    return "\n    ".join(some)


def _last(said: str) -> str:
    return said.splitlines()[-1]


def paths_of(pages: Sequence[Path], public: Path) -> list[str]:
    """Give the addresses of pages: a page of a folder is the folder."""
    return ["/" + page.relative_to(public).as_posix().removesuffix("index.html") for page in pages]
