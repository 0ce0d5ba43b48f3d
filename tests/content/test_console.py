"""A command says which folder it reads, where nobody chose one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import gongshi
from content.console import reading


def test_the_default_is_read_and_said_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert reading(None, Path("build/out")) == Path("build/out")

    assert capsys.readouterr() == ("", "读取 build/out\n")


def test_a_folder_that_was_chosen_is_read_without_a_word(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert reading(Path("mine"), Path("build/out")) == Path("mine")

    assert capsys.readouterr() == ("", "")


def test_evaluation_says_that_it_reads_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGSHI_CONTENT", raising=False)
    monkeypatch.delenv("GONGSHI_SETTINGS", raising=False)
    words = ["evaluation", "--write", str(tmp_path / "form.xlsx"), "--json"]
    result = CliRunner().invoke(gongshi.main, words)

    assert result.stderr == f"读取 {gongshi.SAMPLE}\n"
    assert result.stdout.startswith("{")


def test_search_says_which_release_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGSHI_OUT", str(tmp_path))

    assert f"读取 {tmp_path}" in CliRunner().invoke(gongshi.main, ["search", "颐养"]).stderr
    chosen = CliRunner().invoke(gongshi.main, ["search", "颐养", "--out", str(tmp_path)])
    assert "读取" not in chosen.stderr
