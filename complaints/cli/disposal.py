"""What a timer runs at night, and what follows a restore: lists made, and carried out."""

from __future__ import annotations

import click

from complaints.cli.host import Host


@click.group(invoke_without_command=True)
@click.pass_context
def retention(context: click.Context) -> None:
    """保管期限：到期的列入销毁清单，两个人确认过的销毁；单独运行时两样都做。"""
    if context.invoked_subcommand is None:
        context.invoke(propose)
        context.invoke(carry_out)


@retention.command()
@click.pass_obj
def propose(host: Host) -> None:
    """定时任务：把保管期限已满的内容列入销毁清单；可以重复运行。"""
    from complaints.retention.commands import run_propose

    run_propose(host.archive(), host.parts().catalog(), host.now())


@retention.command("carry-out")
@click.pass_obj
def carry_out(host: Host) -> None:
    """定时任务：销毁两个人都确认过的清单；中断后再运行会接着做完。"""
    from complaints.retention.commands import run_carry_out

    run_carry_out(host.archive(), host.now())


@retention.command()
@click.pass_obj
def reapply(host: Host) -> None:
    """恢复备份以后：把销毁登记里已经销毁的，重新销毁一遍。"""
    from complaints.retention.commands import run_reapply

    run_reapply(host.archive(), host.now())
