"""The search as a page: half a name finds the home, links narrow, nothing typed breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from content import Catalog, cut, read_folder
from content.current import NoReleaseError
from content.tables import Institution
from disclosure.dynamic import create_public_app
from disclosure.dynamic.asking import Asked, read_asked
from disclosure.dynamic.hits import url_of
from disclosure.freezing.plan import file_of
from disclosure.theme import EDITIONS
from search_index import Index, build, documents
from search_index.facets import NAMES
from tests.disclosure.conftest import GetPage
from tests.folders import SAMPLE
from tests.pages import Page
from tests.search_index.making import catalog as made_of
from tests.search_index.making import homes, indexed

DAY = date(2026, 11, 20)
PREFIXES = ["", "/elder"]
on_both = pytest.mark.parametrize("prefix", PREFIXES)


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Give the index of the sample city."""
    folder = tmp_path_factory.mktemp("searched") / "index"
    sample = cut(read_folder(SAMPLE), DAY)
    build(sample.city.search, documents(sample), folder)
    with Index(folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(index: Index) -> FlaskClient:
    """Give a client of the app over the sample city."""
    catalog = cut(read_folder(SAMPLE), DAY)
    return create_public_app(lambda: catalog, lambda: index).test_client()


def read(query: str) -> Asked:
    """Read an address as the app does."""
    return read_asked(MultiDict(parse_qsl(query)))


def get(client: FlaskClient, url: str, **query: str) -> Page:
    """Fetch a page; whatever is wrong with any page fails the test."""
    response = client.get(url, query_string=query or None)
    assert response.status_code == 200, url
    page = Page(response.get_data(as_text=True))
    assert page.faults() == [], url
    return page


def hits(page: Page) -> list[str]:
    """Name what was found, in order."""
    found = re.findall(r'<li class="entry"><div><h3><a href="[^"]*">(.*?)</a>', page.html)
    return [re.sub("<[^>]+>", "", one) for one in found]


def facet(page: Page, label: str) -> str:
    """Give the address of one value of a facet."""
    found = re.search(rf'<a href="([^"]*)"[^>]*><span>{re.escape(label)}</span>', page.html)
    assert found, label
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("柳荫颐", "柳荫颐养院"),
        ("重阳里颐", "重阳里颐养院"),
        ("柳蔭頤養院", "柳荫颐养院"),
        ("chongyangli", "重阳里颐养院"),
        ("cylyyy", "重阳里颐养院"),
        ("青梧镇", "青梧镇敬老院"),
        ("100012", "柳荫颐养院"),
        ("柳荫敬老院", "柳荫颐养院"),
        ("“未明码标价”", "槐序里养护院：未明码标价"),
        ("长辈版", "长者模式"),
        ("食品 -黑名单", "食品安全和食堂"),
    ],
)
@on_both
def test_a_family_finds_what_it_means(
    client: FlaskClient, prefix: str, typed: str, first: str
) -> None:
    page = get(client, f"{prefix}/search", q=typed)

    assert hits(page)[0] == first


@on_both
def test_a_street_finds_its_homes(client: FlaskClient, prefix: str) -> None:
    homes_there = {
        row.name
        for row in cut(read_folder(SAMPLE), DAY).all(Institution)
        if row.place == "yi-huaixu"
    }
    found = hits(get(client, f"{prefix}/search", q="槐序街道", kind="institution"))

    assert "槐序里养护院" in found
    assert set(found) == homes_there


@on_both
def test_a_hit_shows_its_words_and_what_a_family_asks_first(
    client: FlaskClient, prefix: str
) -> None:
    page = get(client, f"{prefix}/search", q="柳荫")

    assert "<mark>柳荫</mark>颐养院" in page.html
    assert "<b>曾用名</b> <mark>柳荫</mark>敬老院" in page.html
    for words in ("甲区柳荫街道", "编号 100012", "处罚公示中 1 条", "等级", "元起"):
        assert words in page.text
    assert "公示至" in page.text
    assert f"{prefix}/institutions/100012/" in page.links
    assert f"{prefix}/institutions/100012/#P2026-0012" in page.links


@on_both
def test_words_excluded_are_not_found(client: FlaskClient, prefix: str) -> None:
    both, without = (get(client, f"{prefix}/search", q=q) for q in ("柳荫", "柳荫 -消防"))

    assert "柳荫颐养院：占用、堵塞疏散通道" in hits(both)
    assert "柳荫颐养院：占用、堵塞疏散通道" not in hits(without)


