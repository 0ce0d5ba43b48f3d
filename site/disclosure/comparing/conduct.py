"""好不好、出过什么问题、找谁: the lines on grade, penalties, blacklist and whom to call."""

from __future__ import annotations

from content.tables import BlacklistEntry, Missing, Penalty
from content.tables.enforcement import ON_COURSE
from content.tables.quality import grade_name
from disclosure.comparing.homes import Given, Home
from disclosure.comparing.lines import Cell, Section, fact, line, nothing_on, reported
from disclosure.comparing.said import Said, say


def quality(given: Given) -> Section:
    """Make the third section."""
    lines = (line(given, say("等级"), lambda home: _grade(given, home)),)
    return Section("quality", say("好不好"), lines)


def problems(given: Given) -> Section:
    """Make the fourth section."""
    lines = (
        line(given, say("公示中的处罚"), lambda home: _records(given, home.penalties)),
        line(given, say("黑名单"), lambda home: _records(given, home.entries)),
    )
    return Section("problems", say("出过什么问题"), lines)


def contact(given: Given) -> Section:
    """Make the last section."""
    lines = (
        line(given, say("机构电话"), lambda home: _telephone(given, home)),
        line(given, say("地址"), lambda home: reported(given.catalog, home.row, home.row.address)),
    )
    return Section("contact", say("找谁"), lines)


def _grade(given: Given, home: Home) -> Cell:
    if home.grade is None:
        return nothing_on(say("没有有效的等级"))
    name = grade_name(home.grade.level)
    words = say("%(grade)s，待复核", grade=name) if home.in_doubt else say("%(grade)s", grade=name)
    ends = given.catalog.window(home.grade).ends
    notes = [say("有效至 %(day)s", day=ends)] if ends else []
    return fact(given.catalog, words, home.grade, notes=notes)


def _records(given: Given, rows: tuple[Penalty, ...] | tuple[BlacklistEntry, ...]) -> Cell:
    """Count what is on display, and name each with its window."""
    if not rows:
        return nothing_on(say("没有"))
    notes = [_record(given, row) for row in rows]
    return fact(given.catalog, say("%(n)s 条", n=len(rows)), *rows, notes=notes)


def _record(given: Given, row: Penalty | BlacklistEntry) -> Said:
    what = row.offence if isinstance(row, Penalty) else row.circumstances
    decided = row.decided_on if isinstance(row, Penalty) else row.listed_on
    disputed = isinstance(row, Penalty) and row.remedy in ON_COURSE
    ends = given.catalog.window(row).ends
    text = "%(what)s（%(decided)s 决定"
    values: dict[str, object] = {"what": what.rstrip("。"), "decided": decided}
    if ends:
        text, values = text + "，公示至 %(ends)s", {**values, "ends": ends}
    if disputed and isinstance(row, Penalty):
        text, values = text + "，%(remedy)s", {**values, "remedy": row.remedy}
    return say(text + "）", **values)


def _telephone(given: Given, home: Home) -> Cell:
    hotline = home.contact.hotline if home.contact else Missing.NOT_REPORTED
    return reported(given.catalog, home.contact, hotline)
