"""Filing in a browser without JavaScript: nothing typed is lost, nothing is filed twice."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from complaints.database import Database
from complaints.database.models import Base, Draft, File, Ticket
from complaints.intake.attachments import Attachments
from complaints.intake.limits import Limit
from complaints.keys import Keys, WrongKeyError
from tests.complaints.conftest import Clock
from tests.pages import Page

STORY = "养老院押金一直不退，说要等三个月，打电话也没人理。"
DETAILS = {
    "kind": "投诉",
    "institution": "100012",
    "happened": "昨天",
    "story": STORY,
    "relation": "家属",
    "naming": "匿名",
}
EDITIONS = ["", "/elder"]


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a browser."""
    return app.test_client()


def text(response: TestResponse) -> str:
    """Give the page, checked for what every page must have."""
    html = response.get_data(as_text=True)
    assert Page(html).faults() == []
    return unescape(html)


def token(response: TestResponse) -> str:
    found = re.search(r'name="token" value="([^"]+)"', response.get_data(as_text=True))
    assert found
    return found[1]


def start(client: FlaskClient, prefix: str = "") -> str:
    return token(client.get(f"{prefix}/complaints/new"))


def post(
    client: FlaskClient, form: str, step: str, prefix: str = "", **answers: str
) -> TestResponse:
    data = {"token": form, "step": step, "action": "next", **answers}
    return client.post(f"{prefix}/complaints/new", data=data)


def file(client: FlaskClient, **changes: str) -> TestResponse:
    """Go through the standard form; give the answer to sending it."""
    answers = {"about": "home", "matter": "M05", **DETAILS, **changes}
    form = start(client)
    post(client, form, "about", about=answers.pop("about"))
    matter = {name: answers.pop(name) for name in ("matter", "again") if name in answers}
    post(client, form, "details", **answers)
    post(client, form, "matter", **matter)
    wait(client)
    return post(client, form, "check")


def wait(client: FlaskClient) -> None:
    """Take the time that people take."""
    clock: Clock = client.application.extensions["channel"].now
    clock.forward(seconds=6)


def receipt(client: FlaskClient) -> tuple[str, str]:
    number, code = re.findall(r'class="big">([^<]+)', text(client.get("/complaints/receipt")))
    return number, code


def tickets(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Ticket)) or 0


def only_ticket(database: Database) -> Ticket:
    with database.reading() as session:
        return session.scalars(select(Ticket)).one()


@pytest.mark.parametrize("prefix", EDITIONS)
def test_first_of_all_the_emergency_numbers(client: FlaskClient, prefix: str) -> None:
    page = text(client.get(f"{prefix}/complaints/"))

    assert all(f"tel:{number}" in page for number in ("110", "119", "120"))
    assert f"{prefix}/complaints/new" in page


def test_filing_gives_a_receipt_that_finds_the_ticket(
    client: FlaskClient, database: Database
) -> None:
    answer = file(client)
    number, code = receipt(client)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/complaints/receipt")
    found = client.post("/complaints/track", data={"number": number, "code": code})
    page = text(found)
    assert "已收到" in page
    assert "2026-11-27" in page
    assert "为什么是这一天" in page
    assert tickets(database) == 1


def test_the_receipt_has_a_qr_code_of_the_tracking_page(client: FlaskClient) -> None:
    file(client)

    page = text(client.get("/complaints/receipt"))

    assert "<title>查进度网页的二维码</title>" in page
    assert page.count("<svg") == 1


