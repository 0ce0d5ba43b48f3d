"""The whole journey in Chromium, from a photograph to a ticket that closes by itself.

Filed, routed, drafted, submitted, approved, published, followed, judged, reopened, answered again.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page
from sqlalchemy import select

from complaints.database.models import Ticket
from complaints.events import broken_link
from tests.browser.conftest import PageAt
from tests.browser.test_complaints import ELDER_STEPS, STORY, choose, next_step
from tests.browser.whole import Whole, whole_house
from tests.complaints.house import ANSWER, OPINION

SECOND = "重新核查后，押金已于当日退到账上。"


@pytest.fixture(scope="module")
def whole(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with whole_house(release, tmp_path_factory.mktemp("journey")) as served:
        yield served


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """Take a photograph with a telephone that writes down where it was taken."""
    picture, exif = Image.new("RGB", (640, 480), "olive"), Image.Exif()
    exif[0x010F] = "示例手机"
    body = io.BytesIO()
    picture.save(body, "JPEG", exif=exif)
    path = tmp_path / "我家老人.jpg"
    path.write_bytes(body.getvalue())
    return path


def file_in_steps(page: Page, photograph: Path) -> None:
    """File in the standard edition: four pages."""
    choose(page, "养老服务机构和它的员工")
    next_step(page)
    choose(page, "投诉")
    page.get_by_label("什么时候的事").fill("11 月 3 日")
    page.get_by_label("发生了什么事").fill(STORY)
    page.locator("#files").set_input_files(photograph)
    choose(page, "家属")
    choose(page, "匿名")
    next_step(page)
    choose(page, "押金、保证金")
    next_step(page)
    next_step(page)


def file_one_by_one(page: Page, photograph: Path) -> None:
    """File in elder mode: one question a page."""
    answers = {
        "about": "养老服务机构和它的员工",
        "kind": "投诉",
        "relation": "家属",
        "naming": "匿名",
        "matter": "押金、保证金",
    }
    for step in ELDER_STEPS:
        if step in answers:
            choose(page, answers[step])
        if step == "story":
            page.get_by_label("发生了什么事").fill(STORY)
        if step == "files":
            page.locator("#files").set_input_files(photograph)
        next_step(page)
    next_step(page)


def come(page: Page, whole: Whole, prefix: str, number: str, code: str) -> str:
    """Come back with number and code; give what the page says."""
    page.goto(f"{whole.url}{prefix}/complaints/track")
    page.get_by_label("编号").fill(number)
    page.get_by_label("查询码").fill(code)
    page.locator("main form button").click()
    page.wait_for_load_state()
    return page.locator("main").inner_text()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=False).first.click()
    page.wait_for_load_state()


def judge_answer(page: Page) -> None:
    """Answer the three questions, on one page or on three."""
    press(page, "评价答复")
    for name in ("contacted", "solved", "satisfied"):
        if not page.locator(f"input[name={name}]").count():
            next_of_task(page)
        page.locator(f"input[name={name}]").last.check()
    next_of_task(page)


def next_of_task(page: Page) -> None:
    page.locator("p.row button[value=next]").click()
    page.wait_for_load_state()


def work(whole: Whole, officers: dict[str, Page], number: str, found: str) -> None:
    """Draft, submit, approve, publish."""
    opinion = {**OPINION, "found": found}
    whole.step(officers["handler"], number, "起草", **opinion)
    whole.step(officers["head"], number, "报送")
    whole.step(officers["lead"], number, "审核通过")
    given = ("asked", "remedy", "contact", "outcome")
    whole.step(officers["lead"], number, "公布答复", **{name: ANSWER[name] for name in given})


@pytest.mark.parametrize(
    ("prefix", "width", "javascript"),
    [("", 1280, True), ("", 1280, False), ("/elder", 360, False)],
    ids=["standard", "without scripts", "elder on a telephone"],
)
def test_a_complaint_goes_all_the_way(  # noqa: PLR0913 (a journey has that many sides)
    whole: Whole, page_at: PageAt, photograph: Path, prefix: str, width: int, *, javascript: bool
) -> None:
    page = page_at(width, javascript=javascript)
    page.goto(f"{whole.url}{prefix}/complaints/new?institution=100012")
    whole.clock.forward(seconds=30)
    (file_one_by_one if prefix else file_in_steps)(page, photograph)
    number, code = page.locator("strong.big").all_inner_texts()
    officers = {
        name: whole.sign_in(page_at(1280, javascript=javascript), name)
        for name in ("lead", "handler", "head")
    }

    officers["lead"].goto(f"{whole.url}/desk/dispatch")
    assert officers["lead"].get_by_role("link", name=number).count() == 1
    whole.step(officers["lead"], number, "受理")
    whole.step(officers["lead"], number, "交办", unit="jia-scjg")
    while officers["lead"].get_by_role("link", name="免予协办").count():
        whole.step(officers["lead"], number, "免予协办", reason="这件事与押金无关")
    whole.step(officers["handler"], number, "接办")
    with officers["handler"].expect_download() as taken:
        officers["handler"].get_by_role("button", name="下载附件 1.jpg").click()
    with Image.open(taken.value.path()) as saved:
        assert (saved.size, len(saved.getexif())) == ((640, 480), 0)
    work(whole, officers, number, OPINION["found"])

    assert "已答复" in come(page, whole, prefix, number, code)
    press(page, "看答复书")
    letter = page.locator("main").inner_text()
    assert all(ANSWER[name] in letter for name in ("asked", "found", "done", "basis", "remedy"))
    come(page, whole, prefix, number, code)
    judge_answer(page)
    assert "您的评价已经记下" in page.locator("main").inner_text()
    press(page, "要求重新办理")
    page.get_by_label("为什么要重新办理").fill("钱还没有到账")
    next_of_task(page)
    assert "重新办理" in page.locator("main").inner_text()

    work(whole, officers, number, SECOND)
    assert "已答复" in come(page, whole, prefix, number, code)
    whole.days_pass(20)

    assert "已办结" in come(page, whole, prefix, number, code)
    with whole.database.reading() as session:
        ticket = session.scalars(select(Ticket).where(Ticket.number == number)).one()
        assert (ticket.state, ticket.round) == ("closed", 2)
        assert broken_link(ticket) is None
