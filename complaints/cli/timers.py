"""What a timer runs every few minutes, and what is suggested for a complaint."""

from __future__ import annotations

from pathlib import Path

import click

from complaints.cli.host import Host
from content.cli import content_option, json_option


@click.command()
@click.argument("text")
@content_option
@json_option
@click.pass_obj
def suggest(host: Host, text: str, source: Path | None, *, as_json: bool) -> None:
    """看一段投诉属于哪一类、归哪个部门、为什么。"""
    from complaints.commands import suggest_matters
    from content import cut, read_folder

    catalog = cut(read_folder(source or host.settings.content), host.today())
    suggest_matters(catalog, text, as_json=as_json)


@click.command()
@click.pass_obj
def remind(host: Host) -> None:
    """定时任务：期满办结，记录逾期，删除过期草稿，写每日校验值；可以随时、重复运行。"""
    from complaints.upkeep import run_reminders

    run_reminders(host.upkeep(), host.now())


@click.group()
def outbox() -> None:
    """待发的通知。"""


@outbox.command()
@click.pass_obj
def send(host: Host) -> None:
    """定时任务：告诉各单位有新的办件消息；没有送到的稍后再试。"""
    from complaints.upkeep import send_outbox

    send_outbox(host.outbox(), host.now())