def test_elder_mode_asks_one_question_a_page_and_can_go_back(
    client: FlaskClient, database: Database
) -> None:
    form = start(client, "/elder")
    steps = [
        ("about", {"about": "home"}),
        ("kind", {"kind": "投诉"}),
        ("institution", {"institution": "100012"}),
        ("happened", {"happened": "昨天"}),
        ("story", {"story": STORY}),
        ("files", {}),
        ("relation", {"relation": "家属"}),
        ("naming", {"naming": "匿名"}),
        ("matter", {"matter": "M05"}),
        ("check", {}),
    ]
    wait(client)
    for step, answers in steps:
        shown = text(client.get(f"/elder/complaints/new?step={step}"))
        assert shown.count("<fieldset") <= 2
        answer = post(client, form, step, "/elder", **answers)
        assert answer.status_code == 303
    back = client.post(
        "/elder/complaints/new", data={"token": form, "step": "check", "action": "back"}
    )

    assert back.headers["Location"] == "/elder/complaints/receipt"
    assert tickets(database) == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"story": ""}, "请写发生了什么事"),
        ({"story": "押金"}, "至少 10 个字"),
        ({"story": "长" * 5001}, "最多 5000 个字"),
        ({"kind": ""}, "请选一项"),
        ({"kind": "骂人"}, "请选一项"),
        ({"naming": "实名"}, "请写姓名"),
        ({"naming": "只留联系方式"}, "请写电话"),
        ({"naming": "只留联系方式", "telephone": "123"}, "电话号码不对"),
        ({"institution": "院"}, "有几家名称相近"),
    ],
)
def test_a_refused_step_keeps_what_was_typed_and_says_what_to_do(
    client: FlaskClient, change: dict[str, str], says: str
) -> None:
    form = start(client)

    answer = post(client, form, "details", **{**DETAILS, **change})

    assert answer.status_code == 422
    page = text(answer)
    assert says in page
    assert "昨天" in page


def test_an_institution_is_found_by_part_of_its_name(client: FlaskClient) -> None:
    form = start(client)

    answer = post(client, form, "details", action="find", institution="柳荫", story=STORY)

    page = text(answer)
    assert "柳荫颐养院（100012）" in page
    assert STORY in page


def test_a_board_leads_to_a_form_that_knows_its_institution(client: FlaskClient) -> None:
    page = client.get("/complaints/new?institution=100012")
    answer = client.get("/complaints/new?step=details")

    assert page.status_code == 200
    assert "柳荫颐养院（100012）" in text(answer)


def picture(colour: str = "red") -> BytesIO:
    """Give a photograph as a telephone sends it."""
    body = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    Image.new("RGB", (40, 30), colour).save(body, "JPEG", exif=exif)
    body.seek(0)
    return body


def upload(client: FlaskClient, form: str, *files: tuple[BytesIO, str]) -> TestResponse:
    data = {"token": form, "step": "details", "action": "next", **DETAILS, "files": list(files)}
    return client.post("/complaints/new", data=data, content_type="multipart/form-data")


@pytest.mark.parametrize("about", ["home", "officials"])
def test_a_photograph_reaches_the_ticket_without_its_name_and_encrypted(
    client: FlaskClient, database: Database, attachments: Attachments, about: str, tmp_path: Path
) -> None:
    form = start(client)
    post(client, form, "about", about=about)
    assert upload(client, form, (picture(), "张三的手机照片.jpg")).status_code == 303
    post(client, form, "matter", matter="M05")
    assert "附件 1.jpg" in text(client.get("/complaints/new?step=check"))
    wait(client)
    post(client, form, "check")

    with database.reading() as session:
        (kept,) = session.scalars(select(File)).all()
        ticket = session.scalars(select(Ticket)).one()
    assert (kept.name, kept.ticket_id, kept.draft_id) == ("附件 1.jpg", ticket.id, None)
    body = attachments.read(kept, sealed=about == "officials")
    assert body.startswith(b"\xff\xd8")
    assert b"SecretPhone" not in body
    on_disk = [path.read_bytes() for path in (tmp_path / "uploads").iterdir()]
    assert all(body[:100] not in stored for stored in on_disk)
    if about == "officials":
        with pytest.raises(WrongKeyError):
            attachments.read(kept, sealed=False)


def test_a_refused_file_says_what_to_do_and_keeps_the_story_and_the_good_files(
    client: FlaskClient,
) -> None:
    form = start(client)

    answer = upload(client, form, (picture(), "a.jpg"), (BytesIO(b"<html>"), "b.jpg"))

    assert answer.status_code == 422
    page = text(answer)
    assert "只能上传照片" in page
    assert "附件 1.jpg" in page
    assert STORY in page


def test_no_more_than_five_files_are_taken(client: FlaskClient) -> None:
    form = start(client)

    answer = upload(client, form, *[(picture(), f"{n}.jpg") for n in range(6)])

    assert answer.status_code == 422
    assert "最多 5 个文件" in text(answer)


