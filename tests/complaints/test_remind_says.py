"""What `gongshi remind` says: legs that were recalculated too, and no sealed ticket."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from complaints.database import Database
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from complaints.reminding import Upkeep
from complaints.upkeep import run_reminders
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import LEAD, House
from tests.complaints.test_recalculating import LONGER, official


@pytest.fixture
def house(database: Database, keys: Keys, catalog: Catalog, clock: Clock) -> House:
    """Give a house on a day whose legs reach into a year with a provisional calendar."""
    clock.now = datetime(2026, 12, 25, 2, tzinfo=UTC)
    return House(database, keys, catalog, clock)


def test_it_says_how_many_legs_were_recalculated_but_for_sealed_ones(
    house: House, attachments: Attachments, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        house.file()
        house.do(LEAD, "accept", matter="F01")
    house.do(LEAD, "seal", reason="涉及公职人员")
    final = official(tmp_path / "content", *LONGER)

    run_reminders(Upkeep(house.database, house.keys, attachments, final), house.clock.now)

    said = capsys.readouterr().out
    assert said.startswith("日历有变重算时限 1 项，期满自动办理 0 件，")
    assert said.endswith("（密封件不计）\n")
