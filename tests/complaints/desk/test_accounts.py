"""Accounts: who makes, changes, resets and ends whose, and what the journal says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from complaints.database import Database
from complaints.database.officers import AccountEvent
from complaints.desk.accounts import emails_of
from complaints.workflow import Role
from tests.complaints.desk_helpers import PASSWORD, Officers, submit, token_of
from tests.pages import Page

NEW: dict[str, Any] = {"account": "zhao.liu", "name": "赵六", "unit": "jia-xf", "role": ["handler"]}


@pytest.fixture
def administrator(officers: Officers) -> FlaskClient:
    """Give the browser of the city's administrator."""
    officers.make("admin", "shili-mz", Role.ADMINISTRATOR)
    return officers.sign_in("admin")


@pytest.fixture
def discipline(officers: Officers) -> FlaskClient:
    """Give the browser of the administrator of 纪检监察."""
    officers.make("jw.admin", "shili-jw", Role.ADMINISTRATOR)
    return officers.sign_in("jw.admin")


def post_to(client: FlaskClient, officer_id: str, act: str, **fields: Any) -> TestResponse:
    """Act on an account, as if its page had shown the form."""
    token = token_of(client, "/desk/accounts/new")
    return client.post(f"/desk/accounts/{officer_id}/{act}", data={"csrf_token": token, **fields})


def acts(database: Database, officer_id: str) -> list[tuple[str, str]]:
    """Give what the journal says of an account: by whom, what."""
    with database.reading() as session:
        rows = session.scalars(
            select(AccountEvent)
            .where(AccountEvent.officer_id == officer_id)
            .order_by(AccountEvent.at)
        )
        return [(row.by, row.what) for row in rows]


def test_an_administrator_makes_an_account_and_sees_its_password_once(
    administrator: FlaskClient, officers: Officers, database: Database
) -> None:
    made = submit(administrator, "/desk/accounts/new", **NEW)

    password = re.search(r"<code>([a-z0-9-]{19})</code>", made.text)
    assert password
    new = officers.get("zhao.liu")
    assert (new.unit, new.department, new.must_change) == ("jia-xf", "xf", True)
    assert password[1] not in (new.password or "")
    assert (new.password or "").startswith("$argon2id$")
    by = officers.get("admin").id
    assert acts(database, new.id) == [(by, "开通了账号（经办人）")]
    shown = administrator.get(f"/desk/accounts/{new.id}").text
    assert password[1] not in shown
    assert "示例·admin：开通了账号" in shown


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"account": "Ä"}, "账号用 2 到 40 个"),
        ({"account": "admin"}, "已经有人用了"),
        ({"name": " "}, "请填姓名"),
        ({"unit": "shili-jw"}, "请选单位"),
        ({"unit": "x"}, "请选单位"),
        ({"role": []}, "至少选一个角色"),
        ({"role": ["clock", "citizen"]}, "至少选一个角色"),
        ({"role": ["lead"]}, "不能有这个角色：牵头人员"),
        ({"role": ["supervisor"]}, "不能有这个角色：监督人员"),
        ({"role": ["administrator"]}, "不能有这个角色：系统管理员"),
        ({"unit": "jia-mz", "role": ["supervisor"]}, "不能有这个角色"),
        ({"unit": "shili-mz", "role": ["administrator", "lead"]}, "不能再兼其他角色"),
        ({"email": "x@"}, "邮箱的写法不对"),
    ],
)
def test_an_account_that_will_not_do_is_refused_with_what_was_typed(
    administrator: FlaskClient, changes: dict[str, Any], why: str
) -> None:
    answered = submit(administrator, "/desk/accounts/new", **{**NEW, **changes})

    assert answered.status_code == 422
    assert why in answered.text
    if "name" not in changes:
        assert 'value="赵六"' in answered.text
    assert Page(answered.text).faults() == []


@pytest.mark.parametrize(
    ("unit", "roles"),
    [
        ("jia-mz", ["handler", "head", "lead"]),
        ("shili-mz", ["supervisor", "lead"]),
        ("shili-mz", ["administrator"]),
    ],
)
def test_a_small_unit_may_give_one_person_several_roles(
    administrator: FlaskClient, officers: Officers, unit: str, roles: list[str]
) -> None:
    submit(administrator, "/desk/accounts/new", **{**NEW, "unit": unit, "role": roles})

    assert sorted(role.name for role in officers.get("zhao.liu").roles) == sorted(roles)


def test_roles_count_from_the_next_request_on(
    administrator: FlaskClient, officers: Officers, database: Database
) -> None:
    li = officers.make("li", "shili-mz", Role.SUPERVISOR)
    client = officers.sign_in("li")
    assert client.get("/desk/accounts/").status_code == 403

    post_to(administrator, li, "roles", role=["administrator"])

    assert client.get("/desk/accounts/").status_code == 200
    assert acts(database, li)[-1][1] == "角色改为系统管理员"


