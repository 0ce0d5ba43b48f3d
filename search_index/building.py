"""Building the index of a release: what did not change is taken over, the rest written anew.

The result is a new folder in any case, and answers as a full build does, because a shard is
either the same files or made from the same documents. What has expired or was withdrawn is in no
catalog, so in no document, and the shard that held it is written anew without it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content import Catalog
from search_index.documents import Document
from search_index.engine import Engine
from search_index.engines import DEFAULT, engine_named
from search_index.kinds import documents
from search_index.manifest import MANIFEST, Manifest
from search_index.shards import dealt, fingerprint, write_shard

MANY = 5_000


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did; `advice` is a sentence for the editor, or empty."""

    documents: int
    written: int
    kept: int
    fingerprint: str
    advice: str


def build(
    catalog: Catalog,
    folder: Path,
    *,
    before: Path | None = None,
    pages: Iterable[Document] = (),
) -> Report:
    """Write the index of a catalog into `folder`, replacing what is there.

    `before` is the index of the release before: its unchanged shards are taken over. `pages` are
    documents that only the site knows (`documents_of_page`).
    """
    engine = engine_named(catalog.city.search)
    shards = dealt([*documents(catalog), *pages], engine.shards)
    manifest = _manifest(engine, shards)
    step = folder.with_name(folder.name + ".new")
    shutil.rmtree(step, ignore_errors=True)
    step.mkdir(parents=True)
    kept = _take_over(before, step, manifest) if before else set()
    for name in sorted(shards.keys() - kept):
        write_shard(step / name, engine, shards[name])
    (step / MANIFEST).write_text(manifest.text(), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    step.rename(folder)
    return _report(manifest, kept)


def _manifest(engine: Engine, shards: dict[str, list[Document]]) -> Manifest:
    return Manifest(
        engine=engine.name,
        version=engine.version,
        program=program_fingerprint(),
        documents=sum(map(len, shards.values())),
        shards={name: fingerprint(part) for name, part in shards.items()},
    )


def _report(manifest: Manifest, kept: set[str]) -> Report:
    return Report(
        documents=manifest.documents,
        written=len(manifest.shards) - len(kept),
        kept=len(kept),
        fingerprint=manifest.fingerprint,
        advice=advice(manifest.documents, manifest.engine),
    )


def advice(count: int, engine: str) -> str:
    """Say when another engine should be chosen."""
    if count <= MANY or engine != DEFAULT:
        return ""
    return (
        f"可搜索的内容有 {count:,} 份，超过 {MANY:,} 份；"
        '请在 city.toml 写 search = "tantivy"，搜索会快得多'
    )


def _take_over(before: Path, step: Path, manifest: Manifest) -> set[str]:
    """Link the shards that stay as they are; name them."""
    last = Manifest.read(before)
    if last is None or not last.could_give(manifest):
        return set()
    same = {name for name, made_of in manifest.shards.items() if last.shards.get(name) == made_of}
    for name in same:
        shutil.copytree(before / name, step / name, copy_function=_link)
    return same


def _link(source: str, target: str) -> str:
    """Give a file that nobody ever changes a second name; copy it where that cannot be."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
    return target


@cache
def program_fingerprint() -> str:
    """Hash the program's own text: another folding or analysis means building anew."""
    digest = hashlib.blake2b(unicodedata.unidata_version.encode(), digest_size=12)
    folder = Path(__file__).parent
    for file in sorted([*folder.rglob("*.py"), *folder.glob("*.txt")]):
        digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()
