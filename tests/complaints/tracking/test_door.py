"""Number and code open the ticket, by no address, and guessing becomes slow."""

from __future__ import annotations

import re

import pytest

from complaints.intake.limits import Limit
from complaints.intake.tasks import TASKS
from tests.complaints.following import Citizen, hidden, text
from tests.complaints.tracking.followed import WORDS


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
