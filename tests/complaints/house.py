"""One ticket and the people around it, for tests that take it through its steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from complaints.acting import Actor, Circumstances
from complaints.database import Database
from complaints.database.models import TO_FILER, Assignment, Message, Ticket
from complaints.filing import Paper, file_paper
from complaints.keys import Keys
from complaints.steps import take
from complaints.visibility import visible
from complaints.workflow import Role
from content import Catalog
from tests.complaints.conftest import Clock

OPINION = {"found": "押金条款超出合同。", "done": "已责令三日内退还。", "basis": "合同第五条"}
ANSWER = {
    **OPINION,
    "asked": "要求退还押金。",
    "remedy": "可以向法院起诉。",
    "contact": "0000-5552010",
    "outcome": "已解决",
}
REFUSAL = {"reason": "已在法院审理", "basis": "示例规定", "turn_to": "示例市法院"}
STORY = "检查的人收了红包。"


def officer(name: str, unit: str, *roles: Role) -> Actor:
    """Make an officer."""
    return Actor(frozenset(roles), unit, name)


LEAD = officer("li", "jia-mz", Role.LEAD)
HANDLER = officer("wang", "jia-scjg", Role.HANDLER)
HEAD = officer("zhao", "jia-scjg", Role.HEAD)
CO_HANDLER = officer("qian", "jia-xf", Role.HANDLER)
CO_HEAD = officer("sun", "jia-xf", Role.HEAD)
SUPERVISOR = officer("zhou", "shili-mz", Role.SUPERVISOR)
OTHER_LEAD = officer("wu", "yi-mz", Role.LEAD)
INSPECTOR = officer("zheng", "shili-jw", Role.HANDLER)
CHIEF = officer("feng", "shili-jw", Role.HEAD)
ADMINISTRATOR = officer("chen", "shili-mz", Role.ADMINISTRATOR)


def paper(**changes: Any) -> Paper:
    """Make a paper; what is not given is as usual."""
    fields: dict[str, Any] = {
        "kind": "投诉",
        "institution": "100012",
        "institution_name": "",
        "place": "jia",
        "happened": "上个月",
        "story": "押金一直不退。",
        "matter": "F01",
        "relation": "家属",
        "naming": "实名",
        "name": "张示例",
        "telephone": "0000-5559999",
        "wants_texts": True,
    }
    return Paper(**{**fields, **changes})


@dataclass
class House:
    """One ticket and the people around it."""

    database: Database
    keys: Keys
    catalog: Catalog
    clock: Clock
    number: str = ""

    def file(self, **changes: Any) -> None:
        """File a paper; the house is about that ticket from now on."""
        with self.database.writing() as session:
            receipt = file_paper(session, self.keys, self.catalog, paper(**changes), self.clock.now)
        self.number = receipt.number

    @contextmanager
    def ticket(self) -> Iterator[Ticket]:
        """Give the ticket in a session that commits."""
        with self.database.writing() as session:
            yield session.scalars(select(Ticket).where(Ticket.number == self.number)).one()

    def do(self, actor: Actor, action: str, of: str = "", /, **values: str) -> None:
        """Take a step of the ticket, or of the part of a unit."""
        at = Circumstances(self.keys, self.catalog, self.clock.now)
        with self.ticket() as ticket:
            part = part_of(ticket, of) if of else None
            take(ticket, actor, action, values, at, part)

    def state(self) -> str:
        """Tell where the ticket stands."""
        with self.ticket() as ticket:
            return ticket.state

    def assign(self, cooperating: str = "") -> None:
        """Accept the ticket and assign it."""
        self.do(LEAD, "accept", matter="F01")
        self.do(LEAD, "assign", unit="jia-scjg", cooperating=cooperating)

    def answer(self) -> None:
        """Bring a ticket that is assigned to its answer."""
        with self.ticket() as ticket:
            offered = part_of(ticket, "jia-scjg").state == "offered"
        if offered:
            self.do(HANDLER, "accept_part", "jia-scjg")
        self.do(HANDLER, "draft", "jia-scjg", found=OPINION["found"])
        self.do(HEAD, "submit", "jia-scjg", **OPINION)
        self.do(LEAD, "approve", "jia-scjg")
        self.do(LEAD, "publish", **ANSWER)

    def seen_by(self, *actors: Actor) -> list[bool]:
        """Tell who of them may see the ticket."""
        with self.database.reading() as session:
            return [
                session.scalar(
                    select(Ticket.id).where(
                        Ticket.number == self.number, visible(actor, "shili-jw")
                    )
                )
                is not None
                for actor in actors
            ]

    def told(self) -> list[str]:
        """Name the units that got word."""
        with self.database.reading() as session:
            return sorted(session.scalars(select(Message.unit).where(Message.unit != TO_FILER)))


def part_of(ticket: Ticket, unit: str) -> Assignment:
    """Give the part that a unit holds in the running round."""
    return next(
        part
        for part in ticket.assignments
        if part.unit == unit and part.round == ticket.round and part.state != "waived"
    )
