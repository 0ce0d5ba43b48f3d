"""Which tasks would succeed now, and why the others would not: the workflow with its guards."""

from __future__ import annotations

from collections.abc import Iterable

from complaints.acting import THE_CITIZEN, Circumstances
from complaints.database.models import Ticket
from complaints.holding import Situation, holding
from complaints.intake.tasks import TASKS, Task
from complaints.workflow import (
    CITIZEN,
    Guard,
    Of,
    Role,
    TicketState,
    Transition,
    TransitionError,
    allowed,
    check_guards,
    find,
    transitions,
)


def open_tasks(ticket: Ticket, at: Circumstances) -> list[Task]:
    """Give what would succeed now, in the order of the list above."""
    open_now = {step.action for step in _steps(ticket) if _holds(step, ticket, at)}
    return [task for task in TASKS.values() if task.action in open_now]


def refusal(ticket: Ticket, task: Task, at: Circumstances) -> str:
    """Say why a task cannot be done now; empty where it can."""
    state = TicketState(ticket.state)
    try:
        step = find(Of.TICKET, task.action, state, [CITIZEN], sealed=ticket.sealed)
        check_guards(step, _held(step, ticket, at))
    except TransitionError as error:
        return str(error)
    return ""


def urged_lately(ticket: Ticket, at: Circumstances) -> bool:
    """Tell whether urging is only too early."""
    return any(
        Guard.MAY_URGE in step.guards and not _holds(step, ticket, at) for step in _steps(ticket)
    )


def event_of(action: str) -> str:
    """Name the event that a task writes."""
    return next(step.event for step in transitions() if step.action == action)


def _steps(ticket: Ticket) -> Iterable[Transition]:
    return allowed(Of.TICKET, TicketState(ticket.state), [CITIZEN], sealed=ticket.sealed)


def _holds(step: Transition, ticket: Ticket, at: Circumstances) -> bool:
    return all(_held(step, ticket, at).values())


def _held(step: Transition, ticket: Ticket, at: Circumstances) -> dict[Guard, bool]:
    return holding(Situation(step, Role.CITIZEN, ticket, None, THE_CITIZEN, {}, at))
