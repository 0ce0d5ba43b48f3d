"""Words and files are added to what was filed, and none is lost."""

from __future__ import annotations

from io import BytesIO

from sqlalchemy import select

from complaints.database.models import File
from complaints.intake.attachments import Attachments
from complaints.intake.sheets import FILES_ALONE
from tests.complaints.following import Citizen, hidden, text
from tests.complaints.tracking.followed import WORDS, events, photograph


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