def test_a_file_can_be_removed_and_one_of_another_draft_cannot(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    form = start(client)
    upload(client, form, (picture(), "a.jpg"))
    with database.reading() as session:
        (kept,) = session.scalars(select(File)).all()
    stranger = app.test_client()
    post(stranger, start(stranger), "details", remove=kept.id)
    with database.reading() as session:
        assert len(session.scalars(select(File)).all()) == 1

    post(client, form, "details", remove=kept.id)

    with database.reading() as session:
        assert session.scalars(select(File)).all() == []


def test_clearing_removes_the_files_from_the_disk(client: FlaskClient, tmp_path: Path) -> None:
    form = start(client)
    upload(client, form, (picture(), "a.jpg"))

    post(client, form, "details", action="clear")

    assert list((tmp_path / "uploads").iterdir()) == []


def test_both_kinds_in_one_paper_become_two_tickets_with_the_files_of_each(
    client: FlaskClient, database: Database, attachments: Attachments
) -> None:
    form = start(client)
    post(client, form, "about", about="home")
    upload(client, form, (picture(), "a.jpg"))
    post(client, form, "details", **{**DETAILS, "kind": "both"})
    post(client, form, "matter", matter="M05")
    wait(client)
    post(client, form, "check")

    first, second, code = re.findall(
        r'class="big">([^<]+)', text(client.get("/complaints/receipt"))
    )
    for number, kind, other in ((first, "投诉", second), (second, "举报", first)):
        page = text(client.post("/complaints/track", data={"number": number, "code": code}))
        assert kind in page
        assert other in page
        assert "附件 1.jpg" in page
    with database.reading() as session:
        files = session.scalars(select(File)).all()
    assert len({file.ticket_id for file in files}) == len({file.id for file in files}) == 2
    assert len({attachments.read(file, sealed=False) for file in files}) == 1


def test_a_form_filled_in_by_a_program_is_asked_to_press_again_and_loses_nothing(
    client: FlaskClient, database: Database, clock: Clock
) -> None:
    form = start(client)
    post(client, form, "about", about="home")
    post(client, form, "details", **DETAILS)
    post(client, form, "matter", matter="M05")
    clock.forward(seconds=4.9)
    early = post(client, form, "check")
    clock.forward(seconds=0.1)  # The draft began when it began; pressing early costs nothing.

    assert early.status_code == 422
    assert "请再按一次" in text(early)
    assert STORY in text(early)
    assert tickets(database) == 0
    assert post(client, form, "check").status_code == 303
    assert tickets(database) == 1


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ({"story": "护工打老人，把老人绑在床上不给饭吃。"}, True),
        ({"story": STORY, "matter": "R01"}, True),
        ({"story": STORY, "matter": "M05"}, False),
        ({}, False),
    ],
)
@pytest.mark.parametrize("prefix", EDITIONS)
def test_emergency_numbers_stand_above_the_form_and_never_block_it(
    client: FlaskClient, answers: dict[str, str], prefix: str, *, shown: bool
) -> None:
    form = start(client, prefix)
    step = "story" if prefix else "details"
    post(client, form, step, prefix, **{**({} if prefix else DETAILS), **answers})
    post(client, form, "matter", prefix, **answers)

    page = text(client.get(f"{prefix}/complaints/new?step=check"))

    assert ("tel:120" in page) is shown
    if shown:
        assert page.index("tel:120") < page.index("<form")


def test_files_of_drafts_fill_at_most_their_share_of_the_disk_and_text_goes_on(
    app: Flask, client: FlaskClient, database: Database, keys: Keys, tmp_path: Path
) -> None:
    joined = app.extensions["channel"]
    tight = Attachments(tmp_path / "uploads", keys, share=0)
    app.extensions["channel"] = replace(joined, attachments=tight)
    form = start(client)
    post(client, form, "about", about="home")

    refused = upload(client, form, (picture(), "a.jpg"))

    assert refused.status_code == 422
    assert "现在不能上传文件" in text(refused)
    assert "0000-5550100" in text(refused)
    post(client, form, "details", **DETAILS)
    post(client, form, "matter", matter="M05")
    wait(client)
    assert post(client, form, "check").status_code == 303
    assert tickets(database) == 1


def test_files_are_refused_when_the_disk_is_nearly_full(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Attachments, "_disk", lambda _: (100 * 2**30, 4 * 2**30))
    form = start(client)

    assert "现在不能上传文件" in text(upload(client, form, (picture(), "a.jpg")))


def test_the_receipt_says_how_the_code_is_kept_and_when_the_page_goes(client: FlaskClient) -> None:
    file(client)

    page = text(client.get("/complaints/receipt"))

    assert "查询码只保存一道加密校验，工作人员看不到" in page
    assert "这一页在按“我已记下”以后或 20 小时以后消失" in page


