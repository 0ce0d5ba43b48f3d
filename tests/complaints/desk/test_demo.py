"""Accounts from the host: those of the trial, which end where it gets serious, and real ones."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from flask import Flask

import gongshi
from complaints.commands import show_demo
from complaints.database import Database
from complaints.desk.accounts.demo import DEMO, FILE, Shown, demo_left, make_demo
from complaints.desk.desk import Desk
from complaints.keys import Keys
from complaints.workflow import Role
from disclosure.freezing import build
from tests.complaints.desk_helpers import Officers, submit
from tests.folders import SAMPLE


@pytest.fixture
def demo(desk_app: Flask, joined: Desk) -> list[Shown]:
    """Make the demo accounts."""
    with desk_app.app_context():
        return make_demo(joined)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Freeze the sample once."""
    folder = tmp_path_factory.mktemp("desk") / "out"
    build(SAMPLE, folder, date(2026, 11, 20))
    return folder


@pytest.fixture
def host(
    out: Path, database: Database, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> gongshi.Settings:
    """Sit at the machine, with a settings file: in earnest."""
    file = tmp_path / "settings.toml"
    file.write_text(f'out = "{out}"\ndatabase_url = "{database.url}"\nkeys = "{keys.folder}"\n')
    monkeypatch.setenv("GONGSHI_SETTINGS", str(file))
    return gongshi.Settings.read()


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(gongshi.main, ["officer", *words])


def test_every_demo_officer_signs_in_with_what_is_printed(
    desk_app: Flask, demo: list[Shown]
) -> None:
    for one in demo:
        client = desk_app.test_client()
        submit(client, "/desk/login", account=one.officer.account, password=one.password)
        assert submit(client, "/desk/login/code", code=one.code).status_code == 302
        assert one.officer.name in client.get("/desk/password").text


def test_demo_accounts_are_enough_for_the_whole_journey(demo: list[Shown]) -> None:
    assert len(demo) == len(DEMO)
    held = {(one.officer.unit, one.officer.role) for one in demo}
    assert held >= {
        *((unit, role) for unit in ("jia-mz", "jia-xf", "jia-scjg", "shili-jw")
          for role in (Role.HANDLER, Role.HEAD)),
        ("jia-mz", Role.LEAD),
        *(("shili-mz", role) for role in (Role.LEAD, Role.SUPERVISOR, Role.ADMINISTRATOR)),
        ("shili-jw", Role.ADMINISTRATOR),
    }  # fmt: skip


def test_another_start_changes_nothing_and_puts_right_what_a_visitor_did(
    desk_app: Flask, joined: Desk, demo: list[Shown], officers: Officers
) -> None:
    with joined.database.writing() as session:
        session.merge(officers.get("jia-mz.lead")).active = False

    with desk_app.app_context():
        again = make_demo(joined)

    assert [(one.officer, one.password) for one in again] == [
        (one.officer, one.password) for one in demo
    ]
    assert officers.get("jia-mz.lead").active


def test_a_city_without_the_demo_units_is_led_to_accounts_of_its_own(
    desk_app: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("complaints.desk.accounts.demo.DEMO", ())

    show_demo(desk_app)

    assert "gongshi officer add 账号" in capsys.readouterr().out


def test_the_demo_key_is_its_owners_alone(demo: list[Shown], keys: Keys) -> None:
    assert demo
    assert (keys.folder / FILE).stat().st_mode & 0o777 == 0o600


def test_in_earnest_nothing_starts_while_a_demo_account_or_the_demo_key_exists(
    host: gongshi.Settings, database: Database, demo: list[Shown]
) -> None:
    assert demo
    assert demo_left(database, host.keys)
    for start in (gongshi.service, gongshi.desk):
        with pytest.raises(click.ClickException, match="试用账号"):
            start()
    (host.keys / FILE).unlink()
    with pytest.raises(click.ClickException, match="试用账号"):
        gongshi.desk()
    assert "试用账号" in CliRunner().invoke(gongshi.main, ["serve"]).output


def test_in_earnest_the_key_alone_stops_the_start(host: gongshi.Settings) -> None:
    (host.keys / FILE).touch()

    with pytest.raises(click.ClickException, match="试用账号"):
        gongshi.service()


def test_in_earnest_without_them_the_desk_starts_with_a_secure_cookie(
    host: gongshi.Settings,
) -> None:
    assert not host.demo
    app = gongshi.desk()

    assert app.config["SESSION_COOKIE_SECURE"]
    assert "Secure" in app.test_client().get("/desk/login").headers["Set-Cookie"]
    app.extensions["desk"].database.engine.dispose()


@pytest.mark.usefixtures("host")
def test_the_host_makes_an_account_and_prints_its_password_once(
    officers: Officers,
) -> None:
    made = run("add", "li", "--unit", "jia-mz", "--role", "lead", "--role", "head")

    assert re.search(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", made.output)
    assert [role.name for role in officers.get("li").roles] == ["head", "lead"]
    assert officers.get("li").must_change


@pytest.mark.usefixtures("host")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--unit", "x", "--role", "lead"), "没有这个单位"),
        (("--unit", "jia-mz", "--role", "boss"), "没有这个角色"),
        (("--unit", "jia-xf", "--role", "lead"), "不能有这个角色"),
        (("--unit", "shili-mz", "--role", "administrator", "--role", "lead"), "不能再兼"),
        (("--unit", "shili-jw", "--role", "handler"), "要有 administrator"),
    ],
)
def test_the_host_cannot_make_what_may_not_be(words: tuple[str, ...], why: str) -> None:
    refused = run("add", "li", *words)

    assert refused.exit_code == 1
    assert why in refused.output


@pytest.mark.usefixtures("host")
def test_of_discipline_the_host_makes_the_first_account_alone() -> None:
    words = ("--unit", "shili-jw", "--role", "administrator")

    first, second = run("add", "one", *words), run("add", "two", *words)

    assert first.exit_code == 0, first.output
    assert second.exit_code == 1
    assert "纪检监察单位已有账号" in second.output


@pytest.mark.usefixtures("host")
def test_codes_are_printed_of_demo_accounts_alone(
    demo: list[Shown],
    officers: Officers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    officers.make("real", "jia-mz", Role.LEAD)
    assert "试用账号" in run("totp", demo[0].officer.account).output
    monkeypatch.setenv("GONGSHI_DEMO", "1")

    assert re.fullmatch(r"[0-9]{6}\n", run("totp", demo[0].officer.account).output)
    assert run("totp", "real").exit_code == 1
