"""A citizen reads his answer in Chromium, prints it and judges it, in both editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page

from complaints.acting import THE_CITIZEN, Circumstances
from complaints.filing import Registration, file_both
from complaints.receipts import new_code
from tests.browser.conftest import PageAt
from tests.browser.test_complaints import judge
from tests.browser.test_print import CHROME, PAINTED, PAPER
from tests.browser.tools import Noise, listen, nu, overflow, resize
from tests.browser.whole import Whole, whole_house
from tests.complaints.following import CLERK
from tests.complaints.house import ANSWER, LEAD, REFUSAL, House, paper

EDITIONS = ("", "/elder")
WIDTHS = (1280, 360)
ASKED = ("contacted", "solved", "satisfied")
everywhere = pytest.mark.parametrize(
    ("prefix", "width"), [(prefix, width) for prefix in EDITIONS for width in WIDTHS]
)


@pytest.fixture(scope="module")
def whole(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """Serve the whole house."""
    with whole_house(release, tmp_path_factory.mktemp("whole")) as served:
        yield served


@dataclass
class Reader:
    """A citizen at a screen: his ticket, his code, and the pages he came to."""

    whole: Whole
    page: Page
    prefix: str
    house: House
    noise: Noise
    code: str = ""
    kept: list[str] = field(default_factory=list)

    def file(self, how: Registration | None = None) -> None:
        """File a paper."""
        self.code = new_code()
        chosen = how or Registration()
        at = Circumstances(self.house.keys, self.house.catalog, self.house.clock.now)
        with self.house.database.writing() as session:
            held = Registration(chosen.actor, chosen.action, self.code, channel=chosen.channel)
            self.house.number = file_both(session, paper(), at, held).number

    def come(self) -> None:
        """Come with number and code."""
        self.page.goto(f"{self.whole.url}{self.prefix}/complaints/track")
        self.page.get_by_label("编号").fill(self.house.number)
        self.page.get_by_label("查询码").fill(self.code)
        self.page.locator("main form button").click()
        self.page.wait_for_load_state()

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.locator("main").get_by_role("button", name=name, exact=False).first.click()
        self.page.wait_for_load_state()

    def judge(self, name: str) -> None:
        """Judge a page as every page is judged."""
        judge(self.page, f"{self.prefix.strip('/') or 'standard'}-{name}", self.kept)

    def said(self) -> str:
        """Give what the page says."""
        return self.page.locator("main").inner_text()

    def finish(self, folder: Path) -> None:
        """Hold every page that was judged against the standard of HTML."""
        # 422 is how a refused form is answered, and the browser says so in its console.
        assert [error for error in self.noise.errors if "422" not in error] == []
        assert (self.noise.policy, self.noise.strangers) == ([], [])
        for position, html in enumerate(self.kept):
            (folder / f"{position}.html").write_text(html, encoding="utf-8")
        assert [message for message in nu(folder) if "blocked by" not in str(message)] == []


@pytest.fixture
def reader(whole: Whole, page_at: PageAt, prefix: str, width: int) -> Reader:
    """Give a citizen of an edition at a screen of a width; his ticket was received."""
    page = page_at(width)
    house = House(whole.database, whole.keys, whole.catalog, whole.clock)
    made = Reader(whole, page, prefix, house, listen(page))
    made.file()
    return made


@everywhere
def test_an_answer_is_read_judged_and_reopened(reader: Reader, tmp_path: Path) -> None:
    reader.come()
    reader.judge("received")
    reader.house.assign(cooperating="jia-xf")
    reader.house.do(LEAD, "waive", "jia-xf", reason="与消防无关")
    reader.house.answer()
    reader.come()
    reader.judge("answered")
    reader.press("看答复书")
    reader.judge("letter")
    assert ANSWER["found"] in reader.said()
    reader.press("评价答复")
    reader.judge("judge")
    reader.page.locator("p.row button[value=next]").click()
    reader.judge("judge-wrong")
    for name in ASKED:
        reader.page.locator(f"input[name={name}]").first.check()
        if reader.prefix or name == ASKED[-1]:
            reader.page.locator("p.row button[value=next]").click()
    reader.judge("judged")
    assert "您的评价已经记下" in reader.said()
    reader.press("要求重新办理")
    reader.page.locator("textarea").fill("钱还没有退。")
    reader.judge("reopen")
    reader.page.locator("p.row button[value=next]").click()
    reader.judge("reopened")
    assert "办理中" in reader.said()
    reader.finish(tmp_path)


@everywhere
def test_words_are_added_and_a_ticket_is_withdrawn(reader: Reader, tmp_path: Path) -> None:
    reader.come()
    reader.press("补充文字或文件")
    reader.page.locator("textarea").fill("他的电话是 13800138000。")
    reader.page.locator("p.row button[value=next]").click()
    reader.judge("personal")
    reader.page.locator("textarea").fill("昨天又打了电话。")
    reader.page.locator("p.row button[value=next]").click()
    reader.judge("files")
    reader.page.locator("p.row button[value=next]").click()
    reader.judge("added")
    assert "昨天又打了电话。" in reader.said()
    reader.press("催办")
    reader.page.locator("p.row button[value=next]").click()
    reader.press("撤回")
    reader.judge("withdraw")
    reader.page.locator("p.row button[value=next]").click()
    reader.judge("withdrawn")
    reader.finish(tmp_path)


@everywhere
def test_a_rejection_is_read_and_objected_to(reader: Reader, tmp_path: Path) -> None:
    reader.house.do(LEAD, "reject", **REFUSAL)
    reader.come()
    reader.judge("rejected")
    reader.press("看不予受理告知书")
    reader.judge("notice")
    reader.press("提出异议")
    reader.judge("object")
    reader.house.do(THE_CITIZEN, "object", reason="没有在法院")
    reader.come()
    reader.judge("objected")
    reader.finish(tmp_path)


@everywhere
def test_a_seen_code_is_renewed_before_anything_else(reader: Reader, tmp_path: Path) -> None:
    reader.file(Registration(CLERK, "record", channel="电话"))
    reader.come()
    reader.judge("renew")
    reader.press("先不换")
    reader.judge("seen")
    reader.press("换新的查询码")
    reader.press("换新的查询码")
    reader.judge("new-code")
    _, code = reader.page.locator("strong.big").all_inner_texts()
    assert code != reader.code
    reader.press("我已记下")
    assert "经办人代录" not in reader.said()
    reader.come()
    reader.judge("old-code")
    assert "没有查到" in reader.said()
    reader.finish(tmp_path)


@pytest.mark.parametrize(("prefix", "width"), [("", PAPER), ("/elder", PAPER)])
def test_a_letter_is_printed_alone_in_black_on_white(reader: Reader) -> None:
    reader.house.assign()
    reader.house.answer()
    reader.come()
    reader.press("看答复书")
    reader.page.emulate_media(media="print")
    resize(reader.page, PAPER)

    shown = [part for part in reader.page.locator(CHROME).all() if part.is_visible()]
    assert [part.inner_text() for part in shown] == []
    assert reader.page.evaluate(PAINTED) == []
    assert overflow(reader.page, PAPER) == []
    assert "看完以后" not in reader.said()
    for text in (*ANSWER.values(), reader.house.number, "示例市甲区民政局", "2026-11-20"):
        assert text in reader.said()
