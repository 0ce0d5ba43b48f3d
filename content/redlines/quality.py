"""Red lines of quality: a grade beside a penalty, fewer carers than promised."""

from __future__ import annotations

from content.catalog import Catalog
from content.law import Limit
from content.publicity import against_grade
from content.redlines.finding import CLEAR, TOUCHED, UNKNOWN, Finding
from content.tables import BlacklistEntry, Missing, Penalty, Staffing
from content.tables.quality import grade_name


def grade(catalog: Catalog, institution: str) -> Finding:
    """Look whether a grade stands beside a recent penalty or an entry in the blacklist."""
    held = catalog.grade(institution)
    if held is None:
        return Finding(CLEAR, "没有在有效期内的等级")
    if not catalog.grade_in_doubt(institution):
        return Finding(CLEAR, f"评定为{grade_name(held.level)}，没有与它矛盾的处罚", (held,))
    penalties = against_grade(catalog.of(Penalty, institution), catalog.day)
    against = (*penalties, *catalog.of(BlacklistEntry, institution))
    why = f"评定为{grade_name(held.level)}，同时有受处罚或者列入黑名单的记录，等级待复核"
    return Finding(TOUCHED, why, (held, *against))


def staff(catalog: Catalog, institution: str, limit: Limit) -> Finding:
    """Look whether a carer has, by day, more residents than the institution itself promised."""
    row = catalog.one(Staffing, institution)
    if row is None:
        return Finding(UNKNOWN, "机构没有填报人员")
    if isinstance(row.promised, Missing):
        return Finding(UNKNOWN, f"承诺照护比是“{row.promised.value}”", (row,))
    if isinstance(row.by_day, Missing):
        return Finding(UNKNOWN, f"白天照护比是“{row.by_day.value}”", (row,))
    by_day, promised = row.by_day.normalize(), row.promised.normalize()
    why = f"白天一名护理员照护 {by_day:f} 位老人，承诺最多 {promised:f} 位"
    return Finding(TOUCHED if row.by_day > limit.value * row.promised else CLEAR, why, (row,))
