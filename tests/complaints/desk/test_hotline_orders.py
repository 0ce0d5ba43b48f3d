"""Orders of the hotline at the desk: found by the hotline's number by whoever may see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from complaints.database import Database
from complaints.keys import Keys
from complaints.workflow import Role
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import Officers
from tests.complaints.hotline.handing import Hotline

NUMBER = "SL20261118-7001"


@pytest.fixture
def hotline(
    database: Database, keys: Keys, catalog: Catalog, clock: Clock, tmp_path: Path
) -> Hotline:
    return Hotline(database, keys, catalog, clock, tmp_path)


def signed_in(officers: Officers, unit: str, role: Role) -> FlaskClient:
    officers.make("somebody", unit, role)
    return officers.sign_in("somebody")


def test_the_lead_finds_an_order_by_the_hotlines_number_and_reads_it_on_the_page(
    hotline: Hotline, officers: Officers
) -> None:
    hotline.hand()
    number = hotline.only().number
    lead = signed_in(officers, "jia-mz", Role.LEAD)

    assert number in lead.get(f"/desk/search?q={NUMBER[-6:]}").text
    assert number not in lead.get("/desk/search?q=SL2026%25-9").text
    page = lead.get(f"/desk/tickets/{number}").text
    assert NUMBER in page
    assert "12345 要求办结" in page
    assert "2026-12-02" in page
    assert "12345 转入" in page
    assert "0000-5559001" not in page


def test_a_sealed_order_is_found_by_nobody_else(hotline: Hotline, officers: Officers) -> None:
    hotline.hand(诉求内容="民政局检查的人收了院长的红包，不管我们。")
    lead = signed_in(officers, "shili-mz", Role.SUPERVISOR)

    page = lead.get(f"/desk/search?q={NUMBER}").text

    assert hotline.only().number not in page


def test_of_an_anonymous_caller_the_page_says_that_the_hotline_tells_him(
    hotline: Hotline, officers: Officers
) -> None:
    hotline.hand(是否匿名="是")
    lead = signed_in(officers, "jia-mz", Role.LEAD)

    assert "只能通过12345告诉他" in lead.get(f"/desk/tickets/{hotline.only().number}").text
