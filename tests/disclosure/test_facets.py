"""The list of institutions narrowed by one facet, page by page, for who has no search."""

from __future__ import annotations

from datetime import date

import pytest

from content import cut, read_folder
from disclosure.facets import FACETS
from disclosure.listing import Entry, entries
from disclosure.pages import PAGES
from tests.disclosure.conftest import GetPage
from tests.disclosure.live import live
from tests.folders import SAMPLE

CATALOG = cut(read_folder(SAMPLE), date(2026, 11, 20))
LINES = entries(CATALOG)
EVERY = [(facet.name, value) for facet in FACETS.values() for value in facet.words(CATALOG)]
WHOLE = ("district", "grade", "price", "vacancy")
"""Of these every institution has exactly one value; a place may be known by district only."""


def narrowed(facet: str, value: str) -> list[Entry]:
    return [line for line in LINES if value in FACETS[facet].of(line)]


@pytest.mark.parametrize("prefix", ["", "/elder"])
@pytest.mark.parametrize(("facet", "value"), EVERY)
def test_every_value_has_a_page_with_its_institutions_and_no_other(
    page: GetPage, facet: str, value: str, prefix: str
) -> None:
    expected = {line.id for line in narrowed(facet, value)}

    shown = page(f"{prefix}/institutions/by/{facet}/{value}/")

    boards = {link.split("/")[-2] for link in shown.links if "/institutions/1" in link}
    assert boards == expected
    assert f"共 {len(expected)} 家" in shown.text


def test_a_value_that_no_institution_has_says_so(page: GetPage) -> None:
    shown = page("/institutions/by/kind/training/")

    assert "现在没有这样的养老服务机构" in shown.text
    assert "按名称的拼音排列" not in shown.text
    assert "/institutions/" in shown.links


@pytest.mark.parametrize(
    ("address", "way_out"),
    [("/institutions/", "/districts/"), ("/institutions/by/district/jia/", "/districts/jia/")],
)
def test_who_does_not_know_the_letters_finds_a_long_list_by_place(
    monkeypatch: pytest.MonkeyPatch, address: str, way_out: str
) -> None:
    monkeypatch.setattr("disclosure.pages.institutions.ONE_PAGE", 5)
    index = live(SAMPLE, address)

    assert f"{address}s/" in index.links
    assert "不认得拼音" in index.text
    assert way_out in index.links


def test_a_district_with_too_many_homes_for_a_table_leads_to_its_streets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("disclosure.pages.places.ONE_PAGE", 5)
    district = live(SAMPLE, "/districts/jia/")

    assert "一张表放不下" in district.text
    assert "/districts/jia/jia-liuyin/" in district.links


@pytest.mark.parametrize("facet", WHOLE)
def test_every_institution_stands_under_exactly_one_value(facet: str) -> None:
    found = [line.id for value in FACETS[facet].words(CATALOG) for line in narrowed(facet, value)]

    assert sorted(found) == sorted(line.id for line in LINES)


def test_the_list_of_the_city_leads_to_every_value_but_streets_and_counts_it(
    page: GetPage,
) -> None:
    links = page("/institutions/").links
    with_homes = [
        (facet, value) for facet, value in EVERY if facet != "street" and narrowed(facet, value)
    ]

    assert with_homes
    assert {f"/institutions/by/{facet}/{value}/" for facet, value in with_homes} <= set(links)


def test_whom_a_home_takes_in_is_not_guessed() -> None:
    silent = [line for line in LINES if not line.care]

    assert silent
    assert not any(list(FACETS["care"].of(line)) for line in silent)


def test_a_free_bed_is_a_free_bed_and_an_unknown_one_is_unknown() -> None:
    def value_of(line: Entry) -> str:
        (value,) = FACETS["vacancy"].of(line)
        return value

    said = {line.id: value_of(line) for line in LINES}
    assert (said["100012"], said["100004"], said["100008"]) == ("yes", "no", "none")


def test_only_districts_are_also_ordered_by_price() -> None:
    priced = {name for name in PAGES if name.endswith("_priced")}

    assert priced == {"institutions_priced", "institutions_by_district_priced"}
