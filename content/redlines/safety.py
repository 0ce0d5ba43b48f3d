"""Red lines of safety: licences that have run out, and drills."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from content.catalog import Catalog
from content.law import Limit
from content.publicity import add_months
from content.redlines.finding import CLEAR, TOUCHED, UNKNOWN, Finding
from content.tables import Approval, Drill, Missing, Registration, Row

LACKING = ("未办理", "不合格")
NOT_GIVEN = (*LACKING, "未投保")
REGISTRATION = "登记证书"
FOOD = ("食品经营许可", "送餐单位食品经营许可")
NEWEST_ONLY = "（同一种有几张的，看最晚到期的一张）"
Paper = tuple[str, date, Row]


def licence(catalog: Catalog, institution: str, limit: Limit) -> Finding:
    """Look whether a registration, licence, test or insurance has run out and was not renewed."""
    papers = list(_papers(catalog, institution))
    lapsed = [paper for paper in papers if paper[1] + _days(limit) < catalog.day]
    if lapsed:
        words = "；".join(f"{name}的有效期至 {day}" for name, day, _ in lapsed)
        why = f"{words}，已经过期，没有填报新的"
        return Finding(TOUCHED, why, tuple(row for *_, row in lapsed))
    dated = tuple(row for *_, row in papers)
    if silent := _silent(catalog, institution):
        why = f"{'、'.join(silent)}没有写明有效期" + "，其余的没有过期" * bool(papers)
        return Finding(UNKNOWN, why, (*dated, *silent.values()))
    if not papers:
        return Finding(UNKNOWN, "机构没有填报有期限的证照")
    ends = (row.expires_on for row in catalog.of(Approval, institution))
    renewed = any(isinstance(day, date) and day < catalog.day for day in ends)
    return Finding(CLEAR, "写明有效期的证照都没有过期" + NEWEST_ONLY * renewed, dated)


def food_licence(catalog: Catalog, institution: str, limit: Limit) -> Finding:
    """Look whether a food licence is lacking or has run out; near its end the sentence says so."""
    papers = [paper for paper in _papers(catalog, institution) if paper[0] in FOOD]
    if not papers:
        return _without_food_licence(catalog, institution)
    name, day, row = min(papers, key=lambda paper: paper[1])
    if day < catalog.day:
        return Finding(TOUCHED, f"{name}的有效期至 {day}，已经过期", (row,))
    soon = day - _days(limit) <= catalog.day
    note = f"，已在到期前 {limit.value} 日以内" if soon else ""
    return Finding(CLEAR, f"{name}的有效期至 {day}{note}", (row,))


def _without_food_licence(catalog: Catalog, institution: str) -> Finding:
    filed = (row for row in catalog.of(Approval, institution) if row.kind in FOOD)
    lacking = tuple(row for row in filed if row.result in LACKING)
    if lacking:
        words = "，".join(f"{row.kind}填报为“{row.result}”" for row in lacking)
        return Finding(TOUCHED, words, lacking)
    return Finding(UNKNOWN, "机构没有填报食品经营许可的有效期")


def drill(catalog: Catalog, institution: str, limit: Limit) -> Finding:
    """Look whether the newest emergency drill is further back than the months of the limit."""
    held = [row for row in catalog.of(Drill, institution) if row.held_on <= catalog.day]
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
        yield REGISTRATION, registration.licence_until, registration
    newest: dict[str, tuple[date, Row]] = {}
    for row in catalog.of(Approval, institution):
        ends = _last_day(row)
        if ends and (row.kind not in newest or ends > newest[row.kind][0]):
            newest[row.kind] = ends, row
    yield from ((kind, *found) for kind, found in newest.items() if found[0] != date.max)


def _silent(catalog: Catalog, institution: str) -> dict[str, Row]:
    """Give the papers that were filed without saying whether and when they end.

    One that was refused or never asked for has no end to tell.
    """
    found: dict[str, Row] = {}
    registration = catalog.one(Registration, institution)
    if registration and _is_unknown(registration.licence_until):
        found[REGISTRATION] = registration
    filed = catalog.of(Approval, institution)
    known = {row.kind for row in filed if _last_day(row)}
    for row in filed:
        if row.kind not in known and row.result not in NOT_GIVEN and _is_unknown(row.expires_on):
            found[row.kind] = row
    return found


def _is_unknown(day: date | Missing) -> bool:
    return isinstance(day, Missing) and day is not Missing.NOT_APPLICABLE


def _last_day(row: Approval) -> date | None:
    """Give the last day of a paper; one without an end lasts, if it was given at all."""
    if isinstance(row.expires_on, date):
        return row.expires_on
    is_given = not isinstance(row.result, Missing) and row.result not in NOT_GIVEN
    return date.max if row.expires_on is Missing.NOT_APPLICABLE and is_given else None
