"""The contract of the seam: every engine finds tokens side by side, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from search_index.analysis import Role, asked, tokens
from search_index.engine import Shelf
from search_index.engines import engine_named

VALUES: tuple[list[str], ...] = (
    ["养老院"],
    ["养老", "老院"],  # two values: nothing is found across them
    ["老院养老"],
    ["哈哈哈哈"],
    ["A7X", "91310000MA1K00001X"],
    ["一家👨‍👩‍👧院", "𠮷野家"],
    [],
    ["养"],
    ["养老护理，院内评估"],
)


@pytest.fixture
def shelf(engine: str, tmp_path: Path) -> Iterator[Shelf]:
    """Give an open shard with a part for each of VALUES, as names."""
    kept = engine_named(engine)
    empty = tokens(Role.TEXT, [])
    kept.write(tmp_path, [tokens(Role.NAME, values) | empty for values in VALUES])
    with closing(kept.open(tmp_path)) as opened:
        yield opened


def find(shelf: Shelf, word: str) -> list[int]:
    looked_for = asked(Role.NAME, word)
    assert looked_for is not None
    return sorted(shelf.find(*looked_for))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("养老院", [0]),
        ("养老", [0, 1, 2, 8]),
        ("老院", [0, 1, 2]),
        ("老老", []),
        ("养", [0, 1, 2, 7, 8]),
        ("哈哈", [3]),
        ("哈哈哈哈", [3]),
        ("哈哈哈哈哈", []),
        ("7x", [4]),
        ("1000", [4]),
        ("0101", []),
        ("0001X", [4]),
        ("👩", [5]),
        ("👨👩", [5]),
        ("𠮷野", [5]),
        ("理院内", [8]),  # A name is folded without its comma.
        ("没有", []),
        ("|", []),
        ("||", []),
    ],
)
def test_a_word_is_found_where_it_stands_whole(shelf: Shelf, word: str, parts: list[int]) -> None:
    assert find(shelf, word) == parts


def test_a_shard_may_be_empty(engine: str, tmp_path: Path) -> None:
    engine_named(engine).write(tmp_path, [])

    with closing(engine_named(engine).open(tmp_path)) as opened:
        assert find(opened, "养老") == []
        assert find(opened, "养") == []


def test_a_long_text_is_found_whole_and_not_when_one_character_differs(
    engine: str, tmp_path: Path
) -> None:
    text = "".join(chr(0x4E00 + (number * 7919) % 5000) for number in range(400))
    engine_named(engine).write(
        tmp_path, [tokens(Role.NAME, [f"前{text}后"]) | tokens(Role.TEXT, [])]
    )

    with closing(engine_named(engine).open(tmp_path)) as opened:
        assert find(opened, text) == [0]
        assert find(opened, text[:200] + "乙" + text[201:]) == []


def kept(folder: Path) -> dict[str, bytes]:
    """Give the files of a shard; a lock of Tantivy's comes and goes while it looks at them."""
    files = (file for file in folder.iterdir() if file.suffix != ".lock")
    return {file.name: file.read_bytes() for file in files}


def test_opening_and_searching_leave_the_folder_as_it_was(engine: str, tmp_path: Path) -> None:
    engine_named(engine).write(tmp_path, [tokens(Role.NAME, ["养老院"]) | tokens(Role.TEXT, [])])
    before = kept(tmp_path)

    with closing(engine_named(engine).open(tmp_path)) as opened:
        find(opened, "养老院")
        assert kept(tmp_path) == before
    assert kept(tmp_path) == before


def test_an_open_shard_outlives_its_folder(engine: str, tmp_path: Path) -> None:
    folder = tmp_path / "shard"
    folder.mkdir()
    engine_named(engine).write(folder, [tokens(Role.NAME, ["养老院"]) | tokens(Role.TEXT, [])])

    with closing(engine_named(engine).open(folder)) as opened:
        for file in folder.iterdir():
            os.remove(file)  # noqa: PTH107 (as a later build does)
        assert find(opened, "养老院") == [0]


def test_threads_may_search_at_once(shelf: Shelf) -> None:
    words = ["养老院", "老院", "哈哈", "养", "没有"] * 40

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda word: find(shelf, word), words))

    assert together == [find(shelf, word) for word in words]
