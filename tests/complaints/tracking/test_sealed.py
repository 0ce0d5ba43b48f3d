"""A sealed ticket is followed to its answer."""

from __future__ import annotations

from complaints.intake.attachments import Attachments
from tests.complaints.following import JUDGEMENT, Citizen, text
from tests.complaints.house import ANSWER, CHIEF, INSPECTOR, OPINION
from tests.complaints.tracking.followed import WORDS, photograph


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
