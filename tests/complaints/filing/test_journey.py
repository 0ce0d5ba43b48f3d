"""Filing in a browser without JavaScript, in both editions: nothing typed is lost."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from complaints.database import Database
from tests.complaints.filing.form import (
    DETAILS,
    EDITIONS,
    STORY,
    file,
    post,
    receipt,
    start,
    text,
    tickets,
    wait,
)


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


def test_the_receipt_says_how_the_code_is_kept_and_when_the_page_goes(client: FlaskClient) -> None:
    file(client)

    page = text(client.get("/complaints/receipt"))

    assert "查询码只保存一道加密校验，工作人员看不到" in page
    assert "这一页在按“我已记下”以后或 20 小时以后消失" in page


def test_personal_data_in_the_story_is_pointed_out_before_sending(client: FlaskClient) -> None:
    form = start(client)
    post(client, form, "about", about="home")
    post(client, form, "details", **{**DETAILS, "story": STORY + "我电话 13800138000"})
    post(client, form, "matter", matter="M05")

    assert "手机号" in text(client.get("/complaints/new?step=check"))
