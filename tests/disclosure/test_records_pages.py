"""The lists of the city: hazards, inspections, permits, closures, decisions and replies."""

from __future__ import annotations

import re
from datetime import date

import pytest

from content import Catalog
from content.tables import (
    Closure,
    Hazard,
    Inspection,
    Measure,
    Penalty,
    Permit,
    Record,
    Reply,
    Unit,
)
from tests.disclosure.conftest import GetPage

EDITIONS = ["", "/elder"]
LISTS: dict[str, tuple[type[Record], ...]] = {
    "/penalties/": (Penalty, Measure),
    "/hazards/": (Hazard,),
    "/inspections/": (Inspection,),
    "/permits/": (Permit,),
    "/closures/": (Closure,),
}


@pytest.mark.parametrize("prefix", EDITIONS)
@pytest.mark.parametrize("url", LISTS)
def test_every_record_on_display_stands_under_its_anchor(
    page: GetPage, catalog: Catalog, prefix: str, url: str
) -> None:
    shown = {str(row.id) for kind in LISTS[url] for row in catalog.all(kind)}  # type: ignore[attr-defined]

    assert shown
    assert shown <= set(page(prefix + url).ids)


@pytest.mark.parametrize("url", LISTS)
def test_a_list_leads_to_the_board_of_each_home(page: GetPage, catalog: Catalog, url: str) -> None:
    homes = {row.institution for kind in LISTS[url] for row in catalog.all(kind)}  # type: ignore[attr-defined]

    assert {f"/institutions/{home}/" for home in homes} <= set(page(url).links)


def test_the_lists_lead_to_each_other(page: GetPage) -> None:
    every = {*LISTS, "/blacklist/", "/unregistered/"}
    for url in every:
        assert every - {url} <= set(page(url).links)


def test_open_hazards_stand_before_closed_ones_by_their_date(
    page: GetPage, catalog: Catalog
) -> None:
    ids = page("/hazards/").ids
    hazards = catalog.all(Hazard)
    still_open = [row for row in hazards if not isinstance(row.closed_on, date)]
    closed = [row for row in hazards if isinstance(row.closed_on, date)]
    order = [row.id for row in sorted(still_open, key=lambda row: (row.due_on, row.id))]

    assert [one for one in ids if one in order] == order
    assert max(map(ids.index, order)) < min(ids.index(row.id) for row in closed)


def test_an_overdue_hazard_says_so_and_a_closed_one_shows_its_evidence(page: GetPage) -> None:
    text = page("/hazards/").text

    assert "逾期，期限" in text
    assert "销号证据：" in text
    assert "挂牌督办" in text


def test_the_bureaus_own_failures_are_named(page: GetPage) -> None:
    inspections = page("/inspections/")

    assert "应查未查" in inspections.text
    assert "谁应当去查" in inspections.text
    assert any(link.endswith("/#inspections") for link in inspections.links)


def test_a_reply_stands_inside_the_record_that_it_answers(page: GetPage) -> None:
    html = page("/penalties/").html
    after = html[html.index('id="P2026-0012"') :]

    assert after.index('id="HY2026-0001"') < after.index('<div class="note', 1)


def test_no_reply_stands_where_its_record_does_not(page: GetPage, catalog: Catalog) -> None:
    withheld = {row.id for row, _ in catalog.withheld if isinstance(row, Reply)}

    assert withheld
    for url in (*LISTS, "/institutions/100012/"):
        assert withheld.isdisjoint(page(url).ids)


def test_a_withdrawn_decision_stands_without_its_facts_and_number(
    page: GetPage, catalog: Catalog
) -> None:
    text = page("/penalties/").text
    ids = {one.id for one in catalog.withdrawals}
    decisions = [row for row, _ in catalog.withheld if isinstance(row, Penalty) and row.id in ids]

    assert decisions
    for row in decisions:
        assert f"一项行政处罚决定已被{row.remedy}" in text
        assert row.facts not in text
        assert row.document_number not in text


def test_a_closure_names_who_answers_for_the_residents(page: GetPage, catalog: Catalog) -> None:
    html = page("/closures/").html
    for row in catalog.all(Closure):
        notice = re.search(rf'<div class="note warn" id="{row.id}">.*?</div>', html, re.DOTALL)
        assert notice
        assert catalog.get(Unit, row.settling_unit).short_name in notice[0]
        assert row.resettlement in notice[0]
