"""What is run to be measured: a nation made, a release built, a part of it alone, Hugo."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import mean

from tests.benchmarks import hugo
from tests.benchmarks.freezing_costs import Cost, python, spend
from tests.benchmarks.nation import DAY
from tests.benchmarks.running import CannotRunError

RENDERED = re.compile(r"生成 (\d+) 页")
MEGABYTE = 1_000_000


def make(folder: Path, institutions: int) -> None:
    """Make a nation. Raises CannotRunError."""
    words = python("tests.benchmarks.nation", folder, "--institutions", institutions)
    spend(words, why="no nation was made")


def build(content: Path, out: Path, day: date) -> Cost:
    """Publish with `gongshi build`; the count is of pages rendered. Raises CannotRunError."""
    words = python("gongshi", "build", "--content", content, "--out", out, "--as-of", day)
    cost, said = spend(words, why="gongshi build refused")
    if not (found := RENDERED.search(said)):
        raise CannotRunError(f"gongshi build does not say what it did: {said}")
    return replace(cost, count=int(found[1]))


def one_edition(way: str, content: Path, out: Path, day: date) -> tuple[Cost, Cost]:
    """Freeze the standard edition; give what it took, and the same without the search index."""
    words = python("tests.benchmarks.one_edition", way, content, out, day)
    cost, said = spend(words, why=f"{way} did not freeze")
    done = json.loads(said)
    whole = replace(cost, count=done["pages"])
    return whole, whole.less(done["index"])


def check(content: Path) -> Cost:
    """Load and check a folder with `gongshi check`."""
    words = python("gongshi", "check", "--content", content, "--as-of", DAY)
    return spend(words, why="gongshi check found faults")[0]


def alone(*words: object) -> tuple[Cost, float]:
    """Do a part of a release alone; give what it says of itself, and how many megabytes it made."""
    _, said = spend(python("tests.benchmarks.freezing_alone", *words), why=f"no {words[0]}")
    done = json.loads(said)
    cost = Cost(done["seconds"], done["processor"], count=done["count"])
    return cost, done.get("megabytes", 0.0)


def run_hugo(site: Path) -> Cost:
    """Have Hugo build its site into `public`."""
    cost, _ = spend(hugo.command(site), why="Hugo did not build")
    return replace(cost, count=len(lengths(site / "public")))


def bytes_of_page(public: Path) -> float:
    """Say how long an HTML page of the standard edition is in the mean."""
    return mean(lengths(public))


def lengths(public: Path) -> list[int]:
    """Give the length of every HTML page of the standard edition."""
    return [file.stat().st_size for file in hugo.standard(public)]
