"""The commands of the channel."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import click

from complaints.routing.suggest import suggest
from content import Catalog
from content.tables import Department, Matter

if TYPE_CHECKING:
    from flask import Flask

    from complaints.outbox import Outbox
    from complaints.reminding import Upkeep

MINUTE = 60
NO_ACCOUNTS = (
    "没有试用账号（只有示例城市有）；请另开账号："
    "gongshi officer add 账号 --unit 单位代码 --role 角色"
)


def suggest_matters(catalog: Catalog, text: str, *, as_json: bool) -> None:
    """Print the matters that fit a text, best first, each with its handler and why."""
    found = suggest(text, catalog.all(Matter))
    handlers = {
        one.code: catalog.get(Department, catalog.get(Matter, one.code).handler).name
        for one in found
    }
    if as_json:
        rows = [{**asdict(one), "handler": handlers[one.code]} for one in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(f"{one.code} {one.name}（{handlers[one.code]}）{one.score:.2f}  {one.why}")
    if not found:
        click.echo("看不出属于哪一类；表单上会显示“不清楚”，由民政部门判断")


def add_officer(app: Flask, account: str, name: str, unit: str, roles: tuple[str, ...]) -> None:
    """Make an account from the host and print its one-time password."""
    from complaints.desk.accounts.from_host import add

    with _within(app):
        password = add(account, name, unit, roles)
    click.echo(f"已开通 {account}。一次性密码（只显示这一次）：{password}")
    click.echo("第一次登录时要换成自己的密码，并绑定验证器。")


def show_code(app: Flask, account: str) -> None:
    """Print the TOTP code of a demo account."""
    from complaints.desk.accounts.from_host import demo_code

    with _within(app):
        click.echo(demo_code(account))


@contextmanager
def _within(app: Flask) -> Iterator[None]:
    """Work within the desk for the length of one command."""
    from complaints.desk.accounts.from_host import NotFromHostError

    try:
        with app.app_context():
            yield
    except NotFromHostError as error:
        raise click.ClickException(str(error)) from None
    finally:
        app.extensions["desk"].database.engine.dispose()


def show_demo(app: Flask) -> None:
    """Make the demo accounts and print how to sign in as each."""
    from complaints.desk.accounts.demo import make_demo
    from complaints.desk.desk import desk

    with app.app_context():
        shown = make_demo(desk())
    if not shown:
        click.echo(NO_ACCOUNTS)
        return
    rows = [("账号", "姓名", "单位", "角色", "密码", "此刻的验证码")]
    rows += [
        (
            one.officer.account,
            one.officer.name,
            one.unit,
            one.officer.role.label,
            one.password,
            one.code,
        )
        for one in shown
    ]
    click.echo("试用账号（只用于示例城市；验证码半分钟换一个：gongshi officer totp 账号）")
    _print_table(rows)


def keep_up(upkeep: Upkeep, outbox: Outbox, now: Callable[[], datetime]) -> None:
    """Let the two timers run once a minute beside the server, as cron would in earnest."""
    from complaints.administration.machine_clock import ClockBackError
    from complaints.database import STORING_FAULTS
    from complaints.reminding import remind
    from complaints.roots import RootsDifferError

    stopping: tuple[type[Exception], ...] = (ClockBackError, RootsDifferError, *STORING_FAULTS)

    def run() -> None:
        while True:
            try:
                remind(upkeep, now())
                outbox.send(now())
            except stopping as error:
                click.echo(f"定时任务没有做完：{getattr(error, 'orig', error)}", err=True)
            time.sleep(MINUTE)

    Thread(target=run, name="timers", daemon=True).start()


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print columns that stand under each other; a Chinese character is two wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        click.echo("  ".join(cells).rstrip())


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
