"""The whole house on one port, as `gongshi serve` joins it: site, service and desk, one clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page
from werkzeug.serving import make_server

from complaints.database import Database, upgrade
from complaints.desk.app import create_desk
from complaints.desk.desk import Desk
from complaints.intake.app import create_app
from complaints.intake.attachments import Attachments
from complaints.intake.channel import Channel
from complaints.keys import Keys
from complaints.lapsing import lapse
from complaints.workflow import Role
from content import Catalog, cut, read_folder
from disclosure.rendering import dynamic_url, page_url
from disclosure.serving import FrozenSite, beside
from tests.browser.conftest import DAY, Silent
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import CHEAP, PASSWORD, Officers
from tests.folders import SAMPLE

STAFF = {
    "lead": ("jia-mz", Role.LEAD),
    "handler": ("jia-scjg", Role.HANDLER),
    "head": ("jia-scjg", Role.HEAD),
    "supervisor": ("shili-mz", Role.SUPERVISOR),
    "administrator": ("shili-mz", Role.ADMINISTRATOR),
    "chief": ("shili-jw", Role.HEAD),
}


@dataclass
class Whole:
    """The running house: where it answers, what time it is there, and its officers."""

    url: str
    clock: Clock
    database: Database
    keys: Keys
    catalog: Catalog
    officers: Officers

    def sign_in(self, page: Page, account: str) -> Page:
        """Sign an officer in through the pages; half a minute passes, so that his code is new."""
        self.clock.forward(seconds=31)
        page.goto(f"{self.url}/desk/login")
        page.get_by_label("账号").fill(account)
        page.get_by_label("密码").fill(PASSWORD)
        page.locator("main form button").first.click()
        page.locator("[name=code]").fill(self.officers.code(account))
        page.locator("main form button").first.click()
        page.wait_for_selector("nav.nav")
        return page

    def step(self, page: Page, number: str, label: str, **fields: str) -> None:
        """Take a step of a ticket through its pages; what is filled in already stays."""
        page.goto(f"{self.url}/desk/tickets/{number}")
        page.locator(".acts a", has_text=label).first.click()
        for name, value in fields.items():
            place = page.locator(f"[name={name}]")
            if place.evaluate("e => e.localName") == "select":
                place.select_option(value)
            else:
                place.fill(value)
        page.locator("main form button[type=submit]:not([name])").click()
        page.wait_for_selector(".flash")
        page.wait_for_load_state()

    def days_pass(self, days: int) -> None:
        """Let days go by, and what time does by itself happen."""
        self.clock.now += timedelta(days=days)
        lapse(self.database, self.keys, self.catalog, self.clock.now)


@contextmanager
def whole_house(release: Path, folder: Path) -> Iterator[Whole]:
    """Serve it until the end of the block."""
    url, keys, clock = f"sqlite:///{folder / 'channel.sqlite3'}", Keys(folder / "keys"), Clock()
    upgrade(url)
    keys.make_missing()
    catalog, database = cut(read_folder(SAMPLE), DAY), Database(url)
    files = Attachments(folder / "uploads", keys)
    public = create_app(
        Channel(
            database,
            keys,
            lambda: catalog,
            clock,
            page_url,
            dynamic_url,
            files,
            demo=True,
            wait=clock.waits.append,
        )
    )
    desk = create_desk(
        Desk(database, keys, lambda: catalog, clock, files, page_url, demo=True), CHEAP
    )
    officers = Officers(desk, database, catalog, clock)
    for account, (unit, role) in STAFF.items():
        officers.make(account, unit, role)
    site = beside(FrozenSite(release, {"complaints": public}), {"desk": desk})
    server = make_server("127.0.0.1", 0, site, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield Whole(f"http://127.0.0.1:{server.server_port}", clock, database, keys, catalog, officers)
    server.shutdown()
    thread.join()
    server.server_close()
    database.engine.dispose()
