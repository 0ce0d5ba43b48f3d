"""The penalties of the city: calm lines, the rest folded; a long list is cut by month."""

from __future__ import annotations

import re
from datetime import date

import pytest

from content import Catalog
from content.tables import Penalty
from disclosure.app import create_app
from disclosure.pages import PAGES
from disclosure.registry import View
from tests.disclosure.conftest import GetPage
from tests.rows import city, institution, penalty, place, unit

DAY = date(2026, 11, 20)


def listed(view: View) -> list[str]:
    return [line.shown.record.id for line in view.values["penalties"]]


def with_penalties(count: int) -> Catalog:
    """Make a city with so many penalties: every third was decided in April, the rest in May."""
    rows = [
        penalty(f"P2026-{n:04}", decided_on=date(2026, 4 if n % 3 == 0 else 5, 10))
        for n in range(count)
    ]
    return Catalog(
        city(),
        [institution(), place("shi", parent=None, level="市"), place(), unit(), *rows],
        {},
        DAY,
    )


@pytest.mark.parametrize("prefix", ["", "/elder"])
def test_a_line_says_what_and_until_when_and_folds_the_facts(
    page: GetPage, catalog: Catalog, prefix: str
) -> None:
    row = catalog.get(Penalty, "P2026-0012")
    html = page(f"{prefix}/penalties/").html
    found = re.search(rf'<article class="decision" id="{row.id}">.*?</article>', html, re.DOTALL)
    assert found
    seen, folded = found[0].split("<summary>")

    assert row.offence in seen
    assert row.content in seen
    assert "公示至" in seen
    assert row.facts in folded
    assert row.facts not in seen


@pytest.mark.parametrize("url", ["/penalties/", "/blacklist/"])
def test_no_field_of_red_stands_on_a_list_of_decisions(page: GetPage, url: str) -> None:
    assert '"note bad"' not in page(url).html


def test_a_hundred_stand_on_one_page_and_are_not_cut() -> None:
    catalog = with_penalties(100)

    assert len(listed(PAGES["penalties"].model(catalog))) == 100
    assert not list(PAGES["penalties_month"].keys(catalog))


def test_a_longer_list_shows_its_latest_and_every_month_on_a_page() -> None:
    catalog = with_penalties(101)
    cut = PAGES["penalties_month"]
    months = [listed(cut.model(catalog, **key)) for key in cut.keys(catalog)]
    first = PAGES["penalties"].model(catalog)

    assert [key["month"] for key in cut.keys(catalog)] == ["2026-05", "2026-04"]
    assert sorted([*months[0], *months[1]]) == sorted(row.id for row in catalog.all(Penalty))
    assert listed(first) == [*months[0], *months[1]][:100]
    assert first.values["cuts"] == [("2026-05", len(months[0])), ("2026-04", len(months[1]))]


def test_a_cut_is_written_under_its_month_and_leads_to_the_others() -> None:
    client = create_app(with_penalties(101)).test_client()
    html = client.get("/penalties/2026-04/").text

    assert "行政处罚（2026 年 4 月决定）" in html
    assert 'href="/penalties/2026-05/"' in html
    assert "P2026-0099" in html
    assert "P2026-0100" not in html
