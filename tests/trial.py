"""What takes longer than a test may: `make trial`, or `python -m tests.trial kills whoosh3`.

Every part writes its section of TRIAL.md, also where it failed.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import subprocess
import sys
import time
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element, parse

from complaints.clock import SHANGHAI
from tests.benchmarks.recording import rewrite

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "tests" / "TRIAL.md"
REPORT = ROOT / "build" / "trial" / "kills.xml"
KILLS = "50"
WHAT = {
    "test_kill": "requests to `gongshi serve`",
    "test_outbox_random_kill": "`gongshi outbox send`",
    "test_remind_kill": "`gongshi remind`",
    "test_restore_kill": "`gongshi restore`",
}
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def heading() -> str:
    """Name the day and the commit that is tried, before the trial begins."""
    words = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return f"{datetime.now(SHANGHAI).date()}, commit {done.stdout.strip()}."


def try_kills(count: str) -> bool:
    """Kill what runs so often, on both databases; tell whether all was well."""
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.unlink(missing_ok=True)
    words = ["-m", "pytest", "-p", "no:cacheprovider", "-m", "kills", f"--junit-xml={REPORT}"]
    words += ["--numprocesses", "2", "--dist", "worksteal"]
    head, began = heading(), time.monotonic()
    done = subprocess.run(
        [sys.executable, *words, "tests/complaints"],
        cwd=ROOT,
        env={"GONGSHI_KILLS_SEED": secrets.token_hex(4), **os.environ, "GONGSHI_KILLS": count},
        check=False,
    )
    cases = parse(REPORT).getroot().iter("testcase")  # noqa: S314 (written here just now)
    said = _of_kills(list(cases), count, time.monotonic() - began)
    _write("Kills at random moments", head, said)
    return done.returncode == 0


def _of_kills(cases: list[Element], count: str, seconds: float) -> str:
    """Write of each kind and database how often it was killed, and whether all was well."""
    rows: dict[str, dict[str, str]] = defaultdict(lambda: dict.fromkeys(DATABASES, "not run"))
    seeds = set()
    for case in cases:
        module = case.attrib["classname"].rpartition(".")[2]
        told = {one.attrib["name"]: one.attrib["value"] for one in case.iter("property")}
        ended = "**failed**" if {"failure", "error"} & {one.tag for one in case} else "all well"
        rows[WHAT.get(module, module)][_database(case)] = f"{told.get('kills', '0')} kills, {ended}"
        seeds.add(told.get("seed", ""))
    table = [
        "",
        "| what was killed | " + " | ".join(DATABASES.values()) + " |",
        "| --- | --- | --- |",
    ]
    table += [f"| {what} | " + " | ".join(row.values()) + " |" for what, row in rows.items()]
    said = (
        f"{count} kills (SIGKILL) of each kind on each database, under load, in "
        f"{seconds / 60:.0f} minutes; the moments drawn from GONGSHI_KILLS_SEED="
        f"{'/'.join(sorted(seeds))}. All well: nothing acknowledged was lost or doubled, what was "
        "run again came to the same end, and every chain was whole."
    )
    return "\n".join([said, *table])


def _database(case: Element) -> str:
    found = re.search(r"\[(\w+)\]", case.attrib["name"])
    return found[1] if found else ""


def try_whoosh3(python: str) -> bool:
    """Run the tests of the search on whoosh3; tell whether all was well."""
    head, words = heading(), ["tests/try_whoosh3.sh", python, sys.executable]
    done = subprocess.run(words, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)
    sys.stdout.write(done.stdout)
    last = done.stdout.strip().splitlines()[-1:] or ["it did not run"]
    said = (
        "The tests of `tests/search_index` but those of Tantivy, on whoosh3 in place of "
        f"Whoosh-Reloaded, in an environment of its own: {last[0].strip('= ')}."
    )
    _write("Search on whoosh3", head, said)
    return done.returncode == 0


def _write(title: str, head: str, said: str) -> None:
    rewrite(f"## {title}", f"## {title}\n\n{head}\n\n{said}\n", PAGE)


def main() -> None:
    """Try the parts that are named, or all; exit with 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help="kills, whoosh3")
    parser.add_argument("--python", default="python3", help="makes the environment of whoosh3")
    parser.add_argument("--kills", default=KILLS, help="how often each is killed")
    asked = parser.parse_args()
    parts = {"kills": lambda: try_kills(asked.kills), "whoosh3": lambda: try_whoosh3(asked.python)}
    results = [parts[name]() for name in asked.parts or parts]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
