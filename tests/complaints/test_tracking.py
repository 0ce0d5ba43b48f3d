"""What a citizen does with number and code after filing, in both editions, on both databases."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from complaints.acting import THE_CITIZEN, THE_PROGRAM
from complaints.database.models import File, Link, Ticket
from complaints.events import broken_link, values_of
from complaints.intake.attachments import Attachments
from complaints.intake.limits import Limit
from complaints.intake.sheets import FILES_ALONE
from complaints.intake.tasks import TASKS
from complaints.receipts import StoredCode, code_is_right, store_code
from tests.complaints.following import JUDGEMENT, Citizen, following, hidden, text
from tests.complaints.house import ANSWER, CHIEF, HANDLER, INSPECTOR, LEAD, OPINION, REFUSAL

WORDS = "昨天机构又打电话来，说要等到年底。"


@pytest.fixture
def citizen(app: Flask) -> Citizen:
    """Give a citizen whose ticket was received."""
    made = following(app)
    made.file()
    return made


@pytest.fixture(params=["", "/elder"])
def answered(request: pytest.FixtureRequest, citizen: Citizen) -> Citizen:
    """Give a citizen of either edition whose ticket was answered."""
    citizen.prefix = request.param
    citizen.house.assign()
    citizen.house.answer()
    return citizen


def events(citizen: Citizen, name: str) -> list[dict[str, str]]:
    """Give the values of every event of a name."""
    with citizen.house.ticket() as ticket:
        assert broken_link(ticket) is None
        keys = citizen.house.keys
        return [values_of(event, keys) for event in ticket.events if event.name == name]


def photograph() -> tuple[BytesIO, str]:
    """Give a photograph as a telephone sends it."""
    body = BytesIO()
    Image.new("RGB", (40, 30), "red").save(body, "JPEG")
    body.seek(0)
    return body, "张三.jpg"


def test_an_answer_is_judged_once(answered: Citizen) -> None:
    page = text(answered.do("judge", **JUDGEMENT))

    assert "您的评价已经记下" in page
    assert "是否满意" in page
    assert events(answered, "judged") == [{**JUDGEMENT, "by": "本人"}]
    refused = answered.post("/judge")
    assert refused.status_code == 409
    assert "已经评价过" in text(refused)


def test_judging_comes_after_the_answer_and_never_before(citizen: Citizen) -> None:
    begun = citizen.post("/judge")
    sent = citizen.post("/judge", page="0", do="next", **JUDGEMENT)

    assert (begun.status_code, sent.status_code) == (409, 409)
    assert "评价答复" not in citizen.see()
    assert events(citizen, "judged") == []


def test_elder_mode_asks_one_question_a_page_and_keeps_what_was_said(citizen: Citizen) -> None:
    citizen.prefix = "/elder"
    citizen.house.assign()
    citizen.house.answer()

    first = text(citizen.post("/judge"))
    second = text(citizen.post("/judge", **hidden(first), contacted="否", do="next"))
    back = text(citizen.post("/judge", **hidden(second), do="back"))

    assert "第 1 步，共 3 步" in first
    assert first.count("<fieldset") == second.count("<fieldset") == 1
    assert hidden(second)["contacted"] == "否"
    assert 'value="否" checked' in back


def test_a_question_that_was_passed_over_is_asked(citizen: Citizen) -> None:
    citizen.prefix = "/elder"
    citizen.house.assign()
    citizen.house.answer()

    shown = citizen.post("/judge", page="2", satisfied="是", do="next")

    assert shown.status_code == 422
    assert "办理的人和您联系过吗" in text(shown)


def test_reopening_needs_a_reason_and_is_possible_once(answered: Citizen) -> None:
    empty = answered.post("/reopen", page="0", do="next", reason=" ")
    done = answered.do("reopen", reason="钱还没有退")

    assert empty.status_code == 422
    assert "请写理由" in text(empty)
    assert "重新办理" in text(done)
    with answered.house.ticket() as ticket:
        assert (ticket.state, ticket.round) == ("assigned", 2)
    answered.house.answer()
    again = answered.do("reopen", reason="还是没有退")
    assert again.status_code == 409
    assert answered.house.state() == "answered"


def test_the_window_for_reopening_ends_with_its_last_day(citizen: Citizen) -> None:
    citizen.house.assign()
    citizen.house.answer()  # On Friday, 20 November 2026.
    citizen.house.clock.forward(days=14, hours=13, minutes=59)
    assert "要求重新办理" in citizen.see()
    form = hidden(text(citizen.post("/reopen")))
    citizen.house.clock.forward(minutes=1)  # Midnight of 4 December in Shanghai.

    late = citizen.post("/reopen", **form, reason="晚了一分钟", do="next")

    assert late.status_code == 409
    assert "期限已过" in text(late)
    assert "晚了一分钟" in text(late)
    assert citizen.house.state() == "answered"


def test_it_is_reopened_after_closing_and_judged_after_closing(citizen: Citizen) -> None:
    citizen.house.assign()
    citizen.house.answer()

    assert "已经办结" in text(citizen.do("agree_to_close"))
    assert "您的评价已经记下" in text(citizen.do("judge", **JUDGEMENT))
    citizen.do("reopen", reason="又反悔了")

    assert citizen.house.state() == "assigned"


def test_one_may_object_to_a_rejection_once(citizen: Citizen) -> None:
    citizen.house.do(LEAD, "reject", **REFUSAL)
    done = citizen.do("object", reason="法院没有受理过")

    assert "复核" in text(done)
    assert citizen.house.state() == "objected"
    assert citizen.post("/object").status_code == 409


def test_urging_is_possible_once_in_three_working_days(citizen: Citizen) -> None:
    citizen.do("urge")
    too_early = citizen.do("urge")
    page = citizen.see()
    citizen.house.clock.forward(days=5)  # From Friday to Wednesday.
    citizen.do("urge")

    assert too_early.status_code == 409
    assert "要隔 3 个工作日" in page
    assert len(events(citizen, "urged")) == 2


def test_a_ticket_is_withdrawn_only_after_being_asked_once_more(citizen: Citizen) -> None:
    asked = citizen.post("/withdraw")
    assert "确定撤回吗" in text(asked)
    assert citizen.house.state() == "received"

    done = citizen.post("/withdraw", **hidden(text(asked)), do="next")
    again = citizen.post("/withdraw", **hidden(text(asked)), do="next")

    assert "已撤回" in text(done)
    assert again.status_code == 200
    assert len(events(citizen, "withdrawn")) == 1


@pytest.mark.parametrize(
    ("action", "answers"),
    [("judge", JUDGEMENT), ("reopen", {"reason": "没有退"}), ("agree_to_close", {})],
)
def test_a_second_click_does_nothing_twice_and_is_no_error(
    citizen: Citizen, action: str, answers: dict[str, str]
) -> None:
    citizen.house.assign()
    citizen.house.answer()
    form = hidden(text(citizen.post(f"/{action}")))

    sent = [citizen.post(f"/{action}", **{**form, **answers, "do": "next"}) for _ in range(2)]

    assert [answer.status_code for answer in sent] == [200, 200]
    with citizen.house.ticket() as ticket:
        assert sum(event.role == "citizen" for event in ticket.events) == 2


def test_words_are_added_several_times_but_never_twice_by_one_click(citizen: Citizen) -> None:
    first = hidden(text(citizen.post("/add_words")))
    last = hidden(text(citizen.post("/add_words", **first, text=WORDS, do="next")))
    for _ in range(2):
        assert citizen.post("/add_words", **last, do="next").status_code == 200
    page = text(citizen.do("add_words", text="还有一件事。"))

    assert [one["text"] for one in events(citizen, "words_added")] == [WORDS, "还有一件事。"]
    assert WORDS in page


def test_words_sent_from_two_tabs_are_both_kept(citizen: Citizen) -> None:
    form = hidden(text(citizen.post("/add_words")))

    for words in (WORDS, "另一个窗口写的话。"):
        citizen.post("/add_words", **{**form, "page": "1", "text": words, "do": "next"})

    assert len(events(citizen, "words_added")) == 2


def test_personal_data_in_added_words_is_pointed_out_before_sending(citizen: Citizen) -> None:
    form = hidden(text(citizen.post("/add_words")))
    shown = citizen.post("/add_words", **form, text="他的电话 13800138000", do="next")
    page = text(shown)
    on = citizen.post("/add_words", **hidden(page), text="他的电话 13800138000", do="next")

    assert shown.status_code == 422
    assert "手机号" in page
    assert "他的电话 13800138000" in page
    assert "照片或者 PDF" in text(on)


def test_files_are_added_under_the_next_numbers(citizen: Citizen, attachments: Attachments) -> None:
    citizen.do("add_words", text="", files=[photograph(), photograph()])
    page = text(citizen.do("add_words", text=WORDS, files=[photograph()]))

    assert "附件 1.jpg、附件 2.jpg、附件 3.jpg" in page
    assert events(citizen, "words_added") == [
        {"text": FILES_ALONE, "files": "附件 1.jpg、附件 2.jpg"},
        {"text": WORDS, "files": "附件 3.jpg"},
    ]
    with citizen.house.database.reading() as session:
        for file in session.scalars(select(File)):
            assert attachments.read(file, sealed=False).startswith(b"\xff\xd8")


def test_nothing_at_all_is_not_sent(citizen: Citizen) -> None:
    shown = citizen.do("add_words", text=" ")

    assert shown.status_code == 422
    assert "请写一些文字" in text(shown)
    assert events(citizen, "words_added") == []


def test_a_refused_file_loses_neither_words_nor_good_files(citizen: Citizen) -> None:
    bad = (BytesIO(b"<html>"), "b.jpg")

    page = text(citizen.do("add_words", text=WORDS, files=[photograph(), bad]))

    assert "有的文件没有收" in page
    assert events(citizen, "words_added") == [{"text": WORDS, "files": "附件 1.jpg"}]


def test_five_files_at_once_and_twenty_in_all(citizen: Citizen) -> None:
    page = text(citizen.do("add_words", text="", files=[photograph() for _ in range(6)]))
    assert "一次最多 5 个" in page
    for words in "二三四":
        citizen.do("add_words", text=words, files=[photograph() for _ in range(5)])
    full = text(citizen.do("add_words", text="再来", files=[photograph()]))

    assert "最多 20 个文件" in full
    assert "附件 20.jpg" in full
    assert "附件 21.jpg" not in full


def test_files_of_a_sealed_ticket_open_only_with_the_sealed_key(
    citizen: Citizen, attachments: Attachments
) -> None:
    citizen.file(sealed=True, matter="J01")
    citizen.do("add_words", text=WORDS, files=[photograph()])

    with citizen.house.ticket() as ticket:
        (file,) = ticket.files
        assert attachments.read(file, sealed=True).startswith(b"\xff\xd8")
        (added,) = [event for event in ticket.events if event.name == "words_added"]
        assert all(kept.value is None for kept in added.values)
    assert WORDS in citizen.see()


def test_a_sealed_ticket_is_followed_to_its_answer(citizen: Citizen) -> None:
    citizen.file(sealed=True, matter="J01", kind="举报")
    house = citizen.house
    house.do(CHIEF, "accept", matter="J01")
    house.do(CHIEF, "assign", unit="shili-jw")
    house.do(INSPECTOR, "accept_part", "shili-jw")
    house.do(INSPECTOR, "draft", "shili-jw", found=OPINION["found"])
    house.do(CHIEF, "submit", "shili-jw", **OPINION)
    assert "纪检监察机构正在办理" in citizen.see()
    house.do(CHIEF, "approve", "shili-jw")
    house.do(CHIEF, "publish", **ANSWER)

    page = citizen.see()

    assert "看答复书" in page
    assert "您的评价已经记下" in text(citizen.do("judge", **JUDGEMENT))


@pytest.mark.parametrize("tail", ["", *(f"/{action}" for action in TASKS), "/letter", "/renew"])
def test_a_wrong_code_gets_the_answer_of_an_unknown_number(citizen: Citizen, tail: str) -> None:
    fields = {"page": "0", "do": "renew" if tail == "/renew" else "next", "reason": "x"}
    number = citizen.house.number
    citizen.code = "1111 1111 1111 1111"
    wrong = citizen.post(tail, **fields)
    citizen.house.number = "20200101-00000-1"
    unknown = citizen.post(tail, **fields)

    assert wrong.status_code == unknown.status_code == 422
    assert text(wrong).replace(number, "") == text(unknown).replace("20200101-00000-1", "")


def test_what_was_typed_survives_a_wrong_code(citizen: Citizen) -> None:
    right, citizen.code = citizen.code, "2222 2222 2222 2222"
    page = text(citizen.post("/add_words", page="0", text=WORDS, do="next"))
    citizen.code = right

    kept = {name: value for name, value in hidden(page).items() if name not in citizen.keys}
    shown = citizen.post("/add_words", **kept)

    assert 'action="/complaints/track/add_words"' in page
    assert kept["text"] == WORDS
    assert "照片或者 PDF" in text(shown)


@pytest.mark.parametrize("prefix", ["", "/elder"])
def test_tracking_pages_have_no_address_of_their_own(citizen: Citizen, prefix: str) -> None:
    for tail in (*TASKS, "letter", "renew"):
        answer = citizen.client.get(f"{prefix}/complaints/track/{tail}")
        assert (answer.status_code, answer.headers["Location"]) == (
            303,
            f"{prefix}/complaints/track",
        )


def test_number_and_code_stand_in_no_address(citizen: Citizen) -> None:
    page = citizen.see()

    addresses = re.findall(r'(?:href|action|formaction)="([^"]+)"', page)
    assert not [one for one in addresses if citizen.code in one or citizen.house.number in one]


def test_too_much_is_slowed_then_refused_and_nothing_typed_is_lost(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.intake.answering_views.ACTING", Limit("acting", 1, 2))
    for words in ("第一句话。", "第二句话。"):
        citizen.do("add_words", text=words)
    form = hidden(text(citizen.post("/add_words")))

    refused = citizen.post(
        "/add_words", **{**form, "page": "1", "text": "第三句话。", "do": "next"}
    )

    assert refused.status_code == 429
    assert hidden(text(refused))["text"] == "第三句话。"
    assert "0000-5550100" in text(refused)
    assert len(citizen.house.clock.waits) == 2


def test_a_step_of_the_desk_in_the_same_moment_loses_nothing(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fork(*_: object) -> None:
        raise IntegrityError("insert", {}, Exception("two events of one place"))

    monkeypatch.setattr("complaints.intake.answering_views.take", fork)
    shown = citizen.do("add_words", text=WORDS)

    assert shown.status_code == 409
    assert "请再按一次" in text(shown)
    assert hidden(text(shown))["text"] == WORDS


def test_a_code_that_an_officer_saw_is_renewed_at_the_first_look(citizen: Citizen) -> None:
    citizen.file(at_the_desk=True)
    old = citizen.code
    assert "只有您知道的" in citizen.see()
    page = text(citizen.post("/renew", do="renew"))
    _, citizen.code = re.findall(r'class="big">([^<]+)', page)

    assert citizen.code != old
    assert "工作人员替您登记" not in citizen.see()
    assert "换了新的查询码" in citizen.see()
    assert events(citizen, "code_renewed") == [{}]
    with citizen.house.ticket() as ticket:
        stored = StoredCode(ticket.code_salt, ticket.code_digest)
        assert not code_is_right(citizen.house.keys, stored, old)
        assert not ticket.code_seen
    citizen.code = old
    assert citizen.post().status_code == 422
    assert citizen.post("/renew", do="renew").status_code == 422


@pytest.mark.parametrize(("renews", "by"), [(True, "本人"), (False, "经办人代录")])
def test_a_judgement_with_a_seen_code_counts_as_the_officer_s(
    citizen: Citizen, by: str, *, renews: bool
) -> None:
    citizen.file(at_the_desk=True)
    if renews:
        page = text(citizen.post("/renew", do="renew"))
        _, citizen.code = re.findall(r'class="big">([^<]+)', page)
    citizen.house.assign()
    citizen.house.answer()
    assert ("经办人代录" in citizen.see(later="yes")) is not renews

    citizen.do("judge", **JUDGEMENT)

    assert events(citizen, "judged")[0]["by"] == by


def test_two_tickets_of_one_paper_name_each_other_and_share_the_code(citizen: Citizen) -> None:
    citizen.file(reports_too=True)
    first, other = citizen.house.number, citizen.also
    assert other in citizen.see()
    citizen.house.number = other
    assert first in citizen.see()

    page = text(citizen.post("/renew", do="renew"))

    shown = re.findall(r'class="big">([^<]+)', page)
    assert shown[:2] == [other, first]
    citizen.code = shown[2]
    citizen.see()
    citizen.house.number = first
    citizen.see()


def test_what_was_split_off_is_named_at_its_origin_and_never_the_other_way(
    citizen: Citizen,
) -> None:
    citizen.file(sealed=True, matter="J01", kind="举报")
    citizen.house.do(CHIEF, "accept", matter="J01")
    citizen.house.do(CHIEF, "release_in_part", reason="属于收费", text="押金不退。", unit="jia-mz")
    origin, code = citizen.house.number, "1234 5678 1234 5678"
    with citizen.house.database.writing() as session:
        part = session.get_one(Ticket, session.scalars(select(Link)).one().other_id)
        stored = store_code(citizen.house.keys, code)  # In truth nobody has a code of it.
        part.code_salt, part.code_digest = stored.salt, stored.digest

    assert f">{part.number}</b>，现在：已收到" in citizen.see()
    citizen.house.number, citizen.code = part.number, code
    assert origin not in citizen.see()


def test_steps_of_officers_have_no_address_here(citizen: Citizen) -> None:
    for action in ("publish", "accept", "seal", "close", "nothing"):
        assert citizen.post(f"/{action}", page="0", do="next").status_code in (303, 404, 405)
    assert citizen.house.state() == "received"


def test_the_program_s_closing_is_told(citizen: Citizen) -> None:
    citizen.house.assign()
    citizen.house.answer()
    citizen.house.clock.forward(days=20)
    assert "将自动办结" in citizen.see()
    citizen.house.do(THE_PROGRAM, "close")

    page = citizen.see()

    assert "评价期满，自动办结。" in page
    assert "评价答复" in page


ANYTHING = st.text(max_size=200)


@given(
    action=st.sampled_from([*TASKS, "letter", "renew"]),
    fields=st.dictionaries(
        st.sampled_from(
            [
                *("page", "place", "do", "later", "sure", "text", "reason", "files"),
                *("contacted", "solved", "satisfied", "x"),
            ]
        ),
        ANYTHING | st.sampled_from(["0", "1", "-1", "99999", "²", "next", "back", "是"]),
    ),
)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_input_whatever_is_answered_with_a_crash(
    citizen: Citizen, action: str, fields: dict[str, str]
) -> None:
    """A step may be taken by chance; whatever comes back is a whole page."""
    if action == "renew":
        fields = {**fields, "do": "look"}
    answer = citizen.post(f"/{action}", **fields)

    assert answer.status_code in (200, 409, 422, 429)
    text(answer)


@given(words=st.text(min_size=1, max_size=120).filter(str.strip))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_typed_is_lost_or_served_as_markup(citizen: Citizen, words: str) -> None:
    hostile = f"<script>{words}</script>\"'"
    form = hidden(text(citizen.post("/add_words")))
    shown = citizen.post("/add_words", **{**form, "text": hostile, "do": "next", "sure": "yes"})
    html = shown.get_data(as_text=True)

    assert "<script>" not in html.replace("<script src", "")
    kept = hidden(html)["text"].replace("\r\n", "\n")
    assert kept == hostile.replace("\0", "").replace("\r\n", "\n")


def test_added_words_are_shown_as_text(citizen: Citizen) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    html = citizen.do("add_words", text=hostile).get_data(as_text=True)

    assert hostile not in html
    assert escape(hostile, quote=False) in html


def test_an_officer_or_a_draft_is_never_shown(citizen: Citizen) -> None:
    house = citizen.house
    house.assign(cooperating="jia-xf")
    house.do(HANDLER, "accept_part", "jia-scjg")
    house.do(HANDLER, "draft", "jia-scjg", found="内部草稿，还没有核实。")
    house.do(THE_CITIZEN, "urge")

    page = citizen.see()

    assert "内部草稿" not in page
    assert HANDLER.officer is not None
    assert f">{HANDLER.officer}<" not in page
    assert ANSWER["found"] not in page
