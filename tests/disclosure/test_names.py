"""The names of pages are stable for years: what exists must be on the list, under each edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure.pages import PAGES
from disclosure.registry import VARIABLE, View, page
from disclosure.theme import EDITIONS
from tests.disclosure.conftest import GetPage

LISTS = ("/institutions/", "/institutions/by/<>/<>/")
CUTS = ("", "<>/", "by-price/", "by-price/<>/", "by-price/<>/<>/")
NAMES = {
    "/",
    "/404.html",
    "/about/",
    "/about/day_roots.csv",
    "/accessibility/",
    "/blacklist/",
    "/cases/",
    "/changes/",
    "/changes/feed.xml",
    "/closures/",
    "/code/<>/",
    "/departments/",
    "/departments/<>/",
    "/districts/",
    "/districts/<>/",
    "/districts/<>/<>/",
    "/duties/",
    "/guides/",
    "/guides/<>/",
    "/hazards/",
    "/help/",
    "/inspections/",
    "/institutions/<>/",
    "/institutions/<>/changes/",
    "/institutions/<>/changes/feed.xml",
    "/notices/",
    "/offline/<>/",
    "/operators/",
    "/operators/<>/",
    "/penalties/",
    "/penalties/<>/",
    "/permits/",
    "/policies/",
    "/policies/<>/",
    "/privacy/",
    "/sitemap.xml",
    "/sitemap/",
    "/sitemap/<>.xml",
    "/targets/",
    "/unregistered/",
    *(base + cut for base in LISTS for cut in CUTS),
}


def shape(path: str) -> str:
    """Forget the names of variables, and which facet a list is cut by."""
    return re.sub(r"/by/[a-z]+/", "/by/<>/", VARIABLE.sub("<>", path))


def test_every_page_has_a_name_of_the_list() -> None:
    assert {shape(one.path) for one in PAGES.values()} == NAMES


def test_a_name_can_be_given_only_once() -> None:
    with pytest.raises(ValueError, match="two pages are called home"):
        page("home", "/second/")(lambda _: View("", ""))


def frozen_pages(frozen: Path) -> Iterator[Path]:
    return (frozen / "current" / "public").rglob("*.html")


def test_every_page_has_what_every_page_must_have(frozen: Path, page: GetPage) -> None:
    public = frozen / "current" / "public"
    for file in frozen_pages(frozen):
        name = file.relative_to(public).as_posix()
        page("/" + name.removesuffix("index.html"))


def test_every_page_stands_in_every_edition(frozen: Path) -> None:
    public = frozen / "current" / "public"
    names = {file.relative_to(public).as_posix() for file in frozen_pages(frozen)}
    once = ("elder/", "code/")  # The page of a credit code exists once.
    standard = {name for name in names if not name.startswith(once)}

    for edition in EDITIONS.values():
        prefix = edition.prefix.lstrip("/")
        assert {f"{prefix}/{name}".lstrip("/") for name in standard} <= names
