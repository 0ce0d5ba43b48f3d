"""Orders of the city's hotline come in, results go back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from complaints.cli.host import Host
from content.cli import DAY, FILE, FILE_THERE


@click.group()
def tickets() -> None:
    """12345 热线的工单：转入办理，结果回传。"""


@tickets.command("import")
@click.argument("source", type=FILE_THERE)
@click.option("--mapping", required=True, help="对照文件，或随程序提供的名称，例如 12345")
@click.pass_obj
def import_(host: Host, source: Path, mapping: str) -> None:
    """把热线的工单（CSV 或 XLSX）登记为办件；同一个工单编号只登记一次。"""
    from complaints.acting import Circumstances
    from complaints.hotline.commands import import_orders
    from complaints.hotline.taking import Desk

    joined = host.parts()

    def at() -> Circumstances:
        return Circumstances(joined.keys, joined.catalog(), host.now())

    import_orders(source, mapping, Desk(joined.database, at))


@tickets.command()
@click.option("--mapping", required=True, help="对照文件，或随程序提供的名称，例如 12345")
@click.option("--to", "target", type=FILE, required=True, help="写出到这个文件（CSV 或 XLSX）")
@click.option("--since", type=DAY, help="只写出这一天以来有变化的")
@click.pass_obj
def export(host: Host, mapping: str, target: Path, since: datetime | None) -> None:
    """写出热线工单的办理结果，用来回传给热线。"""
    from complaints.acting import Circumstances
    from complaints.hotline.commands import export_results

    joined = host.parts()
    at = Circumstances(joined.keys, joined.catalog(), host.now())
    export_results(joined.database, at, mapping, target, since.date() if since else None)
