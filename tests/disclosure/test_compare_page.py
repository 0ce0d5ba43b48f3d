"""The comparison as a page: the choice lives in the address, nothing is kept, nothing breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from content import cut, read_folder
from disclosure.dynamic import create_public_app
from disclosure.serving import FrozenSite, together
from tests.disclosure.conftest import GetPage
from tests.folders import SAMPLE
from tests.pages import Page

EDITIONS = ["", "/elder"]
on_both = pytest.mark.parametrize("prefix", EDITIONS)
THREE = "id=100012&id=100001&id=100003"
MODERATE = "care=%E4%B8%AD%E5%BA%A6%E5%A4%B1%E8%83%BD"


@pytest.fixture(scope="session")
def client() -> FlaskClient:
    """Give a client of the app over the sample city."""
    catalog = cut(read_folder(SAMPLE), date(2026, 11, 20))
    return create_public_app(lambda: catalog).test_client()


def get(client: FlaskClient, url: str) -> Page:
    """Fetch a page; whatever is wrong with any page fails the test."""
    response = client.get(url)
    assert response.status_code == 200, url
    page = Page(response.get_data(as_text=True))
    assert page.faults() == [], url
    return page


def ids_in(url: str) -> list[str]:
    return [value for name, value in parse_qsl(urlsplit(url).query) if name == "id"]


def ticked(page: Page) -> dict[str, bool]:
    boxes = (one for one in page.all("input") if one.get("type") == "checkbox")
    return {one["value"]: "checked" in one for one in boxes}


@on_both
def test_three_are_compared_for_a_case(client: FlaskClient, prefix: str) -> None:
    text = get(client, f"{prefix}/compare?{THREE}&{MODERATE}&months=6").text

    for words in ("柳荫颐养院", "重阳里颐养院", "槐序里养护院", "4,060 元", "10,060 元", "24,360"):
        assert words in text
    assert "重阳里颐养院每月比柳荫颐养院少 560 元" in text
    assert "看房时要问的" in text
    assert "None" not in text


@on_both
def test_nothing_is_kept_of_a_visitor(client: FlaskClient, prefix: str) -> None:
    response = client.get(f"{prefix}/compare?{THREE}")

    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Referrer-Policy"] == "no-referrer"


@on_both
def test_the_other_edition_compares_the_same(client: FlaskClient, prefix: str) -> None:
    other = "/elder" if not prefix else ""

    page = get(client, f"{prefix}/compare?{THREE}&{MODERATE}&months=6")

    assert f"{other}/compare?{THREE}&{MODERATE}&months=6" in page.links


def test_each_home_can_be_taken_out_and_leads_to_its_board(client: FlaskClient) -> None:
    links = get(client, f"/compare?{THREE}&{MODERATE}").links

    removals = [ids_in(link) for link in links if len(ids_in(link)) == 2]
    assert removals == [["100001", "100003"], ["100012", "100003"], ["100012", "100001"]]
    assert "/institutions/100012/" in links


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("重阳", "100001"),
        ("100001", "100001"),
        (" 重阳里 颐养院 ", "100001"),
        ("柳荫敬老院", "100012"),  # As it was called before.
    ],
)
def test_one_more_is_added_by_name_or_number_and_stands_in_the_address(
    client: FlaskClient, typed: str, number: str
) -> None:
    response = client.get(
        "/elder/compare", query_string={"id": "100004", "add": typed, "months": 6}
    )

    assert response.status_code == 303
    assert ids_in(response.headers["Location"]) == ["100004", number]
    assert "months=6" in response.headers["Location"]
    assert response.headers["Location"].startswith("/elder/compare?")


def test_a_name_that_may_mean_several_is_asked_about(client: FlaskClient) -> None:
    page = get(client, "/compare?id=100012&add=槐序里")

    assert ticked(page) == {"100012": True, "100003": False, "100007": False}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "选二到四家机构"),
        ("id=100012", "再加一家"),
        ("id=999999&id=100012", "没有编号是“999999”的机构"),
        ("id=abc", "没有编号是“abc”的机构"),
        ("id=100012&id=100005", "旧渡口老年公寓（100005）2026-06-30 以后不再公示"),
        ("add=旧渡口老年公寓", "没有找到“旧渡口老年公寓”"),
        ("add=100005", "2026-06-30 以后不再公示"),
        ("id=100012&add=没有的院", "没有找到“没有的院”"),
        ("id=100012&add=柳荫颐养院", "柳荫颐养院已经选了"),
    ],
)
@on_both
def test_what_cannot_be_compared_yet_says_what_to_do(
    client: FlaskClient, prefix: str, query: str, words: str
) -> None:
    page = get(client, f"{prefix}/compare?{query}")

    assert words in page.text
    assert f"{prefix}/institutions/" in page.links


def test_more_than_four_are_asked_to_be_four(client: FlaskClient) -> None:
    page = get(client, "/compare?" + "&".join(f"id=10000{n}" for n in (1, 2, 3, 4, 6)))

    assert "选了 5 家，一次最多比四家" in page.text
    assert ticked(page) == dict.fromkeys(("100001", "100002", "100003", "100004", "100006"), False)


def test_the_same_home_twice_is_one(client: FlaskClient) -> None:
    assert ticked(get(client, "/compare?id=100012&id=100012&id=100012")) == {"100012": True}


def test_unlike_kinds_stand_together_only_after_a_warning(client: FlaskClient) -> None:
    warned = get(client, "/compare?id=100012&id=100001&id=100007")

    assert "这几家做的事情不一样，价钱不能直接比" in warned.text
    assert "4,060" not in warned.text
    assert "/compare?id=100012&id=100001" in warned.links
    anyway = next(link for link in warned.links if "mixed=yes" in link)
    assert "不要只看价钱" in get(client, anyway).text


def test_what_is_wrong_in_a_case_is_said_and_the_rest_compared(client: FlaskClient) -> None:
    page = get(client, f"/compare?{THREE}&{MODERATE}&months=forever")

    assert "请写 1 到 120 的整数" in page.text
    assert "4,060 元" in page.text


def test_what_was_typed_is_only_ever_text(client: FlaskClient) -> None:
    evil = '"><script>alert(1)</script>'

    html = client.get("/compare", query_string={"id": evil, "add": evil, "care": evil}).get_data(
        as_text=True
    )

    assert "<script>alert" not in html


@pytest.mark.parametrize("path", ["/compare/", "/compare/x", "/elder/compare/x"])
def test_a_wrong_address_is_helped(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert "没有这一页" in response.get_data(as_text=True)


def test_nothing_can_be_sent_to_it(client: FlaskClient) -> None:
    assert client.post("/compare", data={"id": "100012"}).status_code == 405


FIELDS = ("id", "add", "care", "room", "meals", "months", "mixed")
HOSTILE = st.one_of(
    st.text(max_size=50),
    st.sampled_from(["100012", "100001", "100003", "100004", "100005", "100007", "100010"]),
    st.sampled_from(["中度失能", "1", "yes", "no", "12", "重阳", "院"]),
)


@given(
    query=st.lists(
        st.tuples(st.sampled_from([*FIELDS, "x"]), HOSTILE),
        max_size=12,
    ),
    prefix=st.sampled_from(EDITIONS),
)  # fmt: skip
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_address_whatever_breaks_the_page(
    client: FlaskClient, query: list[tuple[str, str]], prefix: str
) -> None:
    response = client.get(f"{prefix}/compare", query_string=query)

    assert response.status_code in (200, 303)
    if response.status_code == 200:
        assert Page(response.get_data(as_text=True)).faults() == []
    else:
        assert client.get(response.headers["Location"]).status_code == 200


@given(st.binary(max_size=60))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_bytes_whatever_break_the_page(client: FlaskClient, query: bytes) -> None:
    environ = {"QUERY_STRING": query.decode("latin-1")}

    assert client.get("/compare", environ_overrides=environ).status_code in (200, 303)


@on_both
def test_lists_and_tables_lead_to_the_comparison(page: GetPage, prefix: str) -> None:
    lists = ("institutions/", "institutions/by-price/", "institutions/by/district/jia/")
    tables = ("districts/jia/", "districts/jia/jia-liuyin/")
    for path in (*lists, *tables):
        found = page(f"{prefix}/{path}")
        (form,) = (one for one in found.all("form") if one.get("class") == "choosing")
        assert (form["action"], form["method"]) == (f"{prefix}/compare", "get")
        assert ticked(found)["100012"] is False
    assert f"{prefix}/compare?id=100012" in page(f"{prefix}/institutions/100012/").links


@on_both
def test_frozen_tables_carry_a_family_on_while_nothing_answers(page: GetPage, prefix: str) -> None:
    stand_in = page(f"{prefix}/offline/compare/")
    assert f"{prefix}/districts/bing/" in stand_in.links

    district = page(f"{prefix}/districts/bing/")

    for words in (
        "养老机构：",
        "1,800 元",
        "不收中度失能的老人",
        "太旧",
        "按次收费",
        "2,000 元",
    ):
        assert words in district.text
    assert f"{prefix}/districts/bing/bing-qingwu/" in district.links


@on_both
def test_districts_stand_side_by_side_with_their_streets(page: GetPage, prefix: str) -> None:
    found = page(f"{prefix}/districts/")

    assert f"{prefix}/districts/jia/" in found.links
    assert f"{prefix}/districts/jia/jia-liuyin/" in found.links
    for words in ("核定床位", "现在有空床", "牵头单位电话", "个街道和镇"):
        assert words in found.text


def test_a_street_without_homes_says_so(page: GetPage) -> None:
    assert "这里还没有登记的养老服务机构" in page("/districts/jia/jia-zhuxi/").text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/compare", 200), ("/elder/compare", 200), ("/search?q=x", 502), ("/nowhere", 404)],
)
def test_one_service_answers_for_all_its_apps(client: FlaskClient, path: str, status: int) -> None:
    service = together({"compare": client.application})

    assert Client(service).get(path).status_code == status


def test_the_trial_site_hands_the_address_over(frozen: Path, client: FlaskClient) -> None:
    site = FrozenSite(frozen, {"compare": client.application})

    response = Client(site).get(f"/elder/compare?{THREE}")

    assert response.status_code == 200
    assert "重阳里颐养院" in response.get_data(as_text=True)


def test_a_home_that_ends_leaves_the_comparison_by_itself() -> None:
    folder = read_folder(SAMPLE)
    days = {"now": date(2026, 6, 30)}
    assert folder.city
    folder.city = replace(folder.city, sample=False, as_of=None)
    app = create_public_app(lambda: cut(folder, days["now"]))
    both = "/compare?id=100005&id=100012"
    assert "不再公示" not in get(app.test_client(), both).text

    days["now"] = date(2026, 7, 1)

    assert "不再公示，不能比" in get(app.test_client(), both).text
