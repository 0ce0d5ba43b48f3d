"""The table of transitions, read once: what is not listed there is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from complaints.workflow.capacity import Capacity
from complaints.workflow.guards import Guard
from complaints.workflow.tables import FLAGS, rows, several
from complaints.workflow.terms import (
    AssignmentState,
    Hearer,
    Leg,
    Of,
    Role,
    Scope,
    State,
    TicketState,
)

NEW = "new"
STAYS = "="
SEALED_AFTER = {"": None, "no": False, "yes": True}
READERS = frozenset({Scope.OWN_UNIT, Scope.LEAD_UNIT, Scope.CITY})
VERBS = frozenset({"start", "stop", "resume", "pause", "run", "extend"})


class TransitionError(Exception):
    """The table does not allow this step here, or not to this person."""


@dataclass(frozen=True)
class Effect:
    """What a step does to a leg: start it, stop it (and freeze its punctuality), or resume it.

    `pause` and `run` let it wait for the citizen and go on, with the same leg of every part;
    `extend` moves its last day.
    """

    verb: str
    leg: Leg


@dataclass(frozen=True)
class Transition:
    """One step that may be taken. `source` is None for the first step of a life.

    `public` is the sentence that the citizen reads, `shows` the fields he reads with it, `tells`
    whose officers get word that there is news.
    """

    of: Of
    action: str
    label: str
    source: State | None
    target: State
    during: frozenset[TicketState]
    actors: frozenset[Role]
    scope: Scope
    sealed: tuple[bool, ...]
    sealed_after: bool | None
    requires: tuple[str, ...]
    guards: tuple[Guard, ...]
    clock: tuple[Effect, ...]
    then: str
    event: str
    public: str
    shows: tuple[str, ...]
    tells: tuple[Hearer, ...]
    note: str

    def acting(self, who: Collection[Capacity]) -> Capacity | None:
        """Tell in which of their capacities somebody may take this step; events record it."""
        return next((one for one in sorted(who) if self._admits(one)), None)

    def _admits(self, one: Capacity) -> bool:
        grounds = READERS if self.scope is Scope.READER else {self.scope}
        return one.role in self.actors and one.scope in grounds

    def fits(self, *, sealed: bool, ticket: TicketState | None) -> bool:
        """Tell whether the row speaks of such a ticket; an assignment moves only `during` some."""
        return sealed in self.sealed and (self.of is Of.TICKET or ticket in self.during)


@cache
def transitions() -> tuple[Transition, ...]:
    """Read the table that comes with the program, one transition for each state it starts from."""
    return tuple(step for row in rows("transitions.csv") for step in _steps(row))


def allowed(
    of: Of,
    state: State | None,
    who: Collection[Capacity],
    *,
    sealed: bool,
    ticket: TicketState | None = None,
) -> tuple[Transition, ...]:
    """List the steps open to somebody now, in the order of the table; guards are still to check.

    For an assignment `ticket` is the state of its ticket.
    """
    return tuple(
        step
        for step in _from_state().get((of, state), ())
        if step.fits(sealed=sealed, ticket=ticket) and step.acting(who)
    )


def find(  # noqa: PLR0913 (plain facts, each named by its caller)
    of: Of,
    action: str,
    state: State | None,
    who: Collection[Capacity],
    *,
    sealed: bool,
    ticket: TicketState | None = None,
) -> Transition:
    """Find the step that somebody wants to take, or raise TransitionError with a plain sentence."""
    for step in _from_state().get((of, state), ()):
        if step.action == action and step.fits(sealed=sealed, ticket=ticket):
            if step.acting(who):
                return step
            raise TransitionError(f"「{step.label}」不由您办理。")
    here = state.label if state else "未登记"
    raise TransitionError(f"{of.label}现为「{here}」，不能「{_labels().get(action, action)}」。")


@cache
def described(event: str, *, sealed: bool) -> Transition | None:
    """Give a step that writes such an event, for what it says in public; None for no step's."""
    found = (step for step in transitions() if step.event == event and sealed in step.sealed)
    return next(found, None)


def missing_fields(transition: Transition, given: Mapping[str, object]) -> tuple[str, ...]:
    """List the fields that the step needs and that are absent or blank."""
    return tuple(name for name in transition.requires if _blank(given.get(name)))


def check_guards(transition: Transition, holds: Mapping[Guard, bool]) -> None:
    """Raise TransitionError unless every guard of the step holds; one not looked at does not."""
    for guard in transition.guards:
        if not holds.get(guard, False):
            raise TransitionError(f"不能「{transition.label}」：{guard.label}。")


@cache
def _from_state() -> Mapping[tuple[Of, State | None], tuple[Transition, ...]]:
    found = defaultdict[tuple[Of, State | None], tuple[Transition, ...]](tuple)
    for step in transitions():
        found[step.of, step.source] += (step,)
    return found


@cache
def _labels() -> Mapping[str, str]:
    return {step.action: step.label for step in transitions()}


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _steps(row: dict[str, str]) -> Iterator[Transition]:
    of = Of(row["of"])
    kind: type[TicketState | AssignmentState] = TicketState if of is Of.TICKET else AssignmentState
    for start in several(row["from"]):
        yield Transition(
            of=of,
            action=row["action"],
            label=row["label"],
            source=None if start == NEW else kind(start),
            target=kind(start if row["to"] == STAYS else row["to"]),
            during=frozenset(TicketState(name) for name in several(row["during"])),
            actors=frozenset(Role(name) for name in several(row["actor"])),
            scope=Scope(row["scope"]),
            sealed=FLAGS[row["sealed"]],
            sealed_after=SEALED_AFTER[row["sealed_after"]],
            requires=several(row["requires"]),
            guards=tuple(Guard(name) for name in several(row["guards"])),
            clock=tuple(_effect(text) for text in several(row["clock"])),
            then=row["then"],
            event=row["event"],
            public=row["public"],
            shows=several(row["shows"]),
            tells=tuple(Hearer(name) for name in several(row["tells"])),
            note=row["note"],
        )


def _effect(text: str) -> Effect:
    verb, _, leg = text.partition(":")
    if verb not in VERBS:
        raise ValueError(f"no effect on a leg: {text}")
    return Effect(verb, Leg(leg))
