"""Pages of a changed city, asked of the live app without freezing everything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from content import cut, read_folder
from disclosure.app import create_app
from tests.pages import Page

DAY = date(2026, 11, 20)


def live(folder: Path, url: str) -> Page:
    """Fetch a page; whatever is wrong with any page fails the test."""
    answer = create_app(cut(read_folder(folder), DAY)).test_client().get(url)
    assert answer.status_code == 200, url
    found = Page(answer.text)
    assert found.faults() == [], url
    return found
