"""The law that the site follows: rules without source, rules that are over, decisions withdrawn.

What time alone brings about is warned of and is never a fault: a fault stops the build, and then
everything else that expired would stay on display.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from content.city import FILE
from content.courses import COURSES
from content.faults import Fault
from content.folder import Folder
from content.law import Dated, Limit, NoRuleError, Rule, limit_for, limits, publicity_rules
from content.publicity import WITHDRAWN, Withheld, judge
from content.schema import key_of
from content.tables import Case, InspectionRule, Penalty, Record, Survey
from content.working_days import WorkingDays

UNSURE = "待核实"
LONG = 8
"""A shorter line (证据不足) stands in lawful reasons too and betrays nothing."""


def law_faults(folder: Folder) -> Iterator[Fault]:
    """Find local rules that there are not, and what is wrong with the withdrawal of a decision."""
    local = sorted({limit.code for limit in limits() if limit.local})
    for code in folder.city.local_rules if folder.city else ():
        if code not in local:
            message = f"没有“{code}”这条地方规则；可以采用的有 {'、'.join(local)}"
            yield Fault(FILE, 0, "local_rules", message)
    table = folder.table(Penalty)
    for number, row in table:
        for column, message in _withdrawal(row):
            yield Fault(table.file, number, column, message)


def _withdrawal(row: Penalty) -> Iterator[tuple[str, str]]:
    """Find what is wrong with a withdrawal: no day, no decision behind it, facts in its reason."""
    is_withdrawn = row.remedy in WITHDRAWN
    if is_withdrawn and row.remedy_on is None:
        yield "remedy_on（救济日期）", f"救济状态是“{row.remedy}”，要写明是哪一天"
    if row.withdrawn_on and not is_withdrawn:
        message = f"填写了撤回日期，救济状态却是“{row.remedy}”，这一条还会公示；请核对"
        yield "withdrawn_on（撤回日期）", message
    facts = [line.strip() for line in row.facts.splitlines() if len(line.strip()) >= LONG]
    if row.remedy_reason and any(fact in row.remedy_reason for fact in facts):
        message = "理由里写了原来的违法事实；撤回以后事实不能再公开，只写为什么撤回"
        yield "remedy_reason（变更、撤销理由）", message


def law_warnings(
    folder: Folder,
    day: date,
    rules: tuple[Rule, ...] | None = None,
    numbers: tuple[Limit, ...] | None = None,
) -> Iterator[Fault]:
    """Warn of what is wrong with the law on `day`; `rules` and `numbers` are the program's own."""
    rules = publicity_rules() if rules is None else rules
    adopted = folder.city.local_rules if folder.city else ()
    given = [
        limit
        for limit in (limits() if numbers is None else numbers)
        if not limit.local or limit.code in adopted
    ]
    yield from _unsure([*rules, *given])
    yield from _run_out("law/publicity.csv", rules, day)
    yield from _run_out("law/limits.csv", given, day)
    yield from _inspection_rules(folder, day)
    yield from _uncovered(folder, day)
    yield from _still_standing(folder, day)
    yield from _endless(folder)


def _unsure(rules: Sequence[Rule | Limit]) -> Iterator[Fault]:
    """Warn, once for all, of rules of the program whose source is not known for certain."""
    codes = [rule.code for rule in rules if not rule.source or UNSURE in rule.source]
    if codes:
        message = (
            f"程序自带的规则，{len(codes)} 条出处有待核实，由维护程序的人核实："
            f"{'、'.join(dict.fromkeys(codes))}"
        )
        yield Fault("law", 0, "", message, weight="warning")


def _run_out(file: str, rules: Sequence[Rule | Limit], day: date) -> Iterator[Fault]:
    """Warn of rules of the program that are over and that nothing replaced."""
    in_force = {_scope(rule) for rule in rules if rule.in_force(day)}
    for rule in rules:
        if rule.valid_to and rule.valid_to < day and _scope(rule) not in in_force:
            message = f"程序自带的规则，到 {rule.valid_to} 为止，此后没有接替它的规则"
            yield Fault(file, 0, rule.code, message, weight="warning")


