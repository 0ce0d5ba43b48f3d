"""Records that are documents of their own, each at its place on a page: a line for each table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from content import Catalog, key_of
from content.dealing import NATION
from content.tables import (
    BlacklistEntry,
    Case,
    Closure,
    Duty,
    Enforcer,
    Hazard,
    HomeBeds,
    Hotline,
    InspectionRule,
    Institution,
    Measure,
    Mediation,
    Notice,
    Operator,
    Penalty,
    Permit,
    Place,
    RiskNotice,
    Row,
    Statute,
    Target,
    Unregistered,
)
from content.tables.enforcement import ON_COURSE
from search_index.analysis import Role
from search_index.documents import Document, Link, Passage
from search_index.kinds.told import place_facets, told

BOARD = "board"


@dataclass(frozen=True, slots=True)
class Listed:
    """How the rows of a table become documents of a kind.

    `name` says what a row is called; `page` is where it stands, under its key as anchor unless
    there is a `section` for all, or on a page of its own where it is `apart`. `day` is the column
    that dates it; `unsaid` are columns that no page prints, or that the name tells already; `only`
    chooses the rows that pages show.
    """

    kind: str
    table: type[Row]
    page: str
    name: Callable[[Any], str]
    day: str = ""
    unsaid: frozenset[str] = frozenset()
    section: str = ""
    apart: bool = False
    only: Callable[[Any], bool] = lambda _: True


def _but(*names: str) -> frozenset[str]:
    return frozenset(names)


RECORDS: tuple[Listed, ...] = (
    Listed(
        "penalty", Penalty, BOARD, lambda row: row.offence, "decided_on",
        _but("offence", "fine", "repaired_on", "remedy", "remedy_on"),
    ),
    Listed(
        "blacklist", BlacklistEntry, BOARD, lambda _: "列入黑名单", "listed_on",
        _but("removed_on", "removal_reason", "promise"),
    ),
    Listed("measure", Measure, BOARD, lambda row: row.kind, "decided_on", _but("lifted_on")),
    Listed("hazard", Hazard, BOARD, lambda row: f"{row.severity}隐患（{row.field}）", "found_on"),
    Listed("permit", Permit, BOARD, lambda row: row.name, "decided_on", _but("name")),
    Listed("closure", Closure, "closures", lambda row: row.kind, "announced_on"),
    Listed("unregistered", Unregistered, "unregistered", lambda row: row.location, "found_on"),
    Listed("risk", RiskNotice, "notices", lambda row: row.title, "as_of", _but("title")),
    Listed("notice", Notice, "notices", lambda row: row.title, "issued_on", _but("title")),
    Listed("notice", Mediation, "notices", lambda row: f"{row.year} 年纠纷调解"),
    Listed("case", Case, "cases", lambda row: row.title, "told_on", _but("title")),
    Listed("target", Target, "targets", lambda row: row.name, "", _but("name")),
    Listed("target", HomeBeds, "targets", lambda _: "家庭养老床位"),
    Listed("duty", Duty, "duties", lambda row: row.subject, "", _but("subject")),
    Listed(
        "duty", InspectionRule, "duties", lambda row: f"{row.kind}应查次数", "",
        _but("local", "adopted"), only=lambda row: row.adopted,
    ),
    Listed("duty", Statute, "duties", lambda row: row.title, "", _but("title")),
    Listed("duty", Enforcer, "duties", lambda row: row.team, "", _but("team")),
    Listed("operator", Operator, "operator", lambda row: row.name, apart=True),
    Listed("help", Hotline, "notices", lambda row: row.name, "", _but("name"), "hotlines"),
)  # fmt: skip


def records(catalog: Catalog, institution: str = NATION) -> Iterator[Document]:
    """Make the documents of the records of one institution, or of those that belong to none."""
    for listed in RECORDS:
        for row in catalog.of(listed.table, institution):
            if listed.only(row):
                yield _document(catalog, listed, row)


def _document(catalog: Catalog, listed: Listed, row: Row) -> Document:
    name, home = listed.name(row), _home(catalog, row)
    place = home.place if home else getattr(row, "place", "")
    owner = home.name if home else catalog.get(Place, place).name if place else ""
    return Document(
        id=f"{row.NAME}:{key_of(row)}",
        kind=listed.kind,
        title=f"{owner}：{name}" if owner else name,
        link=_link(listed, row),
        names=(name,),
        passages=tuple(_passages(catalog, listed, row, home)),
        facets=tuple(place_facets(catalog, place)) if place else (),
        shown_until=catalog.window(row).ends,
        date=getattr(row, listed.day) if listed.day else None,
    )


def _home(catalog: Catalog, row: Row) -> Institution | None:
    number = getattr(row, "institution", "")
    return catalog.get(Institution, number) if number else None


def _link(listed: Listed, row: Row) -> Link:
    if listed.apart:
        return Link(listed.page, {"id": key_of(row)})
    key = {"id": getattr(row, "institution", "")} if listed.page == BOARD else {}
    return Link(listed.page, key, listed.section or key_of(row))


def _passages(
    catalog: Catalog, listed: Listed, row: Row, home: Institution | None
) -> Iterator[Passage]:
    if home:
        yield Passage("机构", home.name, Role.NAME)
    if not (listed.apart or listed.section):
        yield Passage("编号", key_of(row), Role.NAME)
    yield from told(catalog, row, listed.unsaid)
    if isinstance(row, Penalty) and row.remedy in ON_COURSE:
        yield Passage("救济状态", row.remedy)
