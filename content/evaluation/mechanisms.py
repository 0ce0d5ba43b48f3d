"""How supervision runs: joint, random, within twenty working days (indicators 2.1 to 3.1)."""

from __future__ import annotations

from datetime import date

from content.catalog import Catalog
from content.evaluation.finding import (
    NONE,
    UNKNOWN,
    Finding,
    Heard,
    Verdict,
    count,
    homes,
    is_told,
    of_newest,
    tally,
    together,
    total,
)
from content.law import NoRuleError, limit_for
from content.tables import (
    Admission,
    CalendarDay,
    CareLevel,
    Case,
    Duty,
    Enforcer,
    Grade,
    GradeReview,
    Inspection,
    Institution,
    Mediation,
    Missing,
    Notice,
    Registration,
    Unregistered,
)
from content.working_days import WorkingDays

VISIT = "filing_visit"
"""The limit of law that indicators 2.5 and 2.6 quote, in working days."""

NOT_FILED = ("登记未备案", "未登记")
PAPERS_BY_HAND = "机制文件、工作规范请另行填写"
LISTS_BY_HAND = "随机抽查事项清单、检查人员名录库、工作规范请另行填写"
AGREEMENT_BY_HAND = "是否签订服务协议请另行填写"
NO_FIRST_DAY = "没有“发现收住老年人之日”的记录，机构是否按期检查请人工核对"
OLD_FILING = "规定施行以前备案的不计"
NO_CALENDAR = "没有当年工作日历、不能算出工作日的，也计入未填报"


def joint_supervision(catalog: Catalog) -> Finding:
    """2.1: count the duties by department, and the joint inspections."""
    duties = catalog.all(Duty)
    joint = [row for row in catalog.all(Inspection) if row.manner == "联合"]
    departments = {row.department for row in duties}
    result = (
        f"部门监管清单 {len(duties)} 项，涉及 {len(departments)} 个部门；联合检查 {len(joint)} 次"
    )
    return Finding(result, (*duties, *joint), PAPERS_BY_HAND)


def random_inspection(catalog: Catalog) -> Finding:
    """2.2: count what a system of random inspection is made of."""
    duties, teams = catalog.all(Duty), catalog.all(Enforcer)
    done = [row for row in catalog.all(Inspection) if row.manner == "双随机"]
    told = [row for row in catalog.all(Notice) if row.kind in ("检查计划", "检查结果")]
    parts = (
        f"部门监管清单 {len(duties)} 项",
        f"检查对象 {len(homes(catalog))} 家",
        f"执法队伍 {len(teams)} 支",
        f"公告：{tally(told, lambda row: row.kind, '份') or NONE}",
        f"双随机检查：{tally(done, lambda row: row.result, '次') or NONE}",
    )
    return Finding("；".join(parts), (*duties, *teams, *told, *done), LISTS_BY_HAND)


def visits_after_filing(catalog: Catalog) -> Finding:
    """2.5: count the homes that were visited within twenty working days of filing."""
    in_time = _Clock(catalog)

    def judge(row: Registration) -> Verdict:
        if not isinstance(row.filed_on, date):
            return UNKNOWN
        if isinstance(row.visited_on, date):
            return in_time(row.filed_on, row.visited_on)
        late = in_time(row.filed_on, catalog.day) in (False, UNKNOWN)
        return UNKNOWN if late else Missing.NOT_APPLICABLE

    filed = (home for home in homes(catalog) if home.filing == "已备案")
    found = count(filed, of_newest(catalog, Registration, judge))
    remark = "；".join(filter(None, (OLD_FILING, NO_CALENDAR * bool(found.unknown))))
    return Finding(found.words("按期", "逾期"), found.rows, remark)


def visits_without_filing(catalog: Catalog) -> Finding:
    """2.6: tell what was done about homes and places that have not filed."""
    waiting = [row for row in homes(catalog) if row.filing in NOT_FILED]
    visits = [row for home in waiting for row in catalog.of(Inspection, home.id)]
    places = catalog.all(Unregistered)
    in_time, limit = _Clock(catalog), limit_for(VISIT, catalog.day)
    dealt = [row for row in places if in_time(row.found_on, row.dealt_on) is True]
    visited = {row.institution for row in visits}
    result = (
        f"未备案机构 {len(waiting)} 家，其中 {len(visited)} 家有现场检查；"
        f"未登记场所 {len(places)} 处，{len(dealt)} 处在发现后 {limit.value} 个{limit.unit}内处理"
    )
    return Finding(result, (*waiting, *visits, *places), NO_FIRST_DAY * bool(waiting))


class _Clock:
    """Judges whether a visit came within the working days that the law of its day gave."""

    def __init__(self, catalog: Catalog) -> None:
        self._calendar = WorkingDays(catalog.all(CalendarDay))

    def __call__(self, since: date, until: date | Missing) -> Verdict:
        if isinstance(until, Missing):
            return UNKNOWN
        try:
            limit = limit_for(VISIT, since)
        except NoRuleError:
            return Missing.NOT_APPLICABLE
        days = self._calendar.between(since, until)
        return UNKNOWN if days is None else days <= limit.value


def admission(catalog: Catalog) -> Finding:
    """2.8: count the homes that tell who assesses, and by what a level of care is given."""
    assessor = of_newest(catalog, Admission, lambda row: is_told(row.assessor))
    assessed = count(homes(catalog), assessor)
    levels = count(homes(catalog), lambda home: _criteria(catalog, home))
    said = (assessed.words("公开入院评估", NONE), levels.words("公开照护等级判定标准", NONE))
    return Finding("；".join(said), together(assessed.rows, levels.rows), AGREEMENT_BY_HAND)


def _criteria(catalog: Catalog, home: Institution) -> Heard:
    rows = catalog.of(CareLevel, home.id)
    told = any(is_told(row.criteria) is True for row in rows)
    return (True if told else UNKNOWN), rows


def grading(catalog: Catalog) -> Finding:
    """2.9: name who grades, and count the reviews."""
    grades, reviews = catalog.all(Grade), catalog.all(GradeReview)
    organs = tally(grades, lambda row: row.organ, "家") or NONE
    checked = tally(reviews, lambda row: row.result, "次") or NONE
    remark = "业务培训、标准细化、衔接互认请另行填写"
    return Finding(f"评定组织：{organs}；抽查复评：{checked}", (*grades, *reviews), remark)


def disputes(catalog: Catalog) -> Finding:
    """2.10 and 4.10: count the disputes, those settled, and the cases told."""
    rows = catalog.all(Mediation)
    cases = [row for row in catalog.all(Case) if row.kind == "纠纷调解"]
    heard = total([row.disputes for row in rows], "件", "处")
    settled = total([row.settled for row in rows], "件", "处")
    titles = "、".join(f"《{row.title}》" for row in cases)
    result = f"受理纠纷 {heard}，调解成功 {settled}；调解案例 {len(cases)} 个{titles}"
    return Finding(result, (*rows, *cases))


def enforcers(catalog: Catalog) -> Finding:
    """3.1: count the teams that enforce, and their officers."""
    teams = catalog.all(Enforcer)
    officers = total([row.officers for row in teams], "人", "支")
    return Finding(f"执法队伍 {len(teams)} 支，执法人员 {officers}", tuple(teams))
