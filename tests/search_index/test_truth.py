"""Exact for Chinese: what a plain scan finds is found, and nothing else is, by every engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from content import Catalog
from content.importing import import_list
from search_index import Document, Index, documents
from tests.folders import add_row, copy_sample
from tests.search_index.making import DAY, Scan, found, indexed, of_folder, substrings

ROOT = Path(__file__).parents[2]
TWIN = ROOT / "tests" / "data" / "import-twin"
SHANGHAI = ROOT / "content" / "mappings" / "shanghai.toml"


def disagreements(
    index: Index, made_of: Iterable[Document], texts: Iterable[str], day: date = DAY
) -> dict[str, set[str]]:
    """Name the texts for which the index and the scan differ, and in what."""
    scan = Scan(made_of, day)
    different = ((text, found(index, text, day) ^ scan.find(text)) for text in texts)
    return {text: ids for text, ids in different if ids}


def names(made_of: Iterable[Document]) -> list[str]:
    return [name for one in made_of for name in one.names]


def test_random_pieces_and_every_name_of_the_sample(index: Index, sample: Catalog) -> None:
    made_of = list(documents(sample))

    assert disagreements(index, made_of, substrings(made_of, 2000)) == {}
    assert disagreements(index, made_of, names(made_of)) == {}


def test_pieces_of_an_imported_list(engine: str, tmp_path: Path) -> None:
    import_list(TWIN / "list.csv", TWIN / "mapping.toml", tmp_path, DAY)
    given = of_folder(tmp_path)
    made_of = list(documents(given))

    with indexed(given, engine) as index:
        assert disagreements(index, made_of, substrings(made_of, 500)) == {}
        assert disagreements(index, made_of, names(made_of)) == {}


def test_what_has_expired_is_out_of_the_truth_of_a_later_day(index: Index, sample: Catalog) -> None:
    made_of = list(documents(sample))
    later = date(2027, 3, 1)
    alive = [one for one in made_of if one.shown_until is None or later <= one.shown_until]

    assert len(alive) < len(made_of)
    assert disagreements(index, alive, substrings(made_of, 500), later) == {}


def with_laws(folder: Path, laws: Iterable[Path]) -> Path:
    """Add laws to a content folder as policies."""
    for number, law in enumerate(sorted(laws)):
        name = f"law-{number}"
        (folder / "texts" / "policies").mkdir(parents=True, exist_ok=True)
        text = law.read_text(encoding="utf-8")
        (folder / "texts" / "policies" / f"{name}.md").write_text(text, encoding="utf-8")
        add_row(
            folder, "policies", id=name, title=law.stem, document_number="未填报",
            index_number="未填报", publisher="某机关", issued_on="2020-01-01",
            disclosure="主动公开",
        )  # fmt: skip
    return folder


LAW = """\
# 某法

第一条 为了**保障**老年人，
制定本法。

## 第二章

- 一
- 二、三
"""


def test_pieces_of_a_law(engine: str, tmp_path: Path) -> None:
    law = tmp_path / "某法.md"
    law.write_text(LAW, encoding="utf-8")
    given = of_folder(with_laws(copy_sample(tmp_path / "city"), [law]))
    made_of = [one for one in documents(given) if one.id.startswith("policy:law")]

    assert [one.link.anchor for one in made_of] == ["", "section-1", "section-2"]
    with indexed(given, engine) as index:
        everything = list(documents(given))
        assert disagreements(index, everything, substrings(made_of, 200)) == {}


@dataclass(frozen=True)
class Truth:
    """A city, and what the scan finds in it: text → ids."""

    catalog: Catalog
    found: dict[str, set[str]]


@pytest.fixture(scope="session")
def real(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Truth:
    """Give the list of Shanghai and the laws, looked through once for all engines."""
    folder = tmp_path_factory.mktemp("shanghai")
    import_list(reference / "data/shanghai-institutions/institutions.csv", SHANGHAI, folder, DAY)
    laws = (file for file in (reference / "data/laws").glob("*.md") if file.stem != "SOURCE")
    given = of_folder(with_laws(folder, laws))
    made_of = list(documents(given))
    scan = Scan(made_of, DAY)
    texts = [*substrings(made_of, 2000), *names(made_of)]
    return Truth(given, {text: scan.find(text) for text in texts})


@pytest.mark.reference
def test_the_shanghai_list_and_the_laws(engine: str, real: Truth) -> None:
    with indexed(real.catalog, engine) as index:
        assert len(index.documents) > 1000
        assert {text: found(index, text) for text in real.found} == real.found
