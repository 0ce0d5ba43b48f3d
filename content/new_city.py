"""Starting a content folder: everything `check` asks for, as empty as the law of content allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from content.city import FILE, read_city
from content.descriptor import write_descriptor
from content.faults import ContentError
from content.folder import CALENDAR, DESCRIPTOR, TEXTS
from content.reading import read_table
from content.tables import (
    TABLES,
    Deadline,
    Department,
    Duty,
    Hotline,
    InspectionRule,
    Matter,
    Missing,
    Place,
    Remedy,
    Row,
    Statute,
    Unit,
)
from content.writing import write_table, write_whole

HERE = Path(__file__).parent
TEMPLATE = HERE / "template"
SAMPLE = HERE / "sample"
CARRIED = (Department, Matter, Duty, Statute, Deadline, Remedy)
"""Taken over from the sample: who answers for what follows real documents, named row by row.

Deadlines and remedies are examples, say so, and are warned of until the city has set its own."""

CIVIL_AFFAIRS = "mz"
CITY: Final = "市"


def new_city(folder: Path) -> list[Path]:
    """Make what a content folder lacks and name the files made; what is there is never touched.

    Only `datapackage.json`, which is made from the program, is renewed when it is outdated.
    Raises ContentError where `folder` is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise ContentError(f"{folder} 是一个文件，不是文件夹")
    for part in (folder, folder / CALENDAR, folder / TEXTS):
        part.mkdir(parents=True, exist_ok=True)
    fresh = not any((folder / name).exists() for name in (FILE, "places.csv", "units.csv"))
    made = [*_copies(folder), *_tables(folder, fresh=fresh)]
    descriptor = folder / DESCRIPTOR
    before = descriptor.read_bytes() if descriptor.exists() else b""
    write_descriptor(folder)
    return made if descriptor.read_bytes() == before else [*made, descriptor]


def _copies(folder: Path) -> Iterator[Path]:
    """Copy the templates and, from the sample, what holds in every city."""
    carried = [SAMPLE / f"{kind.NAME}.csv" for kind in CARRIED]
    # The years go with the note of their origin and the licence that lets them go.
    calendar = sorted((SAMPLE / CALENDAR).iterdir())
    sources = {
        FILE: TEMPLATE / FILE,
        f"{TEXTS}/about.md": TEMPLATE / TEXTS / "about.md",
        **{file.relative_to(SAMPLE).as_posix(): file for file in [*carried, *calendar]},
    }
    for name, source in sources.items():
        target = folder / name
        if not target.exists():
            write_whole(target, source.read_bytes())
            yield target


def _tables(folder: Path, *, fresh: bool) -> Iterator[Path]:
    """Write the missing tables of editors, empty; a fresh city gets its first place and unit."""
    first = {**_offered(), **(_first_rows(folder) if fresh else {})}
    for kind in TABLES:
        target = folder / kind.file()
        if not kind.BY_CHANNEL and not target.exists():
            write_table(target, kind, first.get(kind, []))
            yield target


def _offered() -> dict[type[Row], list[Row]]:
    """Give what the city has to decide or fill in: no local rule is in force, no number invented.

    A number of digits only (12345, 110) is the same in every city; any other is the sample's own.
    """
    rules = read_table(SAMPLE / InspectionRule.file(), InspectionRule, InspectionRule.file())
    hotlines = read_table(SAMPLE / Hotline.file(), Hotline, Hotline.file())
    unknown = Missing.NOT_REPORTED
    return {
        InspectionRule: [replace(row, adopted=not row.local) for row in rules.rows],
        Hotline: [
            row if row.number.isdigit() else replace(row, number=unknown, hours=unknown)
            for row in hotlines.rows
        ],
    }


def _first_rows(folder: Path) -> dict[type[Row], list[Row]]:
    """Give the city itself, and the civil-affairs unit that stands behind its first data."""
    city, _ = read_city(folder)
    if city is None:
        raise ContentError(f"{folder / FILE} 无法读取")
    unit = Unit(
        id=CIVIL_AFFAIRS,
        department=CIVIL_AFFAIRS,
        level=CITY,
        place=city.place,
        name=city.organ,
        short_name="民政局",
        telephone=Missing.NOT_REPORTED,
        address=Missing.NOT_REPORTED,
    )
    return {Place: [Place(code=city.place, level=CITY, name=city.name)], Unit: [unit]}