@on_both
def test_a_result_is_narrowed_step_by_step_and_widened_again(
    client: FlaskClient, prefix: str
) -> None:
    found = get(client, f"{prefix}/search", q="院", kind="institution")
    in_district = get(client, facet(found, "丙区"))
    at_price = get(client, facet(in_district, "2,000—2,499 元"))

    assert "重阳里颐养院" in hits(at_price)
    assert len(hits(found)) > len(hits(in_district)) > len(hits(at_price))
    chosen = dict(parse_qsl(urlsplit(facet(in_district, "2,000—2,499 元")).query))
    assert chosen == {"q": "院", "kind": "institution", "district": "bing", "price": "2000"}
    for words in ("已选的范围", "全部去掉"):
        assert words in at_price.text
    widened = get(client, facet(at_price, "2,000—2,499 元"))
    assert hits(widened) == hits(in_district)
    assert "价" not in widened.text.split("已选的范围")[1].split("次序")[0]


def test_each_facet_counts_what_it_would_leave(client: FlaskClient) -> None:
    page = get(client, "/search", kind="institution")

    for label, count in re.findall(r"<span>([^<]+)</span> <small>(\d+)</small>", page.html):
        if label != "机构":
            assert f"找到 {count} 条" in get(client, facet(page, label)).text


def test_another_district_leaves_no_street_chosen() -> None:
    asked = read("q=院&district=jia&street=jia-liuyin&page=3&sort=price")

    assert dict(asked.narrowed("district", "yi").query) == {
        "q": "院",
        "district": "yi",
        "sort": "price",
    }
    assert dict(asked.without("district").query) == {"q": "院", "sort": "price"}
    assert dict(asked.without("street").query)["district"] == "jia"


def test_hits_are_sorted_by_price_and_by_grade(client: FlaskClient) -> None:
    cheap, good = (
        hits(get(client, "/search", kind="institution", sort=sort)) for sort in ("price", "grade")
    )

    assert cheap[0] == "青梧镇敬老院"
    assert good[0] == "示例市社会福利院（示例市失能老年人集中照护服务中心）"
    assert "日期近的在前" not in get(client, "/search", kind="institution").text


@on_both
def test_many_hits_are_read_page_by_page(client: FlaskClient, prefix: str) -> None:
    address, found = f"{prefix}/search?q=的", []
    page = get(client, address)
    total = int(re.findall(r"找到 (\d+) 条", page.text)[0])
    while True:
        found += hits(page)
        following = re.search(r'<a href="([^"]*)" rel="next"', page.html)
        if not following:
            break
        page = get(client, following[1].replace("&amp;", "&"))

    assert len(found) == total > 20
    assert 'rel="prev"' in page.html


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"q": "柳荫阁"}, "没有写着“柳荫阁”的"),
        ({"q": "食品 屋顶"}, "没有写着“屋顶”的"),
        ({"q": "柳荫 诈骗"}, "没有一处是同时写着的"),
        ({"q": "重阳里颐养院 -颐养"}, "您写了不要它"),
        ({"q": "柳荫", "district": "bing"}, "不在您选的范围里"),
    ],
)
@on_both
def test_nothing_found_says_why_and_where_else_to_look(
    client: FlaskClient, prefix: str, query: dict[str, str], words: str
) -> None:
    page = get(client, f"{prefix}/search", **query)

    assert words in page.text
    assert hits(page) == []
    assert "tel:00005550100" in page.links
    assert f"{prefix}/institutions/" in page.links
    assert '<nav class="narrow broad"' in page.html


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"q": "食品 屋顶"}, "只查食品"),
        ({"q": "柳荫 诈骗"}, "只查诈骗"),
        ({"q": "柳荫颐养院 -颐养"}, "什么也不排除，查柳荫颐养院"),
        ({"q": "“柳荫的 颐养院” 院"}, "只查院"),
        ({"q": "柳荫阁"}, None),
        ({"q": "“liuyin”"}, "去掉引号，查liuyin"),
        ({"q": "重阳", "district": "jia", "price": "2000"}, "不限“甲区”"),
    ],
)
def test_what_is_offered_instead_does_find_something(
    client: FlaskClient, query: dict[str, str], words: str | None
) -> None:
    page = get(client, "/search", **query)
    offered = page.html.partition("可以改成这样查")[2].partition("</ul>")[0]

    if words is None:
        assert not offered
        return
    assert words in offered
    for url in re.findall(r'href="([^"]+)"', offered):
        assert hits(get(client, url.replace("&amp;", "&")))


