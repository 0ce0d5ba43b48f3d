"""Who answers for what, and by which documents: departments, matters, policies."""

from __future__ import annotations

from content import Catalog
from content.tables import Department, ListedSupervision, Matter, Policy, Unit
from disclosure.listed import listed
from disclosure.pages.duties import duties_of, enforcers
from disclosure.registry import Key, View, page
from disclosure.texts import render_markdown

LEVELS = ("市", "区", "街道")


def department_keys(catalog: Catalog) -> list[Key]:
    """Give the key of every department in office."""
    return [{"code": row.code} for row in catalog.all(Department)]


def policy_keys(catalog: Catalog) -> list[Key]:
    """Give the key of every document in force."""
    return [{"id": row.id} for row in catalog.all(Policy)]


@page("departments", "/departments/", section="departments")
def departments(catalog: Catalog) -> View:
    """List the departments with their duty and how many matters each handles."""
    handled = [row.handler for row in catalog.all(Matter)]
    rows = [(row, handled.count(row.code)) for row in catalog.all(Department)]
    return View(
        title="归口部门",
        description="养老服务投诉由民政牵头、各部门归口负责：谁管什么，依据是什么。",
        values={"departments": rows},
    )


@page("department", "/departments/<code>/", keys=department_keys, section="departments")
def department(catalog: Catalog, code: str) -> View:
    """Show one department: its duties, its teams and units, the matters it handles or joins."""
    row = catalog.get(Department, code)
    matters = catalog.all(Matter)
    units = [unit for unit in catalog.all(Unit) if unit.department == code]
    own = {unit.id for unit in catalog.ever(Unit) if unit.department == code}
    pressed = [one for one in catalog.all(ListedSupervision) if one.unit in own]
    names = {other.code: other.short_name for other in catalog.all(Department)}
    return View(
        title=row.name,
        description=f"{row.name}在养老服务监管中的职责、监管清单、归口事项和联系方式。",
        values={
            "department": row,
            "duties": duties_of(catalog, code),
            "enforcers": enforcers(catalog, code),
            "handles": [matter for matter in matters if matter.handler == code],
            "joins": [matter for matter in matters if code in matter.cooperating],
            "units": sorted(units, key=lambda unit: LEVELS.index(unit.level)),
            "names": names,
            "listed": listed(catalog, pressed),
        },
        records=tuple(pressed),
    )


@page("policies", "/policies/", section="policies")
def policies(catalog: Catalog) -> View:
    """List the documents, the latest first."""
    rows = sorted(catalog.all(Policy), key=lambda row: (row.issued_on, row.id), reverse=True)
    return View(
        title="政策文件",
        description=f"{catalog.city.name}养老服务政策文件。",
        values={"policies": rows},
    )


@page("policy", "/policies/<id>/", keys=policy_keys, section="policies")
def policy(catalog: Catalog, id: str) -> View:  # noqa: A002 (the name in the address)
    """Show one document with its metadata; its sections can be linked to."""
    row = catalog.get(Policy, id)
    return View(
        title=row.title,
        description=f"{row.title}（{row.publisher}）全文。",
        values={"policy": row, "text": render_markdown(catalog.texts[f"policies/{id}.md"])},
    )
