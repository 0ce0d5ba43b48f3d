"""Listed supervision (挂牌督办) of complaints on the site: where it stands, and that it goes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from content.tables import ListedSupervision
from content.writing import write_table
from disclosure.freezing import build
from tests.folders import copy_sample
from tests.pages import Page

DAY, ONE = date(2026, 11, 20), timedelta(days=1)
DEMANDED = "一次退还全部押金"
ROW = ListedSupervision(
    id="GP048213-7710",
    institution="100012",
    matter="F01",
    unit="jia-scjg",
    demanded=DEMANDED,
    begins=date(2026, 11, 18),
    ends=date(2026, 12, 18),
    as_of=date(2026, 11, 18),
    source_unit="shili-mz",
)
PAGES = ("/institutions/100012/", "/departments/scjg/", "/hazards/")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city in which one complaint is listed."""
    folder = copy_sample(tmp_path / "content")
    (folder / "channel").mkdir()
    export(folder, ROW)
    return folder


@pytest.fixture
def out(frozen: Path, tmp_path: Path) -> Path:
    """Give a release of the city without it."""
    return Path(shutil.copytree(frozen, tmp_path / "out", symlinks=True))


def export(folder: Path, *rows: ListedSupervision) -> None:
    write_table(folder / ListedSupervision.file(), ListedSupervision, rows)


def naming(out: Path) -> Iterator[str]:
    """Name every file of the public tree that says anything of it."""
    public = out / "current" / "public"
    for path in sorted(public.rglob("*")):
        if path.is_file():
            body = path.read_bytes()
            if DEMANDED.encode() in body or ROW.id.encode() in body:
                yield f"/{path.relative_to(public)}".removesuffix("index.html")


def test_it_stands_on_the_board_with_the_department_and_among_the_hazards(
    folder: Path, out: Path
) -> None:
    build(folder, out, DAY)

    assert set(naming(out)) == {*PAGES, *(f"/elder{url}" for url in PAGES)}
    for url in PAGES:
        file = out / "current" / "public" / url.strip("/") / "index.html"
        page = Page(file.read_text(encoding="utf-8"))
        assert page.faults() == []
        assert ROW.id in page.ids
        assert "要求" in page.text
        assert "2026-12-18" in page.text


def test_after_its_last_day_a_build_takes_it_off_whatever_the_folder_says(
    folder: Path, out: Path
) -> None:
    export(folder, replace(ROW, ends=DAY))
    build(folder, out, DAY)
    assert list(naming(out))

    export(folder, replace(ROW, ends=DAY - ONE))
    build(folder, out, DAY)

    assert list(naming(out)) == []


def test_once_the_row_is_gone_the_next_build_names_it_nowhere(folder: Path, out: Path) -> None:
    build(folder, out, DAY)
    export(folder)

    rendered = build(folder, out, DAY).rendered

    assert {*PAGES} <= set(rendered)
    assert list(naming(out)) == []
    index = (out / "current" / "index").rglob("*")
    assert not any(DEMANDED.encode() in path.read_bytes() for path in index if path.is_file())
