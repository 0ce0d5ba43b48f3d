"""The form of a task as it was sent: which page of it, with what was typed on all its pages."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from complaints.database.models import Event, Ticket
from complaints.events import values_of
from complaints.intake.channel import page
from complaints.intake.opening import Credentials, Interrupted
from complaints.intake.permitted import event_of
from complaints.intake.questions import Question, personal_in, problems
from complaints.intake.tasks import ADDING, FILES, Task
from complaints.keys import Keys
from disclosure.theme import Edition

NOT_SHOWN = -1
TEXT = "text"
FILES_ALONE = "只交了文件，没有另写文字。"


@dataclass(frozen=True)
class Sheet:
    """One sending of a task's form; `place` is how many events the ticket had when it was begun."""

    edition: Edition
    task: Task
    sent: Credentials
    page: int
    place: int
    typed: dict[str, str]
    facts: tuple[tuple[str, str], ...] = ()
    """What the citizen must know of this one ticket before he answers."""

    @classmethod
    def read(cls, edition: Edition, task: Task) -> Sheet:
        """Read the running request; what is no number counts as the beginning."""
        last = len(task.pages(edition)) - 1
        return cls(
            edition,
            task,
            Credentials.sent(),
            min(_number("page", NOT_SHOWN), last),
            _number("place", 0),
            {question.name: _cut(question) for question in task.questions if _typed(question)},
        )

    @property
    def is_last(self) -> bool:
        """Tell whether this was the last page."""
        return self.page == len(self.task.pages(self.edition)) - 1

    @property
    def questions(self) -> tuple[Question, ...]:
        """Give what this page asks."""
        return self.task.pages(self.edition)[self.page]

    def faults(self) -> dict[str, str]:
        """Say what is wrong on this page; on the last one, on any, as pages can be passed over."""
        return problems(self.task.questions if self.is_last else self.questions, self.typed)

    def personal(self) -> list[str]:
        """Say which personal data this page holds, unless the citizen wants it so."""
        if request.form.get("sure") == "yes":
            return []
        areas = (question.name for question in self.questions if question.kind == "area")
        return [said for name in areas for said in personal_in(self.typed.get(name, ""))]

    def show(
        self, at: int, errors: dict[str, str] | None = None, personal: list[str] | None = None
    ) -> str:
        """Show a page of the form with what was typed; other pages' answers stay in it, unseen."""
        pages = self.task.pages(self.edition)
        shown = [question.name for question in pages[at]]
        return page(
            self.edition,
            "task.html",
            self.task.title,
            "track",
            task=self.task,
            facts=self.facts,
            sent=self.sent,
            place=self.place,
            at=at,
            of=len(pages),
            questions=pages[at],
            typed=self.typed,
            unseen={name: text for name, text in self.typed.items() if name not in shown},
            errors=errors or {},
            personal=personal or [],
        )

    def values(self) -> dict[str, str]:
        """Give what the step is taken with; who hands in files alone is quoted with that."""
        given = {name: text.strip() for name, text in self.typed.items() if text.strip()}
        if self.task.action in ADDING:
            given.setdefault(TEXT, FILES_ALONE)
        return given

    def interrupted(self) -> Interrupted:
        """Give what is to be kept while number and code are asked for again."""
        own = {"page": str(self.page), "place": str(self.place)}
        return Interrupted(f"track/{self.task.action}", {**self.typed, **own})


def is_repeated(sheet: Sheet, ticket: Ticket, files: int, keys: Keys) -> bool:
    """Tell whether this form was sent before: a second click, a reload, a lost answer.

    Words may come several times; only the same words with as many files, from the same form, are
    a repetition.
    """
    name = event_of(sheet.task.action)
    since = [event for event in ticket.events if event.seq > sheet.place and event.name == name]
    if sheet.task.action not in ADDING:
        return bool(since)
    return any(_added(event, keys) == (sheet.values()[TEXT], files) for event in since)


def _added(event: Event, keys: Keys) -> tuple[str, int]:
    """Give the words of an event, and how many files came with them."""
    values = values_of(event, keys)
    return values.get(TEXT, ""), len(list(filter(None, values.get(FILES, "").split("、"))))


def _typed(question: Question) -> bool:
    return question.kind != FILES and question.name in request.form


def _cut(question: Question) -> str:
    """Cut an answer to what any answer may hold; a little more, so that too long can be said."""
    return request.form[question.name][: 2 * question.longest].replace("\0", "")


def _number(name: str, otherwise: int) -> int:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise  # noqa: PLR2004
