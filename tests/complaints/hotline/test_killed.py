"""A list that is taken in and killed half way: no number without its ticket, and none twice."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import func, select

from complaints.auditing import verify
from complaints.database.hotline_orders import HotlineOrder
from complaints.database.models import Ticket
from complaints.events import broken_link
from tests.complaints.hotline.handing import USUAL, Hotline
from tests.folders import SAMPLE

ROWS = 400
ENOUGH = 20
TAKING = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from complaints.acting import Circumstances
from complaints.database import Database
from complaints.hotline.commands import MAPPINGS
from complaints.hotline.mapping import read_mapping
from complaints.hotline.taking import Desk, take_over
from complaints.keys import Keys
from content import cut, read_folder

url, keys, sample, source = sys.argv[1:]
city = cut(read_folder(Path(sample)), date(2026, 11, 20))
at = Circumstances(Keys(Path(keys)), city, datetime(2026, 11, 20, 2, tzinfo=UTC))
take_over(Path(source), read_mapping(MAPPINGS / "12345.toml"), Desk(Database(url), lambda: at))
"""


def taken(hotline: Hotline) -> int:
    with hotline.database.reading() as session:
        return session.scalar(select(func.count()).select_from(HotlineOrder)) or 0


def test_a_killed_import_is_simply_run_again(hotline: Hotline) -> None:
    source = hotline.sheet(*({**USUAL, "工单编号": f"SL2026-{n:05}"} for n in range(ROWS)))
    words = [hotline.database.url, str(hotline.folder.parent / "keys"), str(SAMPLE), str(source)]
    process = subprocess.Popen([sys.executable, "-c", TAKING, *words])
    deadline = time.monotonic() + 60
    while taken(hotline) < ENOUGH:
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail("the import did not get so far")
        time.sleep(0.005)  # Until it is in the midst of its rows.

    process.send_signal(signal.SIGKILL)
    process.wait()

    before = taken(hotline)
    assert ENOUGH <= before < ROWS
    with hotline.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Ticket)) == before
    again = hotline.take(source)
    assert (again.taken, again.known) == (ROWS - before, before)
    tickets = hotline.tickets()
    assert len(tickets) == len({ticket.number for ticket in tickets.values()}) == ROWS
    assert all(broken_link(ticket) is None for ticket in tickets.values())
    with hotline.database.reading() as session:
        assert verify(session, hotline.keys).wrong == 0