@on_both
def test_the_nearest_names_lead_to_their_boards(client: FlaskClient, prefix: str) -> None:
    page = get(client, f"{prefix}/search", q="柳阴颐养园")

    assert "名称相近的机构" in page.text
    assert f"{prefix}/institutions/100012/" in page.links


def test_a_choice_that_nothing_has_can_be_left_out(client: FlaskClient) -> None:
    page = get(client, "/search", q="柳荫", street="nowhere<b>")

    assert "nowhere&lt;b&gt;" in page.html
    assert "/search?q=%E6%9F%B3%E8%8D%AB#found" in page.links


@on_both
def test_without_a_question_it_says_how_to_ask(client: FlaskClient, prefix: str) -> None:
    for typed in ("", "   ", "- -", "“”", "-"):
        page = get(client, f"{prefix}/search", q=typed)
        assert "可以这样查" in page.text
        assert ("没有可以查的字" in page.text) == bool(typed.strip())


def test_every_document_opens_at_its_place(index: Index, page: GetPage) -> None:
    for document in index.documents:
        for edition in EDITIONS.values():
            url, anchor = urldefrag(url_of(edition, document.link))
            assert not anchor or anchor in page(url).ids


@on_both
def test_every_name_of_the_elder_edition_leads_to_it(client: FlaskClient, prefix: str) -> None:
    for name in ("长者模式", "长辈版", "关怀版"):
        assert "/elder/" in get(client, f"{prefix}/search", q=name).links


@on_both
def test_the_other_edition_shows_the_same_result(client: FlaskClient, prefix: str) -> None:
    other = "/elder" if not prefix else ""
    page = get(client, f"{prefix}/search", q="院", district="bing", sort="price", page="1")

    sibling = f"{other}/search?q=%E9%99%A2&district=bing&sort=price"
    assert sibling in page.links
    assert hits(get(client, sibling)) == hits(page)


@on_both
def test_nothing_is_kept_of_a_visitor_and_the_policy_is_strict(
    client: FlaskClient, prefix: str
) -> None:
    for query in ("", "?q=柳荫", "?q=柳荫&suggest=1"):
        response = client.get(f"{prefix}/search{query}")
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "connect-src" not in client.get("/compare").headers["Content-Security-Policy"]


def test_the_box_keeps_what_was_typed(client: FlaskClient) -> None:
    (box,) = (
        one for one in get(client, "/search", q=" 柳荫  -消防 ").all("input") if one["id"] == "q"
    )

    assert box["value"] == "柳荫 -消防"


@pytest.mark.parametrize("typed", ["柳荫颐", "liuyinyi", "柳荫敬老"])
def test_names_are_suggested(client: FlaskClient, typed: str) -> None:
    response = client.get("/search", query_string={"q": typed, "suggest": "1"})

    assert response.get_json()[0] == {"name": "柳荫颐养院", "kind": "机构"}
    assert response.mimetype == "application/json"


def test_at_most_eight_are_suggested_and_each_finds_itself(client: FlaskClient) -> None:
    for typed in ("养老", "院", "公示"):
        names = client.get("/search", query_string={"q": typed, "suggest": "1"}).get_json()
        assert 0 < len(names) <= 8
        for one in names:
            assert hits(get(client, "/search", q=one["name"])), one
    for typed in ("", " ", "-", "\x00"):
        assert client.get("/search", query_string={"q": typed, "suggest": "1"}).get_json() == []


@on_both
def test_what_was_typed_is_only_ever_text(client: FlaskClient, prefix: str) -> None:
    evil = '"><script>alert(1)</script>'
    chosen = dict.fromkeys(NAMES, evil)

    for query in ({"q": evil}, {"q": f"柳荫 {evil}"}, {"q": f'"{evil}"'}, {"q": evil, **chosen}):
        response = client.get(f"{prefix}/search", query_string=query)
        html = response.get_data(as_text=True)
        assert response.status_code == 200
        assert "<script>alert" not in html
        assert Page(html).faults() == []


def test_marks_are_drawn_around_text_that_stays_text() -> None:
    evil = '<b>&"安宁<script>里'
    given = made_of(*homes(evil))

    with indexed(given) as index:
        client = create_public_app(lambda: given, lambda: index).test_client()
        html = client.get("/search", query_string={"q": "安宁<script>"}).get_data(as_text=True)

    assert "&lt;b&gt;&amp;&#34;<mark>安宁&lt;script&gt;</mark>里" in html


