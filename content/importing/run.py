"""Importing a list into a content folder: each row is taken or rejected, and every doubt told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from content.city import FILE
from content.faults import ContentError
from content.folder import read_folder
from content.importing.drafts import RejectedRowError
from content.importing.homes import Homes
from content.importing.mapping import AnyMapping, ListMapping
from content.importing.mapping_file import read_mapping
from content.importing.records import Records
from content.importing.report import Report
from content.importing.source import Line, read_list
from content.new_city import new_city
from content.reading import shorten

LONGEST = 200
Progress = Callable[[int, int], None]


class Taker(Protocol):
    """What takes the rows of one kind of list; nothing is written before `write`."""

    def take(self, line: Line) -> None:
        """Enter one row. Raises RejectedRowError; then nothing of it is entered."""

    def finish(self) -> None:
        """Tell what can be told only after the last row."""

    def write(self) -> None:
        """Write the tables that changed, each whole."""


def import_list(
    source: Path, mapping: Path, into: Path, day: date, progress: Progress | None = None
) -> Report:
    """Take a list over into a content folder; a list of institutions makes it where it is missing.

    `day` is the day on which numbers are given; `progress` is told how many rows of how many are
    done. A second run with the same list changes no byte. Raises ContentError.
    """
    plan = read_mapping(mapping)
    listed = read_list(source, encoding=plan.encoding, sheet=plan.sheet)
    if lacking := sorted(plan.wanted() - set(listed.header)):
        raise ContentError(
            f"{source.name} 里没有这些列：{'、'.join(lacking)}；"
            f"第 1 行应是列名，读到的是：{shorten('、'.join(listed.header), LONGEST)}"
        )
    report = Report(rows=listed.count)
    taker = _taker(plan, into, day, report)
    for done, line in enumerate(listed.lines, start=1):
        _take(taker, line, report)
        if progress:
            progress(done, listed.count)
    taker.finish()
    taker.write()
    report.write(into, listed)
    return report


def _take(taker: Taker, line: Line, report: Report) -> None:
    try:
        taker.take(line)
    except RejectedRowError as reason:
        report.reject(line.number, str(reason))


def _taker(plan: AnyMapping, into: Path, day: date, report: Report) -> Taker:
    if not isinstance(plan, ListMapping):
        return Records(read_folder(into), plan, report)
    if not (into / FILE).exists():
        new_city(into)
    return Homes(read_folder(into), plan, day, report)
