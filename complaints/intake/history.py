"""What has happened to a ticket, as its citizen reads it: day, sentence, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from complaints.database.models import Event, Ticket
from complaints.events import values_of
from complaints.keys import Keys
from complaints.letters import ERASED, TITLES
from complaints.moving import NAMED
from complaints.supervising import LEVEL, level_label
from complaints.workflow import Transition, described

RENEWED = "code_renewed"
DUE_CHANGED = "due_changed"
DISPOSED = "disposed"
SOMEBODY = "有关单位"
OWN_FILES = "files"
"""The names of files that the citizen added himself; no officer's step has such a field."""
MOVED = ("leg", "due_before", "due_on")
LABELS = {
    "reason": "理由",
    "text": "内容",
    "files": "文件",
    "basis": "依据",
    "turn_to": "可以向谁提出",
    "result": "回访结果",
    "institution": "机构",
    "handed": "交给机构的",
    "agrees": "是否同意",
    "settled": "调解结果",
    "contacted": "是否联系",
    "solved": "是否解决",
    "satisfied": "是否满意",
    "lacking": "还缺什么",
    "days": "延长的天数",
    "leg": "哪一段期限",
    "due_before": "原来的日期",
    "due_on": "新的日期",
}


@dataclass(frozen=True)
class Entry:
    """One thing that happened; `letter` names the letter to read, `place` its event in the row."""

    on: date
    says: str
    shown: tuple[tuple[str, str], ...] = ()
    letter: str = ""
    place: int = 0


def history(ticket: Ticket, keys: Keys) -> list[Entry]:
    """Give all that the citizen may read, the newest first; what has no public sentence is not."""
    found = (_entry(event, ticket, keys) for event in reversed(ticket.events))
    return [entry for entry in found if entry]


def _entry(event: Event, ticket: Ticket, keys: Keys) -> Entry | None:
    if event.name == RENEWED:
        return Entry(event.on, "您换了新的查询码，旧的已经作废。")
    values = values_of(event, keys)
    if event.name == DUE_CHANGED and event.assignment_id is None:
        moved = [(LABELS[field], values.get(field, ERASED)) for field in MOVED]
        return Entry(event.on, "工作日历有更新，期限重新计算。", tuple(moved))
    if event.name == DISPOSED:
        return Entry(event.on, f"保管期限已满，本件的{values['what']}已按规定销毁。")
    step = _step_of(event, ticket)
    if step is None:
        return None
    named, level = values.get(NAMED, SOMEBODY), level_label(values.get(LEVEL))
    says = step.public.format(unit=named, level=level)
    if event.name in TITLES:
        return Entry(event.on, says, letter=TITLES[event.name], place=event.seq)
    fields = [field for field in (*step.shows, OWN_FILES) if field in event.fields]
    shown = [(LABELS[field], values.get(field, ERASED)) for field in fields]
    return Entry(event.on, says, tuple((label, text) for label, text in shown if text))


def _step_of(event: Event, ticket: Ticket) -> Transition | None:
    """Find the step whose sentence was true that day: a ticket may have been sealed since.

    Only a step that names a unit in public kept the name with its event.
    """
    for sealed in (ticket.sealed, not ticket.sealed):
        step = described(event.name, sealed=sealed)
        if step and step.public and ("{unit}" in step.public) == (NAMED in event.fields):
            return step
    return None
