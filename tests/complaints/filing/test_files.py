"""Files beside a paper: taken, refused, removed, and never more than the disk bears."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from complaints.database import Database
from complaints.database.models import File, Ticket
from complaints.intake.attachments import Attachments
from complaints.keys import Keys, WrongKeyError
from tests.complaints.filing.form import DETAILS, STORY, post, start, text, tickets, upload, wait


def picture(colour: str = "red") -> BytesIO:
    """Give a photograph as a telephone sends it."""
    body = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    Image.new("RGB", (40, 30), colour).save(body, "JPEG", exif=exif)
    body.seek(0)
    return body


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
