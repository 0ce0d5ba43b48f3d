"""What an administrator runs: audit, backup, restore, doctor."""

from __future__ import annotations

from pathlib import Path

import click

from complaints.cli.host import Host
from content.cli import FOLDER, json_option


@click.group()
def audit() -> None:
    """核对记录。"""


@audit.command()
@click.option("--unit", help="以哪个单位的身份查看；不写只给总数")
@click.pass_obj
def verify(host: Host, unit: str | None) -> None:
    """核对每一条记录、每一项内容和每日校验值；有错误时退出码为 1。"""
    from complaints.upkeep import verify_audit

    verify_audit(host.upkeep(), unit)


@click.command()
@click.option("--to", type=FOLDER, help="放到哪个文件夹（默认是设置里的 backups）")
@click.option("--keys", "only_keys", is_flag=True, help="只备份密钥；必须用 --to 放到别处")
@click.pass_obj
def backup(host: Host, to: Path | None, *, only_keys: bool) -> None:
    """备份数据库和附件，不用停机；密钥要用 --keys 另外备份，不能放在一起。"""
    from complaints.administration.commands import run_backup, run_key_backup

    backups = host.settings.backups
    if not only_keys:
        run_backup(host.place(), to or backups, host.now())
    elif to:
        run_key_backup(host.place(), to, host.now(), backups)
    else:
        raise click.UsageError("备份密钥要用 --to 写明放到哪里，不能和数据放在一起")


@click.command()
@click.argument("source", metavar="FROM", type=FOLDER)
@click.pass_obj
def restore(host: Host, source: Path) -> None:
    """从 FROM 这份备份恢复；数据库必须是空的，中断了就再运行一次。"""
    from complaints.administration.commands import run_restore

    run_restore(host.place(), source, host.now())


@click.command()
@json_option
@click.pass_obj
def doctor(host: Host, *, as_json: bool) -> None:
    """检查数据库、密钥、磁盘、网站、日历、通知和备份，逐项说明怎么办；有错误时退出码为 1。"""
    from complaints.administration.commands import run_doctor

    run_doctor(host.installation(), as_json=as_json)
