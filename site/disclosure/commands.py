"""The commands of the public site: build, rollback, ledger verify, serve."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click
from werkzeug.serving import WSGIRequestHandler, run_simple

from content.city import FILE as CITY
from content.console import progress
from disclosure.freezing import BuildError, Result, build, rollback, verify
from disclosure.freezing.release import Store
from disclosure.serving import Application, FrozenSite, beside

SHOWN_FAULTS = 50


def build_release(source: Path, out: Path, day: date, *, full: bool) -> None:
    """Freeze a release with a progress bar; tell what was done, or why nothing was."""
    _refuse_content(source, out)
    with _told(), progress("生成页面") as show:
        result = build(source, out, day, full=full, progress=show)
    _report(result)


def _refuse_content(source: Path, out: Path) -> None:
    """Refuse to publish among the tables of editors. Raises click.ClickException."""
    if (out / CITY).exists() or source.resolve() in out.resolve().parents:
        message = f"{out} 是内容文件夹，不能作发布目录；请用 --out 另指一个文件夹"
        raise click.ClickException(message)


def roll_back(out: Path, day: date) -> None:
    """Publish the content of the release before, cut to the day."""
    with _told():
        result = rollback(out, day)
    _report(result)


def verify_ledger(out: Path, *, as_json: bool) -> None:
    """Tell whether every release that is kept is as the ledger has it; exit with 1 if not."""
    require_release(out)
    store = Store(out)
    found, last = verify(store), store.ledger.last
    number, head = (last.number, last.head) if last else (0, "")
    if as_json:
        told = {"releases": number, "head": head, "differences": [asdict(one) for one in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for one in found:
            click.echo(str(one))
        click.echo(f"登记 {number} 期，不符 {len(found)} 处；最新校验值 {head or '还没有'}")
    sys.exit(1 if found else 0)


def serve(
    out: Path,
    host: str,
    port: int,
    apps: Mapping[str, Application],
    mounted: Mapping[str, Application],
) -> None:
    """Serve the current release and the apps until interrupted; requests are not logged.

    `apps` answer dynamic addresses of the site, `mounted` have a first part of their own.
    """
    require_release(out)
    click.echo(f"公示网站：http://{host}:{port}/  （长者模式：http://{host}:{port}/elder/ ）")
    click.echo("按 Ctrl+C 停止。")
    site = beside(FrozenSite(out, apps), mounted)
    run_simple(host, port, site, threaded=True, request_handler=Quiet)


def require_release(out: Path) -> None:
    """Refuse to go on where nothing was published yet. Raises click.ClickException."""
    if not (out / "current").exists():
        message = f"{out} 里还没有发布过的网站；请先运行 gongshi build"
        raise click.ClickException(message)


class Quiet(WSGIRequestHandler):
    """Writes no access log: addresses and queries of visitors are nobody's business."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@contextmanager
def _told() -> Iterator[None]:
    """Turn a refused build into its list of faults and exit code 1."""
    try:
        yield
    except BuildError as error:
        for fault in error.faults[:SHOWN_FAULTS]:
            click.echo(str(fault), err=True)
        if len(error.faults) > SHOWN_FAULTS:
            click.echo(f"…… 另有 {len(error.faults) - SHOWN_FAULTS} 处，见 gongshi check", err=True)
        raise click.ClickException(str(error)) from None


def _report(result: Result) -> None:
    click.echo(
        f"公示日 {result.day}，版本 {result.release}：生成 {len(result.rendered)} 页，"
        f"未变 {result.unchanged} 页，移除 {len(result.removed)} 页，"
        f"用时 {result.seconds:.1f} 秒，内存峰值 {result.peak:.0f} MiB"
    )
    if result.advice:
        click.echo(result.advice)
