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
    from collections.abc import Callable

    from flask import Flask

    from complaints.database import Database
    from complaints.intake.attachments import Attachments
    from complaints.keys import Keys
    from complaints.outbox import Outbox
    from complaints.reminding import Upkeep
    from content import Catalog
    from disclosure.serving import Application
    from disclosure.theme import Edition

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
    drafts_share: float = 0.1
    demo: bool = False
    trusted_proxies: int = 0
    desk_url: str = "http://127.0.0.1:8000/desk/"
    smtp_url: str = ""
    mail_from: str = "gongshi@localhost"

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


def _typed(name: str, value: object) -> Path | str | bool | float:
    """Give a setting its type: yes or no, a number, words, or a path from the working directory."""
    if name in ("content", "out", "keys", "uploads"):
        return Path(str(value))
    if name == "demo":
        return value in (True, "1", "true")
    if name == "trusted_proxies":
        return int(str(value))
    return float(str(value)) if name == "drafts_share" else str(value)


def today() -> date:
    """Give the day in Asia/Shanghai, whatever the machine says; rules never ask for it."""
    return datetime.now(SHANGHAI).date()


def site() -> Flask:
    """Give the public site as a live WSGI app, for development."""
    from content import cut, read_folder
    from disclosure.app import create_app

    return create_app(cut(read_folder(Settings.read().content), today()))


@dataclass(frozen=True)
class Parts:
    """What both apps of the channel and its timers stand on."""

    database: Database
    keys: Keys
    attachments: Attachments
    catalog: Callable[[], Catalog]


def parts(settings: Settings) -> Parts:
    """Join the parts of the channel; the catalog is that of the current release, cut to today."""
    from complaints.database import Database
    from complaints.intake.attachments import Attachments
    from complaints.keys import Keys
    from content.current import CurrentCatalog

    keys = Keys(settings.keys)
    files = Attachments(settings.uploads, keys, settings.drafts_share)
    return Parts(Database(settings.database_url), keys, files, CurrentCatalog(settings.out, today))


def now() -> datetime:
    """Give the moment, in UTC."""
    return datetime.now(UTC)


def service(settings: Settings | None = None) -> Application:
    """Give the public dynamic apps as one: complaints, search and comparison."""
    from complaints.intake.app import create_app
    from complaints.intake.channel import Channel
    from disclosure.dynamic import create_public_app
    from disclosure.rendering import dynamic_url, page_url
    from disclosure.serving import together
    from search_index import CurrentIndex

    chosen = settings or Settings.read()
    refuse_demo(chosen)
    joined = parts(chosen)
    intake = create_app(
        Channel(
            database=joined.database,
            keys=joined.keys,
            catalog=joined.catalog,
            now=now,
            link=page_url,
            dynamic=dynamic_url,
            attachments=joined.attachments,
            demo=chosen.demo,
        )
    )
    pages = create_public_app(joined.catalog, CurrentIndex(chosen.out))
    for app in (intake, pages):
        _behind_proxies(app, chosen)
    return together({"complaints": intake, "compare": pages, "search": pages})


def desk(settings: Settings | None = None) -> Flask:
    """Give the officers' app; it has a cookie and keys of its own."""
    from complaints.desk.app import create_desk
    from complaints.desk.desk import Desk
    from disclosure.rendering import page_url

    chosen = settings or Settings.read()
    refuse_demo(chosen)
    joined = parts(chosen)

    def link(edition: Edition, name: str, /, **key: str) -> str:
        """Lead to the public site, which has another address than the desk but in trial."""
        return ("" if chosen.demo else joined.catalog().city.url) + page_url(edition, name, **key)

    app = create_desk(
        Desk(
            database=joined.database,
            keys=joined.keys,
            catalog=joined.catalog,
            now=now,
            attachments=joined.attachments,
            link=link,
            demo=chosen.demo,
        )
    )
    return _behind_proxies(app, chosen)


