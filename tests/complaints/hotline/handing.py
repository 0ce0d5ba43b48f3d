"""A hotline that hands over its lists, for tests: as it exports them, and taken in in one line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from complaints.acting import Circumstances
from complaints.database import Database
from complaints.database.hotline_orders import HotlineOrder
from complaints.database.models import Ticket
from complaints.hotline.commands import MAPPINGS
from complaints.hotline.mapping import HotlineMapping, read_mapping
from complaints.hotline.taking import Desk, Tally, take_over
from complaints.hotline.writing_back import WrittenBack, write_back
from complaints.keys import Keys
from content import Catalog
from tests.complaints.conftest import Clock
from tests.complaints.house import House

ORDERS = Path(__file__).parents[2] / "data" / "hotline" / "orders.csv"
PLAN = read_mapping(MAPPINGS / "12345.toml")
USUAL = {
    "工单编号": "SL20261118-7001",
    "工单标题": "",
    "诉求内容": "退住三个月，押金八千元一直不退。",
    "派单时间": "2026-11-18 09:30:00",
    "办结时限": "2026-12-02",
    "事发时间": "上个月",
    "被反映单位": "柳荫颐养院",
    "事发地址": "",
    "所属区域": "甲区",
    "是否匿名": "否",
    "来电人": "示例·王芳",
    "联系电话": "0000-5559001",
    "工单类型": "投诉类",
    "紧急程度": "一般",
}


@dataclass
class Hotline:
    """The hotline, the channel that it hands its orders to, and a folder between them."""

    database: Database
    keys: Keys
    catalog: Catalog
    clock: Clock
    folder: Path
    plan: HotlineMapping = PLAN

    def at(self) -> Circumstances:
        """Give the moment, the keys and the city."""
        return Circumstances(self.keys, self.catalog, self.clock.now)

    def take(self, source: Path) -> Tally:
        """Take a list in."""
        return take_over(source, self.plan, Desk(self.database, self.at))

    def hand(self, **cells: str) -> Tally:
        """Hand one order over; what is not given is as usual."""
        return self.take(self.sheet({**USUAL, **cells}))

    def sheet(self, *rows: dict[str, str], encoding: str = "utf-8-sig") -> Path:
        """Write a list of orders."""
        text = io.StringIO(newline="")
        csv.writer(text).writerows([[*USUAL], *([*row.values()] for row in rows)])
        path = self.folder / "工单.csv"
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    def book(self, *rows: dict[str, object]) -> Path:
        """Write a list of orders as a workbook."""
        book = Workbook()
        book.worksheets[0].append([*USUAL])
        for row in rows:
            book.worksheets[0].append([*row.values()])
        path = self.folder / "工单.xlsx"
        book.save(path)
        return path

    def tickets(self) -> dict[str, Ticket]:
        """Give all tickets by the hotline's number."""
        asked = select(HotlineOrder.hotline_number, Ticket).join(
            Ticket, Ticket.id == HotlineOrder.ticket_id
        )
        loaded = asked.options(selectinload(Ticket.legs), selectinload(Ticket.contact))
        with self.database.reading() as session:
            return dict(session.execute(loaded).all())

    def only(self) -> Ticket:
        """Give the one ticket there is."""
        (ticket,) = self.tickets().values()
        return ticket

    def give_back(self, name: str = "结果.csv", *, since: date | None = None) -> WrittenBack:
        """Write the results into a file."""
        return write_back(self.database, self.plan, self.at(), self.folder / name, since)

    def told(self, name: str = "结果.csv") -> list[dict[str, str]]:
        """Read a file of results as the hotline does."""
        text = (self.folder / name).read_text("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))


def of(hotline: Hotline, ticket: Ticket) -> House:
    """Give the house around a ticket that was handed over."""
    house = House(hotline.database, hotline.keys, hotline.catalog, hotline.clock)
    house.number = ticket.number
    return house
