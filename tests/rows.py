"""Rows for tests: keyword-only makers with sensible defaults, so that a test names what matters."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from content.cells import MISSING
from content.city import City
from content.folder import Folder
from content.reading import Table
from content.schema import columns
from content.tables import (
    TABLES,
    BlacklistEntry,
    CalendarDay,
    Capacity,
    CareLevel,
    DayRoot,
    Fee,
    Grade,
    Institution,
    Missing,
    Penalty,
    Place,
    Record,
    Room,
    Row,
    Unit,
)
from tests.examples import EXAMPLES

R = TypeVar("R", bound=Row)

ENVELOPE: dict[str, Any] = {"as_of": date(2026, 1, 1), "source_unit": "shi-mz"}


def city(**changes: Any) -> City:
    """Make a real city without a fixed day."""
    values: dict[str, Any] = {
        "name": "某市",
        "title": "某市养老服务公示",
        "organ": "某市民政局",
        "place": "shi",
        "url": "https://gongshi.example",
        "hotline": "0000-5550100",
        "hotline_hours": "每天",
        "contact_address": "某路 1 号",
        "contact_mail": "box@mz.example",
        "disclosure_office": "某市民政局办公室",
        "site_code": "0",
        "icp": "0",
        "police_record": "0",
        "accessibility_reviewed": date(2026, 1, 1),
    }
    return City(**{**values, **changes})


def place(code: str = "jia", **changes: Any) -> Place:
    """Make a district."""
    return Place(**{"code": code, "parent": "shi", "level": "区", "name": "甲区", **changes})


def institution(id_: str = "100001", **changes: Any) -> Institution:
    """Make an institution of which nothing but the name is known."""
    unknown = dict.fromkeys(
        (
            *("kind", "operator", "credit_code", "built_run", "legal_form", "filing"),
            *("filing_number", "opened_on", "address", "longitude", "latitude", "datum"),
            *("takes_in", "visiting"),
        ),
        Missing.UNVERIFIED,
    )
    values = {**ENVELOPE, **unknown, "id": id_, "name": "某养老院", "place": "jia"}
    return Institution(**{**values, **changes})


def penalty(id_: str = "P2026-0001", **changes: Any) -> Penalty:
    """Make a published penalty of ordinary severity, decided on 2026-05-10."""
    values: dict[str, Any] = {
        **ENVELOPE,
        "id": id_,
        "institution": "100001",
        "document_number": f"某罚决字〔2026〕第{id_[-4:]}号",
        "offence": "堵塞疏散通道",
        "facts": f"检查发现二层疏散通道堆放杂物，编号 {id_}。",
        "basis": "某法第一条",
        "category": "罚款",
        "content": "罚款 5000 元",
        "fine": 5000,
        "organ": "某区消防救援大队",
        "decided_on": date(2026, 5, 10),
        "severity": "一般",
        "publisher": "某区消防救援大队",
        "published_at": "某市政府网站",
        "published_on": date(2026, 5, 15),
        "remedy": "无",
    }
    return Penalty(**{**values, **changes})


def blacklist_entry(id_: str = "B2026-0001", **changes: Any) -> BlacklistEntry:
    """Make a published entry of the blacklist, listed on 2025-03-01."""
    values: dict[str, Any] = {
        **ENVELOPE,
        "id": id_,
        "institution": "100001",
        "document_number": "某民失信〔2025〕1号",
        "circumstances": "拒不退还押金，涉及老人二十人。",
        "basis": "某办法第三条",
        "organ": "某市民政局",
        "listed_on": date(2025, 3, 1),
        "published_at": "某市政府网站",
        "published_on": date(2025, 3, 5),
    }
    return BlacklistEntry(**{**values, **changes})


def grade(id_: str = "G2024-0001", **changes: Any) -> Grade:
    """Make a third grade, granted on 2024-05-31."""
    values: dict[str, Any] = {
        **ENVELOPE,
        "id": id_,
        "institution": "100001",
        "level": 3,
        "organ": "某评定委员会",
        "document_number": Missing.NOT_REPORTED,
        "granted_on": date(2024, 5, 31),
    }
    return Grade(**{**values, **changes})


def fee(id_: str, item: str, amount: object, **changes: Any) -> Fee:
    """Make a monthly price that applies to every case."""
    values = {**ENVELOPE, "id": id_, "institution": "100001", "item": item, "amount": amount}
    return Fee(**{**values, "unit": "元/月", **changes})


def room(id_: str = "R1001", **changes: Any) -> Room:
    """Make a room for three."""
    values: dict[str, Any] = {
        **ENVELOPE,
        "id": id_,
        "institution": "100001",
        "name": "三人间",
        "persons": 3,
        "area": Missing.NOT_REPORTED,
        "bathroom": Missing.NOT_REPORTED,
        "vacant": 1,
    }
    return Room(**{**values, **changes})


def care_level(id_: str = "C1001", **changes: Any) -> CareLevel:
    """Make a level of care."""
    values: dict[str, Any] = {
        **ENVELOPE,
        "id": id_,
        "institution": "100001",
        "name": "自理",
        "ability": "能力完好",
        "criteria": "入住前评估",
        "services": "三餐",
    }
    return CareLevel(**{**values, **changes})


def capacity(**changes: Any) -> Capacity:
    """Make the beds of an institution."""
    values = {**ENVELOPE, "institution": "100001", "beds": 10, "occupied": 6, "vacant": 4}
    return Capacity(**{**values, "nursing_beds": 2, **changes})


def day_root(day: int, *, month: int = 11, root: str = "aa" * 32) -> DayRoot:
    """Make one day of the chain, in 2026."""
    return DayRoot(day=date(2026, month, day), root=root, signature="bb" * 32)


def unit(id_: str = "shi-mz", **changes: Any) -> Unit:
    """Make the unit that all other rows name as their source."""
    values: dict[str, Any] = {
        "id": id_,
        "department": "mz",
        "level": "市",
        "place": "shi",
        "name": "某市民政局",
        "short_name": "市民政局",
        "telephone": Missing.NOT_REPORTED,
        "address": Missing.NOT_REPORTED,
    }
    return Unit(**{**values, **changes})


def record(kind: type[R], /, **changes: Any) -> R:
    """Make a row of any other table: its example, with 未填报 for whatever may be missing."""
    unknown = {
        column.name: Missing.NOT_REPORTED
        for column in columns(kind)
        if column.may_be_missing and not column.optional
    }
    envelope = ENVELOPE if issubclass(kind, Record) else {}
    values = {**envelope, **unknown, **EXAMPLES.get(kind, {}), **changes}
    if "institution" in {column.name for column in columns(kind)}:
        values.setdefault("institution", "100001")
    return kind(**{name: _as_read(value) for name, value in values.items()})


def _as_read(value: object) -> object:
    """Take 未填报 for what it is, as reading a table does."""
    return MISSING.get(value, value) if isinstance(value, str) else value


def folder(*given: Row, days: tuple[CalendarDay, ...] = (), **changes: Any) -> Folder:
    """Make a folder of these rows alone, numbered as in a spreadsheet, that lies nowhere."""
    tables: dict[type[Row], Table[Row]] = {kind: Table(kind, kind.file()) for kind in TABLES}
    for row in given:
        table = tables[type(row)]
        table.rows.append(row)
        table.numbers.append(len(table.rows) + 1)
    years: dict[int, Table[CalendarDay]] = {}
    for day in days:
        year = years.setdefault(day.date.year, Table(CalendarDay, f"calendar/{day.date.year}.csv"))
        year.rows.append(day)
        year.numbers.append(len(year.rows) + 1)
    return Folder(Path("nowhere"), city(**changes), tables, {}, years)
