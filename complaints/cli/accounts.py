"""The database, and the accounts of officers."""

from __future__ import annotations

import click

from complaints.cli.host import Host


@click.group()
def db() -> None:
    """数据库。"""


@db.command()
@click.option("--new-keys", is_flag=True, help="找不回来的密钥换成新的；用旧的加密的内容再也打不开")
@click.pass_obj
def upgrade(host: Host, *, new_keys: bool) -> None:
    """建立或升级数据库，补齐密钥文件。"""
    settings = host.settings
    host.prepare(new_keys=new_keys)
    click.echo(f"数据库 {settings.database_url} 已是最新；密钥在 {settings.keys}")


@click.group()
def officer() -> None:
    """工作人员账号。"""


@officer.command()
@click.argument("account", metavar="NAME")
@click.option("--unit", required=True, help="单位代码，例如 jia-mz")
@click.option(
    "--role", "roles", required=True, multiple=True, help="角色，可以多次，例如 --role handler"
)
@click.option("--name", default="", help="姓名（默认与账号相同）")
@click.pass_obj
def add(host: Host, account: str, unit: str, roles: tuple[str, ...], name: str) -> None:
    """开通账号 NAME，显示一次性密码；纪检监察单位只能这样开第一个。"""
    from complaints.commands import add_officer

    add_officer(host.desk(), account, name or account, unit, roles)


@officer.command()
@click.argument("account", metavar="NAME")
@click.pass_obj
def totp(host: Host, account: str) -> None:
    """显示账号 NAME 此刻的验证码；只在试用时有用。"""
    from complaints.commands import show_code

    show_code(host.desk(), account)