def test_an_ended_account_stays_for_ever_and_opens_nothing(
    administrator: FlaskClient, officers: Officers, database: Database
) -> None:
    li = officers.make("li", "jia-mz", Role.LEAD, email="li@minzheng.example")
    client = officers.sign_in("li")

    post_to(administrator, li, "end")

    assert client.get("/desk/password").status_code == 302
    assert "已停用" in administrator.get("/desk/accounts/").text
    assert acts(database, li)[-1][1] == "停用了账号"
    assert post_to(administrator, li, "reset").status_code == 404
    with database.reading() as session:
        assert emails_of(session, "jia-mz") == {}


def test_a_reset_is_shown_once_and_journalled(
    administrator: FlaskClient, officers: Officers, database: Database
) -> None:
    li = officers.make("li", "jia-mz", Role.LEAD)

    shown = post_to(administrator, li, "reset").text

    assert re.search(r"<code>[a-z0-9-]{19}</code>", shown)
    after = officers.get("li")
    assert (after.tf_totp_secret, after.recovery_codes, after.must_change) == (None, None, True)
    assert acts(database, li) == [(officers.get("admin").id, "重置了账号")]


@pytest.mark.parametrize("act", ["roles", "reset", "end"])
def test_nobody_changes_his_own_rights_or_resets_himself(
    officers: Officers, administrator: FlaskClient, discipline: FlaskClient, act: str
) -> None:
    for client, account in ((administrator, "admin"), (discipline, "jw.admin")):
        before = officers.get(account)

        refused = post_to(client, before.id, act, role=["head"])

        assert refused.status_code == 403
        after = officers.get(account)
        assert (after.active, after.password, len(after.roles)) == (True, before.password, 1)
        assert "这是您自己的账号" in client.get(f"/desk/accounts/{after.id}").text


@pytest.mark.parametrize("role", [Role.HANDLER, Role.HEAD, Role.LEAD, Role.SUPERVISOR])
def test_only_administrators_see_accounts(officers: Officers, role: Role) -> None:
    officers.make("li", "shili-mz", role)
    client = officers.sign_in("li")

    assert client.get("/desk/accounts/").status_code == 403
    assert client.get("/desk/accounts/new").status_code == 403
    assert "账号</a>" not in client.get("/desk/password").text


def test_other_administrators_neither_see_nor_touch_accounts_of_discipline(
    officers: Officers, administrator: FlaskClient
) -> None:
    secret = officers.make("jw.one", "shili-jw", Role.HANDLER)

    assert "jw.one" not in administrator.get("/desk/accounts/").text
    assert administrator.get(f"/desk/accounts/{secret}").status_code == 404
    for act in ("roles", "reset", "end"):
        assert post_to(administrator, secret, act, role=["head"]).status_code == 404
    assert "shili-jw" not in administrator.get("/desk/accounts/new").text
    assert officers.get("jw.one").active


def test_the_administrator_of_discipline_administers_its_accounts_alone(
    officers: Officers, discipline: FlaskClient
) -> None:
    other = officers.make("li", "jia-mz", Role.LEAD)

    assert "li" not in re.findall(r'data-h="账号">([^<]+)', discipline.get("/desk/accounts/").text)
    assert discipline.get(f"/desk/accounts/{other}").status_code == 404
    assert post_to(discipline, other, "reset").status_code == 404
    assert submit(discipline, "/desk/accounts/new", **NEW).status_code == 422
    own = {**NEW, "unit": "shili-jw", "role": ["handler", "head"]}
    assert submit(discipline, "/desk/accounts/new", **own).status_code == 200
    made = officers.get("zhao.liu")
    assert made.unit == "shili-jw"
    assert post_to(discipline, made.id, "reset").status_code == 200


def test_a_unit_is_written_to_where_its_officers_said(
    officers: Officers, database: Database
) -> None:
    officers.make("li", "jia-mz", Role.LEAD, Role.HEAD, email="li@minzheng.example")
    officers.make("zhao", "jia-mz", Role.HANDLER)
    officers.make("wang", "jia-xf", Role.HANDLER, email="wang@xiaofang.example")

    with database.reading() as session:
        assert list(emails_of(session, "jia-mz").values()) == ["li@minzheng.example"]


def test_the_pages_of_accounts_are_sound(administrator: FlaskClient, officers: Officers) -> None:
    li = officers.make("li", "jia-mz", Role.LEAD)
    paths = ["/desk/accounts/", "/desk/accounts/new", f"/desk/accounts/{li}"]

    assert {path: Page(administrator.get(path).text).faults() for path in paths} == {
        path: [] for path in paths
    }


def test_an_account_keeps_no_password_in_the_clear(officers: Officers) -> None:
    officers.make("li", "jia-mz", Role.LEAD)

    kept = officers.get("li")

    assert PASSWORD not in (kept.password or "")
    assert "enckey" in (kept.tf_totp_secret or "")
