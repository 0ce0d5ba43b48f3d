"""Renewing keys while the programs run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from complaints.cli.host import Host

if TYPE_CHECKING:
    from complaints.keys import Purpose

purpose_option = click.option(
    "--purpose", "names", multiple=True, help="只换这一种，例如 contact；不写就是全部"
)


@click.group()
def keys() -> None:
    """更换密钥；程序不用停。"""


@keys.command()
@purpose_option
@click.pass_obj
def rotate(host: Host, names: tuple[str, ...]) -> None:
    """第一步：换上新密钥；旧密钥留着，旧内容照样能看。"""
    from complaints.keyring.commands import rotate_keys

    rotate_keys(host.parts().keys, _purposes(names))


@keys.command()
@click.pass_obj
def rewrap(host: Host) -> None:
    """第二步：把旧内容改用新密钥加密；中断了再运行，会接着做。"""
    from complaints.keyring.commands import rewrap_values

    joined = host.parts()
    rewrap_values(joined.database, joined.keys)


@keys.command()
@purpose_option
@click.pass_obj
def retire(host: Host, names: tuple[str, ...]) -> None:
    """第三步：把没有内容再用的旧密钥移到 retired 文件夹；不删除。"""
    from complaints.keyring.commands import retire_keys

    joined = host.parts()
    retire_keys(joined.database, joined.keys, _purposes(names), host.now())


def _purposes(names: tuple[str, ...]) -> list[Purpose]:
    """Give the purposes of these names, or all. Raises click.ClickException for no purpose."""
    from complaints.keys import Purpose

    if unknown := sorted(set(names) - set(Purpose)):
        message = f"没有这种密钥：{'、'.join(unknown)}；有：{'、'.join(Purpose)}"
        raise click.ClickException(message)
    return [purpose for purpose in Purpose if not names or purpose in names]
