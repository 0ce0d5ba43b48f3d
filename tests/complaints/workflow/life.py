"""One ticket with its parts, moved by the table alone."""

from __future__ import annotations

from complaints.workflow import (
    CITIZEN,
    PROGRAM,
    AssignmentState,
    Capacity,
    Guard,
    Of,
    Part,
    Role,
    TicketState,
    Transition,
    allowed,
    capacities,
    find,
    guards,
    where_it_stands,
)
from tests.complaints.workflow.expected import steps
from tests.complaints.workflow.the_list import ASKABLE, CO, LEGS, MAIN, PRESSED, WAITING, A, T

MEDIATING = {
    "offer_mediation", "answer_mediation", "take_back_consent", "hand_contact", "end_mediation",
}  # fmt: skip


class Life:
    """One ticket with its parts, moved by the table alone; guards are judged from plain facts."""

    def __init__(self, *, sealed: bool) -> None:
        self.state: TicketState | None = None
        self.sealed = sealed
        self.parts: list[tuple[Part, AssignmentState]] = []
        self.units: list[str] = []
        self.done: list[str] = []
        self.round: list[str] = []
        self.days = 0
        self.legs: set[str] = set()
        self.waiting = False
        self.of_parts: set[tuple[int | None, str]] = set()

    def people(self) -> dict[str, frozenset[Capacity]]:
        """Give everybody who may stand to the ticket, civil affairs among them always."""
        facts = {
            "part_units": set(self.units),
            "lead_unit": "jw" if self.sealed else "mz",
            "discipline_unit": "jw",
            "sealed": self.sealed,
        }
        officers = {
            f"{unit}-{role}": capacities([role], unit=unit, **facts)  # type: ignore[arg-type]
            for unit in ("mz", "xf", "jw")
            for role in Role
        }
        return {"citizen": frozenset({CITIZEN}), "program": frozenset({PROGRAM}), **officers}

    def choices(self) -> list[tuple[str, Transition, int | None]]:
        """List who may take which step now, on the ticket or on which part."""
        found: list[tuple[str, Transition, int | None]] = []
        for name, who in self.people().items():
            found += [
                (name, step, None)
                for step in allowed(Of.TICKET, self.state, who, sealed=self.sealed)
                if self.holds(step, None)
            ]
            found += [
                (name, step, index)
                for index, (_, state) in enumerate(self.parts)
                for step in allowed(
                    Of.ASSIGNMENT, state, who, sealed=self.sealed, ticket=self.state
                )
                if self.holds(step, index) and step.action != "drop"
            ]
        return found

    def holds(self, step: Transition, index: int | None) -> bool:
        """Judge the guards of a step by what happened so far."""
        facts = {
            Guard.FIRST_TIME: step.action not in self.done,
            Guard.WITHIN_WINDOW: self.days <= 10,
            Guard.WINDOW_OVER: self.days > 10,
            Guard.UNJUDGED: "judge" not in self.round,
            Guard.UNDISPOSED: True,
            Guard.MAY_URGE: "urge" not in self.done,
            Guard.ONE_HANDLER: index is None or self.leaves_one_handler(index),
            Guard.MAY_TAKE_PART: True,
            Guard.OTHER_OFFICER: True,
            Guard.PARTS_SETTLED: guards.may_publish(self.parts),
            Guard.COOPERATING: index is not None and self.parts[index][0] is CO,
            Guard.NOT_OWN_DRAFT: True,  # There are enough officers.
            Guard.NOT_SUPERVISED: self.level() < PRESSED["supervise"],
            Guard.NOT_LISTED: self.level() < PRESSED["list_supervision"],
            Guard.SUPERVISED: self.level() > 0,
            Guard.MAY_CALL: "call_back" not in self.round and self.round.count("call_missed") < 3,
            Guard.ANSWERS_NOTED: True,
            Guard.IS_TWIN: True,
            Guard.IS_LINKED: "link" in self.done,
            **self.mediated(),
        }
        return all((facts | self.said_of(index))[guard] for guard in step.guards)

    def mediated(self) -> dict[Guard, bool]:
        """Judge what is about mediation; whoever answers says yes."""
        last = next((one for one in reversed(self.round) if one in MEDIATING), "")
        return {
            Guard.MAY_MEDIATE: True,
            Guard.NOT_OFFERED: not last,
            Guard.OFFERED: last not in {"", "end_mediation"},
            Guard.CONSENT_OPEN: last in {"offer_mediation", "take_back_consent"},
            Guard.OWN_CODE: True,
            Guard.CONSENTED: last == "answer_mediation",
        }

    def level(self) -> int:
        """Tell how hard the supervisors press for it."""
        return next((PRESSED[action] for action in reversed(self.done) if action in PRESSED), 0)

    def said_of(self, index: int | None) -> dict[Guard, bool]:
        """Judge what is about waiting for the citizen, more days, and disputes over a part."""

        def done(*actions: str) -> bool:
            return any((index, action) in self.of_parts for action in actions)

        return {
            Guard.HAS_CODE: "import" not in self.done,
            Guard.WAITING: self.waiting,
            Guard.NOT_WAITING: not self.waiting,
            Guard.MAY_ASK_MORE: guards.may_ask_more(self.round.count("ask_more")),
            Guard.HAS_WINDOW: True,
            Guard.EXTENDABLE: True,
            Guard.NOT_EXTENDED: not done("extend", "grant_extension"),
            Guard.NOT_DUE: True,
            Guard.WITHIN_RULE: True,
            Guard.EXTENSION_ASKED: done("ask_extension"),
            Guard.NONE_ASKED: not done("ask_extension"),
            Guard.NOT_OWN_REQUEST: True,
            Guard.INSISTED: done("insist"),
            Guard.UNCONTESTED: not done("contest"),
            Guard.NOT_RULED: not done("offer_ruled"),
            Guard.NEW_UNIT: True,
            Guard.CONTACT_KEPT: not done("share_contact"),
        }

    def leaves_one_handler(self, index: int) -> bool:
        """Tell whether there is one 主办 once this part is offered."""
        before, (part, _), after = self.parts[:index], self.parts[index], self.parts[index + 1 :]
        return guards.one_handler([*before, (part, A.OFFERED), *after])

    def take(self, step: Transition, index: int | None, joining: int = 0) -> None:
        """Take a step and what follows it."""
        self.done.append(step.action)
        self.round = [] if step.action == "reopen" else [*self.round, step.action]
        self.days = 0 if step.action in {"publish", "ask_more"} else self.days
        self.of_parts.add((index, step.action))
        if step.action in {"extend", "refuse_extension", "grant_extension", "reopen"}:
            self.of_parts.discard((index, "ask_extension"))
        if index is not None:
            part, _ = self.parts[index]
            assert isinstance(step.target, AssignmentState)
            self.parts[index] = (part, step.target)
            if step.then:
                self.give(part, step.then)
            return
        assert isinstance(step.target, TicketState)
        self.state = step.target
        self.sealed = self.sealed if step.sealed_after is None else step.sealed_after
        for effect in step.clock:
            if effect.leg == WAITING:
                self.waiting = effect.verb == "start"
            elif effect.verb in {"start", "stop"}:
                self.legs ^= {effect.leg}
        self.follow(step.then, joining)

    def follow(self, then: str, joining: int) -> None:
        """Do what the table says follows a step of the ticket."""
        if then == "drop":
            for index, (part, state) in enumerate(self.parts):
                if state is not A.WAIVED:
                    drop = find(
                        Of.ASSIGNMENT,
                        "drop",
                        state,
                        {PROGRAM},
                        sealed=self.sealed,
                        ticket=self.state,
                    )
                    assert drop.target is A.WAIVED
                self.parts[index] = (part, A.WAIVED)
        if then == "renew":
            self.parts, self.units, self.of_parts = [], [], set()
            self.give(MAIN, "renew")
        if then == "file_released":
            (step,) = (step for step in steps(Of.TICKET) if step.action == then)
            assert step.source is None
        if then == "offer_cooperating":
            self.give(CO, "offer")
        if then == "offer":
            for part in [MAIN, *[CO] * joining]:
                self.give(part, "offer")

    def give(self, part: Part, action: str) -> None:
        """Give a part to a unit: of a sealed ticket to the discipline unit alone."""
        who = frozenset[Capacity]().union(*self.people().values())
        step = find(Of.ASSIGNMENT, action, None, who, sealed=self.sealed, ticket=self.state)
        assert isinstance(step.target, AssignmentState)
        self.of_parts.add((len(self.parts), action))
        self.parts.append((part, step.target))
        self.units.append("jw" if self.sealed else "xf")

    def check(self) -> None:
        """Hold what must be true after every step."""
        assert self.legs == LEGS[self.state]
        assert self.state is not None
        assert not self.waiting or self.state in ASKABLE
        where_it_stands(
            self.state,
            [state for _, state in self.parts],
            paused=self.waiting,
            sealed=self.sealed,
        )
        held = [
            unit
            for unit, (_, state) in zip(self.units, self.parts, strict=True)
            if state is not A.WAIVED
        ]
        if self.state not in {T.ANSWERED, T.CLOSED, T.REJECTED, T.WITHDRAWN, T.HANDED_OVER}:
            assert not self.sealed or set(held) <= {"jw"}
        parts = {state for _, state in self.parts}
        if self.state in {T.RECEIVED, T.ACCEPTED}:
            assert parts <= {A.WAIVED}
        elif self.state is T.ASSIGNED:
            assert guards.one_handler(self.parts)
        elif self.state not in {T.ANSWERED, T.CLOSED}:
            assert parts <= {A.WAIVED}
        if self.state in {T.ANSWERED, T.CLOSED}:
            assert "publish" in self.done
            assert guards.may_publish(self.parts)
        assert self.done.count("reopen") <= 1
        assert self.done.count("object") <= 1
        if self.sealed:
            names = {name for name, _, _ in self.choices()}
            assert not any(name.startswith(("mz", "xf")) for name in names)
