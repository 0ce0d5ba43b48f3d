"""Linking duplicates (关联): each chain says so, and the link itself stands apart from both."""

from __future__ import annotations

from collections.abc import Mapping

from complaints.acting import Actor, Circumstances
from complaints.database.models import Ticket
from complaints.moving import move
from complaints.twins import OTHER, other_of, tie, untie


def link_both(ticket: Ticket, actor: Actor, values: Mapping[str, str], at: Circumstances) -> None:
    """Link the other ticket after the step was taken on this one. Raises TransitionError."""
    other = other_of(ticket, values[OTHER])
    move(other, actor, "link", {OTHER: ticket.number}, at)
    tie(ticket, other)


def unlink_both(ticket: Ticket, actor: Actor, values: Mapping[str, str], at: Circumstances) -> None:
    """Take the link away after the step was taken on this one. Raises TransitionError."""
    other = other_of(ticket, values[OTHER])
    move(other, actor, "unlink", {OTHER: ticket.number}, at)
    untie(ticket, other)
