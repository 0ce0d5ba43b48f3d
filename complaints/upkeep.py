"""The commands that keep the channel sound: what a timer and an administrator run."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from complaints.administration.machine_clock import ClockBackError
from complaints.auditing import Audit, verify
from complaints.outbox import Outbox, Sent, Way
from complaints.reminding import Upkeep, remind
from complaints.roots import RootsDifferError
from complaints.routing.route import discipline_unit
from complaints.visibility import visible_to_unit
from content.tables import Unit

AWAY = {
    Way.MAIL: "邮件服务器连接不上，或者不让登录；请核对 smtp_url",
    Way.TEXT: "短信网关连接不上，或者不让使用；请核对 sms_url 和 sms_token",
}


def run_reminders(upkeep: Upkeep, now: datetime) -> None:
    """Do what is due and say it."""
    try:
        done = remind(upkeep, now)
    except (RootsDifferError, ClockBackError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        f"日历有变重算时限 {done.recalculated} 项，"
        f"期满自动办理 {done.lapsed} 件，临期提醒 {done.near} 项，逾期催办 {done.overdue} 项，"
        f"督办 {done.supervised} 项，挂牌督办到期 {done.unlisted} 件，"
        f"写入每日校验值 {done.roots} 天（密封件不计）"
    )


def verify_audit(upkeep: Upkeep, unit: str | None) -> None:
    """Say what is wrong with chains, values and roots; exit with 1 where anything is.

    A unit is told the numbers of its own tickets; else none is said.
    """
    condition, catalog = None, upkeep.catalog
    if unit is not None:
        if not any(one.id == unit for one in catalog.ever(Unit)):
            message = f"units.csv 里没有“{unit}”这个单位"
            raise click.ClickException(message)
        condition = visible_to_unit(unit, discipline_unit(catalog).id)
    with upkeep.database.reading() as session:
        audit = verify(session, upkeep.keys, upkeep.folder, condition)
    _say_audit(audit)
    sys.exit(1 if audit.wrong else 0)


def _say_audit(audit: Audit) -> None:
    click.echo(
        f"诉求 {audit.tickets} 件，记录 {audit.events} 条，"
        f"内容 {audit.values} 项（其中已依法删除 {audit.erased} 项），每日校验值 {audit.roots} 天"
    )
    for fault in audit.faults:
        click.echo(f"错误  {fault}")
    if audit.elsewhere:
        click.echo(f"错误  另有 {audit.elsewhere} 处，所在的诉求不能在这里说明")
    click.echo(f"发现错误 {audit.wrong} 处" if audit.wrong else "没有发现改动")


def send_outbox(outbox: Outbox, now: datetime) -> None:
    """Send what waits, and say what remains and why; exit with 1 where a server is away."""
    sent = outbox.send(now)
    click.echo(
        f"发出邮件 {sent.taken[Way.MAIL]} 封、短信 {sent.taken[Way.TEXT]} 条，"
        f"送达消息 {sent.messages} 条；没有送到、稍后再试 {sent.later} 封（条）"
    )
    if sent.refused:
        click.echo(f"有 {sent.refused} 封（条）对方没有收下")
    if sent.uncertain:
        click.echo(
            f"有 {sent.uncertain} 封邮件发到一半断了，不知道送到没有；"
            "不再重发，以免重复。办件平台的“待办”里照样看得到"
        )
    _say_unread(sent)
    if sent.away:
        servers = "；".join(AWAY[way] for way in sorted(sent.away))
        raise click.ClickException(f"{servers}；消息留着，下次再发")


def _say_unread(sent: Sent) -> None:
    """Name the units that could not be told; of citizens only how many."""
    for unit, many in sent.given_up.items():
        whose = f"{unit} 有 {many} 个邮箱" if unit else f"有 {many} 位反映人的电话"
        click.echo(f"{whose}一直不收，不再试了；请核对")
    for unit, waiting in sent.nobody.items():
        click.echo(f"{unit} 没有可用的邮箱，{waiting} 条消息等待发送")
