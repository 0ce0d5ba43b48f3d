"""Servers to be measured: set up, started, waited for, and stopped by their own process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks.wire import Browser, Wire

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "benchmarks"
START_WITHIN = 600.0
STOP_WITHIN = 15.0


class CannotRunError(Exception):
    """A server cannot be measured here; the message says why."""


@dataclass(frozen=True)
class Subject:
    """A running server: its name, how it runs, where, how each measure is taken on it."""

    name: str
    runs: str
    url: str
    flows: Mapping[str, str] = field(default_factory=dict)
    papers: int = 160
    clients: int = 16
    pause: float = 0.0
    secret: str = ""


def environment(name: str, *packages: str) -> Path:
    """Give the folder of a virtual environment with these packages, made at the first run."""
    folder = BUILD / "environments" / name
    stamp = folder / "stamp"
    if not stamp.is_file() or stamp.read_text("utf-8") != repr(packages):
        finish(
            [sys.executable, "-m", "venv", "--clear", str(folder)], why=f"no environment for {name}"
        )
        words = [f"{folder}/bin/pip", "install", "--quiet", *packages]
        finish(words, why=f"{' and '.join(packages)} could not be installed")
        stamp.write_text(repr(packages), "utf-8")
    return folder


def program(name: str, *packages: str) -> str:
    """Give the path of a program, which Debian packages bring. Raises CannotRunError."""
    places = f"{os.environ['PATH']}{os.pathsep}/usr/sbin"
    if not (found := shutil.which(name, path=places)):
        install(*packages)
        found = shutil.which(name, path=places)
    return str(found)


def install(*packages: str) -> None:
    """Install Debian packages where that is allowed. Raises CannotRunError."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise CannotRunError(f"the Debian package {packages[0]} is not installed")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    finish(["apt-get", "update"], why="no list of packages can be had", **quiet)
    words = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    finish(words, why=f"the Debian package {packages[0]} could not be installed", **quiet)


def finish(words: list[str], *, why: str, **settings: str) -> str:
    """Run a program to its end and give what it printed. Raises CannotRunError."""
    done = subprocess.run(
        words, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise CannotRunError(f"{why} (exit code {done.returncode})")
    return done.stdout.strip()


@contextmanager
def started(words: list[str], url: str, log: Path, **settings: str) -> Iterator[None]:
    """Keep a server running while the block lasts. Raises CannotRunError."""
    with log.open("wb") as file:
        process = subprocess.Popen(
            words, env={**os.environ, **settings}, stdout=file, stderr=file, cwd=log.parent
        )
    try:
        _wait(process, url, log)
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        wire = Wire(address)
        try:
            wire.get(Browser(), urlsplit(address).path)
        except (OSError, HTTPException):
            time.sleep(0.1)  # Nothing tells from outside when a server listens.
        else:
            return  # Whatever it answers.
        finally:
            wire.close()
    said = " ".join(log.read_text("utf-8").split())
    raise CannotRunError(f"it did not start: {said[-300:]}")
