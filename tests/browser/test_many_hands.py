"""A complaint of fire and food in Chromium: two units, and everything that can come between.

One return, one request for more, one extension, one 督办, a mediation with consent, a call-back;
and a sealed complaint beside it that civil affairs cannot find anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from complaints.database.models import Ticket
from complaints.events import broken_link
from complaints.workflow import Role
from tests.browser.conftest import PageAt
from tests.browser.test_complaints import choose, next_step
from tests.browser.test_journey import come, next_of_task, press
from tests.browser.whole import Whole, whole_house
from tests.complaints.house import ANSWER, OPINION

TELEPHONE = "13800000000"
STORY = "疏散通道堆满了杂物，门也锁着；食堂的饭菜还有馊味，老人吃了拉肚子。"
HIDDEN = "民政局检查的人收了院长的红包，检查以前就打电话通知他们。"
FIRE, FOOD = "通道已清，门锁已拆。", "食堂留样不合格，已立案。"
STAFF = {
    "fire": ("jia-xf", Role.HANDLER),
    "fire-head": ("jia-xf", Role.HEAD),
    "caller": ("jia-mz", Role.LEAD),
}


@pytest.fixture(scope="module")
def whole(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with whole_house(release, tmp_path_factory.mktemp("hands")) as served:
        for account, (unit, role) in STAFF.items():
            served.officers.make(account, unit, role)
        yield served


def file(whole: Whole, page: Page, *, about: str, matter: str, story: str) -> tuple[str, str]:
    """File with name and telephone; give number and code."""
    page.goto(f"{whole.url}/complaints/new?institution=100012")
    whole.clock.forward(seconds=30)
    choose(page, about)
    next_step(page)
    choose(page, "投诉")
    page.get_by_label("发生了什么事").fill(story)
    choose(page, "家属")
    choose(page, "实名")
    page.get_by_label("姓名", exact=True).fill("示例某人")
    page.get_by_label("电话", exact=True).fill(TELEPHONE)
    choose(page, "不要发")
    next_step(page)
    if matter:
        choose(page, matter)
    next_step(page)
    next_step(page)
    number, code = page.locator("strong.big").all_inner_texts()
    return number, code


Desk = dict[str, Page]


def give_to_two_units(whole: Whole, desk: Desk, number: str) -> None:
    """Assign; the second unit gives its part back, and the lead insists."""
    whole.step(desk["lead"], number, "受理")
    whole.step(desk["lead"], number, "交办", unit="jia-xf")
    while desk["lead"].get_by_role("link", name="免予协办").count():
        whole.step(desk["lead"], number, "免予协办", reason="这件事与它的职责无关")
    whole.step(desk["lead"], number, "增加协办", unit="jia-scjg", reason="饭菜归市场监管")
    whole.step(desk["head"], number, "退回", reason="不归我们管", suggested_unit="jia-mz")
    whole.step(desk["lead"], number, "维持分派", reason="食品安全由市场监管部门负责")
    whole.step(desk["fire"], number, "接办")


def ask_for_more(whole: Whole, officer: Page, citizen: Page, number: str, code: str) -> None:
    """Ask the citizen for what is lacking; he gives it."""
    lacking = {"lacking": "请补一张通道的照片", "reason": "看不清是哪一层"}
    whole.step(officer, number, "请反映人补正", **lacking)
    assert "请补一张通道的照片" in come(citizen, whole, "", number, code)
    press(citizen, "补充所缺的材料")
    citizen.get_by_label("要补充的文字").fill("是二楼东头的通道")
    while citizen.locator("p.row button[value=next]").count():
        next_of_task(citizen)
    assert "已经收到，继续办理" in citizen.locator("main").inner_text()


def mediate(whole: Whole, lead: Page, citizen: Page, number: str, code: str) -> None:
    """Offer mediation, get the citizen's own yes, hand his telephone over once."""
    whole.step(lead, number, "提议调解", reason="机构愿意当面道歉")
    come(citizen, whole, "", number, code)
    press(citizen, "答复是否同意调解")
    assert citizen.locator("input[name=agrees]:checked").count() == 0
    citizen.get_by_label("同意，可以交给机构", exact=True).check()
    next_of_task(citizen)
    lead.goto(f"{whole.url}/desk/tickets/{number}/do/hand_contact")
    assert TELEPHONE not in lead.content()
    lead.get_by_role("button", name="交给这家机构").click()
    lead.wait_for_load_state()
    assert TELEPHONE in lead.locator("main").inner_text()
    whole.step(lead, number, "调解结束", settled="达成", reason="机构道歉并换了食堂")


