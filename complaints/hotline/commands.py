"""The commands of the hotline: orders in, results back; the console names rows, never people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from complaints.acting import Circumstances
from complaints.database import STORING_FAULTS, Database
from complaints.filing import NumbersExhaustedError
from complaints.hotline.mapping import HotlineMapping, read_mapping
from complaints.hotline.taking import Desk, Tally, rejected_file, take_over
from complaints.hotline.writing_back import write_back
from complaints.keys import KeyFileError, WrongKeyError
from complaints.routing.route import NoLeadError
from content.console import progress, told

MAPPINGS = Path(__file__).parent / "mappings"
MOST_SHOWN = 20
NO_LEAD = "内容里没有市民政部门或纪检监察单位，不能转入；请先补齐单位表"
NOT_STORED = "数据库现在写不进去；已经转入的都在，恢复以后把同一份名单再转一次，不会重复"
LOST_KEY = "{fault}。已经转入的都在；密钥恢复以后把同一份名单再转一次，不会重复"
NO_NUMBER = "今天的编号用完了，余下的行没有转入；请明天再转"


def import_orders(source: Path, mapping: str, desk: Desk) -> None:
    """Take orders in; say how many, and where the others are kept."""
    with told():
        plan = _mapping(mapping)
        try:
            with progress("转入") as show:
                tally = take_over(source, plan, desk, show)
        except NoLeadError:
            raise click.ClickException(NO_LEAD) from None
        except NumbersExhaustedError:
            raise click.ClickException(NO_NUMBER) from None
        except (KeyFileError, WrongKeyError) as fault:
            raise click.ClickException(LOST_KEY.format(fault=fault)) from None
        except STORING_FAULTS:
            raise click.ClickException(NOT_STORED) from None
    _say(tally, rejected_file(source))


def export_results(
    database: Database, at: Circumstances, mapping: str, target: Path, since: date | None
) -> None:
    """Write results back; say how many."""
    with told():
        done = write_back(database, _mapping(mapping), at, target, since)
    click.echo(
        f"写出 {done.rows} 件到 {target}（只有本人能读），其中首次回传答复 {done.first_told} 件"
    )


def _mapping(name: str) -> HotlineMapping:
    """Find a mapping, shipped or of the city's own. Raises ContentError."""
    shipped = MAPPINGS / f"{name}.toml"
    return read_mapping(shipped if shipped.is_file() else Path(name))


def _say(tally: Tally, aside: Path) -> None:
    click.echo(
        f"名单 {tally.rows} 行：转入 {tally.taken} 件，以前已转入 {tally.known} 件，"
        f"退回 {len(tally.refused)} 行"
    )
    for doubt, rows in tally.doubts.items():
        click.echo(f"请看一下  第 {_some(rows)} 行：{doubt}")
    for one in tally.refused[:MOST_SHOWN]:
        click.echo(f"退回  第 {one.row} 行{f'，{one.column}' if one.column else ''}：{one.reason}")
    if len(tally.refused) > MOST_SHOWN:
        click.echo(f"退回  另有 {len(tally.refused) - MOST_SHOWN} 行")
    if tally.refused:
        click.echo(f"退回的行在 {aside}（只有本人能读，含个人信息，改好转入以后请删除）")


def _some(rows: list[int]) -> str:
    more = f" 等 {len(rows)}" if len(rows) > MOST_SHOWN else ""
    return "、".join(map(str, rows[:MOST_SHOWN])) + more
