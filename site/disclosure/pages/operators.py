"""The legal persons behind the homes: every site of each, and its penalties on display."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TypeVar

from content import Catalog
from content.tables import BlacklistEntry, Institution, Measure, Missing, Operator, Penalty
from disclosure.listing import ONE_PAGE, shown_records, told
from disclosure.registry import Key, View, page
from disclosure.showing import line

Problem = BlacklistEntry | Penalty | Measure
P = TypeVar("P", bound=Problem)
PROBLEMS: tuple[type[Problem], ...] = (BlacklistEntry, Penalty, Measure)


@lru_cache(maxsize=2)
def _homes(catalog: Catalog) -> dict[str, list[Institution]]:
    """Give the homes of every legal person, ended ones too: their penalties may be on display."""
    found: dict[str, list[Institution]] = defaultdict(list)
    for row in catalog.ever(Institution):
        found[row.operator].append(row)
    return found


@lru_cache(maxsize=2)
def _sites(catalog: Catalog) -> dict[str, list[Institution]]:
    """Give the homes on display of every credit code, in the order of lists."""
    found: dict[str, list[Institution]] = defaultdict(list)
    for row in catalog.all(Institution):
        if not isinstance(row.credit_code, Missing):
            found[row.credit_code].append(row)
    return found


def homes_of(catalog: Catalog, operator: str) -> list[Institution]:
    """Give the homes of a legal person that are on display, in the order of lists."""
    homes = [row for row in _homes(catalog).get(operator, []) if catalog.has(Institution, row.id)]
    return sorted(homes, key=catalog.order)


def on_display(catalog: Catalog, operator: str, kind: type[P]) -> list[P]:
    """Give the rows of one kind about any home of a legal person, the latest first."""
    homes, about = _homes(catalog).get(operator, []), _about(catalog)
    rows = [row for home in homes for row in about.get(home.id, ()) if isinstance(row, kind)]
    return sorted(rows, key=lambda row: row.as_of, reverse=True)


@lru_cache(maxsize=2)
def _about(catalog: Catalog) -> dict[str, list[Problem]]:
    """Give what is on display against each home: few have anything, and the others stay packed."""
    found: dict[str, list[Problem]] = defaultdict(list)
    for kind in PROBLEMS:
        for row in catalog.all(kind):
            found[row.institution].append(row)
    return found


def problems(catalog: Catalog, operator: str) -> list[Problem]:
    """Give everything on display against a legal person."""
    return [row for kind in PROBLEMS for row in on_display(catalog, operator, kind)]


def operator_keys(catalog: Catalog) -> list[Key]:
    """Give the key of every legal person, ended ones too: decisions may outlive them."""
    return [{"id": row.code} for row in catalog.ever(Operator)]


def code_keys(catalog: Catalog) -> list[Key]:
    """Give every credit code under which a home stands."""
    return [{"code": code} for code in _sites(catalog)]


@page("operators", "/operators/", section="institutions")
def operators(catalog: Catalog) -> View:
    """List the legal persons, those with most homes first.

    In a city with more than a hundred, one who runs a single home is found through that home.
    """
    rows = [(row, len(homes_of(catalog, row.code))) for row in catalog.all(Operator)]
    lines = [
        (row, homes, len(problems(catalog, row.code)))
        for row, homes in rows
        if len(rows) <= ONE_PAGE or homes > 1
    ]
    return View(
        title="运营主体",
        description=f"{catalog.city.name}养老服务机构背后的法人：办了几家、有没有处罚。",
        values={"operators": sorted(lines, key=lambda line: (-line[1], line[0].code))},
        records=tuple(one for row, *_ in lines for one in problems(catalog, row.code)),
    )


@page("operator", "/operators/<id>/", keys=operator_keys, section="institutions")
def operator(catalog: Catalog, id: str) -> View:  # noqa: A002 (the name in the address)
    """Show one legal person: what it is, every home of it, everything on display against it."""
    row = catalog.get(Operator, id)
    lines = [told(catalog)[home.id].entry for home in homes_of(catalog, id)]
    return View(
        title=row.name,
        description=f"{row.name}在{catalog.city.name}办的养老服务机构，公示中的处罚和黑名单。",
        values={
            "operator": row,
            "ended": not catalog.has(Operator, id),
            "homes": lines,
            "coded": row.credit_code in _sites(catalog),
            "blacklist": [line(catalog, one) for one in on_display(catalog, id, BlacklistEntry)],
            "penalties": [line(catalog, one) for one in on_display(catalog, id, Penalty)],
            "measures": [line(catalog, one) for one in on_display(catalog, id, Measure)],
        },
        records=(*shown_records(catalog, lines), *problems(catalog, id)),
    )


@page("code", "/code/<code>/", keys=code_keys, section="institutions", single=True)
def code(catalog: Catalog, code: str) -> View:
    """Lead from a credit code to every site that stands under it."""
    homes = _sites(catalog).get(code, [])
    return View(
        title=f"统一社会信用代码 {code}",
        description=f"统一社会信用代码 {code} 名下的养老服务机构。",
        values={
            "code": code,
            "homes": [(home.id, home.name, catalog.where(home.place)) for home in homes],
        },
        records=tuple(homes),
    )
