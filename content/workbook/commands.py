"""The command `workbook`: write the tables out, read them back."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from content.console import progress, told
from content.workbook.applying import apply
from content.workbook.reading_book import Comparison, compare_book
from content.workbook.writing_book import write_book


def write_workbook(folder: Path, file: Path) -> None:
    """Write the tables of a folder as a workbook; say how it comes back."""
    with told(), progress("写出") as show:
        count = write_book(folder, file, show)
    click.echo(f"{file}：{count} 张工作表；改完后运行 gongshi workbook {folder} --read {file}")


def read_workbook(folder: Path, file: Path, day: date, *, yes: bool) -> None:
    """Tell faults by cell, else the difference; ask, unless `yes`, and write all or nothing.

    Ends with 1 where nothing was written although something had changed.
    """
    with told(), progress("读取") as show:
        found = compare_book(folder, file, day, show)
    if found.wrong:
        _tell_faults(found)
        sys.exit(1)
    for title in found.strangers:
        click.echo(f"工作表 {title} 不是内容表，没有读取")
    _tell_differences(found)
    if not found.differences:
        return
    if not yes and not click.confirm("写入以上改动？"):
        click.echo("没有写入")
        sys.exit(1)
    with told():
        apply(found)
    click.echo(f"已写入 {folder}")


def _tell_faults(found: Comparison) -> None:
    faults = [fault for fault in found.faults if fault.weight == "fault"]
    for fault in faults:
        click.echo(str(fault))
    more = "。有的行还读不出，改好以后可能还会查出别的错误" if found.half_read else ""
    click.echo(f"错误 {len(faults)} 处，没有写入；请改正后再读{more}")


def _tell_differences(found: Comparison) -> None:
    for one in found.differences:
        for line in one.told():
            click.echo(line)
    warnings = len(found.faults)
    if warnings:
        click.echo(f"另有提醒 {warnings} 处，运行 gongshi check 可以逐条查看")
    added, removed, changed = (
        sum(len(getattr(one, part)) for one in found.differences)
        for part in ("added", "removed", "changed")
    )
    click.echo(f"新增 {added} 行，删除 {removed} 行，修改 {changed} 处")
