"""A browser as a reader in the city would have it, and the frozen sample city to read in it.

Every page that a test opens with `visit` is checked for free: its structure when it has loaded,
what it said in the console or asked of strangers when the test ends.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from content import cut, read_folder
from disclosure.freezing import build
from disclosure.pages import PAGES
from disclosure.registry import HTML
from disclosure.serving import FrozenSite
from disclosure.theme import EDITIONS
from tests.browser.serving import serving
from tests.browser.tools import Noise, faults, listen, resize
from tests.folders import SAMPLE

HERE = Path(__file__).parent
DAY = date(2026, 11, 20)  # Any: the sample keeps to a day of its own.
REPRESENTATIVES = {
    "board": ("100012", "100010", "100005"),  # Full of everything, nearly empty, ended.
}
BOTH = (True, False)
ARGS = [
    "--no-sandbox",  # Containers run as root, where Chromium's sandbox does not start.
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # Tests touch no network.
]


class PageAt(Protocol):
    """What `page_at` gives to a test."""

    def __call__(self, width: int, *, javascript: bool = True) -> Page:
        """Open an empty page of a width in CSS pixels, with or without scripts."""


class Visit(Protocol):
    """What `visit` gives to a test."""

    def __call__(
        self, path: str, width: int = 1280, *, javascript: bool = True, page: Page | None = None
    ) -> Page:
        """Open a page of the sample city, in the tab that tests share or in the given one."""


@dataclass(frozen=True)
class Address:
    """One page that stands for its kind in one edition."""

    name: str
    edition: str
    url: str

    def __str__(self) -> str:
        return f"{self.edition}-{self.name}"


@cache
def addresses(edition: str) -> list[Address]:
    """Take from the registry one page of every kind that the sample has."""
    catalog = cut(read_folder(SAMPLE), DAY)
    found = []
    for page in PAGES.values():
        if page.media_type != HTML or EDITIONS[edition] not in page.editions:
            continue
        keys = list(page.keys(catalog))
        chosen = REPRESENTATIVES.get(page.name)
        for key in [{"id": one} for one in chosen] if chosen else keys[:1]:
            name = "-".join([page.name, *(key.values() if chosen else ())])
            found.append(Address(name, edition, page.address(EDITIONS[edition], key)))
    return found


STANDARD, ELDER = addresses("standard"), addresses("elder")
on_every_page = pytest.mark.parametrize("address", STANDARD + ELDER, ids=str)
on_every_standard_page = pytest.mark.parametrize("address", STANDARD, ids=str)
on_every_elder_page = pytest.mark.parametrize("address", ELDER, ids=str)


class Silent(WSGIRequestHandler):
    """Pages are judged, not requests: no log lines between test results."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, so that no test can forget that it needs a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium once; Playwright downloads nothing."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("chromium is missing; tests/setup_system.sh installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield chromium
        chromium.close()


def open_context(browser: Browser, *, javascript: bool = True) -> BrowserContext:
    """Sit down at a machine in China, with or without scripts."""
    return browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", java_script_enabled=javascript
    )


@pytest.fixture
def page_at(browser: Browser) -> Iterator[PageAt]:
    """Open pages for a reader in China; each test begins without cookies or storage."""
    with ExitStack() as open_contexts:

        def open_page(width: int, *, javascript: bool = True) -> Page:
            context = open_context(browser, javascript=javascript)
            open_contexts.callback(context.close)
            page = context.new_page()
            resize(page, width)
            return page

        yield open_page


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Put folders behind addresses that last as long as the tests do."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serving(folder))


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Freeze the sample city once; gives OUT, whose `current/public` is what is served."""
    out = tmp_path_factory.mktemp("out")
    build(SAMPLE, out, DAY)
    return out


@pytest.fixture(scope="session")
def site_url(release: Path) -> Iterator[str]:
    """Serve the release as in production: with stand-ins, and with the page that helps on 404."""
    server = make_server("127.0.0.1", 0, FrozenSite(release), threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[dict[bool, tuple[Page, Noise]]]:
    """Keep one tab with scripts and one without, because opening them costs the most."""
    contexts = {javascript: open_context(browser, javascript=javascript) for javascript in BOTH}
    pages = {javascript: context.new_page() for javascript, context in contexts.items()}
    yield {javascript: (page, listen(page)) for javascript, page in pages.items()}
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(site_url: str, tabs: dict[bool, tuple[Page, Noise]]) -> Iterator[Visit]:
    """Open pages of the sample city; a test that needs a machine of its own brings its page."""
    heard = [noise for _, noise in tabs.values()]
    for noise in heard:
        noise.forget()

    def open_page(
        path: str, width: int = 1280, *, javascript: bool = True, page: Page | None = None
    ) -> Page:
        if page is None:
            page, _ = tabs[javascript]
        else:
            heard.append(listen(page))
        page.emulate_media(media="screen")
        resize(page, width)
        page.goto(site_url + path)
        assert faults(page) == []
        return page

    yield open_page
    assert [noise for noise in heard if noise] == []
