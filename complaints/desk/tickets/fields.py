"""What an officer fills in for a step: the fields that the table names, with what is known already.

A field that is required is one of `transitions.csv`; `BESIDE` names those that may stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from complaints.acting import Circumstances
from complaints.database.models import Assignment, Ticket
from complaints.desk.tickets.choices import Choices, choices_of
from complaints.desk.tickets.outward import day_problem, public_problem
from complaints.extending import asked_for
from complaints.keys import Lost
from complaints.letters import remedy_for
from complaints.opinions import joint_opinion, opinion_of
from complaints.routing.route import Route, route
from complaints.sealing import story_of
from complaints.steps import SEPARATOR, SHARE, SHARE_REASON
from complaints.workflow import Transition
from content.tables import Matter, Unit

LONGEST = 5000
EXCERPT = 200
AREA, LINE, DAY, PICK, SEVERAL = "area", "line", "day", "pick", "several"
BESIDE: Mapping[str, tuple[str, ...]] = {
    "assign": ("cooperating", SHARE, SHARE_REASON),
    "transfer": (SHARE, SHARE_REASON),
    "add_cooperating": (SHARE, SHARE_REASON),
    "draft": ("done", "basis"),
    "supervise": ("due",),
}
"""Fields that may stay empty; who gets the contact is asked only where there is one."""


@dataclass(frozen=True)
class Field:
    """One field of a step: its words, how it is filled in, and what may be chosen."""

    name: str
    label: str
    hint: str = ""
    kind: str = AREA
    choices: Choices = ()
    required: bool = True


LABELS: Mapping[str, tuple[str, str, str]] = {
    "reason": ("理由", "", AREA),
    "basis": ("依据", "哪个文件哪一条", AREA),
    "turn_to": ("可以向谁提出", "单位、地址、电话，反映人会看到", AREA),
    "text": ("另行登记的内容", "只写可以让牵头单位看到的；原文不会带过去", AREA),
    "matter": ("归口事项", "它决定由谁主办", PICK),
    "unit": ("单位", "", PICK),
    "new_unit": ("改派给哪个单位", "已经在办这一件的单位不能选", PICK),
    "suggested_unit": ("您认为应由谁办理", "", PICK),
    "cooperating": ("协办单位", "没有就不选", SEVERAL),
    "found": ("查明的情况", "", AREA),
    "done": ("处理结果", "", AREA),
    "asked": ("反映的问题", "用自己的话概括，不写姓名、电话", AREA),
    "remedy": ("不服怎么办", "按类别预填，可以修改", AREA),
    "contact": ("联系方式", "反映人有疑问打给谁", LINE),
    "outcome": ("办理结果", "", PICK),
    "settled": ("调解结果", "", PICK),
    "lacking": ("还缺什么", "写明缺哪些材料、怎么补，反映人会看到", AREA),
    "days": ("延长多少天", "", PICK),
    SHARE: (
        "把联系方式交给承办单位",
        "通常不用交；确实需要和反映人联系才选，并在下面写理由",
        SEVERAL,
    ),
    SHARE_REASON: ("为什么要交联系方式", "上面选了才填", AREA),
    "due": ("要求办结日期", "没有要求就不填", DAY),
    "demanded": ("督办要求", "网站上公开：只写要求办到什么，不写经过、编号、姓名和电话", AREA),
    "ends": ("挂牌到哪一天", "要求在这一天前办结；过了这一天，网站上就撤下", DAY),
}

NAMED_BY_STEP = {
    ("unit", "assign"): "主办单位",
    ("unit", "add_cooperating"): "增加哪个单位协办",
    ("new_unit", "rule_moves"): "裁定由哪个单位办理",
}
"""Labels that only one step uses."""


def fields_of(
    step: Transition, ticket: Ticket, part: Assignment | None, at: Circumstances
) -> list[Field]:
    """Give the fields of a step, in the order of the table."""
    sharing = () if ticket.contact and not ticket.sealed else (SHARE, SHARE_REASON)
    beside = [name for name in BESIDE.get(step.action, ()) if name not in sharing]
    fields = [_field(name, step, ticket, part, at) for name in (*step.requires, *beside)]
    return [replace(field, required=field.name in step.requires) for field in fields]


def _field(
    name: str, step: Transition, ticket: Ticket, part: Assignment | None, at: Circumstances
) -> Field:
    label, hint, kind = LABELS[name]
    if name == "unit" and step.action == "hand_over":
        return Field(name, "移送给", "单位全称", LINE)
    label = NAMED_BY_STEP.get((name, step.action), label)
    choices = choices_of(name, step, ticket, part, at) if kind in (PICK, SEVERAL) else ()
    return Field(name, label, hint, kind, choices)


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
    if step.action in ("grant_extension", "extend"):
        return asked_for(ticket, part, at.keys)
    if step.action in ("draft", "submit") and part:
        said = opinion_of(ticket, part, at.keys)
        return {field: text for field, text in said.items() if not isinstance(text, Lost)}
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


def wrong(fields: Iterable[Field], values: Mapping[str, str], today: date) -> dict[str, str]:
    """Say by field what is wrong with what was typed on a day."""
    found = {}
    for field in fields:
        if problem := _problem(field, values.get(field.name, "").strip(), today):
            found[field.name] = problem
    if values.get(SHARE) and not values.get(SHARE_REASON, "").strip():
        found[SHARE_REASON] = "请写明为什么要交联系方式"
    return found


def _problem(field: Field, value: str, today: date) -> str:
    if not value:
        return f"请填写{field.label}" if field.required else ""
    if len(value) > LONGEST:
        return f"太长了：最多 {LONGEST} 个字，现在 {len(value)} 个"
    if field.kind == DAY:
        return day_problem(value, today)
    if field.name == "demanded":
        return public_problem(value)
    return _not_offered(field, value)


def _not_offered(field: Field, value: str) -> str:
    offered = {key for key, _ in field.choices}
    if field.kind == PICK and value not in offered:
        return f"请从名单里选{field.label}"
    if field.kind == SEVERAL and not set(value.split(SEPARATOR)) <= offered:
        return f"请从名单里选{field.label}"
    return ""
