"""`datapackage.json`: the tables described for people and programs (Data Package, Table Schema).

It is written from the tables' own declarations and never the other way round.
Source: the Data Package standard, profiles `data-package` and `tabular-data-resource`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from content.folder import CALENDAR, DESCRIPTOR
from content.schema import Column, columns
from content.tables import TABLES, CalendarDay, Missing, Row


def describe(calendar_years: list[int]) -> dict[str, Any]:
    """Describe a content folder with calendar files for those years."""
    return {
        "profile": "data-package",
        "name": "gongshi-content",
        "title": "养老服务机构公示内容",
        "resources": [
            *(_resource(kind, kind.file()) for kind in TABLES),
            *(_resource(CalendarDay, f"{CALENDAR}/{year}.csv", year) for year in calendar_years),
        ],
    }


def write_descriptor(folder: Path) -> None:
    """Write `datapackage.json` into a content folder."""
    years = sorted(int(file.stem) for file in folder.glob(f"{CALENDAR}/[12][0-9][0-9][0-9].csv"))
    text = json.dumps(describe(years), ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(text + "\n", encoding="utf-8")


def _resource(kind: type[Row], path: str, year: int | None = None) -> dict[str, Any]:
    described = columns(kind)
    return {
        "profile": "tabular-data-resource",
        "name": f"{kind.NAME}-{year}" if year else kind.NAME,
        "title": kind.TITLE,
        "path": path,
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in described],
            "primaryKey": kind.KEY,
            "foreignKeys": [
                _foreign_key(column) for column in described if column.refers and not column.many
            ],
            "missingValues": ["", *Missing],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    low, high = column.limits
    limits = {
        "required": column.required,
        "enum": list(column.choices),
        "minimum": None if low is None else str(low),
        "maximum": None if high is None else str(high),
    }
    described = {
        "name": column.name,
        "type": column.kind,
        "title": column.title,
        "description": column.description,
        "unit": column.unit,
        "constraints": {key: value for key, value in limits.items() if value},
    }
    return {key: value for key, value in described.items() if value}


def _foreign_key(column: Column) -> dict[str, Any]:
    table, field = column.refers.split(".")
    return {"fields": column.name, "reference": {"resource": table, "fields": field}}
