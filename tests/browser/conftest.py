"""A browser as a reader in the city would have it, and a web server for what was frozen."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.serving import serving

HERE = Path(__file__).parent
HEIGHT = 900
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


@pytest.fixture
def page_at(browser: Browser) -> Iterator[PageAt]:
    """Open pages for a reader in China; each test begins without cookies or storage."""
    with ExitStack() as open_contexts:

        def open_page(width: int, *, javascript: bool = True) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT},
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                java_script_enabled=javascript,
            )
            open_contexts.callback(context.close)
            return context.new_page()

        yield open_page


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Put folders behind addresses that last as long as the tests do."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serving(folder))
