"""The commands of retention: what a timer runs, and what follows a restore."""

from __future__ import annotations

from datetime import datetime

import click
from sqlalchemy.exc import IntegrityError

from complaints.clock import local_day
from complaints.retention.carrying_out import Archive, carry_out
from complaints.retention.proposing import propose
from complaints.retention.reapplying import reapply
from content import Catalog

MEANWHILE = "同一时间有人在改同一件，没有做完；请再运行一次，会接着做"


def run_propose(archive: Archive, catalog: Catalog, now: datetime) -> None:
    """Put on lists what is due, and say how many lists were made."""
    made = propose(archive.database, catalog, local_day(now))
    click.echo(f"新列销毁清单 {made} 份（密封件不计）；由两个人在“到期销毁”里先后确认后才会销毁")


def run_carry_out(archive: Archive, now: datetime) -> None:
    """Destroy what two persons confirmed, and say how much."""
    ended = carry_out(archive, now)
    click.echo(f"已销毁 {ended.done} 项，情形有变、没有销毁 {ended.lapsed} 项（密封件不计）")
    click.echo(f"登记在 {archive.register}，请和备份一起保存")


def run_reapply(archive: Archive, now: datetime) -> None:
    """Destroy again what the register names. Raises click.ClickException without a register."""
    if not archive.register.exists():
        message = f"没有销毁登记 {archive.register}；请从最近的备份取回它，再运行"
        raise click.ClickException(message)
    try:
        done = reapply(archive, now)
    except IntegrityError:
        raise click.ClickException(MEANWHILE) from None
    click.echo(f"按销毁登记重新销毁 {done} 项")
