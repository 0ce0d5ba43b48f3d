"""A whole comparison: the homes, the table in the order of the board, the words, the questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content import Catalog
from disclosure.comparing.case import Case
from disclosure.comparing.conduct import contact, problems, quality
from disclosure.comparing.differences import differences
from disclosure.comparing.homes import Given, Home, gather
from disclosure.comparing.lines import Section
from disclosure.comparing.living import living
from disclosure.comparing.money import money
from disclosure.comparing.questions import ANYWHERE, Question, questions
from disclosure.comparing.said import Said


@dataclass(frozen=True)
class Comparison:
    """Up to four homes side by side for one case."""

    case: Case
    homes: tuple[Home, ...]
    sections: tuple[Section, ...]
    differences: tuple[Said, ...]
    questions: tuple[Question, ...]
    anywhere: tuple[Said, ...] = ANYWHERE

    @property
    def kinds(self) -> dict[str, list[Home]]:
        """The homes by their kind; more than one kind can only be compared with care."""
        found: dict[str, list[Home]] = {}
        for home in self.homes:
            found.setdefault(home.row.kind, []).append(home)
        return found


def compare(catalog: Catalog, ids: Iterable[str], case: Case) -> Comparison:
    """Compare homes for a case. Raises KeyError for a number that was never given."""
    given = gather(catalog, ids, case)
    return Comparison(
        case=case,
        homes=given.homes,
        sections=_sections(given),
        differences=tuple(differences(given)),
        questions=tuple(questions(given)),
    )


def _sections(given: Given) -> tuple[Section, ...]:
    return tuple(make(given) for make in (living, money, quality, problems, contact))