def answer(whole: Whole, desk: Desk, number: str) -> None:
    """Let both units draft and hand in; check and publish."""
    parts = {"fire": ("fire-head", FIRE), "handler": ("head", FOOD)}
    for handler, (head, found) in parts.items():
        whole.step(desk[handler], number, "起草", **{**OPINION, "found": found})
        whole.step(desk[head], number, "报送")
        whole.step(desk["lead"], number, "审核通过")
    given = ("asked", "remedy", "contact", "outcome")
    whole.step(desk["lead"], number, "公布答复", **{name: ANSWER[name] for name in given})


def test_two_units_answer_together_through_everything_that_comes_between(
    whole: Whole, page_at: PageAt
) -> None:
    citizen = page_at(360, javascript=False)
    about, matter = "养老服务机构和它的员工", "消防安全隐患"
    number, code = file(whole, citizen, about=about, matter=matter, story=STORY)
    names = ("lead", "handler", "head", "supervisor", *STAFF)
    desk = {name: whole.sign_in(page_at(1280, javascript=False), name) for name in names}

    give_to_two_units(whole, desk, number)
    ask_for_more(whole, desk["fire"], citizen, number, code)
    whole.step(desk["fire-head"], number, "申请延期", days="5", reason="要请机构检测")
    whole.step(desk["lead"], number, "同意延期", days="5", reason="检测确实需要时间")
    whole.step(desk["supervisor"], number, "督办", reason="老人安全，限期办结")
    assert "已对本件督办" in come(citizen, whole, "", number, code)
    mediate(whole, desk["lead"], citizen, number, code)
    answer(whole, desk, number)

    come(citizen, whole, "", number, code)
    press(citizen, "看答复书")
    letter = citizen.locator("main").inner_text()
    assert FIRE in letter
    assert FOOD in letter
    call_back(whole, desk["caller"], number)
    assert "已电话回访" in come(citizen, whole, "", number, code)
    with whole.database.reading() as session:
        ticket = session.scalars(select(Ticket).where(Ticket.number == number)).one()
        assert broken_link(ticket) is None


def call_back(whole: Whole, page: Page, number: str) -> None:
    """Call the citizen, and note what he says."""
    page.goto(f"{whole.url}/desk/to-call")
    assert TELEPHONE not in page.content()
    page.get_by_role("link", name=number).first.click()
    page.wait_for_load_state()
    page.goto(f"{whole.url}/desk/tickets/{number}/do/call_back")
    page.get_by_role("button", name="显示电话").click()
    page.wait_for_load_state()
    assert TELEPHONE in page.locator("main").inner_text()
    page.locator("input[name=result]").first.check()
    for name in ("contacted", "solved", "satisfied"):
        page.locator(f"input[name={name}]").first.check()
    page.locator("p.row button[value=note]").click()
    page.wait_for_selector(".flash")


def test_a_sealed_complaint_is_nowhere_for_civil_affairs(whole: Whole, page_at: PageAt) -> None:
    watching = [
        whole.sign_in(page_at(1280, javascript=False), name)
        for name in ("lead", "supervisor", "handler")
    ]
    before = [seen(whole, page) for page in watching]

    citizen = page_at(360, javascript=False)
    number, code = file(whole, citizen, about="政府部门或工作人员", matter="", story=HIDDEN)

    assert [seen(whole, page) for page in watching] == before
    for page in watching:
        assert page.request.get(f"{whole.url}/desk/tickets/{number}").status == 404
        page.goto(f"{whole.url}/desk/search?q={number}")
        assert page.get_by_role("link", name=number).count() == 0
    chief = whole.sign_in(page_at(1280, javascript=False), "chief")
    chief.goto(f"{whole.url}/desk/tickets/{number}")
    assert HIDDEN in chief.locator("main").inner_text()
    assert "已收到" in come(citizen, whole, "", number, code)


def seen(whole: Whole, page: Page) -> list[str]:
    """Give what an officer's pages of lists say."""
    said = []
    for path in ("", "search?q=红包", "dispatch"):
        page.goto(f"{whole.url}/desk/{path}")
        said.append(page.locator("main").inner_text())
    return said
