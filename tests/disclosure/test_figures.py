"""The city and its districts in numbers, and the facts that each number is made of."""

from __future__ import annotations

from datetime import date

from content import Catalog, key_of
from content.tables import Capacity, Missing
from disclosure.pages import PAGES
from disclosure.pages.front import Figures, figures
from disclosure.registry import View
from tests.rows import blacklist_entry, capacity, city, institution, penalty, place, unit

DAY = date(2026, 11, 20)
ENDED = institution("100003", valid_to=date(2026, 6, 30))
CATALOG = Catalog(
    city(),
    [
        place("shi", parent=None, level="市"),
        place(),
        place("yi", name="乙区"),
        place("yi-jie", parent="yi", level="街道", name="乙街道"),
        place("bing", name="丙区"),
        unit(),
        unit("yi-mz", level="区", place="yi", short_name="乙区民政局"),
        institution(),
        institution("100002", place="yi-jie"),
        ENDED,
        capacity(beds=10, vacant=4, as_of=date(2026, 3, 1)),
        capacity(institution="100002", beds=30, vacant=Missing.NOT_REPORTED),
        capacity(institution=ENDED.id, beds=100, vacant=100),
        penalty(),
        penalty("P2026-0002", institution=ENDED.id),
        blacklist_entry(institution="100002"),
    ],
    {},
    DAY,
)


def beds(view: View) -> list[str]:
    return [key_of(row) for row in view.records if isinstance(row, Capacity)]


def test_a_district_counts_its_own_homes_those_of_its_streets_among_them() -> None:
    jia, yi = figures(CATALOG, "jia"), figures(CATALOG, "yi")

    assert (jia.institutions, jia.beds, jia.vacant, jia.reporting) == (1, 10, 4, 1)
    assert (yi.institutions, yi.beds, yi.vacant, yi.reporting) == (1, 30, "未填报", 0)
    assert (yi.penalties, yi.blacklisted) == (0, 1)


def test_a_penalty_counts_where_its_home_stood_even_after_that_has_closed() -> None:
    assert figures(CATALOG, "jia").penalties == 2


def test_the_city_is_its_districts_together() -> None:
    whole = figures(CATALOG)

    assert (whole.institutions, whole.beds, whole.penalties, whole.blacklisted) == (2, 40, 2, 1)
    assert whole.as_of == date(2026, 3, 1)


def test_a_district_without_homes_has_reported_nothing() -> None:
    nothing = Missing.NOT_REPORTED

    assert figures(CATALOG, "bing") == Figures(0, nothing, nothing, 0, 0, 0, None)


def test_a_page_names_the_facts_that_it_counts_and_no_others() -> None:
    assert beds(PAGES["home"].model(CATALOG)) == ["100001", "100002"]
    assert beds(PAGES["district"].model(CATALOG, district="bing")) == []
    assert beds(PAGES["district"].model(CATALOG, district="yi")) == ["100002"]


def test_a_district_is_led_by_its_own_civil_affairs_bureau() -> None:
    led = PAGES["districts"].model(CATALOG).values["districts"]

    assert [one.lead and one.lead.short_name for one in led] == [None, "乙区民政局", None]
