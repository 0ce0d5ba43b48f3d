"""The command line, and where the parts are put together: settings in, apps out. Start here."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

import complaints.commands
import content.commands
import disclosure.commands
from content.working_days import UNITS

if TYPE_CHECKING:
    from flask import Flask

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHANGHAI = ZoneInfo("Asia/Shanghai")
SAMPLE = Path(content.commands.__file__).parent / "sample"


@dataclass(frozen=True)
class Settings:
    """One TOML file, named by GONGSHI_SETTINGS; GONGSHI_<KEY> goes before each value."""

    content: Path = SAMPLE
    out: Path = Path("build/out")
    database_url: str = "sqlite:///build/gongshi.sqlite3"
    keys: Path = Path("build/keys")
    uploads: Path = Path("build/uploads")
    demo: bool = False
    trusted_proxies: int = 0

    @classmethod
    def read(cls) -> Settings:
        """Read the settings. Raises click.ClickException for a key that does not exist."""
        file = os.environ.get("GONGSHI_SETTINGS")
        values: dict[str, Any] = tomllib.loads(Path(file).read_text("utf-8")) if file else {}
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(values) - known):
            message = f"{file}：没有叫 {'、'.join(unknown)} 的设置"
            raise click.ClickException(message)
        for name in known:
            if (value := os.environ.get(f"GONGSHI_{name.upper()}")) is not None:
                values[name] = value
        typed: dict[str, Any] = {name: _typed(name, value) for name, value in values.items()}
        return cls(**typed)


def _typed(name: str, value: object) -> Path | str | bool | int:
    """Give a setting its type: yes or no, an address, or a path from the working directory."""
    if name == "trusted_proxies":
        return int(str(value))
    if name == "demo":
        return value in (True, "1", "true")
    return str(value) if name.endswith("_url") else Path(str(value))


def today() -> date:
    """Give the day in Asia/Shanghai, whatever the machine says; rules never ask for it."""
    return datetime.now(SHANGHAI).date()


def site() -> Flask:
    """Give the public site as a live WSGI app, for development."""
    from content import cut, read_folder  # noqa: PLC0415 (only this app needs them)
    from disclosure.app import create_app  # noqa: PLC0415

    return create_app(cut(read_folder(Settings.read().content), today()))


def service(settings: Settings | None = None) -> Flask:
    """Give the public dynamic app: so far the intake of complaints."""
    from werkzeug.middleware.proxy_fix import ProxyFix  # noqa: PLC0415

    from complaints.database import Database  # noqa: PLC0415 (only the apps need a database)
    from complaints.intake.app import create_app  # noqa: PLC0415
    from complaints.intake.attachments import Attachments  # noqa: PLC0415
    from complaints.intake.channel import Channel  # noqa: PLC0415
    from complaints.keys import Keys  # noqa: PLC0415
    from content.current import CurrentCatalog  # noqa: PLC0415
    from disclosure.rendering import dynamic_url, page_url  # noqa: PLC0415

    chosen = settings or Settings.read()
    app = create_app(
        Channel(
            database=Database(chosen.database_url),
            keys=Keys(chosen.keys),
            catalog=CurrentCatalog(chosen.out, today),
            now=lambda: datetime.now(UTC),
            link=page_url,
            dynamic=dynamic_url,
            attachments=Attachments(chosen.uploads, Keys(chosen.keys)),
            demo=chosen.demo,
        )
    )
    if chosen.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=chosen.trusted_proxies)  # type: ignore[method-assign]
    return app


def prepare(settings: Settings) -> None:
    """Bring the database up to date and make the keys that are missing."""
    from complaints.database import upgrade  # noqa: PLC0415
    from complaints.keys import Keys  # noqa: PLC0415

    upgrade(settings.database_url)
    Keys(settings.keys).make_missing()


FOLDER = click.Path(path_type=Path, file_okay=False)
content_option = click.option(
    "--content", "source", type=FOLDER, help="内容文件夹（默认为示例城市）"
)
out_option = click.option("--out", type=FOLDER, help="发布目录（默认 build/out）")
as_of_option = click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="公示日（默认今天；示例城市用它自己的日期）"
)

json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON")


@click.group()
@click.version_option(package_name="gongshi", message="%(version)s")
def main() -> None:
    """养老服务机构公示：检查内容，发布网站，受理投诉。"""


@main.command("new-city")
@click.argument("folder", type=FOLDER)
def new_city(folder: Path) -> None:
    """新建一个内容文件夹；已有的文件不会改动。"""
    content.commands.start_city(folder)


@main.command("import")
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--mapping", required=True, help="对照文件，或随程序提供的名称，例如 shanghai")
@click.option("--into", type=FOLDER, required=True, help="导入到哪个内容文件夹")
def import_(source: Path, mapping: str, into: Path) -> None:
    """导入一份机构名单（CSV 或 XLSX）；重复导入不改变编号。"""
    content.commands.import_source(source, mapping, into, today())


@main.command()
@content_option
@as_of_option
@json_option
def check(source: Path | None, as_of: datetime | None, *, as_json: bool) -> None:
    """一次列出内容的全部错误；有错误时退出码为 1。"""
    day = as_of.date() if as_of else today()
    content.commands.check_folder(source or Settings.read().content, day, as_json=as_json)


@main.command()
@click.argument("day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("n", type=click.IntRange(1, 250))
@click.option("--unit", type=click.Choice(UNITS), default=UNITS[0], show_default=True)
@content_option
@json_option
def clock(day: datetime, n: int, unit: str, source: Path | None, *, as_json: bool) -> None:
    """从 DATE 的第二天起算 N 天，逐日说明，给出到期日。"""
    folder = source or Settings.read().content
    content.commands.show_clock(folder, day.date(), n, unit, as_json=as_json)


@main.command()
@content_option
@out_option
@as_of_option
@click.option("--full", is_flag=True, help="全部重新生成，并逐字节检查")
def build(source: Path | None, out: Path | None, as_of: datetime | None, *, full: bool) -> None:
    """检查内容并发布网站；只生成有变化的页面。"""
    settings = Settings.read()
    day = as_of.date() if as_of else today()
    disclosure.commands.build_release(
        source or settings.content, out or settings.out, day, full=full
    )


@main.command()
@out_option
def rollback(out: Path | None) -> None:
    """退回上一版内容；今天不得公示的记录不会重新出现。"""
    disclosure.commands.roll_back(out or Settings.read().out, today())


@main.command()
@click.argument("text")
@content_option
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def suggest(text: str, source: Path | None, *, as_json: bool) -> None:
    """看一段投诉属于哪一类、归哪个部门、为什么。"""
    from content import cut, read_folder  # noqa: PLC0415

    catalog = cut(read_folder(source or Settings.read().content), today())
    complaints.commands.suggest_matters(catalog, text, as_json=as_json)


@main.command()
def remind() -> None:
    """定时任务：删除过期草稿，记录逾期；可以随时、重复运行。"""
    from complaints.database import Database  # noqa: PLC0415
    from complaints.intake.attachments import Attachments  # noqa: PLC0415
    from complaints.keys import Keys  # noqa: PLC0415
    from complaints.reminding import remind as run  # noqa: PLC0415

    settings = Settings.read()
    attachments = Attachments(settings.uploads, Keys(settings.keys))
    done = run(Database(settings.database_url), attachments, datetime.now(UTC))
    click.echo(f"新记录逾期 {done.overdue} 件")


@main.group()
def db() -> None:
    """数据库。"""


@db.command("upgrade")
def db_upgrade() -> None:
    """建立或升级数据库，补齐密钥文件。"""
    settings = Settings.read()
    prepare(settings)
    click.echo(f"数据库 {settings.database_url} 已是最新；密钥在 {settings.keys}")


@main.command()
@out_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(out: Path | None, host: str, port: int) -> None:
    """在本机试看已发布的网站，并试用投诉。"""
    settings = Settings.read()
    trial = replace(
        settings,
        out=out or settings.out,
        demo=settings.demo or "GONGSHI_SETTINGS" not in os.environ,
    )
    if trial.demo and host not in LOOPBACK:
        message = "试用模式只能在本机使用；请去掉 --host"
        raise click.ClickException(message)
    prepare(trial)
    disclosure.commands.serve(trial.out, host, port, {"complaints": service(trial)})


if __name__ == "__main__":
    main()
