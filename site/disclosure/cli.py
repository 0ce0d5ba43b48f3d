"""The commands of the public site on the command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from content.cli import Host, as_of_option, content_option, json_option, out_option


@click.command()
@content_option
@out_option
@as_of_option
@click.option("--full", is_flag=True, help="全部重新生成，并逐字节检查")
@click.pass_obj
def build(
    host: Host, source: Path | None, out: Path | None, as_of: datetime | None, *, full: bool
) -> None:
    """检查内容并发布网站；只生成有变化的页面。"""
    from disclosure.commands import build_release

    settings = host.settings
    day = as_of.date() if as_of else host.today()
    build_release(source or settings.content, out or settings.out, day, full=full)


@click.command()
@out_option
@click.pass_obj
def rollback(host: Host, out: Path | None) -> None:
    """退回上一版内容；今天不得公示的记录不会重新出现。"""
    from disclosure.commands import roll_back

    roll_back(out or host.settings.out, host.today())


@click.group()
def ledger() -> None:
    """发布登记：每一期的校验值，一期扣着一期。"""


@ledger.command()
@out_option
@json_option
@click.pass_obj
def verify(host: Host, out: Path | None, *, as_json: bool) -> None:
    """核对每一期和正在公示的每一个文件有没有被改动；有不符时退出码为 1。"""
    from disclosure.commands import verify_ledger

    verify_ledger(out or host.settings.out, as_json=as_json)


@click.command()
@click.option("--to", required=True, help="目标：文件夹、rsync:主机:路径 或 s3://桶/前缀")
@click.option("--endpoint", default="", help="对象存储的地址（默认 AWS_ENDPOINT_URL）")
@out_option
@json_option
@click.pass_obj
def publish(host: Host, to: str, endpoint: str, out: Path | None, *, as_json: bool) -> None:
    """把当前的网站交到别处，只交有变化的文件；中断后再运行一次就接着做完。"""
    from disclosure.publishing.commands import publish_release

    publish_release(out or host.settings.out, to, endpoint, as_json=as_json)


COMMANDS = (build, rollback, publish, ledger)
