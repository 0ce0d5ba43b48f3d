"""Letters say what their event said, for ever, signed by whoever answered then."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from complaints.letters import OBJECTION, Answer, Notice, letters_of, preview, remedy_for
from content import Catalog
from tests.complaints.following import Citizen, following, hidden, text
from tests.complaints.house import ANSWER, LEAD, REFUSAL, SUPERVISOR


@pytest.fixture
def citizen(app: Flask) -> Citizen:
    """Give a citizen whose ticket was received."""
    made = following(app)
    made.file()
    return made


def letters(citizen: Citizen) -> list[Answer | Notice]:
    house = citizen.house
    with house.ticket() as ticket:
        return letters_of(ticket, house.keys, house.catalog)


def test_an_answer_says_what_was_published(citizen: Citizen) -> None:
    citizen.house.assign()
    citizen.house.answer()

    (letter,) = letters(citizen)

    assert isinstance(letter, Answer)
    assert (letter.title, letter.unit) == ("答复书", "示例市甲区民政局")
    assert (letter.on, letter.until) == (date(2026, 11, 20), date(2026, 12, 4))
    assert [heading for heading, _ in letter.parts] == [
        *("您反映的", "查明的情况", "处理的结果", "依据", "不满意怎么办", "联系"),
    ]
    assert dict(letter.parts)["处理的结果"] == f"已解决。{ANSWER['done']}"


def test_the_answer_of_the_round_before_stays_readable(citizen: Citizen) -> None:
    citizen.house.assign()
    citizen.house.answer()
    citizen.do("reopen", reason="没有退")
    citizen.house.answer()

    both = letters(citizen)

    assert [letter.round for letter in both if isinstance(letter, Answer)] == [2, 1]
    page = text(citizen.post("/letter", place=str(both[1].place)))
    assert ANSWER["found"] in page
    assert "看完以后" not in page


def test_a_letter_that_does_not_exist_leads_back_to_the_ticket(citizen: Citizen) -> None:
    for place in ("1", "x", "", "-1"):
        assert "办到哪一步" in text(citizen.post("/letter", place=place))


@pytest.mark.parametrize("prefix", ["", "/elder"])
def test_the_answer_is_a_page_to_print_with_what_to_do_next(citizen: Citizen, prefix: str) -> None:
    citizen.prefix = prefix
    citizen.house.assign()
    citizen.house.answer()
    (letter,) = letters(citizen)

    page = text(citizen.post("/letter", place=str(letter.place)))

    for field in ("asked", "found", "done", "basis", "remedy", "contact"):
        assert ANSWER[field] in page
    assert citizen.house.number in page
    assert "评价答复" in page
    assert 'class="letter-sign"' in page


def test_a_rejection_tells_reason_basis_and_whom_to_turn_to(citizen: Citizen) -> None:
    citizen.house.do(LEAD, "reject", **REFUSAL)

    (letter,) = letters(citizen)

    assert isinstance(letter, Notice)
    assert letter.title == "不予受理告知书"
    assert dict(letter.parts) == {
        "理由": REFUSAL["reason"],
        "依据": REFUSAL["basis"],
        "可以向谁提出": REFUSAL["turn_to"],
        "认为应当受理怎么办": OBJECTION,
    }
    assert "提出异议" in text(citizen.post("/letter", place=str(letter.place)))


def test_the_review_of_an_objection_is_signed_by_who_reviewed(citizen: Citizen) -> None:
    citizen.house.do(LEAD, "reject", **REFUSAL)
    citizen.do("object", reason="没有在法院")
    citizen.house.do(SUPERVISOR, "dismiss_objection", reason="法院有案号")

    review, first = letters(citizen)

    assert (review.title, review.unit) == ("复核意见书", "示例市民政局")
    assert (first.title, first.unit) == ("不予受理告知书", "示例市甲区民政局")


def test_a_hand_over_names_its_receiver(citizen: Citizen) -> None:
    citizen.house.do(LEAD, "hand_over", unit="yi-mz", reason="在乙区", turn_to="乙区民政局窗口")

    (letter,) = letters(citizen)

    assert isinstance(letter, Notice)
    assert letter.title == "移送告知"
    assert letter.parts[0] == ("移送给", letter.receiver)
    assert "乙区" in letter.receiver


def test_an_old_letter_keeps_its_signature_when_the_lead_changes(citizen: Citizen) -> None:
    citizen.house.assign()
    citizen.house.answer()
    citizen.house.do(LEAD, "seal", reason="涉及工作人员")

    (letter,) = letters(citizen)

    assert letter.unit == "示例市甲区民政局"
    assert ANSWER["found"] in dict(letter.parts).values()


def test_an_erased_value_says_so(citizen: Citizen) -> None:
    citizen.house.assign()
    citizen.house.answer()
    with citizen.house.ticket() as ticket:
        for kept in ticket.events[-1].values:
            if kept.field == "found":
                kept.value = None

    (letter,) = letters(citizen)

    assert dict(letter.parts)["查明的情况"] == "（内容已依法删除）"


def test_a_preview_is_what_would_be_published(citizen: Citizen) -> None:
    citizen.house.assign()
    with citizen.house.ticket() as ticket:
        before = preview(ticket, "answered", ANSWER, "示例市甲区民政局", date(2026, 11, 20))
    citizen.house.answer()

    (letter,) = letters(citizen)

    assert before.parts == letter.parts
    assert before.unit == letter.unit


@pytest.mark.parametrize(
    ("kind", "matter", "says"),
    [
        ("投诉", "M05", "人民法院"),
        ("投诉", None, "人民法院"),
        ("举报", "F01", "先依法申请行政复议"),
        ("举报", "J01", "不属于行政复议的范围"),
        ("投诉", "D01", "行政机关对民事纠纷作出的调解"),
        ("求助", None, "复查"),
        ("咨询", "Y01", "可以另外提出"),
        ("投诉", "X99", "人民法院"),
    ],
)
def test_the_most_particular_remedy_is_offered(
    catalog: Catalog, kind: str, matter: str | None, says: str
) -> None:
    remedy = remedy_for(catalog, kind, matter)

    assert says in remedy
    assert "依据：" in remedy


def test_typed_text_of_the_desk_is_escaped_in_a_letter(citizen: Citizen) -> None:
    citizen.house.do(LEAD, "reject", **{**REFUSAL, "reason": "<b>不行</b>\n第二行"})
    (letter,) = letters(citizen)

    html = citizen.post("/letter", place=str(letter.place)).get_data(as_text=True)

    assert "&lt;b&gt;不行&lt;/b&gt;</p>" in html
    assert "<p>第二行</p>" in html
    assert hidden(html)["number"] == citizen.house.number
