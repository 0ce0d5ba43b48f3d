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
from content.console import reading
from content.working_days import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask

    from complaints.administration.backing_up import Place
    from complaints.database import Database
    from complaints.intake.attachments import Attachments
    from complaints.keys import Keys, Purpose
    from complaints.outbox import Channel, Outbox
    from complaints.reminding import Upkeep
    from complaints.retention import Archive
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
    backups: Path = Path("build/backups")
    drafts_share: float = 0.1
    demo: bool = False
    trusted_proxies: int = 0
    desk_url: str = "http://127.0.0.1:8000/desk/"
    smtp_url: str = ""
    mail_from: str = "gongshi@localhost"
    sms_url: str = ""
    sms_token: str = ""

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
    if name in ("content", "out", "keys", "uploads", "backups"):
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
    """Join the parts of the channel; the catalog is that of the current release, cut to today.

    Raises click.ClickException for a database that is only half restored.
    """
    from complaints.administration.commands import refuse_half_restored
    from complaints.database import Database
    from complaints.intake.attachments import Attachments
    from complaints.keys import Keys
    from content.current import CurrentCatalog

    refuse_half_restored(settings.database_url)
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


def archive(settings: Settings) -> Archive:
    """Give what retention works on; the register of what was destroyed lies beside the files."""
    from complaints.retention import REGISTER, Archive

    joined = parts(settings)
    register = settings.uploads / REGISTER
    return Archive(joined.database, joined.keys, joined.attachments, register)


def outbox(settings: Settings) -> Outbox:
    """Give the outbox with its ways. Raises click.ClickException for an address of no server."""
    from complaints.outbox import Outbox

    if not settings.smtp_url and not settings.demo:
        message = "没有设置 smtp_url，消息发不出去"
        raise click.ClickException(message)
    joined = parts(settings)
    try:
        channels = (_mails(settings, joined), *_texts(settings, joined))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    return Outbox(joined.database, channels)


def _mails(settings: Settings, joined: Parts) -> Channel:
    """Give the way to officers. Raises ValueError."""
    from complaints.desk.accounts import emails_of
    from complaints.outbox import Mails
    from complaints.post import make_post
    from content.tables import Unit

    names = {unit.id: unit.short_name for unit in joined.catalog().ever(Unit)}
    post = make_post(settings.smtp_url, settings.mail_from)
    return Mails(post, emails_of, lambda unit: names.get(unit, "您单位"), settings.desk_url)


def _texts(settings: Settings, joined: Parts) -> Iterator[Channel]:
    """Give the way to citizens, where the city has a gateway. Raises ValueError."""
    from complaints.gateway import make_gateway
    from complaints.outbox import Texts
    from disclosure.rendering import dynamic_url
    from disclosure.theme import EDITIONS

    if settings.sms_url or settings.demo:
        city = joined.catalog().city
        url = city.url + dynamic_url(EDITIONS["standard"], "complaints", "track")
        gateway = make_gateway(settings.sms_url, settings.sms_token)
        yield Texts(gateway, joined.keys, city.organ, url)


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
    from complaints.administration.commands import refuse_half_restored
    from complaints.database import upgrade
    from complaints.keys import Keys

    refuse_half_restored(settings.database_url)
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
    folder = reading(source, Settings.read().content)
    write_evaluation(folder, target, day, as_json=as_json)


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

    found = reading(out, Settings.read().out)
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
def tickets() -> None:
    """12345 热线的工单：转入办理，结果回传。"""


@tickets.command("import")
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--mapping", required=True, help="对照文件，或随程序提供的名称，例如 12345")
def tickets_import(source: Path, mapping: str) -> None:
    """把热线的工单（CSV 或 XLSX）登记为办件；同一个工单编号只登记一次。"""
    from complaints.acting import Circumstances
    from complaints.hotline.commands import import_orders
    from complaints.hotline.taking import Desk

    joined = parts(Settings.read())

    def at() -> Circumstances:
        return Circumstances(joined.keys, joined.catalog(), now())

    import_orders(source, mapping, Desk(joined.database, at))


@tickets.command("export")
@click.option("--mapping", required=True, help="对照文件，或随程序提供的名称，例如 12345")
@click.option("--to", "target", type=FILE, required=True, help="写出到这个文件（CSV 或 XLSX）")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="只写出这一天以来有变化的")
def tickets_export(mapping: str, target: Path, since: datetime | None) -> None:
    """写出热线工单的办理结果，用来回传给热线。"""
    from complaints.acting import Circumstances
    from complaints.hotline.commands import export_results

    joined = parts(Settings.read())
    at = Circumstances(joined.keys, joined.catalog(), now())
    export_results(joined.database, at, mapping, target, since.date() if since else None)


@main.group(invoke_without_command=True)
@click.pass_context
def retention(context: click.Context) -> None:
    """保管期限：到期的列入销毁清单，两个人确认过的销毁；单独运行时两样都做。"""
    if context.invoked_subcommand is None:
        context.invoke(retention_propose)
        context.invoke(retention_carry_out)


