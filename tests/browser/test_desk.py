"""The pages of the desk in Chromium: every one as good as a public page, at both widths."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import PageAt
from tests.browser.test_complaints import judge
from tests.browser.tools import nu
from tests.browser.whole import Whole, whole_house
from tests.complaints.house import HANDLER, HEAD, OPINION, STORY, House


@pytest.fixture(scope="module")
def whole(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with whole_house(release, tmp_path_factory.mktemp("whole")) as served:
        yield served


@pytest.fixture
def house(whole: Whole) -> House:
    """Bring one ticket to where the lead checks an opinion."""
    made = House(whole.database, whole.keys, whole.catalog, whole.clock)
    made.file()
    made.assign(cooperating="jia-xf")
    made.do(HANDLER, "accept_part", "jia-scjg")
    made.do(HANDLER, "draft", "jia-scjg", **OPINION)
    made.do(HEAD, "submit", "jia-scjg", **OPINION)
    return made


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_of_the_lead_is_sound(
    whole: Whole, house: House, page_at: PageAt, tmp_path: Path, width: int
) -> None:
    kept: list[str] = []
    page = page_at(width)
    page.goto(f"{whole.url}/desk/login")
    judge(page, "desk-login", kept)
    whole.sign_in(page, "lead")
    paths = {
        "todo": "todo",
        "search": "search?q=押金",
        "nothing": "search?q=没有这样的字",
        "dispatch": "dispatch",
        "to-publish": "to-publish",
        "register": "register",
        "ticket": f"tickets/{house.number}",
        "contact": f"tickets/{house.number}/contact",
        "seal": f"tickets/{house.number}/do/seal",
        "refused": "tickets/1",
    }
    for name, path in paths.items():
        page.goto(f"{whole.url}/desk/{path}")
        judge(page, f"desk-{name}", kept)
    for position, html in enumerate(kept):
        (tmp_path / f"{width}-{position}.html").write_text(html, encoding="utf-8")
    assert nu(tmp_path) == []


@pytest.mark.parametrize("width", [1280, 360])
def test_a_refused_step_says_what_is_missing(
    whole: Whole, house: House, page_at: PageAt, tmp_path: Path, width: int
) -> None:
    page = whole.sign_in(page_at(width), "lead")
    page.goto(f"{whole.url}/desk/tickets/{house.number}/do/seal")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()

    kept: list[str] = []
    judge(page, "desk-refused-step", kept)
    (tmp_path / "step.html").write_text(kept[0], encoding="utf-8")
    assert nu(tmp_path) == []
    assert "请填写理由" in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_discipline_units_page_is_sound(
    whole: Whole, house: House, page_at: PageAt, tmp_path: Path, width: int
) -> None:
    house.file(sealed=True, matter="J01", story=STORY)
    page = whole.sign_in(page_at(width), "chief")
    kept: list[str] = []
    for name, path in {"sealed": "", "release": "/do/release_in_part"}.items():
        page.goto(f"{whole.url}/desk/tickets/{house.number}{path}")
        judge(page, f"desk-{name}", kept)
    for position, html in enumerate(kept):
        (tmp_path / f"{position}.html").write_text(html, encoding="utf-8")
    assert nu(tmp_path) == []