def _scope(rule: Dated) -> tuple[object, ...]:
    if isinstance(rule, Limit):
        return rule.subject, rule.local
    return rule.subject, rule.severity if isinstance(rule, Rule) else ""


def _inspection_rules(folder: Folder, day: date) -> Iterator[Fault]:
    """Warn of the city's own rules without a certain source, and of those that nothing replaced."""
    table = folder.table(InspectionRule)
    in_force = {_owing(row) for row in table.rows if row.in_force(day) and _counts(row)}
    for number, row in table:
        if UNSURE in row.source:
            message = f"规则 {row.id} 的出处有待核实：{row.source}"
            yield Fault(table.file, number, "source（出处）", message, weight="warning")
        over = row.valid_to is not None and row.valid_to < day and _counts(row)
        if over and _owing(row) not in in_force:
            message = f"规则 {row.id} 到 {row.valid_to} 为止，此后没有接替它的规则"
            yield Fault(table.file, number, "valid_to（停用日期）", message, weight="warning")


def _counts(rule: InspectionRule) -> bool:
    return rule.adopted or not rule.local


def _owing(rule: InspectionRule) -> tuple[str, ...]:
    return rule.department, rule.level, rule.kind, rule.risk


def _uncovered(folder: Folder, day: date) -> Iterator[Fault]:
    """Warn of records that the rules in force on `day` no longer cover."""
    kinds: tuple[type[Record], ...] = (*COURSES, Survey)
    for kind in kinds:
        table = folder.table(kind)
        for number, row in table:
            if judge(row, day) is Withheld.NO_RULE:
                message = f"{key_of(row)}：{day} 没有适用于它的公示规则，不公示"
                yield Fault(table.file, number, "", message, weight="warning")


def _still_standing(folder: Folder, day: date) -> Iterator[Fault]:
    """Warn of withdrawn decisions that their organ has not taken back in time (第四十八条)."""
    working = WorkingDays(folder.days())
    table = folder.table(Penalty)
    for number, row in table:
        if row.remedy not in WITHDRAWN or not row.remedy_on or not _is_public(row):
            continue
        try:
            limit = limit_for("withdrawal", row.remedy_on)
        except NoRuleError:
            continue
        taken = working.between(row.remedy_on, row.withdrawn_on or day)
        if late := _late(row, taken, limit, day):
            message = (
                f"{row.id} 的决定 {row.remedy_on} 被{row.remedy}，{limit.value} 个{limit.unit}内"
                f"应当撤回并说明理由（{limit.code}，{limit.source}）；{late}"
            )
            yield Fault(table.file, number, "withdrawn_on（撤回日期）", message, weight="warning")


def _late(row: Penalty, taken: int | None, limit: Limit, day: date) -> str:
    """Say in what a withdrawal is late, or that nobody can tell for lack of a calendar."""
    if taken is None:
        waits = not row.withdrawn_on and row.remedy_on is not None and row.remedy_on < day
        return "没有填写撤回日期，也没有工作日历，算不出过了几天" if waits else ""
    if taken <= limit.value:
        return ""
    return f"{row.withdrawn_on} 才撤回" if row.withdrawn_on else "没有填写撤回日期"


def _endless(folder: Folder) -> Iterator[Fault]:
    """Warn of bad examples that name no penalty, because nothing would take them away."""
    table = folder.table(Case)
    for number, row in table:
        if row.kind == "反面典型" and row.penalty is None and row.valid_to is None:
            message = f"{row.id} 没有写依据哪个处罚，也没有截止日期；处罚撤下时它不会撤下"
            yield Fault(table.file, number, "penalty（处罚）", message, weight="warning")


def _is_public(row: Penalty) -> bool:
    return isinstance(row.published_on, date)
