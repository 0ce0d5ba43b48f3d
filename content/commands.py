"""The editors' commands: new-city, import, check, clock."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from content.checks import check
from content.checks.calendars import calendar_faults
from content.city import FILE, read_city
from content.console import progress, told
from content.folder import read_folder
from content.importing import import_list
from content.importing.report import REJECTED, REPORT
from content.new_city import new_city
from content.working_days import Due, WorkingDays, explain

MAPPINGS = Path(__file__).parent / "mappings"


def start_city(folder: Path) -> None:
    """Make what a content folder lacks; name what was made."""
    made = new_city(folder)
    for path in made:
        click.echo(f"新建 {path}")
    _, faults = read_city(folder)
    todo = "、".join(dict.fromkeys(fault.column or FILE for fault in faults))
    then = f"请先填写 {FILE} 里的 {todo}" if todo else "可以运行 gongshi check"
    click.echo(f"{folder}：新建 {len(made)} 个文件；{then}")


def import_source(source: Path, mapping: str, into: Path, day: date) -> None:
    """Take a list over; tell what was taken, what was not, and where to read why."""
    plan = _mapping(mapping)
    if not (into / FILE).is_file():
        message = f"{into} 里没有 {FILE}，不是内容文件夹；新的城市请先运行 gongshi new-city {into}"
        raise click.ClickException(message)
    with told(), progress("导入") as show:
        report = import_list(source, plan, into, day, progress=show)
    click.echo(
        f"名单 {report.rows} 行：收入 {report.taken} 行（新增 {report.new}，"
        f"更新 {report.changed}，未变 {report.unchanged}），退回 {len(report.rejected)} 行，"
        f"对照表不收 {sum(report.aside.values())} 行，"
        f"存疑或改写 {len(report.dirty)} 处；详见 {into / REJECTED} 和 {into / REPORT}"
    )


def _mapping(name: str) -> Path:
    """Find a mapping, shipped or of the city's own. Raises click.ClickException."""
    shipped = {path.stem: path for path in MAPPINGS.glob("*.toml")}
    plan = shipped.get(name, Path(name))
    if not plan.is_file():
        message = f"没有对照表 {name}；应是一个文件，或随程序提供的 {'、'.join(sorted(shipped))}"
        raise click.ClickException(message)
    return plan


def check_folder(folder: Path, day: date, *, as_json: bool) -> None:
    """Print every fault and warning; exit with 1 where there is a fault."""
    found = check(read_folder(folder), day)
    faults = sum(fault.weight == "fault" for fault in found)
    if as_json:
        click.echo(json.dumps([fault.as_json() for fault in found], ensure_ascii=False, indent=1))
    else:
        # What must be mended stands last, where the eye of the reader is.
        for fault in sorted(found, key=lambda fault: fault.weight == "fault"):
            click.echo(str(fault))
        click.echo(f"{folder}：错误 {faults} 处，提醒 {len(found) - faults} 处")
    sys.exit(1 if faults else 0)


def show_clock(folder: Path, day_zero: date, n: int, unit: str, *, as_json: bool) -> None:
    """Print the date that is n days after `day_zero`, with what each day on the way is."""
    read = read_folder(folder)
    unread = (fault for year in read.calendar.values() for fault in year.faults)
    faults = [*unread, *calendar_faults(read)]
    for fault in faults:
        if fault.weight == "fault":
            raise click.ClickException(str(fault))
    due = WorkingDays(read.days()).add(day_zero, n, unit)
    if as_json:
        click.echo(json.dumps(_clock_json(due, day_zero, n, unit), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(explain(due)))


def _clock_json(due: Due, day_zero: date, n: int, unit: str) -> dict[str, object]:
    return {
        "day_zero": day_zero.isoformat(),
        "n": n,
        "unit": unit,
        "due": due.day.isoformat() if due.day else None,
        "state": due.state,
        "days": [{**asdict(step), "day": step.day.isoformat()} for step in due.steps],
    }
