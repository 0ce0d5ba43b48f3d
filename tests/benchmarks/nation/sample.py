"""What the sample city lends: its law, its calendar, its sentences, the letters of its ids."""

from __future__ import annotations

import csv
import io
import re
import shutil
from functools import cache
from pathlib import Path

import content
from content.city import FILE
from content.descriptor import write_descriptor
from content.folder import CALENDAR, TEXTS
from content.tables import (
    CannedText,
    Deadline,
    Department,
    Duty,
    Guide,
    Hotline,
    InspectionRule,
    Matter,
    Policy,
    Remedy,
    RetentionRule,
    RiskNotice,
    Row,
    Statute,
    Target,
)

SAMPLE = Path(content.__file__).parent / "sample"
CITY, NATION = "示例市", "示例省"
ANOTHER_DAY = re.compile(r"\d{4}-\d\d|\d{4} 年")
FIXED = re.compile(r"^sample = true\nas_of = .*$", re.MULTILINE)
CARRIED: tuple[type[Row], ...] = (
    *(Department, Matter, Duty, InspectionRule, Statute, Deadline, Remedy, RetentionRule),
    *(CannedText, Guide, Policy, Hotline, RiskNotice, Target),
)
"""Tables that are the same wherever they hold."""
PICTURE = SAMPLE / "photos" / "100004-front.jpg"


def carry(folder: Path) -> None:
    """Copy what does not depend on the institutions; the sample's own day is left out."""
    (folder / CALENDAR).mkdir(parents=True)
    for source in (SAMPLE / CALENDAR).iterdir():
        shutil.copyfile(source, folder / CALENDAR / source.name)
    tables = (SAMPLE / kind.file() for kind in CARRIED)
    for source in (SAMPLE / FILE, *tables, *(SAMPLE / TEXTS).rglob("*.md")):
        target = folder / source.relative_to(SAMPLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(FIXED.sub('sample = false\nsearch = "tantivy"', _text(source)), "utf-8")
    write_descriptor(folder)


def rows(kind: type[Row]) -> tuple[dict[str, str], ...]:
    """Give the rows of a table of the sample as cells, in the nation's name."""
    return _rows(kind.file())


def sentences(kind: type[Row], *names: str) -> tuple[tuple[str, ...], ...]:
    """Give what the rows of a table say in some columns, each once, but nothing of another day."""
    return _sentences(kind.file(), names)


def prefix(kind: type[Row]) -> str:
    """Give the letters with which the ids of a table begin; empty where it has none."""
    return _prefix(kind.file(), kind.NAME) if kind.KEY == "id" else ""


@cache
def _rows(file: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(io.StringIO(_text(SAMPLE / file), newline="")))


@cache
def _sentences(file: str, names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    said = dict.fromkeys(tuple(row[name] for name in names) for row in _rows(file))
    return tuple(one for one in said if not ANOTHER_DAY.search("".join(one)))


@cache
def _prefix(file: str, name: str) -> str:
    first = _rows(file)[0]["id"] if _rows(file) else name[:2].upper()
    return "".join(sign for sign in first.partition("-")[0] if sign.isupper())


def _text(file: Path) -> str:
    # What only the complaint channel writes, the sample has not.
    return file.read_text("utf-8-sig").replace(CITY, NATION) if file.is_file() else ""
