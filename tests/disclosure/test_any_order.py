"""A page depends on nothing but the content: on no page made before it, and on no process."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

from content import cut, read_folder
from disclosure.freezing.plan import file_of
from disclosure.pages import PAGES
from disclosure.registry import Key
from disclosure.rendering import folded_environment, render
from disclosure.theme import EDITIONS
from tests.folders import SAMPLE

DAY = date(2026, 11, 20)
Named = tuple[str, str, Key]
"""A page by its edition, its name and its key."""


def every_page() -> list[Named]:
    catalog = cut(read_folder(SAMPLE), DAY)
    return [
        (edition.name, page.name, key)
        for page in PAGES.values()
        for key in page.keys(catalog)
        for edition in page.editions
    ]


def made(named: Sequence[Named]) -> dict[str, bytes]:
    """Make these pages in this order, in a process that knows nothing else."""
    catalog, pages = cut(read_folder(SAMPLE), DAY), {}
    environments = {
        name: folded_environment(edition, catalog.city) for name, edition in EDITIONS.items()
    }
    for edition, name, key in named:
        page, view = PAGES[name], PAGES[name].model(catalog, **key)
        body = render(environments[edition], EDITIONS[edition], page, key, view)
        pages[page.address(EDITIONS[edition], key)] = body.encode()
    return pages


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_pages_are_the_same_bytes_in_any_order_and_any_number_of_processes(
    frozen: Path, processes: int
) -> None:
    named = every_page()
    random.Random(processes).shuffle(named)  # noqa: S311 (an order that can be had again)
    parts = [named[number::processes] for number in range(processes)]

    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        pages = {url: body for part in pool.map(made, parts) for url, body in part.items()}

    public = frozen / "current" / "public"
    assert len(pages) == len(named) > len(PAGES)
    assert [url for url in pages if pages[url] != (public / file_of(url)).read_bytes()] == []
