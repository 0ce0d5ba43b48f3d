"""A matter at a place finds its units under 民政牵头、归口负责, and nothing is unrouted."""

from __future__ import annotations

from datetime import date

import pytest

from complaints.routing.route import NoLeadError, route
from content import Catalog, cut, read_folder
from content.tables import Matter, Place, Unit
from tests.folders import SAMPLE


@pytest.fixture(scope="module")
def sample() -> Catalog:
    """Give the sample city."""
    return cut(read_folder(SAMPLE), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("matter", "place", "lead", "handler"),
    [
        ("F01", "jia-liuyin", "jia-mz", "jia-xf"),  # a district matter goes to the district
        ("S01", "bing", "bing-mz", "bing-scjg"),  # a home of which only the district is known
        ("M05", "yi", "yi-mz", "yi-mz"),  # civil affairs leads and handles its own
        ("M01", "jia-liuyin", "shili-mz", "shili-jrfw"),  # a city matter goes to the city
        ("Q08", None, "shili-mz", "shili-mz"),  # and needs no place
    ],
)
def test_a_matter_at_a_place_goes_to_its_unit(
    sample: Catalog, matter: str, place: str | None, lead: str, handler: str
) -> None:
    found = route(sample, sample.get(Matter, matter), place, sealed=False)

    assert (found.lead.id, found.handler and found.handler.id) == (lead, handler)


def test_an_unknown_matter_goes_to_the_triage_of_the_district(sample: Catalog) -> None:
    found = route(sample, None, "jia-liuyin", sealed=False)

    assert (found.lead.id, found.handler) == ("jia-mz", None)


def test_an_unknown_place_goes_to_the_triage_of_the_city(sample: Catalog) -> None:
    found = route(sample, sample.get(Matter, "F01"), None, sealed=False)

    assert (found.lead.id, found.handler) == ("shili-mz", None)


@pytest.mark.parametrize("matter", ["J01", "F01", None])
def test_what_is_sealed_goes_to_discipline_inspection_alone(
    sample: Catalog, matter: str | None
) -> None:
    row = sample.get(Matter, matter) if matter else None

    found = route(sample, row, "jia-liuyin", sealed=matter != "J01")

    assert (found.lead.id, found.handler and found.handler.id) == ("shili-jw", "shili-jw")
    assert found.cooperating == ()
    assert found.sealed


def test_every_matter_at_every_place_has_a_lead_and_says_why(sample: Catalog) -> None:
    places = [None, *(unit.place for unit in sample.all(Unit))]
    for matter in [None, *sample.all(Matter)]:
        for place in places:
            found = route(sample, matter, place, sealed=False)
            assert found.lead.department in ("mz", "jw")
            assert found.why


def test_co_operating_units_are_those_of_the_same_place(sample: Catalog) -> None:
    found = route(sample, sample.get(Matter, "L04"), "jia-liuyin", sealed=False)

    assert "jia-liuyin-zx" in [unit.id for unit in found.cooperating]
    assert all(unit.id.startswith("jia-") for unit in found.cooperating)


def test_the_lead_is_never_named_as_co_operating(sample: Catalog) -> None:
    found = route(sample, sample.get(Matter, "F01"), "jia-liuyin", sealed=False)

    assert found.lead not in found.cooperating


def test_a_handler_without_a_unit_there_leaves_it_to_the_city(sample: Catalog) -> None:
    units = [unit for unit in sample.all(Unit) if unit.id != "jia-xf"]
    rows = [*sample.all(Place), *units, *sample.all(Matter)]
    thinner = Catalog(sample.city, rows, {}, sample.day)

    found = route(thinner, thinner.get(Matter, "F01"), "jia-liuyin", sealed=False)

    assert (found.lead.id, found.handler) == ("shili-mz", None)


def test_a_city_without_a_lead_takes_nothing_in(sample: Catalog) -> None:
    empty = Catalog(sample.city, [], {}, sample.day)

    with pytest.raises(NoLeadError):
        route(empty, None, None, sealed=False)
