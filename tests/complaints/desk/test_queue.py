"""The list of tickets: pages, filters, and the same list as a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from complaints.database import Database
from complaints.database.officers import AccountEvent
from complaints.desk.tickets import queue_export_views
from complaints.keys import Keys
from complaints.workflow import Role
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import Officers, submit
from tests.complaints.house import LEAD, STORY, SUPERVISOR, House

ROW = re.compile(r'<th scope="row"><label class="pick"><input type="checkbox"')
FORM = "/desk/search"


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    return House(database, keys, catalog, clock)


@pytest.fixture
def sign_in(officers: Officers) -> Callable[[str, Role], FlaskClient]:
    def come(unit: str, role: Role) -> FlaskClient:
        officers.make(f"{unit}.{role}", unit, role)
        return officers.sign_in(f"{unit}.{role}")

    return come


SignIn = Callable[[str, Role], FlaskClient]


@pytest.mark.parametrize(("many", "last"), [(1, 1), (51, 1), (200, 50)])
def test_however_many_there_are_fifty_stand_on_a_page(
    house: House, sign_in: SignIn, many: int, last: int
) -> None:
    for _ in range(many):
        house.file()
    lead = sign_in("jia-mz", Role.LEAD)

    first = lead.get("/desk/search?pile=to-accept").text
    assert f"共 {many} 件" in first
    assert len(ROW.findall(first)) == min(many, 50)
    pages = -(-many // 50)
    assert len(ROW.findall(lead.get(f"/desk/search?pile=to-accept&page={pages}").text)) == last


def test_a_page_past_the_end_is_the_last_one(house: House, sign_in: SignIn) -> None:
    house.file()
    lead = sign_in("jia-mz", Role.LEAD)

    for page in ("0", "-3", "99999", "x"):
        assert house.number in lead.get(f"/desk/search?page={page}").text


def test_the_oldest_to_accept_come_first(house: House, sign_in: SignIn) -> None:
    house.file()
    older = house.number
    house.clock.forward(days=1)
    house.file(matter="F02", kind="求助")
    page = sign_in("jia-mz", Role.LEAD).get("/desk/search?pile=to-accept").text

    assert page.index(older) < page.index(house.number)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("unit=jia-scjg", True),
        ("unit=jia-xf", False),
        ("matter=F01", True),
        ("matter=F02", False),
        ("kind=投诉&level=2", True),
        ("kind=求助", False),
        ("channel=12345", False),
        ("lead=jia-mz", True),
        ("lead=yi-mz", False),
        ("unit=%27--&matter=%00&level=9&light=x&channel=1&late=*", True),
    ],
)
def test_a_list_is_narrowed_and_what_no_list_offers_narrows_nothing(
    house: House, sign_in: SignIn, asked: str, *, found: bool
) -> None:
    house.file()
    house.do(LEAD, "accept", matter="F01")
    house.do(LEAD, "assign", unit="jia-scjg", cooperating="")
    house.do(SUPERVISOR, "supervise", reason="影响大")
    page = sign_in("jia-mz", Role.LEAD).get(f"/desk/search?{asked}").text

    assert (house.number in page) is found


def test_what_waits_for_its_citizen_is_found_by_whoever_may_see_it(
    house: House, sign_in: SignIn
) -> None:
    house.file()
    other = house.number
    house.file()
    house.assign()
    house.do(LEAD, "ask_more", lacking="收据", reason="核对金额")

    for unit, role in (("jia-mz", Role.LEAD), ("jia-scjg", Role.HANDLER)):
        page = sign_in(unit, role).get("/desk/search?state=waiting").text
        assert '<option value="waiting" selected>待补正</option>' in page
        assert house.number in page
        assert other not in page


def export(client: FlaskClient, ending: str = "csv", **fields: object) -> list[list[str]]:
    answer = submit(client, f"/desk/export.{ending}", FORM, **fields)
    assert answer.status_code == 200, answer.text
    if ending == "csv":
        assert answer.data.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    return [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_file_holds_the_list_and_neither_story_nor_contact(
    house: House, sign_in: SignIn, ending: str
) -> None:
    house.file(institution=None, institution_name="=HYPERLINK(0)")
    lead = sign_in("jia-mz", Role.LEAD)
    head, row = export(lead, ending, pile="to-accept")

    assert head == ["编号", "类别", "收到日期", "机构", "事项", "状态", "谁在办", "到期日",
                    "时限", "督办"]  # fmt: skip
    assert row[:3] == [house.number, "投诉", "2026-11-20"]
    assert row[3] == ("'=HYPERLINK(0)" if ending == "csv" else "=HYPERLINK(0)")
    assert not {"押金一直不退。", "张示例", "0000-5559999"} & set(row)


def test_each_file_has_what_its_reader_sees_and_stays_recorded(
    house: House, sign_in: SignIn, database: Database
) -> None:
    house.file()
    open_one = house.number
    house.file(sealed=True, matter="J01", story=STORY)
    lead, other = sign_in("jia-mz", Role.LEAD), sign_in("yi-mz", Role.LEAD)
    chief = sign_in("shili-jw", Role.HEAD)

    assert [row[0] for row in export(lead)[1:]] == [open_one]
    assert [row[0] for row in export(lead, number=open_one, of="queue.todo")[1:]] == [open_one]
    assert export(lead, number=house.number)[1:] == []
    assert export_or_none(other, house) == []
    assert [row[0] for row in export(chief)[1:]] == [house.number]
    with database.reading() as session:
        said = set(session.scalars(select(AccountEvent.what)))
    assert "导出了件表 1 件（CSV）" in said
    assert "导出了件表（CSV）" in said  # Of the discipline unit nobody learns how many.


def export_or_none(client: FlaskClient, house: House) -> list[list[str]]:
    """Export what somebody sees who sees nothing: the token is that of another form."""
    token = submit(client, "/desk/export.csv", "/desk/change", number=house.number)
    return list(csv.reader(io.StringIO(token.data.decode("utf-8-sig"))))[1:]


def test_too_many_are_refused_with_words(
    house: House, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.file()
    house.file()
    monkeypatch.setattr(queue_export_views, "MOST", 1)
    lead = sign_in("jia-mz", Role.LEAD)
    answer = submit(lead, "/desk/export.csv", FORM, kind="投诉")

    assert answer.status_code == 303
    assert "请先筛选" in lead.get(answer.location).text


def test_without_token_role_or_ending_there_is_no_file(house: House, sign_in: SignIn) -> None:
    house.file()
    lead = sign_in("jia-mz", Role.LEAD)
    lead.application.config["WTF_CSRF_CHECK_DEFAULT"] = True

    assert lead.post("/desk/export.csv").status_code == 400
    assert lead.get("/desk/export.csv").status_code == 405
    assert submit(lead, "/desk/export.html", FORM).status_code == 404
    assert submit(lead, "/desk/export.csv", FORM, pile="to-rule").status_code == 404
