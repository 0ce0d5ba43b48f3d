"""Where a run is kept: its JSON in `build/benchmarks`, its section in RESULTS.md."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.running import BUILD, ROOT, finish

PAGE = Path(__file__).parent / "RESULTS.md"


def commit() -> str:
    """Name the commit that is measured. Raises CannotRunError outside of a git repository."""
    words = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "describe", "--always", "--dirty"]
    return finish([*words, "--exclude=*"], why="this is no git repository")


def say(what: str, loads: list[float]) -> None:
    """Tell how far a run is, and note how busy the machine is."""
    loads.append(os.getloadavg()[0])
    sys.stderr.write(f"{what} (load average {loads[-1]:.1f})\n")


def machine(loads: Sequence[float]) -> str:
    """Say on what it was measured, and how busy that was; of the load about 2 is our own."""
    load = f"{min(loads):.1f} to {max(loads):.1f}"
    return ", ".join(
        (
            f"{os.cpu_count()} cores",
            platform.machine(),
            f"Python {platform.python_version()}",
            f"load average {load} (of it about 2 our own)",
        )
    )


def heading(at: datetime, of_commit: str, on: str) -> str:
    """Write the first line of a section."""
    return f"{at:%Y-%m-%d}, commit {of_commit}, {on}"


def keep(part: str, at: datetime, body: Mapping[str, object]) -> Path:
    """Write the JSON object of a run of this part of the benchmark."""
    BUILD.mkdir(parents=True, exist_ok=True)
    file = BUILD / f"{part}-{at.astimezone(UTC):%Y%m%dT%H%M%S}.json"
    whole = {"at": at.isoformat(timespec="seconds"), **body}
    file.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")
    return file


def paragraphs(parts: Iterable[Sequence[str]]) -> str:
    """Write the parts of a section, each of so many lines; what is empty is left out."""
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def record(
    part: str, loads: Sequence[float], section: Callable[[str], str], body: Mapping[str, object]
) -> str:
    """Keep a run: its JSON, and its section of the page, made from a heading; give the section.

    Raises CannotRunError outside of a git repository.
    """
    now, of_commit, on = datetime.now(UTC), commit(), machine(loads)
    text = section(heading(now, of_commit, on))
    keep(part, now, {"commit": of_commit, "machine": on, "load_averages": loads, **body})
    rewrite(text.splitlines()[0], text)
    return text


def rewrite(title: str, section: str, page: Path = PAGE) -> None:
    """Put a section, which begins with its title, in the place of the one before or at the end."""
    old = page.read_text("utf-8")
    pattern = re.compile(rf"^{re.escape(title)}\n.*?(?=\n## |\Z)", re.DOTALL | re.MULTILINE)
    new, count = pattern.subn(lambda _: section, old, count=1)
    page.write_text(new if count else f"{old.rstrip()}\n\n{section}", "utf-8")


def verdict(*, met: bool) -> str:
    """Say whether a goal was met."""
    return "met" if met else "**not met**"
