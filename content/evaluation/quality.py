"""How good the homes are: assessments, grades, names, people (2.11, 4.4 to 4.7, 4.19 to 4.21)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from content.catalog import Catalog
from content.evaluation.finding import (
    NONE,
    UNKNOWN,
    Finding,
    Heard,
    Verdict,
    count,
    homes,
    of_newest,
    tally,
    together,
)
from content.tables import (
    Assessment,
    Capacity,
    Grade,
    Institution,
    Missing,
    Registration,
    Row,
    Service,
    Staffing,
)
from content.tables.institutions import PUBLIC

NOT_SAID = (None, Missing.NOT_REPORTED, Missing.UNVERIFIED)
LOW_EDUCATION = "初中及以下"
CARE_HOME = "敬老院"
CENT = Decimal("0.01")


def safety_standard(catalog: Catalog) -> Finding:
    """4.4: count the homes that meet GB 38600 by their newest assessment."""
    found = count(homes(catalog), of_newest(catalog, Assessment, _meets))
    return Finding(found.words("达标", "未达标"), found.rows)


def _meets(row: Assessment) -> Verdict:
    return row.result if isinstance(row.result, Missing) else row.result == "达标"


def assessments(catalog: Catalog) -> Finding:
    """2.11: count the assessments against GB 38600."""
    rows = catalog.all(Assessment)
    result = f"第三方评估：{tally(rows, lambda row: row.result, '次') or NONE}"
    return Finding(result, tuple(rows), "抽查机制、纳入行政处罚的情况请另行填写")


def grade_coverage(catalog: Catalog) -> Finding:
    """4.5: count the homes with a grade in force."""
    found = count(homes(catalog), lambda home: _graded(catalog, home, range(1, 6)))
    grades = [row for row in found.rows if isinstance(row, Grade)]
    levels = tally(grades, lambda row: f"{row.level} 级", "家")
    return Finding("；".join(filter(None, (found.words("有效等级", NONE), levels))), found.rows)


def _graded(catalog: Catalog, home: Institution, levels: range) -> Heard:
    grade = catalog.grade(home.id)
    return bool(grade and grade.level in levels), (home, grade) if grade else (home,)


def township_grades(catalog: Catalog) -> Finding:
    """4.6: count the public homes of townships at grade 1 or 2, as the form asks."""
    return _public_grades(catalog, "乡镇级", range(1, 3), "一级至二级")


def county_grades(catalog: Catalog) -> Finding:
    """4.7: count the public homes of districts and counties at grade 3 or above."""
    return _public_grades(catalog, "区县级", range(3, 6), "三级以上")


def _public_grades(catalog: Catalog, tier: str, levels: range, said: str) -> Finding:
    public = [home for home in homes(catalog) if home.built_run in PUBLIC]
    found = count(
        (home for home in public if home.public_tier == tier),
        lambda home: _graded(catalog, home, levels),
    )
    silent = [home for home in public if home.public_tier in NOT_SAID]
    remark = f"另有 {len(silent)} 家公办机构未填报公办层级，未计入" if silent else ""
    result = f"{tier}公办机构{found.words(said, '其他')}"
    return Finding(result, (*found.rows, *silent), remark)


def heads_of_care_homes(catalog: Catalog) -> Finding:
    """4.19: of 敬老院 count the heads by schooling and by age."""
    care_homes = [home for home in homes(catalog) if _is_care_home(catalog, home)]
    taught = count(care_homes, of_newest(catalog, Staffing, _is_taught))
    old = count(care_homes, of_newest(catalog, Staffing, lambda row: row.head_over_sixty))
    result = f"高中以上学历：{taught.words('是', '不是')}；满 60 周岁：{old.words('是', '不是')}"
    remark = "敬老院：名称中有“敬老院”，或者提供特困人员集中供养的养老机构"
    return Finding(result, together(taught.rows, old.rows), remark)


def _is_care_home(catalog: Catalog, home: Institution) -> bool:
    services = catalog.of(Service, home.id)
    poor = any(row.item == "特困人员集中供养" and row.offered is True for row in services)
    return CARE_HOME in home.name or poor


def _is_taught(row: Staffing) -> Verdict:
    known = row.head_education
    return known if isinstance(known, Missing) else known != LOW_EDUCATION


def names(catalog: Catalog) -> Finding:
    """4.20: count the homes whose name is not as filing wants it."""
    found = count(homes(catalog), of_newest(catalog, Registration, _is_irregular))
    return Finding(found.words("名称不规范", "规范"), found.rows)


def _is_irregular(row: Registration) -> Verdict:
    known = row.standard_name
    return known if isinstance(known, Missing) else not known


def social_workers(catalog: Catalog) -> Finding:
    """4.21: social workers for a hundred beds, of the homes that reported both."""
    workers, beds, rows, silent = 0, 0, list[Row](), 0
    for home in homes(catalog):
        staff, capacity = catalog.one(Staffing, home.id), catalog.one(Capacity, home.id)
        people = staff.social_workers if staff else UNKNOWN
        places = capacity.beds if capacity else UNKNOWN
        rows += filter(None, (staff, capacity))
        if isinstance(people, Missing) or isinstance(places, Missing):
            silent += 1
        else:
            workers, beds = workers + people, beds + places
    return Finding(_per_hundred(workers, beds, silent), tuple(rows))


def _per_hundred(workers: int, beds: int, silent: int) -> str:
    if not beds:
        return f"无法计算：{silent} 家未填报床位或者社会工作者"
    rate = (Decimal(100 * workers) / beds).quantize(CENT, ROUND_HALF_UP)
    said = f"每百张床位 {rate} 人（社会工作者 {workers} 人，床位 {beds} 张）"
    return said + (f"；{silent} 家未填报，未计入" if silent else "")
