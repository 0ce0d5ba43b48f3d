"""The tables of the workflow themselves: columns, names, and what follows a step."""

from __future__ import annotations

import re

import pytest

from complaints.workflow import Of, Scope, transitions
from complaints.workflow.tables import rows
from tests.complaints.workflow.expected import steps
from tests.complaints.workflow.the_list import T


def test_one_step_answers_for_each_action_state_and_seal() -> None:
    keys = [
        (step.of, step.action, step.source, sealed)
        for step in transitions()
        for sealed in step.sealed
    ]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", ["transitions.csv", "public_words.csv"])
def test_every_row_fills_exactly_the_columns_of_its_table(name: str) -> None:
    for row in rows(name):
        assert None not in row
        assert None not in row.values()


def test_every_row_speaks_of_its_own_kind() -> None:
    for step in transitions():
        assert bool(step.during) == (step.of is Of.ASSIGNMENT), step.action
        assert step.actors
        assert step.label


def test_an_action_has_one_name_and_a_name_one_action() -> None:
    pairs = {(step.action, step.label) for step in transitions()}

    assert len(pairs) == len({action for action, _ in pairs}) == len({label for _, label in pairs})


def test_names_fit_the_columns_that_keep_them() -> None:
    for step in transitions():
        for name in (step.event, *step.requires):
            assert re.fullmatch(r"[a-z_]{2,24}", name), name


def test_what_follows_a_step_follows_it_wherever_it_starts() -> None:
    untaken = {T.RECEIVED, T.ACCEPTED, T.ASSIGNED}  # where a ticket may still have parts to drop
    dropping = {"change_lead", "reject", "hand_over", "withdraw", "seal", "seal_with", "release"}
    follows = {
        "assign": "offer",
        "transfer": "offer",
        "reopen": "renew",
        "release_in_part": "file_released",
        "add_cooperating": "offer_cooperating",
        "rule_moves": "offer_ruled",
        "link": "link",
        "unlink": "unlink",
    }
    for step in transitions():
        drops = step.action in dropping and step.source in untaken
        assert step.then == ("drop" if drops else follows.get(step.action, "")), step


def test_public_texts_name_a_unit_at_most_and_of_a_sealed_ticket_no_other_office() -> None:
    for step in transitions():
        assert set(re.findall(r"\{(\w*)\}", step.public)) <= {"unit", "level"}, step.public
        if step.scope is Scope.DISCIPLINE:
            assert "牵头单位" not in step.public
            assert "民政" not in step.public


def test_every_step_of_a_ticket_is_told_to_the_citizen() -> None:
    told = [step for step in steps(Of.TICKET) if step.action not in {"link", "unlink"}]

    assert all(step.public.endswith("。") for step in told)
    assert all(not step.public for step in steps(Of.TICKET) if step not in told)


def test_the_rows_are_read_once() -> None:
    assert transitions() is transitions()
