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

    assert "生成 2 页" in built.output
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
