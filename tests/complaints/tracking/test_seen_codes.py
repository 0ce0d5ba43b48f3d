"""A code that an officer saw is renewed, and what was said with it is told apart."""

from __future__ import annotations

import re

import pytest

from complaints.receipts import StoredCode, code_is_right
from tests.complaints.following import JUDGEMENT, Citizen, text
from tests.complaints.tracking.followed import events


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
