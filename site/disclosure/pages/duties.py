"""What the departments must do, by which law and with which people: the three lists (三清单).

监管事项清单, 法规制度清单, 执法队伍清单 stand on one page, because each explains the others;
a department's own part of them stands on the page of the department.
"""

from __future__ import annotations

from content import Catalog
from content.tables import Department, Duty, Enforcer, InspectionRule, Statute, Unit
from disclosure.registry import View, page


def duties_of(catalog: Catalog, department: str) -> list[Duty]:
    """Give what one department supervises."""
    return [row for row in catalog.all(Duty) if row.department == department]


def enforcers(catalog: Catalog, department: str = "") -> list[tuple[Unit, Enforcer]]:
    """Give the teams that enforce, of the city or of one department, each with its unit."""
    rows = ((catalog.get(Unit, row.unit), row) for row in catalog.all(Enforcer))
    return [(unit, row) for unit, row in rows if department in ("", unit.department)]


@page("duties", "/duties/", section="departments")
def duties(catalog: Catalog) -> View:
    """Show the three lists, and how often each home must be inspected."""
    departments = catalog.all(Department)
    groups = [(row, duties_of(catalog, row.code)) for row in departments]
    rules = [row for row in catalog.all(InspectionRule) if row.adopted]
    return View(
        title="部门监管清单",
        description=f"{catalog.city.name}养老服务监管事项、法规制度、执法队伍三张清单。",
        values={
            "groups": [(row, found) for row, found in groups if found],
            "rules": [(catalog.get(Department, row.department), row) for row in rules],
            "statutes": catalog.all(Statute),
            "enforcers": enforcers(catalog),
        },
    )