def test_a_record_leaves_the_day_after_its_last_though_no_build_ran() -> None:
    given = read_folder(SAMPLE)
    assert given.city
    given.city = replace(given.city, sample=False, as_of=None)
    last = date(2027, 9, 18)
    days = {"now": last}

    with indexed(cut(given, DAY)) as index:
        app = create_public_app(lambda: cut(given, days["now"]), lambda: index)
        assert (
            "占用、堵塞疏散通道"
            in get(app.test_client(), "/search", q="疏散通道", kind="penalty").text
        )
        days["now"] = date(2027, 9, 19)
        page = get(app.test_client(), "/search", q="疏散通道", kind="penalty")

    assert "占用、堵塞" not in page.text
    assert hits(page) == []


def test_a_home_that_the_catalog_lost_a_moment_ago_is_still_a_hit() -> None:
    with indexed(made_of(*homes("安宁里"))) as index:
        client = create_public_app(made_of, lambda: index).test_client()
        page = get(client, "/search", q="安宁里")

    assert hits(page) == ["安宁里"]


@on_both
def test_without_an_index_it_answers_as_the_web_server_would(
    frozen: Path, prefix: str
) -> None:  # fmt: skip
    catalog = cut(read_folder(SAMPLE), DAY)
    response = create_public_app(lambda: catalog).test_client().get(f"{prefix}/search?q=x")

    stand_in = frozen / "current" / "public" / file_of(f"{prefix}/offline/search/")
    assert response.status_code == 503
    assert response.get_data(as_text=True) == stand_in.read_text(encoding="utf-8")


def test_without_a_release_it_leaves_the_answer_to_the_web_server() -> None:
    def catalog() -> Catalog:
        raise NoReleaseError

    assert create_public_app(catalog).test_client().get("/search?q=x").status_code == 502


@pytest.mark.parametrize(
    ("path", "status"), [("/search/", 404), ("/elder/search/x", 404), ("/search", 405)]
)
def test_a_wrong_address_is_helped(client: FlaskClient, path: str, status: int) -> None:
    response = client.post(path) if status == 405 else client.get(path)

    assert response.status_code == status
    assert "/search" in response.get_data(as_text=True)


HOSTILE = [
    "养" * 10_000,
    "a" * 10_000,
    '"' * 10_000,
    "- " * 5_000,
    "(养老|院)*.+?[^x]{1,9}$",
    "'; DROP TABLE institutions; --",
    "name:院 AND NOT (x OR *) ~2 ^3",
    "\x00\x01\x1b[31m\x7f\u202e\ufeff",
    "👵🏽👨‍👩‍👧‍👦 🏥",
    "\ud83d",
    "\uffff\ufdd0",
    "../../etc/passwd",
    "{{ 7 * 7 }} %(x)s %s {0}",
    "ﷺ" * 300,
    "é" * 600,
]


@pytest.mark.parametrize("typed", HOSTILE)
@on_both
def test_hostile_queries_get_an_answer(client: FlaskClient, prefix: str, typed: str) -> None:
    query = urlencode({"q": typed}, errors="surrogatepass")
    response = client.get(f"{prefix}/search?{query}")

    assert response.status_code == 200
    page = Page(response.get_data(as_text=True))
    assert page.faults() == []
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\ufdd0\uffff\ud800-\udfff]", page.html)
    if len(typed) > 500 and typed.strip('" -'):
        assert "写得太长了" in page.text


PARTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["柳荫", "-养老", "“院”", "institution", "jia", "2000", "none", "price", "-1"]),
    st.sampled_from(["9" * 5000, "٣", "1e9", "2", "yes", "1"]),
)


@given(
    query=st.lists(
        st.tuples(st.sampled_from(["q", *NAMES, "sort", "page", "suggest", "x"]), PARTS),
        max_size=9,
    ),
    prefix=st.sampled_from(PREFIXES),
)  # fmt: skip
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_address_whatever_breaks_the_page(
    client: FlaskClient, query: list[tuple[str, str]], prefix: str
) -> None:
    response = client.get(f"{prefix}/search", query_string=query)

    assert response.status_code == 200
    if response.mimetype == "text/html":
        assert Page(response.get_data(as_text=True)).faults() == []


@given(st.binary(max_size=60))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_bytes_whatever_break_the_page(client: FlaskClient, query: bytes) -> None:
    environ = {"QUERY_STRING": "q=" + query.decode("latin-1")}

    assert client.get("/search", environ_overrides=environ).status_code == 200
