"""The README says nothing that is not so."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest

import gongshi

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PLACES = (".", "site/disclosure", "complaints", "content", "content/sample")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_command_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"`?gongshi ([a-z-]+)", README))

    assert named
    assert named <= set(gongshi.main.commands)


def test_every_command_that_exists_is_named() -> None:
    assert all(f"gongshi {name}" in README for name in gongshi.main.commands)


def test_every_make_target_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"make ([a-z]+)", README)) - {"help"}

    assert {"run", "test"} <= named
    assert all(re.search(rf"^{name}:", MAKEFILE, re.MULTILINE) for name in named)


def test_the_python_version_is_the_one_that_the_package_demands() -> None:
    demanded = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (stated,) = re.findall(r"Python (\d+\.\d+) or newer", README)

    assert demanded["requires-python"] == f">={stated}"


@pytest.mark.parametrize("path", re.findall(r"`([a-z_./-]+/[a-z_./-]*)`", README))
def test_every_folder_and_file_that_the_readme_names_exists(path: str) -> None:
    if path.startswith(("OUT", "@")):
        return
    below = [ROOT / folder / path for folder in PLACES]

    assert any(place.exists() for place in below)


def test_every_picture_exists() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)

    assert len(pictures) == 2
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_the_options_that_the_readme_uses_exist() -> None:
    for name, line in re.findall(r"`gongshi ([a-z-]+)([^`]*)`", README):
        command = gongshi.main.commands[name]
        if isinstance(command, click.Group) and line.strip():
            command = command.commands[line.split()[0]]
        options = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", line)) <= options, name


def test_every_setting_is_named() -> None:
    assert all(f"`{field.name}`" in README for field in fields(gongshi.Settings))
