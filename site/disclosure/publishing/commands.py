"""What `gongshi publish` says."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from content.console import progress
from disclosure.freezing.release import Store
from disclosure.publishing import PublishError, Report, publish, target_of


def publish_release(out: Path, to: str, endpoint: str, *, as_json: bool) -> None:
    """Hand the current release of `out` over with a progress bar; tell what was done."""
    try:
        target = target_of(to, endpoint)
        with progress("交付文件") as show:
            report = publish(Store(out), target, show)
    except PublishError as error:
        message = f"{error}\n没有交完；解决以后再运行一次 gongshi publish，它会接着做完"
        raise click.ClickException(message) from None
    click.echo(_told(report, to) if as_json else _line(report, to))


def _told(report: Report, to: str) -> str:
    text = json.dumps({"target": to, **asdict(report)}, ensure_ascii=False)
    return text.encode(errors="backslashreplace").decode()  # A name of others may be no text.


def _line(report: Report, to: str) -> str:
    if not report.written and not report.removed:
        return f"版本 {report.release} 已经在 {to}，没有要写的文件"
    return (
        f"版本 {report.release} 已交到 {to}：写入 {len(report.written)} 个文件，"
        f"移除 {len(report.removed)} 个，用时 {report.seconds:.1f} 秒"
    )
