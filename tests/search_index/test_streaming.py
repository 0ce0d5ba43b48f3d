"""An index of any size is built in a stream: gone through once, one shard in memory at a time."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search_index import Document, Index, Link, Passage, build, documents
from tests import rows
from tests.search_index.making import catalog, found, homes

ENGINE = "tantivy"
COUNT = 400


def texts(*, length: int = 10, count: int = COUNT) -> Iterator[Document]:
    """Make documents of so many characters, no two alike."""
    chance = random.Random(1)  # noqa: S311 (a test that is the same every time)
    for number in range(count):
        text = "".join(map(chr, chance.choices(range(0x4E00, 0x5600), k=length)))
        passages = (Passage("", f"第{number}号"), Passage("", text))
        yield Document(
            id=f"help:{number}", kind="help", title="某题", link=Link("help"), passages=passages
        )


def test_memory_holds_a_fraction_of_what_passes(tmp_path: Path) -> None:
    size = COUNT * 2_000
    build(ENGINE, texts(), tmp_path / "first")  # Reads the tables that stay in memory.
    tracemalloc.start()

    build(ENGINE, texts(length=2_000), tmp_path / "index")

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < size


def test_the_order_of_the_documents_does_not_matter(tmp_path: Path) -> None:
    shuffled = list(texts())
    random.Random(2).shuffle(shuffled)  # noqa: S311 (a test that is the same every time)
    first = build(ENGINE, texts(), tmp_path / "first")

    again = build(ENGINE, shuffled, tmp_path / "again", before=tmp_path / "first")

    assert (again.written, again.fingerprint) == (0, first.fingerprint)


def test_one_changed_document_writes_one_shard_anew(tmp_path: Path) -> None:
    build(ENGINE, texts(), tmp_path / "first")
    changed, *others = texts()
    changed = replace(changed, passages=(Passage("", "改过的话"),))

    report = build(ENGINE, [changed, *others], tmp_path / "again", before=tmp_path / "first")

    assert report.written == 1
    with Index(tmp_path / "again") as index:
        assert found(index, "改过的话") == {"help:0"}
        assert found(index, "第0号") == set()
        assert found(index, "第1号") == {"help:1"}


def test_a_document_that_raises_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    first = build(ENGINE, texts(), tmp_path / "index")

    def leaking() -> Iterator[Document]:
        yield from texts(count=COUNT // 2)
        message = "it leaks"
        raise ValueError(message)

    with pytest.raises(ValueError, match="it leaks"):
        build(ENGINE, leaking(), tmp_path / "index", before=tmp_path / "index")

    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    with Index(tmp_path / "index") as index:
        assert index.manifest.fingerprint == first.fingerprint


def test_what_a_killed_build_left_does_no_harm(tmp_path: Path) -> None:
    first = build(ENGINE, texts(), tmp_path / "index")
    (tmp_path / "again.new" / "00").mkdir(parents=True)
    (tmp_path / "again.new" / "00.pile").write_text("half a li")

    again = build(ENGINE, texts(), tmp_path / "again", before=tmp_path / "index")

    assert again.fingerprint == first.fingerprint
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "index"]


def test_the_documents_of_a_home_come_together() -> None:
    guilty = [rows.penalty(f"P2026-000{number}", institution=f"10000{number}") for number in (1, 2)]

    ids = [one.id for one in documents(catalog(*homes("甲院", "乙院"), *guilty))]

    for number in (1, 2):
        assert ids.index(f"penalties:P2026-000{number}") == 1 + ids.index(
            f"institution:10000{number}"
        )
