"""The editors' commands on the command line, and the options that other packages share."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Protocol

import click

from content.console import reading
from content.working_days import UNITS

FOLDER = click.Path(path_type=Path, file_okay=False)
FOLDER_THERE = click.Path(path_type=Path, exists=True, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
FILE_THERE = click.Path(path_type=Path, exists=True, dir_okay=False)
DAY = click.DateTime(["%Y-%m-%d"])
content_option = click.option(
    "--content", "source", type=FOLDER, help="内容文件夹（默认为示例城市）"
)
out_option = click.option("--out", type=FOLDER, help="发布目录（默认 build/out）")
as_of_option = click.option("--as-of", type=DAY, help="公示日（默认今天；示例城市用它自己的日期）")
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON")


class Places(Protocol):
    """Where an installation keeps what is disclosed."""

    @property
    def content(self) -> Path:
        """Give the editors' folder."""

    @property
    def out(self) -> Path:
        """Give the folder of releases."""


class Host(Protocol):
    """What a command asks of whoever runs it: its settings and the day."""

    @property
    def settings(self) -> Places:
        """Give the settings. Raises click.ClickException for one that does not exist."""

    def today(self) -> date:
        """Give the day in Asia/Shanghai."""


@click.command("new-city")
@click.argument("folder", type=FOLDER)
def new_city(folder: Path) -> None:
    """新建一个内容文件夹；已有的文件不会改动。"""
    from content.commands import start_city

    start_city(folder)


@click.command("import")
@click.argument("source", type=FILE_THERE)
@click.option("--mapping", required=True, help="对照文件，或随程序提供的名称，例如 shanghai")
@click.option("--into", type=FOLDER, required=True, help="导入到哪个内容文件夹")
@click.pass_obj
def import_(host: Host, source: Path, mapping: str, into: Path) -> None:
    """导入一份机构名单（CSV 或 XLSX）；重复导入不改变编号。"""
    from content.commands import import_source

    import_source(source, mapping, into, host.today())


@click.command()
@click.argument("folder", type=FOLDER_THERE)
@click.option("--write", "target", type=FILE, help="写出到这个文件（XLSX，不覆盖已有的文件）")
@click.option("--read", "source", type=FILE, help="读回这个文件：先列错误或改动，确认后写入")
@click.option("--yes", is_flag=True, help="不再询问，直接写入")
@click.pass_obj
def workbook(
    host: Host, folder: Path, target: Path | None, source: Path | None, *, yes: bool
) -> None:
    """把内容表写成一个工作簿（XLSX），改好后读回；有错误时什么也不写入。"""
    from content.workbook.commands import read_workbook, write_workbook

    if target and not source:
        write_workbook(folder, target)
    elif source and not target:
        read_workbook(folder, source, host.today(), yes=yes)
    else:
        message = "请在 --write 和 --read 中选一个"
        raise click.UsageError(message)


@click.command()
@content_option
@as_of_option
@json_option
@click.pass_obj
def check(host: Host, source: Path | None, as_of: datetime | None, *, as_json: bool) -> None:
    """一次列出内容的全部错误；有错误时退出码为 1。"""
    from content.commands import check_folder

    day = as_of.date() if as_of else host.today()
    check_folder(source or host.settings.content, day, as_json=as_json)


@click.command()
@click.argument("day", metavar="DATE", type=DAY)
@click.argument("n", type=click.IntRange(1, 250))
@click.option("--unit", type=click.Choice(UNITS), default=UNITS[0], show_default=True)
@content_option
@json_option
@click.pass_obj
def clock(  # noqa: PLR0913 (one for each option)
    host: Host, day: datetime, n: int, unit: str, source: Path | None, *, as_json: bool
) -> None:
    """从 DATE 的第二天起算 N 天，逐日说明，给出到期日。"""
    from content.commands import show_clock

    folder = source or host.settings.content
    show_clock(folder, day.date(), n, unit, as_json=as_json)


@click.command()
@content_option
@click.option("--write", "target", type=FILE, required=True, help="写出到这个文件（XLSX）")
@as_of_option
@json_option
@click.pass_obj
def evaluation(
    host: Host, source: Path | None, target: Path, as_of: datetime | None, *, as_json: bool
) -> None:
    """填写养老服务监管效能评估表：能由内容得出的都算出来，附来源行。"""
    from content.evaluation.commands import write_evaluation

    day = as_of.date() if as_of else host.today()
    folder = reading(source, host.settings.content)
    write_evaluation(folder, target, day, as_json=as_json)


COMMANDS = (new_city, import_, workbook, check, clock, evaluation)
