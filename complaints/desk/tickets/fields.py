"""What an officer fills in for a step: the fields that the table names, with what is known already.

A field that is required is one of `transitions.csv`; `BESIDE` names those that may stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from complaints.acting import Circumstances
from complaints.database.models import Assignment, Ticket
from complaints.letters import remedy_for
from complaints.opinions import joint_opinion, opinion_of
from complaints.routing.route import LEAD, Route, route
from complaints.sealing import story_of
from complaints.steps import SEPARATOR
from complaints.workflow import Outcome, Transition
from content.tables import Matter, Unit

LONGEST = 5000
EXCERPT = 200
AREA, LINE, PICK, SEVERAL = "area", "line", "pick", "several"
BESIDE: Mapping[str, tuple[str, ...]] = {"assign": ("cooperating",), "draft": ("done", "basis")}


@dataclass(frozen=True)
class Field:
    """One field of a step: its words, how it is filled in, and what may be chosen."""

    name: str
    label: str
    hint: str = ""
    kind: str = AREA
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True


LABELS: Mapping[str, tuple[str, str, str]] = {
    "reason": ("理由", "", AREA),
    "basis": ("依据", "哪个文件哪一条", AREA),
    "turn_to": ("可以向谁提出", "单位、地址、电话，反映人会看到", AREA),
    "text": ("另行登记的内容", "只写可以让牵头单位看到的；原文不会带过去", AREA),
    "matter": ("归口事项", "它决定由谁主办", PICK),
    "unit": ("单位", "", PICK),
    "new_unit": ("改派给", "", PICK),
    "suggested_unit": ("您认为应由谁办理", "", PICK),
    "cooperating": ("协办单位", "没有就不选", SEVERAL),
    "found": ("查明的情况", "", AREA),
    "done": ("处理结果", "", AREA),
    "asked": ("反映的问题", "用自己的话概括，不写姓名、电话", AREA),
    "remedy": ("不服怎么办", "按类别预填，可以修改", AREA),
    "contact": ("联系方式", "反映人有疑问打给谁", LINE),
    "outcome": ("办理结果", "", PICK),
    "result": ("回访结果", "", PICK),
}
RESULTS = ("有效", "无人接听", "拒绝")


def fields_of(step: Transition, ticket: Ticket, at: Circumstances) -> list[Field]:
    """Give the fields of a step, in the order of the table."""
    asked = [(name, True) for name in step.requires]
    asked += [(name, False) for name in BESIDE.get(step.action, ())]
    return [_field(name, step, ticket, at, required=required) for name, required in asked]


def _field(
    name: str, step: Transition, ticket: Ticket, at: Circumstances, *, required: bool
) -> Field:
    label, hint, kind = LABELS[name]
    if name == "unit" and step.action == "hand_over":
        return Field(name, "移送给", "单位全称", LINE)
    if name == "unit" and step.action == "assign":
        label = "主办单位"
    choices = _choices(name, step, ticket, at) if kind in (PICK, SEVERAL) else ()
    return Field(name, label, hint, kind, choices, required)


def _choices(
    name: str, step: Transition, ticket: Ticket, at: Circumstances
) -> tuple[tuple[str, str], ...]:
    if name == "matter":
        return tuple((one.code, f"{one.code} {one.name}") for one in at.catalog.all(Matter))
    if name == "outcome":
        return tuple((one, one) for one in Outcome)
    if name == "result":
        return tuple((one, one) for one in RESULTS)
    units: Iterable[Unit] = at.catalog.all(Unit)
    if step.action in ("change_lead", "release", "release_in_part"):
        units = (unit for unit in units if unit.department == LEAD)
    elif ticket.sealed:
        units = (unit for unit in units if unit.id == ticket.lead_unit)
    return tuple((unit.id, unit.short_name) for unit in units)


def known(
    step: Transition, ticket: Ticket, part: Assignment | None, at: Circumstances
) -> dict[str, str]:
    """Give what is filled in before the officer types: from routing, drafts and the ticket."""
    if step.action == "accept":
        return {"matter": ticket.matter or ""}
    if step.action == "assign":
        found = route_of(ticket, at)
        units = SEPARATOR.join(unit.id for unit in found.cooperating)
        return {"unit": found.handler.id if found.handler else "", "cooperating": units}
    if step.action in ("draft", "submit") and part:
        return opinion_of(ticket, part, at.keys)
    return _answer(ticket, at) if step.action == "publish" else {}


def _answer(ticket: Ticket, at: Circumstances) -> dict[str, str]:
    story = story_of(ticket, at.keys)
    asked = story if len(story) <= EXCERPT else story[:EXCERPT] + "……"
    unit = at.catalog.get(Unit, ticket.lead_unit)
    contact = f"{unit.short_name} {unit.telephone}"
    remedy = remedy_for(at.catalog, ticket.kind, ticket.matter)
    known = {"asked": asked, "contact": contact, "remedy": remedy}
    return known | joint_opinion(ticket, at.keys)


def route_of(ticket: Ticket, at: Circumstances) -> Route:
    """Find the way of a ticket as its matter stands now."""
    matter = at.catalog.get(Matter, ticket.matter) if ticket.matter else None
    return route(at.catalog, matter, ticket.place, sealed=ticket.sealed)


def wrong(fields: Iterable[Field], values: Mapping[str, str]) -> dict[str, str]:
    """Say by field what is wrong with what was typed."""
    found = {}
    for field in fields:
        if problem := _problem(field, values.get(field.name, "").strip()):
            found[field.name] = problem
    return found


def _problem(field: Field, value: str) -> str:
    if not value:
        return f"请填写{field.label}" if field.required else ""
    if len(value) > LONGEST:
        return f"太长了：最多 {LONGEST} 个字，现在 {len(value)} 个"
    offered = {key for key, _ in field.choices}
    if field.kind == PICK and value not in offered:
        return f"请从名单里选{field.label}"
    if field.kind == SEVERAL and not set(value.split(SEPARATOR)) <= offered:
        return f"请从名单里选{field.label}"
    return ""
