"""The command line, and where the parts are put together: settings in, apps out. Start here."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

import complaints.cli
import content.cli
import disclosure.cli
import search_index.cli
from complaints.cli.host import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from complaints.administration.backing_up import Place
    from complaints.administration.finding import Installation
    from complaints.outbox import Channel, Outbox
    from complaints.reminding import Upkeep
    from complaints.retention import Archive
    from disclosure.serving import Application
    from disclosure.theme import Edition

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHANGHAI = ZoneInfo("Asia/Shanghai")
SAMPLE = Path(content.__file__).parent / "sample"


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


def now() -> datetime:
    """Give the moment, in UTC."""
    return datetime.now(UTC)


class Host:
    """What commands and apps are given; the settings are read when somebody first asks."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._given = settings

    @cached_property
    def settings(self) -> Settings:
        """Give the settings. Raises click.ClickException for a key that does not exist."""
        return self._given or Settings.read()

    def today(self) -> date:
        """Give the day in Asia/Shanghai."""
        return today()

    def now(self) -> datetime:
        """Give the moment, in UTC."""
        return now()

    def prepare(self, *, new_keys: bool = False) -> None:
        """Bring the database up to date and make the keys that are missing.

        Raises click.ClickException for a key that was lost, unless `new_keys` are wanted.
        """
        from complaints.administration.commands import run_upgrade
        from complaints.keys import Keys

        run_upgrade(self.settings.database_url, Keys(self.settings.keys), new_keys=new_keys)

    def parts(self) -> Parts:
        """Join the parts of the channel; the catalog is that of the current release, cut to today.

        Raises click.ClickException for a database that is only half restored.
        """
        from complaints.administration.commands import refuse_half_restored
        from complaints.database import Database
        from complaints.intake.attachments import Attachments
        from complaints.keys import Keys
        from content.current import CurrentCatalog

        settings = self.settings
        refuse_half_restored(settings.database_url)
        keys = Keys(settings.keys)
        files = Attachments(settings.uploads, keys, settings.drafts_share)
        catalog = CurrentCatalog(settings.out, today)
        return Parts(Database(settings.database_url), keys, files, catalog)

    def upkeep(self) -> Upkeep:
        """Give what the timer looks after; the sample's own folder is never written to."""
        from complaints.reminding import Upkeep

        joined = self.parts()
        source = self.settings.content
        folder = None if source.resolve() == SAMPLE.resolve() else source
        catalog = joined.catalog()
        return Upkeep(joined.database, joined.keys, joined.attachments, catalog, folder)

    def archive(self) -> Archive:
        """Give what retention works on; the register of what is gone lies beside the files."""
        from complaints.retention import REGISTER, Archive

        joined = self.parts()
        register = self.settings.uploads / REGISTER
        return Archive(joined.database, joined.keys, joined.attachments, register)

    def outbox(self) -> Outbox:
        """Give the outbox with its ways. Raises click.ClickException where no server is told."""
        from complaints.outbox import Outbox

        if not self.settings.smtp_url and not self.settings.demo:
            message = "没有设置 smtp_url，消息发不出去"
            raise click.ClickException(message)
        joined = self.parts()
        try:
            channels = (self._mails(joined), *self._texts(joined))
        except ValueError as error:
            raise click.ClickException(str(error)) from None
        return Outbox(joined.database, channels)

    def _mails(self, joined: Parts) -> Channel:
        """Give the way to officers. Raises ValueError."""
        from complaints.desk.accounts import emails_of
        from complaints.outbox import Mails
        from complaints.post import make_post
        from content.tables import Unit

        names = {unit.id: unit.short_name for unit in joined.catalog().ever(Unit)}
        post = make_post(self.settings.smtp_url, self.settings.mail_from)
        return Mails(
            post, emails_of, lambda unit: names.get(unit, "您单位"), self.settings.desk_url
        )

    def _texts(self, joined: Parts) -> Iterator[Channel]:
        """Give the way to citizens, where the city has a gateway. Raises ValueError."""
        from complaints.gateway import make_gateway
        from complaints.outbox import Texts
        from disclosure.rendering import dynamic_url
        from disclosure.theme import EDITIONS

        if self.settings.sms_url or self.settings.demo:
            city = joined.catalog().city
            url = city.url + dynamic_url(EDITIONS["standard"], "complaints", "track")
            gateway = make_gateway(self.settings.sms_url, self.settings.sms_token)
            yield Texts(gateway, joined.keys, city.organ, url)

    def place(self) -> Place:
        """Give where this installation keeps what it would miss."""
        from complaints.administration.backing_up import Place

        return Place(self.settings.database_url, self.settings.uploads, self.settings.keys)

    def installation(self) -> Installation:
        """Give what the doctor looks at."""
        from complaints.administration.finding import Installation
        from complaints.database import Database
        from content.current import CurrentCatalog

        return Installation(
            place=self.place(),
            out=self.settings.out,
            backups=self.settings.backups,
            database=Database(self.settings.database_url),
            catalog=CurrentCatalog(self.settings.out, today),
            now=now(),
        )

    def desk(self) -> Flask:
        """Give the officers' app, in trial where there is no settings file."""
        return desk(_trial(self.settings))


def site() -> Flask:
    """Give the public site as a live WSGI app, for development."""
    from content import cut, read_folder
    from disclosure.app import create_app

    return create_app(cut(read_folder(Settings.read().content), today()))


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
    joined = Host(chosen).parts()
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
    joined = Host(chosen).parts()

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


@click.group()
@click.version_option(package_name="gongshi", message="%(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """养老服务机构公示：检查内容，发布网站，受理投诉。"""
    context.obj = Host()


for offered in (content.cli, disclosure.cli, search_index.cli, complaints.cli):
    for command in offered.COMMANDS:
        main.add_command(command)


@main.command()
@content.cli.out_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(out: Path | None, host: str, port: int) -> None:
    """在本机试看已发布的网站，并试用投诉和办件平台。"""
    from complaints.commands import keep_up, show_demo
    from disclosure.commands import require_release
    from disclosure.commands import serve as serve_release

    settings = Settings.read()
    trial = _trial(replace(settings, out=out or settings.out))
    if trial.demo and host not in LOOPBACK:
        message = "试用模式只能在本机使用；请去掉 --host"
        raise click.ClickException(message)
    require_release(trial.out)
    within = Host(trial)
    within.prepare()
    public, officers = service(trial), desk(trial)
    if trial.demo:
        show_demo(officers)
        keep_up(within.upkeep(), within.outbox(), now)
    dynamic = dict.fromkeys(("complaints", "compare", "search"), public)
    click.echo(f"办件平台：http://{host}:{port}/desk/")
    serve_release(trial.out, host, port, dynamic, {"desk": officers, "healthz": public})


def _trial(settings: Settings) -> Settings:
    """Give the settings of a trial: without a settings file it is one."""
    return replace(settings, demo=settings.demo or "GONGSHI_SETTINGS" not in os.environ)


if __name__ == "__main__":
    main()
