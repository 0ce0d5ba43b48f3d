"""What concerns officials is sealed before anyone reads it; emergencies come first."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from complaints.database import Database
from complaints.database.models import Ticket
from tests.complaints.filing.form import (
    DETAILS,
    EDITIONS,
    STORY,
    file,
    only_ticket,
    post,
    start,
    text,
)


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
