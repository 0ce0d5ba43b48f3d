"""The measuring tools are themselves measured: on a page whose faults we planted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from urllib.request import urlopen

import pytest

from tests.browser.conftest import PageAt
from tests.browser.tools import axe, listen, nu

GOOD = """\
    <!doctype html>
    <html lang="zh-Hans">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta http-equiv="Content-Security-Policy" content="default-src 'self'">
    <link rel="icon" href="icon.svg">
    <title>养老机构公示</title>
    </head>
    <body>
    <main>
    <h1>养老机构公示</h1>
    <p>这里公示本市每一家养老机构的收费、等级和检查情况，供老人和家属查阅。</p>
    </main>
    </body>
    </html>
    """
ICON = '<svg xmlns="http://www.w3.org/2000/svg"/>'
STYLE = "body { background: #fff; color: #000 } p { color: #767676 }"
LATE = "document.documentElement.dataset.ran = 'yes'; console.error('planted');"

PutPage = Callable[[str], str]


@pytest.fixture
def put_page(tmp_path: Path, serve_folder: Callable[[Path], str]) -> PutPage:
    """Serve the good page with something more in its body, and give its address."""

    def put(planted: str = "") -> str:
        page = dedent(GOOD).replace("</main>", f"{planted}\n</main>")
        for name, text in {"icon.svg": ICON, "style.css": STYLE, "late.js": LATE}.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / "index.html").write_text(page, encoding="utf-8")
        return serve_folder(tmp_path)

    return put


def test_a_good_page_passes_every_tool(page_at: PageAt, put_page: PutPage, tmp_path: Path) -> None:
    page = page_at(1280)
    noise = listen(page)
    page.goto(put_page(""))

    assert axe(page) == []
    assert nu(tmp_path) == []
    assert not noise


@pytest.mark.parametrize(
    ("planted", "rule"),
    [
        ('<img src="icon.svg">', "image-alt"),
        ("<h4>跳级的标题</h4>", "heading-order"),
        ('<link rel="stylesheet" href="style.css">', "color-contrast-enhanced"),  # 4.54, not 7.
    ],
)
def test_a_planted_fault_of_access_is_found_and_explained(
    page_at: PageAt, put_page: PutPage, planted: str, rule: str
) -> None:
    page = page_at(375)
    page.goto(put_page(planted))

    found = axe(page)

    assert [violation.rule for violation in found] == [rule]
    assert f"{rule} (" in repr(found)


@pytest.mark.parametrize(
    ("planted", "kind", "words"),
    [
        ("<p id=a>一</p><p id=a>二</p>", "error", "Duplicate ID"),
        ("<section><p>没有标题的一节</p></section>", "warning", "Section lacks heading"),
    ],
)
def test_a_planted_fault_of_html_is_found_in_its_file_and_line(
    put_page: PutPage, tmp_path: Path, planted: str, kind: str, words: str
) -> None:
    put_page(planted)

    found = [message for message in nu(tmp_path) if words in message.text]

    assert [(message.file, message.line, message.kind) for message in found] == [
        ("index.html", 14, kind)
    ]


def test_an_error_in_a_script_is_heard(page_at: PageAt, put_page: PutPage) -> None:
    page = page_at(1280)
    noise = listen(page)
    page.goto(put_page('<script src="late.js"></script>'))

    assert noise.errors == ["planted"]


def test_a_breach_of_the_policy_is_heard(page_at: PageAt, put_page: PutPage) -> None:
    page = page_at(1280)
    noise = listen(page)
    page.goto(put_page('<p style="color: red">红</p>'))

    assert len(noise.policy) == 1
    assert noise.errors == []


def test_a_call_to_another_host_is_heard_and_does_not_leave(
    page_at: PageAt, put_page: PutPage
) -> None:
    page = page_at(1280)
    noise = listen(page)
    page.goto(put_page(""))
    page.evaluate("() => { location.href = 'http://stranger.invalid/a' }")
    page.wait_for_timeout(200)

    assert noise.strangers == ["http://stranger.invalid/a"]


@pytest.mark.parametrize("javascript", [True, False])
def test_scripts_run_only_where_they_are_wanted(
    page_at: PageAt, put_page: PutPage, *, javascript: bool
) -> None:
    page = page_at(1280, javascript=javascript)
    page.goto(put_page('<script src="late.js"></script>'))

    assert (page.locator("html").get_attribute("data-ran") == "yes") is javascript


def test_the_reader_sits_in_china(page_at: PageAt) -> None:
    page = page_at(320)

    zone = page.evaluate("() => Intl.DateTimeFormat().resolvedOptions().timeZone")

    assert (zone, page.evaluate("navigator.language")) == ("Asia/Shanghai", "zh-CN")
    assert page.evaluate("innerWidth") == 320


def test_a_wrong_address_gets_the_sites_own_page(
    page_at: PageAt, put_page: PutPage, tmp_path: Path
) -> None:
    address = put_page("")
    (tmp_path / "404.html").write_text("找不到", encoding="utf-8")
    page = page_at(1280)

    answer = page.goto(f"{address}/nowhere/")

    assert answer is not None
    assert (answer.status, answer.text()) == (404, "找不到")


def test_a_page_is_served_with_its_charset(put_page: PutPage) -> None:
    with urlopen(f"{put_page('')}/") as answer:  # noqa: S310 -- our own server
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