@pytest.mark.parametrize("prefix", EDITIONS)
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "nowhere", 404), ("POST", "", 405), ("POST", "new", 400)],
)
def test_a_refusal_is_a_page_in_plain_words(
    client: FlaskClient, prefix: str, method: str, path: str, status: int
) -> None:
    answer = client.open(f"{prefix}/complaints/{path}", method=method)

    assert answer.status_code == status
    page = text(answer)
    assert "没有办成" in page
    assert "0000-5550100" in page


def test_a_body_that_is_too_big_is_refused_with_advice(app: Flask, client: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000

    answer = upload(client, "x", (BytesIO(b"x" * 2000), "a.jpg"))

    assert answer.status_code == 413
    assert "少选几个文件" in text(answer)


def test_a_second_click_and_a_reload_make_no_second_ticket(
    client: FlaskClient, database: Database
) -> None:
    file(client)
    first = receipt(client)

    again = client.post("/complaints/new", data={"step": "check", "action": "next"})

    assert again.status_code == 303
    assert receipt(client) == first
    assert tickets(database) == 1


def test_an_expired_session_loses_nothing_of_the_page_that_was_sent(
    client: FlaskClient, clock: Clock
) -> None:
    form = start(client)
    clock.forward(hours=21)

    answer = post(client, form, "details", **DETAILS)

    assert answer.status_code == 422
    assert "您写的都在" in text(answer)
    assert STORY in text(answer)


def test_a_form_sent_from_elsewhere_is_not_filed(client: FlaskClient, database: Database) -> None:
    start(client)

    answer = client.post("/complaints/new", data={"token": "x", "step": "check", "action": "next"})

    assert answer.status_code == 422
    assert tickets(database) == 0


def test_sending_at_once_by_address_is_refused_step_by_step(
    client: FlaskClient, database: Database
) -> None:
    form = start(client)

    answer = post(client, form, "check")

    assert answer.status_code == 422
    assert tickets(database) == 0


def test_clearing_erases_the_draft(client: FlaskClient, database: Database) -> None:
    form = start(client)
    post(client, form, "details", **DETAILS)

    post(client, form, "details", action="clear")

    with database.reading() as session:
        assert session.scalars(select(Draft)).all() == []
    assert STORY not in text(client.get("/complaints/new?step=details"))


def test_a_draft_is_encrypted_and_the_cookie_holds_a_random_id_alone(
    client: FlaskClient, database: Database
) -> None:
    form = start(client)
    answer = post(client, form, "details", **DETAILS)

    with database.reading() as session:
        (draft,) = session.scalars(select(Draft))
        assert STORY.encode() not in draft.body
    cookie = answer.headers["Set-Cookie"]
    assert re.match(r"draft=[0-9a-f]{32};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_after_sending_the_draft_forgets_the_story(client: FlaskClient, database: Database) -> None:
    file(client)

    with database.reading() as session:
        (draft,) = session.scalars(select(Draft))
        assert len(draft.body) < 600


def test_noted_down_means_forgotten(client: FlaskClient, database: Database) -> None:
    file(client)
    form = token(client.get("/complaints/receipt"))

    client.post("/complaints/receipt", data={"token": form})

    assert client.get("/complaints/receipt").status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Draft)).all() == []


@pytest.mark.parametrize(
    ("answers", "sealed"),
    [
        ({"about": "officials"}, True),
        ({"about": "home", "matter": "J01"}, True),
        ({"about": "home"}, False),
        ({"about": "home", "story": "跟甲区民政局说过三次，他们就是不管。"}, True),
        ({"about": "home", "story": "跟乙区民政局说过三次，他们就是不管。"}, False),
        ({"about": "unsure", "matter": "unknown"}, False),
        (
            {
                "about": "unsure",
                "story": "民政局检查的人收了院长的红包，不管我们。",
                "again": "unsure",
            },
            True,
        ),
        (
            {
                "about": "unsure",
                "story": "民政局检查的人收了院长的红包，不管我们。",
                "again": "home",
                "matter": "unknown",
            },
            False,
        ),
    ],
)
def test_what_concerns_officials_is_sealed_before_anyone_reads_it(
    client: FlaskClient, database: Database, answers: dict[str, str], *, sealed: bool
) -> None:
    assert file(client, **answers).status_code == 303

    ticket = only_ticket(database)
    assert ticket.sealed is sealed
    assert (ticket.story is None) is sealed
    if sealed:
        assert ticket.proposal == {"handler": "shili-jw", "cooperating": []}


