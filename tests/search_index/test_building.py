"""One index a release: built incrementally, equal to a full build, and without what has gone."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from content import Catalog
from search_index import CurrentIndex, Index, NoIndexError, documents, search
from search_index.analysis import pairs
from search_index.building import MANY, advice
from search_index.manifest import MANIFEST
from tests import rows
from tests.search_index.making import (
    DAY,
    build_of,
    by_engine,
    catalog,
    found,
    homes,
    substrings,
)

FACTS = "某年某月二层东侧堆放轮椅床垫及杂物若干件"
NAMES = [f"第{number}养老院" for number in range(60)]
LATER = date(2027, 5, 11)


def city(day: date = DAY, *, changed: str = "第3养老院") -> Catalog:
    guilty = rows.penalty(facts=FACTS, institution="100005")
    names = [changed if name == "第3养老院" else name for name in NAMES]
    return catalog(*homes(*names), guilty, day=day)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@contextmanager
def both(
    before: Catalog, after: Catalog, engine: str, folder: Path
) -> Iterator[tuple[Index, Index]]:
    """Give the incremental build of `after` and its full one."""
    build_of(by_engine(before, engine), folder / "old")
    report = build_of(by_engine(after, engine), folder / "new", before=folder / "old")
    assert 0 < report.written < report.kept
    build_of(by_engine(after, engine), folder / "full")
    with Index(folder / "new") as new, Index(folder / "full") as full:
        yield new, full


def test_an_incremental_index_answers_as_a_full_one(engine: str, tmp_path: Path) -> None:
    after = city(changed="第三安宁院")
    asked = [*substrings(documents(after), 200), "第三安宁院", "第3养老院", "dsany", "养老"]

    with both(city(), after, engine, tmp_path) as (new, full):
        assert new.manifest == full.manifest
        assert new.documents == full.documents
        for typed in asked:
            assert found(new, typed) == found(full, typed)
            assert search(new, typed, DAY) == search(full, typed, DAY)
        assert found(new, "第三安宁院") == {"institution:100004"}


def test_nothing_changed_means_nothing_is_written(engine: str, tmp_path: Path) -> None:
    first = build_of(by_engine(city(), engine), tmp_path / "old")
    again = build_of(by_engine(city(), engine), tmp_path / "new", before=tmp_path / "old")

    assert (again.written, again.fingerprint) == (0, first.fingerprint)
    assert files(tmp_path / "new") == files(tmp_path / "old")


def test_a_build_may_replace_the_very_index_it_takes_from(engine: str, tmp_path: Path) -> None:
    build_of(by_engine(city(), engine), tmp_path / "index")
    with Index(tmp_path / "index") as before:
        build_of(
            by_engine(city(changed="新院"), engine), tmp_path / "index", before=tmp_path / "index"
        )

        assert found(before, "新院") == set()
        assert found(before, "第3养老院") == {"institution:100004"}
        assert search(before, "第3养老院 市民政局", DAY).hits[0].snippets
    with Index(tmp_path / "index") as after:
        assert found(after, "新院") == {"institution:100004"}


def test_what_has_expired_is_in_no_file(engine: str, tmp_path: Path) -> None:
    """Search the bytes for the text, and for the pairs of characters that only it had."""
    lawful = "".join(line for one in documents(city(LATER)) for line in one.lines())
    telling = [pair for pair in pairs(FACTS) if pair not in lawful]
    traces = [mark.encode() for mark in (FACTS, "P2026-0001", *telling)]

    build_of(by_engine(city(), engine), tmp_path / "old")
    build_of(by_engine(city(LATER), engine), tmp_path / "new", before=tmp_path / "old")

    def left(folder: Path) -> set[bytes]:
        whole = b"\0".join(files(folder).values())
        return {trace for trace in traces if trace in whole}

    assert len(telling) > 10
    assert len(left(tmp_path / "old")) > 2
    assert left(tmp_path / "new") == set()


@pytest.mark.parametrize("spoil", ["", "{", '{"format": 0}', '{"engine": "whoosh"}'])
def test_an_index_that_is_not_whole_is_refused_and_nothing_is_taken_from_it(
    tmp_path: Path, spoil: str
) -> None:
    build_of(city(), tmp_path / "old")
    (tmp_path / "old" / MANIFEST).write_text(spoil)

    with pytest.raises(NoIndexError):
        Index(tmp_path / "old")
    assert build_of(city(), tmp_path / "new", before=tmp_path / "old").kept == 0


def test_another_engine_takes_nothing_over(tmp_path: Path) -> None:
    build_of(by_engine(city(), "whoosh"), tmp_path / "old")

    report = build_of(by_engine(city(), "tantivy"), tmp_path / "new", before=tmp_path / "old")

    assert report.kept == 0


def test_the_build_says_when_to_switch() -> None:
    assert advice(MANY, "whoosh") == advice(MANY + 1, "tantivy") == ""
    assert 'search = "tantivy"' in advice(MANY + 1, "whoosh")


def test_an_index_closes_once_and_when_nobody_holds_it(engine: str, tmp_path: Path) -> None:
    build_of(by_engine(city(), engine), tmp_path / "index")
    index = Index(tmp_path / "index")
    index.close()
    index.close()

    found(Index(tmp_path / "index"), "养老")  # An open file left behind would fail the test.


def test_threads_may_search_at_once(engine: str, tmp_path: Path) -> None:
    build_of(by_engine(city(), engine), tmp_path / "index")
    asked = ["第3", "养老院 -第1", "yly", "没有", "市民政局"] * 8

    with Index(tmp_path / "index") as index, ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda typed: search(index, typed, DAY), asked))

        assert together == [search(index, typed, DAY) for typed in asked]


def test_the_current_index_follows_the_link(tmp_path: Path) -> None:
    current = CurrentIndex(tmp_path)
    with pytest.raises(NoIndexError):
        current()
    for tree, name in (("a", "第一版"), ("b", "第二版")):
        build_of(catalog(*homes(name)), tmp_path / "trees" / tree / "index")
        (tmp_path / "current").unlink(missing_ok=True)
        (tmp_path / "current").symlink_to(Path("trees") / tree)

        opened = current()

        assert found(opened, name) == {"institution:100001"}
        assert current() is opened
