"""What the citizen adds, and what the events of his ticket then say."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from complaints.events import broken_link, values_of
from tests.complaints.following import Citizen

WORDS = "昨天机构又打电话来，说要等到年底。"


def events(citizen: Citizen, name: str) -> list[dict[str, str]]:
    """Give the values of every event of a name."""
    with citizen.house.ticket() as ticket:
        assert broken_link(ticket) is None
        keys = citizen.house.keys
        return [values_of(event, keys) for event in ticket.events if event.name == name]


def photograph() -> tuple[BytesIO, str]:
    """Give a photograph as a telephone sends it."""
    body = BytesIO()
    Image.new("RGB", (40, 30), "red").save(body, "JPEG")
    body.seek(0)
    return body, "张三.jpg"
