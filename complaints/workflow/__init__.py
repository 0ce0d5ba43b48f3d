"""The life of a complaint: who may do what, when, as one table that code only reads.

`transitions.csv` lists every step of a ticket and of an assignment; what it does not list is
refused. `public_words.csv` says in the citizen's words where a ticket stands. Everything here is
given plain values: no database, no clock, nothing remembered.

Supervision (督办) is an overlay kept elsewhere, never a state.
"""

from complaints.workflow.capacity import CITIZEN, PROGRAM, Capacity, at_the_desk, capacities
from complaints.workflow.guards import Guard
from complaints.workflow.rules import (
    Transition,
    TransitionError,
    allowed,
    check_guards,
    described,
    find,
    missing_fields,
    transitions,
)
from complaints.workflow.terms import (
    FINAL,
    AssignmentState,
    Hearer,
    Leg,
    Level,
    Of,
    Outcome,
    Part,
    Role,
    Scope,
    State,
    TicketState,
)
from complaints.workflow.words import PublicWord, public_word, where_it_stands

__all__ = [
    "CITIZEN",
    "FINAL",
    "PROGRAM",
    "AssignmentState",
    "Capacity",
    "Guard",
    "Hearer",
    "Leg",
    "Level",
    "Of",
    "Outcome",
    "Part",
    "PublicWord",
    "Role",
    "Scope",
    "State",
    "TicketState",
    "Transition",
    "TransitionError",
    "allowed",
    "at_the_desk",
    "capacities",
    "check_guards",
    "described",
    "find",
    "missing_fields",
    "public_word",
    "transitions",
    "where_it_stands",
]
