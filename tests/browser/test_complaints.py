"""A citizen files a complaint in Chromium: in both editions, with and without scripts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page
from werkzeug.serving import make_server

from complaints.database import Database, upgrade
from complaints.intake.app import create_app
from complaints.intake.attachments import Attachments
from complaints.intake.channel import Channel
from complaints.keys import Keys
from content import cut, read_folder
from disclosure.rendering import dynamic_url, page_url
from disclosure.serving import FrozenSite
from tests.browser.conftest import DAY, PageAt, Silent
from tests.browser.tools import axe, faults, listen, nu, overflow
from tests.folders import SAMPLE

STORY = "养老院押金一直不退，说要等三个月，打电话也没人理。请帮我要回来。"
ELDER_STEPS = (
    "about",
    "kind",
    "institution",
    "happened",
    "story",
    "files",
    "relation",
    "naming",
    "matter",
)


@dataclass
class Hurried:
    """A clock that goes on with every look at it: the browser fills in faster than people do."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 2, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        """Give the moment."""
        self.now += timedelta(seconds=2)
        return self.now


@pytest.fixture(scope="module")
def channel_url(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the frozen site and the intake on one port, as `gongshi serve` does."""
    folder = tmp_path_factory.mktemp("channel")
    url, keys = f"sqlite:///{folder / 'channel.sqlite3'}", Keys(folder / "keys")
    upgrade(url)
    keys.make_missing()
    catalog = cut(read_folder(SAMPLE), DAY)
    database = Database(url)
    clock = Hurried()
    app = create_app(
        Channel(
            database,
            keys,
            lambda: catalog,
            clock,
            page_url,
            dynamic_url,
            Attachments(folder / "uploads", keys),
            demo=True,
        )
    )
    site = FrozenSite(release, {"complaints": app})
    server = make_server("127.0.0.1", 0, site, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    database.engine.dispose()


def judge(page: Page, name: str, kept: list[str]) -> None:
    """Judge a page as every page is judged, and keep its source for Nu."""
    page.wait_for_load_state("load")
    width = (page.viewport_size or {"width": 360})["width"]
    assert faults(page) == []
    assert axe(page) == []
    assert overflow(page) == []
    kept.append(page.content())
    if folder := os.environ.get("GONGSHI_SHOTS"):
        page.screenshot(path=Path(folder) / f"complaint-{name}-{width}.png", full_page=True)


def next_step(page: Page) -> None:
    page.locator("p.row button[value=next]").click()
    page.wait_for_load_state()


def choose(page: Page, label: str) -> None:
    page.get_by_label(label, exact=False).first.check()


def test_a_complaint_is_filed_and_followed_in_the_standard_edition(
    channel_url: str, page_at: PageAt, tmp_path: Path
) -> None:
    for width in (1280, 360):
        kept: list[str] = []
        page = page_at(width)
        noise = listen(page)
        page.goto(f"{channel_url}/institutions/100012/")
        page.get_by_role("link", name="投诉这家机构").click()
        page.wait_for_load_state()
        judge(page, "about", kept)
        next_step(page)
        judge(page, "about-wrong", kept)
        choose(page, "养老服务机构和它的员工")
        next_step(page)
        judge(page, "details", kept)
        choose(page, "投诉")
        page.get_by_label("什么时候的事").fill("11 月 3 日")
        page.get_by_label("发生了什么事").fill(STORY)
        choose(page, "家属")
        choose(page, "匿名")
        next_step(page)
        judge(page, "matter", kept)
        choose(page, "押金、保证金")
        next_step(page)
        judge(page, "check", kept)
        assert "柳荫颐养院" in page.locator("main").inner_text()
        next_step(page)
        judge(page, "receipt", kept)
        number, code = page.locator("strong.big").all_inner_texts()
        page.reload()
        assert page.locator("strong.big").all_inner_texts() == [number, code]
        page.get_by_role("button", name="我已记下").click()
        page.wait_for_load_state()
        judge(page, "track", kept)
        page.get_by_label("编号").fill(number)
        page.get_by_label("查询码").fill(code)
        page.locator("main form button").click()
        page.wait_for_load_state()
        judge(page, "progress", kept)
        assert "为什么是这一天" in page.locator("main").inner_text()
        # 422 is how a refused step is answered, and the browser says so in its console.
        assert [error for error in noise.errors if "422" not in error] == []
        assert (noise.policy, noise.strangers) == ([], [])
        for position, html in enumerate(kept):
            (tmp_path / f"{width}-{position}.html").write_text(html, encoding="utf-8")
    assert [message for message in nu(tmp_path) if "blocked by" not in str(message)] == []


def test_a_complaint_is_filed_in_elder_mode_on_a_telephone_without_scripts(
    channel_url: str, page_at: PageAt
) -> None:
    page = page_at(360, javascript=False)
    page.goto(f"{channel_url}/elder/complaints/?institution=100012")
    page.get_by_role("link", name="开始填写").click()
    page.wait_for_load_state()
    answers = {
        "about": "养老服务机构和它的员工",
        "kind": "投诉",
        "relation": "家属",
        "naming": "匿名",
        "matter": "押金、保证金",
    }
    for step in ELDER_STEPS:
        assert page.locator("input[name=step]").input_value() == step
        if step in answers:
            choose(page, answers[step])
        if step == "happened":
            page.get_by_label("什么时候的事").fill("11 月 3 日")
        if step == "story":
            page.get_by_label("发生了什么事").fill(STORY)
        next_step(page)
    page.locator("button[value=back]").click()
    page.wait_for_load_state()
    assert page.locator("input[name=step]").input_value() == "matter"
    next_step(page)
    next_step(page)

    assert page.locator("strong.big").count() == 2
    assert page.locator("html").get_attribute("class") == "elder"


def test_every_page_of_the_form_is_as_good_in_elder_mode(channel_url: str, page_at: PageAt) -> None:
    page = page_at(360)
    kept: list[str] = []
    page.goto(f"{channel_url}/elder/complaints/")
    judge(page, "elder-first", kept)
    for step in (*ELDER_STEPS, "check"):
        page.goto(f"{channel_url}/elder/complaints/new?step={step}")
        judge(page, f"elder-{step}", kept)
    page.goto(f"{channel_url}/elder/complaints/track")
    judge(page, "elder-track", kept)


def test_what_concerns_officials_says_so_beside_the_form(channel_url: str, page_at: PageAt) -> None:
    page = page_at(360)
    page.goto(f"{channel_url}/complaints/new")
    choose(page, "政府部门或工作人员")
    next_step(page)

    judge(page, "sealed", [])
    assert "密封交给" in page.locator("main").inner_text()