def upkeep(settings: Settings) -> Upkeep:
    """Give what the timer looks after; the sample's own folder is never written to."""
    from complaints.reminding import Upkeep

    joined = parts(settings)
    folder = None if settings.content.resolve() == SAMPLE.resolve() else settings.content
    catalog = joined.catalog()
    return Upkeep(joined.database, joined.keys, joined.attachments, catalog, folder)


def outbox(settings: Settings) -> Outbox:
    """Give the outbox with its post. Raises click.ClickException for an address of no server."""
    from complaints.desk.accounts import emails_of
    from complaints.outbox import Outbox
    from complaints.post import make_post
    from content.tables import Unit

    if not settings.smtp_url and not settings.demo:
        message = "没有设置 smtp_url，消息发不出去"
        raise click.ClickException(message)
    joined = parts(settings)
    names = {unit.id: unit.short_name for unit in joined.catalog().ever(Unit)}
    try:
        post = make_post(settings.smtp_url, settings.mail_from)
    except ValueError as error:
        raise click.ClickException(str(error)) from None

    def recipients(unit: str) -> list[str]:
        with joined.database.reading() as session:
            return emails_of(session, unit)

    named = lambda unit: names.get(unit, "您单位")  # noqa: E731
    return Outbox(joined.database, post, recipients, named, settings.desk_url)


def _behind_proxies(app: Flask, settings: Settings) -> Flask:
    """Believe as many proxies as the settings say."""
    from werkzeug.middleware.proxy_fix import ProxyFix

    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies)  # type: ignore[method-assign]
    return app


def refuse_demo(settings: Settings) -> None:
    """Refuse to start in earnest on what the trial left. Raises click.ClickException."""
    from complaints.database import Database
    from complaints.desk.accounts.demo import demo_left

    if settings.demo:
        return
    database = Database(settings.database_url)
    left = demo_left(database, settings.keys)
    database.engine.dispose()
    if left:
        message = (
            "这里有试用账号或试用密钥（demo.key），不能正式运行；"
            "请为正式运行另设 database_url 和 keys，不要沿用试用的"
        )
        raise click.ClickException(message)


def prepare(settings: Settings) -> None:
    """Bring the database up to date and make the keys that are missing."""
    from complaints.database import upgrade
    from complaints.keys import Keys

    upgrade(settings.database_url)
    Keys(settings.keys).make_missing()


FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
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
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--write", "target", type=FILE, help="写出到这个文件（XLSX，不覆盖已有的文件）")
@click.option("--read", "source", type=FILE, help="读回这个文件：先列错误或改动，确认后写入")
@click.option("--yes", is_flag=True, help="不再询问，直接写入")
def workbook(folder: Path, target: Path | None, source: Path | None, *, yes: bool) -> None:
    """把内容表写成一个工作簿（XLSX），改好后读回；有错误时什么也不写入。"""
    from content.workbook.commands import read_workbook, write_workbook

    if target and not source:
        write_workbook(folder, target)
    elif source and not target:
        read_workbook(folder, source, today(), yes=yes)
    else:
        message = "请在 --write 和 --read 中选一个"
        raise click.UsageError(message)


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
@click.option("--write", "target", type=FILE, required=True, help="写出到这个文件（XLSX）")
@as_of_option
@json_option
def evaluation(source: Path | None, target: Path, as_of: datetime | None, *, as_json: bool) -> None:
    """填写养老服务监管效能评估表：能由内容得出的都算出来，附来源行。"""
    from content.evaluation.commands import write_evaluation

    day = as_of.date() if as_of else today()
    write_evaluation(source or Settings.read().content, target, day, as_json=as_json)


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


@main.group()
def ledger() -> None:
    """发布登记：每一期的校验值，一期扣着一期。"""


@ledger.command("verify")
@out_option
@json_option
def ledger_verify(out: Path | None, *, as_json: bool) -> None:
    """核对每一期和正在公示的每一个文件有没有被改动；有不符时退出码为 1。"""
    disclosure.commands.verify_ledger(out or Settings.read().out, as_json=as_json)


