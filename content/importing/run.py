"""Importing a list into a content folder: each row is taken or rejected, and every doubt told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from content.city import FILE
from content.faults import ContentError
from content.folder import read_folder
from content.importing.books import Books, Kept
from content.importing.cleaning import UNVERIFIED, text
from content.importing.drafts import Draft, Note, RejectedRowError, draft
from content.importing.mapping import ListMapping, Rule, read_mapping
from content.importing.report import Report, dirt, rejected
from content.importing.source import Line, Listed, read_list
from content.new_city import new_city

Progress = Callable[[int, int], None]
KEPT = "名单没有更新或可用的值，保留表中已有的"
VANISHED = "名单里不再有，表中原行保留；如已停办，请填写 valid_to"


def import_list(
    source: Path, mapping: Path, into: Path, day: date, progress: Progress | None = None
) -> Report:
    """Take a list over into a content folder, which is made where it is missing.

    `day` is the day on which numbers are given; `progress` is told how many rows of how many are
    done. A second run with the same list changes no byte. Raises ContentError.
    """
    plan = read_mapping(mapping)
    listed = read_list(source, encoding=plan.encoding, sheet=plan.sheet)
    if lacking := sorted(plan.wanted() - set(listed.header)):
        raise ContentError(f"{source.name} 里没有这些列：{'、'.join(lacking)}；请核对对照表")
    if not (into / FILE).exists():
        new_city(into)
    books = Books(read_folder(into), plan, day)
    report = _take_all(listed, plan, books, progress or (lambda _done, _total: None))
    books.write()
    report.write(into)
    return report


def _take_all(listed: Listed, plan: ListMapping, books: Books, progress: Progress) -> Report:
    report = Report(header=listed.header, rows=len(listed.lines))
    taken: dict[str, int] = {}
    for done, line in enumerate(listed.lines, start=1):
        try:
            source_id = _source_id(line, plan, taken)
            _take(source_id, line, plan, books, report)
            taken[source_id] = line.number
        except RejectedRowError as reason:
            report.rejected.append(rejected(line.number, str(reason), line.cells))
        progress(done, report.rows)
    for row in books.vanished({line.cells[plan.id] for line in listed.lines}):
        report.vanished.append(row.id)
        report.dirty.append(dirt(0, plan.id, f"{row.id} {row.name}", VANISHED))
    return report


def _take(source_id: str, line: Line, plan: ListMapping, books: Books, report: Report) -> None:
    """Enter one row; the books change only when all of it is known to be right."""
    district = _district(line, plan)
    street, street_notes = _street(line, plan)
    made = draft(line, plan, books.unit)
    is_new = not books.has(source_id)
    changed, kept = books.put(source_id, made, district, street)
    if is_new:
        report.new += 1
    elif changed:
        report.changed += 1
    else:
        report.unchanged += 1
    for note in (*street_notes, *_final(made, kept)):
        report.dirty.append(dirt(line.number, note.column, note.cell, note.done))


def _source_id(line: Line, plan: ListMapping, taken: Mapping[str, int]) -> str:
    source_id = line.cells[plan.id]
    if line.problem:
        raise RejectedRowError(line.problem)
    if not source_id:
        raise RejectedRowError(f"{plan.id}：空白，无法认出是哪一家")
    if source_id in taken:
        raise RejectedRowError(f"{plan.id}：与第 {taken[source_id]} 行重复")
    return source_id


def _district(line: Line, plan: ListMapping) -> str:
    name = _place_name(line, plan.district)
    if not name or name == UNVERIFIED:
        raise RejectedRowError(f"{plan.district.column}：空白，不知道在哪个区")
    if plan.districts and name not in plan.districts:
        raise RejectedRowError(f"{plan.district.column}：对照表里没有“{name}”")
    return name


def _street(line: Line, plan: ListMapping) -> tuple[str, list[Note]]:
    """Read the street; where there is none the home stands in its district."""
    if plan.street is None:
        return "", []
    name = _place_name(line, plan.street)
    if name and name != UNVERIFIED:
        return name, []
    column = plan.street.column
    return "", [Note(column, line.cells[column], "没有街道，所在地区只到区")]


def _place_name(line: Line, rule: Rule) -> str:
    cell = line.cells[rule.column]
    return text(rule.values.get(cell, cell)).value.replace(" ", "")


def _final(made: Draft, kept: Kept) -> Iterator[Note]:
    """Correct the notes of cells where the editors' value stood: nothing became 待核实 there."""
    for note in made.notes:
        stays = note.kind is not None and note.target in kept[note.kind]
        yield Note(note.column, note.cell, KEPT) if stays else note
