"""A frozen sample city, and pages that are checked whenever a test fetches one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from content import Catalog, cut, read_folder
from disclosure.freezing import build
from disclosure.freezing.plan import file_of
from tests.folders import SAMPLE, copy_sample
from tests.pages import Page

GetPage = Callable[[str], Page]


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Freeze the sample once; give OUT."""
    place = tmp_path_factory.mktemp("frozen")
    build(copy_sample(place / "content"), place / "out", date(2026, 11, 20))
    return place / "out"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Give what the sample city may show on its day."""
    return cut(read_folder(SAMPLE), date(2026, 11, 20))


@pytest.fixture(scope="session")
def page(frozen: Path) -> GetPage:
    """Fetch a frozen page by its address; whatever is wrong with any page fails the test."""

    def get(url: str) -> Page:
        file = frozen / "current" / "public" / file_of(url)
        found = Page(file.read_text(encoding="utf-8"))
        assert found.faults() == [], url
        return found

    return get
