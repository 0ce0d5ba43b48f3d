"""The doctor says of everything how it is and, where it is not well, what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, update

from complaints.administration.commands import run_doctor
from complaints.administration.examining import examine
from complaints.administration.finding import Installation, Level
from complaints.administration.unfinished import mark
from complaints.database.models import DayRoot, Event, Message
from content import Catalog
from content.current import NoReleaseError
from gongshi import main
from tests.complaints.administration.helpers import Full, said


@pytest.fixture
def database_url(file_url: str) -> str:
    """Give the address of a file: the doctor asks both kinds the same."""
    return file_url


def bad(home: Installation) -> list[tuple[str, str]]:
    """Give level and subject of all that is not well."""
    return [(one.level, one.what) for one in examine(home) if one.level is not Level.WELL]


def test_a_sound_house_has_nothing_wrong(home: Installation) -> None:
    assert [what for level, what in bad(home) if level == Level.WRONG] == []


def test_every_subject_is_looked_at(home: Installation) -> None:
    subjects = {one.what for one in examine(home)}

    assert subjects >= {
        "数据库",
        "密钥",
        "时间",
        "每日校验值",
        "通知",
        "网站",
        "到期",
        "工作日历",
        "备份",
    }
    assert {one for one in subjects if one.startswith("磁盘")} == {
        "磁盘：数据库",
        "磁盘：附件",
        "磁盘：发布目录",
        "磁盘：备份",
    }


def test_no_finding_counts_or_names_a_sealed_ticket(home: Installation, full: Full) -> None:
    before = examine(home)
    full.file(sealed=True, story="检查的人收了红包。")
    with full.house.database.writing() as session:
        session.execute(update(Message).values(sent_at=home.now))

    assert examine(home) == before


def _lose_database(home: Installation) -> None:
    Path(home.place.database_url.removeprefix("sqlite:///")).unlink()


def _half_restore(home: Installation) -> None:
    mark(home.database.engine)


def _old_schema(home: Installation) -> None:
    with home.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")


def _lose_key(home: Installation) -> None:
    (home.place.keys / "sealed.key").unlink()


def _show_key(home: Installation) -> None:
    (home.place.keys / "files.key").chmod(0o644)


def _swap_key(home: Installation) -> None:
    (home.place.keys / "contact.key").write_text(f"{'ab' * 4} {'cd' * 32}\n", "ascii")


def _lose_root(home: Installation) -> None:
    with home.database.writing() as session:
        session.execute(delete(DayRoot).where(DayRoot.day == date(2026, 11, 21)))


def _wait(home: Installation) -> None:
    with home.database.writing() as session:
        session.execute(
            update(Message).values(sent_at=None, created_at=home.now - timedelta(days=2))
        )


def _future(home: Installation) -> None:
    with home.database.writing() as session:
        session.execute(update(Event).values(at=home.now + timedelta(hours=1)))


def _lose_backup(home: Installation) -> None:
    (next(home.backups.iterdir()) / "manifest.json").unlink()


def _lose_site(home: Installation) -> None:
    (home.out / "current" / "manifest.json").unlink()


def _old_site(home: Installation) -> None:
    (home.out / "current" / "manifest.json").write_text('{"day": "2026-11-18"}')


@pytest.mark.parametrize(
    ("harm", "what", "do"),
    [
        (_lose_database, "数据库", "gongshi db upgrade"),
        (_half_restore, "数据库", "gongshi restore"),
        (_old_schema, "数据库", "gongshi db upgrade"),
        (_lose_key, "密钥 sealed", "从密钥的备份恢复"),
        (_show_key, "密钥 files", "chmod 600"),
        (_swap_key, "密钥 contact", "从密钥的备份找回"),
        (_lose_root, "每日校验值", "gongshi audit verify"),
        (_wait, "通知", "gongshi outbox send"),
        (_future, "时间", "先对准机器的时间"),
        (_lose_backup, "备份", "gongshi backup"),
        (_lose_site, "网站", "gongshi build"),
        (_old_site, "网站", "gongshi build"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    home: Installation, harm: Callable[[Installation], None], what: str, do: str
) -> None:
    harm(home)

    found = said(home, what)
    assert found.level is Level.WRONG
    assert do in found.words


def test_without_a_release_the_rest_is_examined_all_the_same(home: Installation) -> None:
    def absent() -> Catalog:
        raise NoReleaseError("none")

    found = replace(home, catalog=absent)

    assert said(found, "网站").level is Level.WRONG
    assert said(found, "数据库").level is Level.WELL


def test_the_command_ends_with_1_where_anything_is_wrong(
    home: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        run_doctor(home, as_json=False)
    _lose_key(home)
    capsys.readouterr()
    with pytest.raises(SystemExit, match="1"):
        run_doctor(home, as_json=True)

    told = json.loads(capsys.readouterr().out)
    assert {"level": "错误", "what": "密钥 sealed"}.items() <= next(
        one.items() for one in told if one["what"] == "密钥 sealed"
    )


def test_on_a_bare_machine_the_doctor_says_what_to_do_first(tmp_path: Path) -> None:
    bare = {
        "GONGSHI_DATABASE_URL": f"sqlite:///{tmp_path / 'none' / 'x.sqlite3'}",
        **{f"GONGSHI_{name.upper()}": f"{tmp_path / name}" for name in ("keys", "uploads", "out")},
        "GONGSHI_BACKUPS": f"{tmp_path / 'backups'}",
    }

    told = CliRunner().invoke(main, ["doctor"], env=bare)

    assert told.exit_code == 1
    assert "gongshi db upgrade" in told.output
    assert not any(tmp_path.iterdir())
