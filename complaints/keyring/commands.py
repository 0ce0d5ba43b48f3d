"""The commands that renew keys, in plain words; numbers are one sum for all purposes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import click

from complaints.database import Database
from complaints.keyring.retiring import Kept, retire
from complaints.keyring.rewrapping import Rewrapped, rewrap
from complaints.keyring.rotating import RETIRED, rotate
from complaints.keys import KeyFileError, Keys, Purpose

AFTERWARDS = {
    Purpose.DESK: "办件平台下次启动以后，工作人员要重新登录",
    Purpose.RECEIPT: "以前的查询码照样能用，旧密钥一直要留着",
    Purpose.ACCOUNTS: "密码、验证器和恢复码照样能用，旧密钥一直要留着",
    Purpose.ROOTS: "以前的每日校验值仍用旧密钥核对，旧密钥一直要留着",
    Purpose.LIMITER: "防滥用的计数重新开始",
}
BACK_UP = "请马上把新的密钥文件另存一份，不要和数据库的备份放在一起；以前的备份要用旧密钥才能打开"


def rotate_keys(keys: Keys, purposes: Iterable[Purpose]) -> None:
    """Make new keys and say what follows."""
    for purpose in purposes:
        try:
            rotate(keys, purpose)
        except KeyFileError as error:
            raise click.ClickException(str(error)) from None
        after = f"（{AFTERWARDS[purpose]}）" if purpose in AFTERWARDS else ""
        click.echo(f"{purpose}.key 换了新密钥{after}")
    click.echo(f"正在运行的程序马上用新的。{BACK_UP}。")
    click.echo("接着运行 gongshi keys rewrap，把旧内容改用新密钥加密。")


def rewrap_values(database: Database, keys: Keys) -> None:
    """Seal everything anew and say how far it is; exit with 1 where something was lost."""
    said = 0

    def say(done: Rewrapped) -> None:
        nonlocal said
        if done.seen - said >= 1000:  # noqa: PLR2004 (a line now and then)
            said = done.seen
            click.echo(f"看过 {done.seen} 项，已改用新密钥 {done.renewed} 项")

    try:
        done = rewrap(database, keys, say)
    except KeyFileError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"看过 {done.seen} 项，改用新密钥 {done.renewed} 项。中断了可以再运行，会接着做。")
    if done.lost:
        message = f"有 {done.lost} 项打不开，没有改动；请运行 gongshi audit verify 看缺哪一把密钥"
        raise click.ClickException(message)


def retire_keys(database: Database, keys: Keys, purposes: Iterable[Purpose], now: datetime) -> None:
    """Put old keys away and say which stay, and why."""
    put_away: list[bytes] = []
    kept: list[Kept] = []
    for purpose in purposes:
        try:
            gone, stay = retire(database, keys, purpose, now)
        except KeyFileError as error:
            raise click.ClickException(str(error)) from None
        put_away, kept = put_away + gone, kept + stay
        for id_ in gone:
            click.echo(f"{purpose}.key 的旧密钥 {id_.hex()} 不再使用，移到 {RETIRED} 文件夹")
    for one in kept:
        click.echo(f"{one.purpose}.key 的旧密钥 {one.id.hex()} 留着：{one.why}")
    if put_away:
        click.echo(f"{RETIRED} 里的密钥没有删除：恢复以前的备份要用，请同密钥的备份一起保管。")
    if not put_away and not kept:
        click.echo("没有旧密钥")
