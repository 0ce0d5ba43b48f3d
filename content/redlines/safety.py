"""Red lines of safety: licences that have run out, and drills."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from content.catalog import Catalog
from content.law import Limit
from content.publicity import add_months
from content.redlines.finding import CLEAR, TOUCHED, UNKNOWN, Finding
from content.tables import Approval, Drill, Registration, Row

FOOD = ("食品经营许可", "送餐单位食品经营许可")
Paper = tuple[str, date, Row]


def licence(catalog: Catalog, institution: str, limit: Limit) -> Finding:
    """Look whether a registration, licence, test or insurance has run out and was not renewed."""
    papers = list(_papers(catalog, institution))
    if not papers:
        return Finding(UNKNOWN, "机构没有填报有期限的证照")
    lapsed = [paper for paper in papers if paper[1] + _days(limit) < catalog.day]
    if lapsed:
        words = "；".join(f"{name}的有效期至 {day}" for name, day, _ in lapsed)
        why = f"{words}，已经过期，没有填报新的"
        return Finding(TOUCHED, why, tuple(row for *_, row in lapsed))
    return Finding(CLEAR, "填报的证照都在有效期内", tuple(row for *_, row in papers))


def food_licence(catalog: Catalog, institution: str, limit: Limit) -> Finding:
    """Look whether a food licence has run out; close to its end the sentence says so."""
    papers = [paper for paper in _papers(catalog, institution) if paper[0] in FOOD]
    if not papers:
        return Finding(UNKNOWN, "机构没有填报食品经营许可的有效期")
    name, day, row = min(papers, key=lambda paper: paper[1])
    if day < catalog.day:
        return Finding(TOUCHED, f"{name}的有效期至 {day}，已经过期", (row,))
    soon = day - _days(limit) <= catalog.day
    note = f"，已在到期前 {limit.value} 日以内" if soon else ""
    return Finding(CLEAR, f"{name}的有效期至 {day}{note}", (row,))


def drill(catalog: Catalog, institution: str, limit: Limit) -> Finding:
    """Look whether the newest emergency drill is further back than the months of the limit."""
    held = catalog.of(Drill, institution)
    if not held:
        return Finding(UNKNOWN, "机构没有填报应急演练")
    newest = max(held, key=lambda row: row.held_on)
    late = add_months(newest.held_on, int(limit.value)) < catalog.day
    why = f"最近一次应急演练是 {newest.held_on}"
    if late:
        return Finding(TOUCHED, f"{why}，超过 {limit.value} {limit.unit}", (newest,))
    return Finding(CLEAR, why, (newest,))


def _days(limit: Limit) -> timedelta:
    return timedelta(days=int(limit.value))


def _papers(catalog: Catalog, institution: str) -> Iterator[Paper]:
    """Give every paper that has an end; of several of one kind the one that lasts longest."""
    registration = catalog.one(Registration, institution)
    if registration and isinstance(registration.licence_until, date):
        yield "登记证书", registration.licence_until, registration
    newest: dict[str, tuple[date, Row]] = {}
    for row in catalog.of(Approval, institution):
        if isinstance(row.expires_on, date):
            before = newest.get(row.kind)
            if before is None or row.expires_on > before[0]:
                newest[row.kind] = row.expires_on, row
    yield from ((kind, *found) for kind, found in newest.items())
