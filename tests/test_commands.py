"""The command line is a contract: names, options, exit codes, and words an editor understands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import gongshi
from tests.folders import copy_sample, set_cell


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(gongshi.main, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


def test_check_of_a_sound_folder_ends_with_zero(folder: Path) -> None:
    result = run("check", "--content", folder)

    assert result.exit_code == 0
    assert "错误 0 处" in result.output


def test_check_of_a_faulty_folder_names_the_cell_and_ends_with_one(folder: Path) -> None:
    set_cell(folder, "fees", "F1206", "amount", "很多")

    result = run("check", "--content", folder)

    assert result.exit_code == 1
    assert "fees.csv 第" in result.output
    assert "amount（金额）" in result.output


def test_check_can_answer_a_program(folder: Path) -> None:
    set_cell(folder, "fees", "F1206", "amount", "很多")

    result = run("check", "--content", folder, "--json")

    found = json.loads(result.output)
    assert [fault["file"] for fault in found if fault["weight"] == "fault"] == ["fees.csv"]


def test_an_editor_changes_a_cell_checks_builds_and_sees_it(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", "--content", folder, "--out", out).exit_code == 0
    set_cell(folder, "institutions", "100012", "visiting", "每天 10:00—11:00")

    assert run("check", "--content", folder).exit_code == 0
    built = run("build", "--content", folder, "--out", out)

    assert "生成 8 页" in built.output  # The board and what tells of the change, feeds too.
    board = out / "current/public/institutions/100012/index.html"
    assert "每天 10:00—11:00" in board.read_text(encoding="utf-8")


def test_build_of_a_faulty_folder_says_why_and_ends_with_one(folder: Path, tmp_path: Path) -> None:
    set_cell(folder, "fees", "F1206", "amount", "很多")

    result = run("build", "--content", folder, "--out", tmp_path / "out")

    assert result.exit_code == 1
    assert "没有发布" in result.output
    assert not (tmp_path / "out" / "current").exists()


def test_rollback_brings_the_content_before_back(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", "--content", folder, "--out", out)
    set_cell(folder, "institutions", "100012", "visiting", "每天 10:00—11:00")
    run("build", "--content", folder, "--out", out)

    assert run("rollback", "--out", out).exit_code == 0

    board = out / "current/public/institutions/100012/index.html"
    assert "每天 10:00—11:00" not in board.read_text(encoding="utf-8")


def test_serve_without_a_release_says_what_to_do_first(tmp_path: Path) -> None:
    result = run("serve", "--out", tmp_path)

    assert result.exit_code == 1
    assert "请先运行 gongshi build" in result.output


def test_a_new_city_can_be_checked_and_built_at_once(tmp_path: Path) -> None:
    city = tmp_path / "city"

    assert run("new-city", city).exit_code == 0
    assert run("check", "--content", city).exit_code == 0
    assert run("build", "--content", city, "--out", tmp_path / "out").exit_code == 0


def test_a_new_city_warns_of_what_is_still_to_be_filled_in(tmp_path: Path) -> None:
    run("new-city", tmp_path / "city")

    assert (
        "city.toml hotline_hours：还没有填写" in run("check", "--content", tmp_path / "city").output
    )


def test_clock_gives_the_date_day_by_day() -> None:
    result = run("clock", "2026-02-09", "10")

    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert lines[0] == "2026-02-09（星期一）：起算日，不计"
    assert lines[5] == "2026-02-14（星期六）：第 5 个工作日（春节调休上班）"
    assert lines[6] == "2026-02-15（星期日）：春节放假，不计"
    assert lines[-1] == "到期日：2026-02-28（星期六），当天 24 时前"


def test_clock_counts_natural_days_and_rolls_forward() -> None:
    result = run("clock", "2025-09-20", "15", "--unit", "自然日")

    assert result.output.endswith("到期日：2025-10-09（星期四），当天 24 时前\n")


def test_clock_can_answer_a_program() -> None:
    found = json.loads(run("clock", "2026-02-14", "1", "--json").output)

    assert (found["day_zero"], found["n"], found["unit"]) == ("2026-02-14", 1, "工作日")
    assert (found["due"], found["state"]) == ("2026-02-24", "正式")
    assert len(found["days"]) == 10
    assert found["days"][-1] == {
        "day": "2026-02-24", "kind": "工作日", "number": 1, "name": "", "source": "",
        "state": "正式",
    }  # fmt: skip


def test_clock_says_what_is_provisional() -> None:
    assert "2027-01-01（星期五）（暂定）：元旦放假，不计" in run("clock", "2026-12-30", "3").output


def test_clock_without_a_calendar_is_undetermined_and_no_error(folder: Path) -> None:
    for file in (folder / "calendar").glob("*.csv"):
        file.unlink()

    result = run("clock", "2026-02-09", "10", "--content", folder)

    assert result.exit_code == 0
    assert "到期日：待定" in result.output
    found = json.loads(run("clock", "2026-02-09", "10", "--content", folder, "--json").output)
    assert (found["due"], found["state"]) == (None, "待定")


@pytest.mark.parametrize("day", ["2026-13-01", "2026-10-10"])  # No day; one told twice.
def test_clock_does_not_count_by_a_faulty_calendar(folder: Path, day: str) -> None:
    with (folder / "calendar/2026.csv").open("a", encoding="utf-8") as file:
        file.write(f"{day},休,元旦,通知,正式\n")

    result = run("clock", "2026-02-09", "10", "--content", folder)

    assert result.exit_code == 1
    assert "2026.csv 第 41 行" in result.output


@pytest.mark.parametrize(
    "words",
    [("2026-02-30", "1"), ("2026-02-09", "0"), ("2026-02-09", "1", "--unit", "月")],
)
def test_clock_refuses_what_is_no_question(words: tuple[str, ...]) -> None:
    assert run("clock", *words).exit_code == 2


def test_check_warns_of_the_calendar_of_the_coming_year() -> None:
    assert "calendar/2027.csv state（状态）：这一年还是暂定" in run("check").output


def test_settings_name_the_content_and_the_environment_goes_before_them(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(f'content = "{folder}"\nout = "{tmp_path / "a"}"\n', encoding="utf-8")
    monkeypatch.setenv("GONGSHI_SETTINGS", str(settings))
    monkeypatch.setenv("GONGSHI_OUT", str(tmp_path / "b"))

    assert run("build").exit_code == 0

    assert (tmp_path / "b" / "current").exists()
    assert not (tmp_path / "a").exists()


def test_an_unknown_setting_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('contents = "x"\n', encoding="utf-8")
    monkeypatch.setenv("GONGSHI_SETTINGS", str(settings))

    assert "没有叫 contents 的设置" in run("check").output


def test_every_command_has_help_in_chinese() -> None:
    for command in gongshi.main.commands.values():
        assert command.help
        assert any("\u4e00" <= character <= "\u9fff" for character in command.help)


def test_the_live_site_answers_every_edition() -> None:
    client = gongshi.site().test_client()

    assert client.get("/institutions/100012/").status_code == 200
    assert client.get("/elder/institutions/100012/").status_code == 200


def test_suggest_names_the_matter_its_handler_and_why() -> None:
    result = run("suggest", "押金一直不退")

    assert result.exit_code == 0
    assert result.output.startswith("M05 ")
    assert "民政局" in result.output
    assert "押金" in result.output


def test_suggest_can_answer_a_program() -> None:
    (first, *_) = json.loads(run("suggest", "押金一直不退", "--json").output)

    assert {"code", "handler", "score", "why"} <= set(first)


def test_db_upgrade_makes_tables_and_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGSHI_DATABASE_URL", f"sqlite:///{tmp_path / 'data' / 'x.sqlite3'}")
    monkeypatch.setenv("GONGSHI_KEYS", str(tmp_path / "keys"))

    assert run("db", "upgrade").exit_code == 0

    assert (tmp_path / "data" / "x.sqlite3").exists()
    assert (tmp_path / "keys" / "contact.key").stat().st_mode & 0o777 == 0o600


def test_trial_serving_listens_on_this_machine_alone(tmp_path: Path) -> None:
    result = run("serve", "--out", tmp_path, "--host", "0.0.0.0")  # noqa: S104 (to be refused)

    assert result.exit_code == 1
    assert "只能在本机" in result.output
