"""Reading the frozen site from nginx: `make bench`, or `python -m tests.benchmarks.reading`.

A small nation is frozen and compressed beforehand; wrk reads all its pages, in a mixed order, from
one nginx in several ways. In place of every page there is also a file of noise, as long as the
compressed page: no web server sends a page quicker than that.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
from pathlib import Path

from tests.benchmarks.freezing_subjects import alone, build, make
from tests.benchmarks.intake import workplace
from tests.benchmarks.nation import DAY
from tests.benchmarks.reading_nginx import Nginx, paths_of, running, version
from tests.benchmarks.reading_report import WAYS, Results, section, write
from tests.benchmarks.recording import say
from tests.benchmarks.running import CannotRunError

INSTITUTIONS, SECONDS = 300, 4
SEED = 20261122


def prepare(folder: Path, results: Results) -> Path:
    """Freeze a nation and compress it; give the folder for a web server."""
    make(folder / "content", results.institutions)
    results.freezing = build(folder / "content", folder / "out", DAY)
    public = (folder / "out" / "current").resolve() / "public"
    results.size = sum(file.stat().st_size for file in public.rglob("*") if file.is_file())
    results.compressing, results.compressed = alone("compress", public, public)
    return public


def make_noise(pages: list[Path], public: Path, plain: Path) -> None:
    """Lay a file of noise in the place of each page, as long as the compressed page."""
    chance = random.Random(SEED)  # noqa: S311 (the same noise every time)
    for page in pages:
        target = plain / page.relative_to(public)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(chance.randbytes(page.with_name(f"{page.name}.gz").stat().st_size))


def read(nginx: Nginx, paths: Path, rounds: int, results: Results) -> None:
    """Read all pages in every way, round by round; the first pass warms and does not count."""
    for number in range(rounds + 1):
        say(f"reading, round {number} of {rounds}", results.loads)
        for name, (host, gzip) in WAYS.items():
            found = nginx.load(host, paths, SECONDS, gzip=gzip)
            if number:
                results.rounds.setdefault(name, []).append(found)


def measure(folder: Path, rounds: int, results: Results) -> None:
    """Make the site and read it, or say why it cannot be read here."""
    say(f"a site of {results.institutions:,} institutions", results.loads)
    public = prepare(folder, results)
    pages = sorted(public.rglob("*.html"))
    random.Random(SEED).shuffle(pages)  # noqa: S311 (the same order every time)
    results.pages = len(pages)
    make_noise(pages, public, folder / "plain")
    paths = folder / "paths.txt"
    paths.write_text("".join(f"{path}\n" for path in paths_of(pages, public)), "utf-8")
    try:
        with running(public, folder / "plain", folder / "nginx") as nginx:
            results.version = version()
            read(nginx, paths, rounds, results)
    except CannotRunError as error:
        results.not_run = str(error)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--institutions", type=int, default=INSTITUTIONS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dry", action="store_true", help="print, but keep nothing")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # So that nginx stops too.
    results = Results(chosen.institutions)
    with workplace() as folder:
        measure(folder, chosen.rounds, results)
    sys.stdout.write(section(results, "dry run") if chosen.dry else write(results))


if __name__ == "__main__":
    main()
