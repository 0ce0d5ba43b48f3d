"""Editions: a locale and a mode, each a prefix with the same names under it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Edition:
    """One way to read the whole site. `templates` are folders of the theme, first found first."""

    name: str
    prefix: str
    locale: str
    lang: str
    title: str
    elder: bool
    templates: tuple[str, ...]
    stylesheet: str


STANDARD = Edition(
    name="standard",
    prefix="",
    locale="zh_Hans_CN",
    lang="zh-Hans",
    title="简体标准版",
    elder=False,
    templates=("standard",),
    stylesheet="standard.css",
)
ELDER = Edition(
    name="elder",
    prefix="/elder",
    locale="zh_Hans_CN",
    lang="zh-Hans",
    title="长者模式",
    elder=True,
    templates=("elder", "standard"),
    stylesheet="elder.css",
)
EDITIONS: dict[str, Edition] = {edition.name: edition for edition in (STANDARD, ELDER)}