@retention.command("propose")
def retention_propose() -> None:
    """定时任务：把保管期限已满的内容列入销毁清单；可以重复运行。"""
    from complaints.retention.commands import run_propose

    settings = Settings.read()
    run_propose(archive(settings), parts(settings).catalog(), now())


@retention.command("carry-out")
def retention_carry_out() -> None:
    """定时任务：销毁两个人都确认过的清单；中断后再运行会接着做完。"""
    from complaints.retention.commands import run_carry_out

    run_carry_out(archive(Settings.read()), now())


@retention.command("reapply")
def retention_reapply() -> None:
    """恢复备份以后：把销毁登记里已经销毁的，重新销毁一遍。"""
    from complaints.retention.commands import run_reapply

    run_reapply(archive(Settings.read()), now())


@main.group()
def audit() -> None:
    """核对记录。"""


@audit.command("verify")
@click.option("--unit", help="以哪个单位的身份查看；不写只给总数")
def audit_verify(unit: str | None) -> None:
    """核对每一条记录、每一项内容和每日校验值；有错误时退出码为 1。"""
    from complaints.upkeep import verify_audit

    verify_audit(upkeep(Settings.read()), unit)


def place(settings: Settings) -> Place:
    """Give where this installation keeps what it would miss."""
    from complaints.administration.backing_up import Place

    return Place(settings.database_url, settings.uploads, settings.keys)


@main.command()
@click.option("--to", type=FOLDER, help="放到哪个文件夹（默认是设置里的 backups）")
@click.option("--keys", "only_keys", is_flag=True, help="只备份密钥；必须用 --to 放到别处")
def backup(to: Path | None, *, only_keys: bool) -> None:
    """备份数据库和附件，不用停机；密钥要用 --keys 另外备份，不能放在一起。"""
    from complaints.administration.commands import run_backup, run_key_backup

    settings = Settings.read()
    if not only_keys:
        run_backup(place(settings), to or settings.backups, now())
    elif to:
        run_key_backup(place(settings), to, now(), settings.backups)
    else:
        raise click.UsageError("备份密钥要用 --to 写明放到哪里，不能和数据放在一起")


@main.command()
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path, file_okay=False))
def restore(source: Path) -> None:
    """从 FROM 这份备份恢复；数据库必须是空的，中断了就再运行一次。"""
    from complaints.administration.commands import run_restore

    run_restore(place(Settings.read()), source, now())


@main.command()
@json_option
def doctor(*, as_json: bool) -> None:
    """检查数据库、密钥、磁盘、网站、日历、通知和备份，逐项说明怎么办；有错误时退出码为 1。"""
    from complaints.administration.commands import run_doctor
    from complaints.administration.finding import Installation
    from complaints.database import Database
    from content.current import CurrentCatalog

    settings = Settings.read()
    home = Installation(
        place=place(settings),
        out=settings.out,
        backups=settings.backups,
        database=Database(settings.database_url),
        catalog=CurrentCatalog(settings.out, today),
        now=now(),
    )
    run_doctor(home, as_json=as_json)


@main.group("keys")
def keys_group() -> None:
    """更换密钥；程序不用停。"""


purpose_option = click.option(
    "--purpose", "names", multiple=True, help="只换这一种，例如 contact；不写就是全部"
)


@keys_group.command("rotate")
@purpose_option
def keys_rotate(names: tuple[str, ...]) -> None:
    """第一步：换上新密钥；旧密钥留着，旧内容照样能看。"""
    from complaints.keyring.commands import rotate_keys

    rotate_keys(parts(Settings.read()).keys, _purposes(names))


@keys_group.command("rewrap")
def keys_rewrap() -> None:
    """第二步：把旧内容改用新密钥加密；中断了再运行，会接着做。"""
    from complaints.keyring.commands import rewrap_values

    joined = parts(Settings.read())
    rewrap_values(joined.database, joined.keys)


@keys_group.command("retire")
@purpose_option
def keys_retire(names: tuple[str, ...]) -> None:
    """第三步：把没有内容再用的旧密钥移到 retired 文件夹；不删除。"""
    from complaints.keyring.commands import retire_keys

    joined = parts(Settings.read())
    retire_keys(joined.database, joined.keys, _purposes(names), now())


def _purposes(names: tuple[str, ...]) -> list[Purpose]:
    """Give the purposes of these names, or all. Raises click.ClickException for no purpose."""
    from complaints.keys import Purpose

    if unknown := sorted(set(names) - set(Purpose)):
        message = f"没有这种密钥：{'、'.join(unknown)}；有：{'、'.join(Purpose)}"
        raise click.ClickException(message)
    return [purpose for purpose in Purpose if not names or purpose in names]


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
    disclosure.commands.serve(trial.out, host, port, dynamic, {"desk": officers, "healthz": public})


def _trial(settings: Settings) -> Settings:
    """Give the settings of a trial: without a settings file it is one."""
    return replace(settings, demo=settings.demo or "GONGSHI_SETTINGS" not in os.environ)


if __name__ == "__main__":
    main()
