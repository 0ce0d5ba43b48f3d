"""What citizens thought of their answers: told by themselves (自评) or on the telephone (回访)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from complaints.calling import CALLED, JUDGED, QUESTIONS, VALID
from complaints.database.models import Ticket
from complaints.events import values_of
from complaints.holding import events_of_round
from complaints.keys import Keys, Lost

Counts = Mapping[str, Counter[str]]
"""By question how often each answer was given; how many answered is the total of its counter."""


class Source(StrEnum):
    """How a judgement came; each is counted apart."""

    OWN = "自评"
    RECORDED = "经办人代录"
    CALLED = "回访"


@dataclass(frozen=True)
class Satisfaction:
    """What a citizen thought of one answer: the three questions with his answers."""

    source: Source
    answers: Mapping[str, str]


def satisfaction_of(ticket: Ticket, keys: Keys) -> Satisfaction | None:
    """Give what holds for the running round: the citizen's own judgement before a call's."""
    found = {event.name: event for event in events_of_round(ticket)}
    event = found.get(JUDGED) or found.get(CALLED)
    if event is None:
        return None
    values = values_of(event, keys)
    answers = {name: values[name] for name in QUESTIONS if values.get(name)}
    if event.name == CALLED:
        return Satisfaction(Source.CALLED, answers) if values.get("result") == VALID else None
    by_officer = values.get("by") == Source.RECORDED
    return Satisfaction(Source.RECORDED if by_officer else Source.OWN, answers)


def count(tickets: Iterable[Ticket], keys: Keys) -> dict[Source, Counts]:
    """Count what citizens answered, each source apart; what a lost key hides is not counted."""
    counts = {source: {name: Counter[str]() for name in QUESTIONS} for source in Source}
    for ticket in tickets:
        if found := satisfaction_of(ticket, keys):
            for name, answer in found.answers.items():
                if not isinstance(answer, Lost):
                    counts[found.source][name][answer] += 1
    return {source: dict(names) for source, names in counts.items()}