@main.command()
@click.argument("query")
@out_option
@json_option
def search(query: str, out: Path | None, *, as_json: bool) -> None:
    """像公众一样搜索已发布的内容；以 - 开头的词前面写 --。"""
    import search_index.commands

    found = out or Settings.read().out
    search_index.commands.search_release(found, query, today(), as_json=as_json)


@main.command()
@click.argument("text")
@content_option
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def suggest(text: str, source: Path | None, *, as_json: bool) -> None:
    """看一段投诉属于哪一类、归哪个部门、为什么。"""
    from content import cut, read_folder

    catalog = cut(read_folder(source or Settings.read().content), today())
    complaints.commands.suggest_matters(catalog, text, as_json=as_json)


@main.command()
def remind() -> None:
    """定时任务：期满办结，记录逾期，删除过期草稿，写每日校验值；可以随时、重复运行。"""
    from complaints.upkeep import run_reminders

    run_reminders(upkeep(Settings.read()), now())


@main.group("outbox")
def outbox_group() -> None:
    """待发的通知。"""


@outbox_group.command("send")
def outbox_send() -> None:
    """定时任务：告诉各单位有新的办件消息；没有送到的稍后再试。"""
    from complaints.upkeep import send_outbox

    send_outbox(outbox(Settings.read()), now())


@main.group()
def audit() -> None:
    """核对记录。"""


@audit.command("verify")
@click.option("--unit", help="以哪个单位的身份查看；不写只给总数")
def audit_verify(unit: str | None) -> None:
    """核对每一条记录、每一项内容和每日校验值；有错误时退出码为 1。"""
    from complaints.upkeep import verify_audit

    verify_audit(upkeep(Settings.read()), unit)


@main.group()
def db() -> None:
    """数据库。"""


@db.command("upgrade")
def db_upgrade() -> None:
    """建立或升级数据库，补齐密钥文件。"""
    settings = Settings.read()
    prepare(settings)
    click.echo(f"数据库 {settings.database_url} 已是最新；密钥在 {settings.keys}")


@main.group()
def officer() -> None:
    """工作人员账号。"""


@officer.command("add")
@click.argument("account", metavar="NAME")
@click.option("--unit", required=True, help="单位代码，例如 jia-mz")
@click.option(
    "--role", "roles", required=True, multiple=True, help="角色，可以多次，例如 --role handler"
)
@click.option("--name", default="", help="姓名（默认与账号相同）")
def officer_add(account: str, unit: str, roles: tuple[str, ...], name: str) -> None:
    """开通账号 NAME，显示一次性密码；纪检监察单位只能这样开第一个。"""
    app = desk(_trial(Settings.read()))
    complaints.commands.add_officer(app, account, name or account, unit, roles)


@officer.command("totp")
@click.argument("account", metavar="NAME")
def officer_totp(account: str) -> None:
    """显示账号 NAME 此刻的验证码；只在试用时有用。"""
    complaints.commands.show_code(desk(_trial(Settings.read())), account)


@main.command()
@out_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(out: Path | None, host: str, port: int) -> None:
    """在本机试看已发布的网站，并试用投诉和办件平台。"""
    settings = Settings.read()
    trial = _trial(replace(settings, out=out or settings.out))
    if trial.demo and host not in LOOPBACK:
        message = "试用模式只能在本机使用；请去掉 --host"
        raise click.ClickException(message)
    disclosure.commands.require_release(trial.out)
    prepare(trial)
    public, officers = service(trial), desk(trial)
    if trial.demo:
        complaints.commands.show_demo(officers)
        complaints.commands.keep_up(upkeep(trial), outbox(trial), now)
    dynamic = dict.fromkeys(("complaints", "compare", "search"), public)
    click.echo(f"办件平台：http://{host}:{port}/desk/")
    disclosure.commands.serve(trial.out, host, port, dynamic, {"desk": officers})


def _trial(settings: Settings) -> Settings:
    """Give the settings of a trial: without a settings file it is one."""
    return replace(settings, demo=settings.demo or "GONGSHI_SETTINGS" not in os.environ)


if __name__ == "__main__":
    main()
