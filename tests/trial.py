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
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element, parse

from complaints.clock import SHANGHAI
from tests.benchmarks.recording import rewrite

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "tests" / "TRIAL.md"
REPORT = ROOT / "build" / "trial" / "kills.xml"
KILLS = "50"
BAD = {"failure", "error", "skipped"}
ALL_WELL = (
    "All well: nothing acknowledged was lost or doubled, every release was whole, what was run "
    "again came to the same end, and every chain held."
)
WHAT = {
    "test_kill": "requests to `gongshi serve`",
    "test_outbox_random_kill": "`gongshi outbox send`",
    "test_remind_kill": "`gongshi remind`",
    "test_restore_kill": "`gongshi restore`",
    "test_build_kill": "`gongshi build`",
    "test_publish_kill": "`gongshi publish`",
}
WHERE = {
    "sqlite": "SQLite",
    "postgresql": "PostgreSQL",
    "folder": "to a folder",
    "rsync": "by rsync",
    "bucket": "to an S3 store",
    "": "in both trees",
}


def heading() -> str:
    """Name the day and the commit that is tried, before the trial begins."""
    words = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return f"{datetime.now(SHANGHAI).date()}, commit {done.stdout.strip()}."


def try_kills(count: str) -> bool:
    """Kill so often whatever may be killed; tell whether all was well."""
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.unlink(missing_ok=True)
    words = ["-m", "pytest", "-p", "no:cacheprovider", "-m", "kills", f"--junit-xml={REPORT}"]
    words += ["--numprocesses", "2", "--dist", "worksteal"]
    head, began = heading(), time.monotonic()
    done = subprocess.run(
        [sys.executable, *words, "tests/complaints", "tests/disclosure"],
        cwd=ROOT,
        env={"GONGSHI_KILLS_SEED": secrets.token_hex(4), **os.environ, "GONGSHI_KILLS": count},
        check=False,
    )
    said = "It did not come to its end."
    if REPORT.is_file():
        cases = parse(REPORT).getroot().iter("testcase")  # noqa: S314 (written here just now)
        said = _of_kills(list(cases), count, time.monotonic() - began)
    _write("Kills at random moments", head, said)
    return done.returncode == 0


def _of_kills(cases: list[Element], count: str, seconds: float) -> str:
    """Write of each kind and place how often it was killed, and whether all was well."""
    rows, seeds, failed = [], set(), 0
    for case in cases:
        told = {one.attrib["name"]: one.attrib["value"] for one in case.iter("property")}
        is_failed = told.get("kills") != count or bool(BAD & {one.tag for one in case})
        ended = "**failed**" if is_failed else "all well"
        rows.append(f"| {_what(case)} | {told.get('kills', '0')} | {ended} |")
        seeds.add(told.get("seed", ""))
        failed += is_failed
    said = (
        f"{count} kills (SIGKILL) of each kind in each place, under load, in {seconds / 60:.0f} "
        f"minutes; the moments drawn from GONGSHI_KILLS_SEED={'/'.join(sorted(seeds))}. "
    )
    said += f"{failed} of {len(cases)} trials **failed**." if failed else ALL_WELL
    return "\n".join([said, "", "| what was killed | kills | |", "| --- | --- | --- |", *rows])


def _what(case: Element) -> str:
    """Say what was killed and where: `gongshi remind`, PostgreSQL."""
    module = case.attrib["classname"].rpartition(".")[2]
    found = re.search(r"\[(\w+)\]", case.attrib["name"])
    place = found[1] if found else ""
    return f"{WHAT.get(module, module)}, {WHERE.get(place, place)}"


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