def test_beside_a_sealed_form_stand_telephone_and_address_of_discipline_inspection(
    client: FlaskClient,
) -> None:
    form = start(client)
    post(client, form, "about", about="officials")

    page = text(client.get("/complaints/new?step=details"))

    assert "密封交给" in page
    assert "tel:0000" in page


def test_an_emergency_is_urgent_and_never_blocked(client: FlaskClient, database: Database) -> None:
    file(client, story="护工打老人，把老人绑在床上不给饭吃，身上都是伤。", matter="R01")

    assert only_ticket(database).urgent


def test_an_emergency_that_only_the_story_tells_is_urgent_too(
    client: FlaskClient, database: Database
) -> None:
    file(client, matter="unknown", story="护工打骂老人，还把老人捆在床上，快来人。")

    with database.reading() as session:
        assert session.scalars(select(Ticket)).one().urgent


def test_personal_data_in_the_story_is_pointed_out_before_sending(client: FlaskClient) -> None:
    form = start(client)
    post(client, form, "about", about="home")
    post(client, form, "details", **{**DETAILS, "story": STORY + "我电话 13800138000"})
    post(client, form, "matter", matter="M05")

    assert "手机号" in text(client.get("/complaints/new?step=check"))


def test_the_trap_for_robots_takes_no_ticket(client: FlaskClient, database: Database) -> None:
    form = start(client)
    post(client, form, "about", about="home")
    post(client, form, "details", **DETAILS)
    post(client, form, "matter", matter="M05")

    assert post(client, form, "check", website="http://x").status_code == 400
    assert tickets(database) == 0


@pytest.mark.parametrize("code", ["", "1111 1111 1111 1111", "'; DROP TABLE tickets; --"])
def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(
    client: FlaskClient, code: str
) -> None:
    file(client)
    number, _ = receipt(client)
    client.post("/complaints/receipt")

    wrong = client.post("/complaints/track", data={"number": number, "code": code})
    unknown = client.post("/complaints/track", data={"number": "20200101-00000-1", "code": code})

    assert wrong.status_code == unknown.status_code == 422
    assert text(wrong).replace(number, "") == text(unknown).replace("20200101-00000-1", "")


def test_guessing_codes_becomes_slow_and_the_right_code_still_opens(
    client: FlaskClient, clock: Clock
) -> None:
    file(client)
    number, code = receipt(client)
    for _ in range(8):
        client.post("/complaints/track", data={"number": number, "code": "1"})

    assert clock.waits == sorted(clock.waits)
    assert len(clock.waits) == 3
    right = client.post("/complaints/track", data={"number": number, "code": code})
    assert right.status_code == 200


def test_too_many_steps_are_slowed_then_refused_with_what_to_do(
    client: FlaskClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.intake.filing_views.STEP_LIMIT", Limit("steps", 1, 2))
    form = start(client)

    answers = [post(client, form, "details", **DETAILS) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert len(clock.waits) == 2
    assert "0000-5550100" in text(answers[2])
    assert STORY in text(answers[2])


def test_no_address_is_stored(client: FlaskClient, database: Database) -> None:
    file(client)

    with database.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            assert "127.0.0.1" not in str(connection.execute(table.select()).all())


def test_counting_begins_anew_each_hour(client: FlaskClient, clock: Clock) -> None:
    for _ in range(7):
        client.post("/complaints/track", data={"number": "20261120-00000-0", "code": "1"})
    slowed = len(clock.waits)
    clock.forward(hours=1)
    client.post("/complaints/track", data={"number": "20261120-00000-0", "code": "1"})

    assert slowed == len(clock.waits) == 2


@pytest.mark.parametrize("path", ["/complaints/", "/complaints/new", "/complaints/track"])
def test_every_answer_is_hardened_and_kept_by_no_cache(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@given(
    step=st.sampled_from(["about", "details", "matter", "check", "nowhere", ""]),
    answers=st.dictionaries(
        st.sampled_from([*DETAILS, "about", "matter", "again", "place", "institution_choice"]),
        st.text(max_size=300),
    ),
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_input_whatever_is_answered_with_a_crash(
    client: FlaskClient, step: str, answers: dict[str, str]
) -> None:
    form = start(client)

    answer = client.post(
        "/complaints/new", data={**answers, "token": form, "step": step, "action": "next"}
    )

    assert answer.status_code in (303, 400, 422)
