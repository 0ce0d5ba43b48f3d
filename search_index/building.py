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
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from search_index.dealing import dealt
from search_index.documents import Document
from search_index.engine import Engine
from search_index.engines import DEFAULT, engine_named
from search_index.manifest import MANIFEST, Manifest
from search_index.shards import fingerprint, write_shard

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
    engine: str, documents: Iterable[Document], folder: Path, *, before: Path | None = None
) -> Report:
    """Write the index of a release into `folder`, replacing what is there.

    `engine` is its name; the documents are gone through once, and those of one shard are held at a
    time, and of the next while it is read. `before` is the index of the release before: its
    unchanged shards are taken over.
    Whatever going through the documents raises comes out, and nothing is left of the new index.
    """
    step = folder.with_name(folder.name + ".new")
    shutil.rmtree(step, ignore_errors=True)
    step.mkdir(parents=True)
    try:
        report = _write(engine_named(engine), documents, step, before)
        shutil.rmtree(folder, ignore_errors=True)
        step.rename(folder)
    finally:
        shutil.rmtree(step, ignore_errors=True)
    return report


def _write(
    engine: Engine, documents: Iterable[Document], step: Path, before: Path | None
) -> Report:
    """Write shard after shard, and the manifest last."""
    made_by = Manifest(engine=engine.name, version=engine.version, program=program_fingerprint())
    last = _last(before, made_by) if before else {}
    count, shards = 0, dict[str, str]()
    for name, lines in dealt(documents, engine.shards, step):
        count += len(lines)
        shards[name] = fingerprint(lines)
        if before and last.get(name) == shards[name]:
            shutil.copytree(before / name, step / name, copy_function=_link)
        else:
            write_shard(step / name, engine, lines)
    manifest = replace(made_by, documents=count, shards=shards)
    (step / MANIFEST).write_text(manifest.text(), encoding="utf-8")
    return _report(manifest, len(shards.items() & last.items()))


def _last(before: Path, made_by: Manifest) -> dict[str, str]:
    """Give the fingerprints of the shards that may be taken over."""
    last = Manifest.read(before)
    return last.shards if last and last.could_give(made_by) else {}


def _report(manifest: Manifest, kept: int) -> Report:
    return Report(
        documents=manifest.documents,
        written=len(manifest.shards) - kept,
        kept=kept,
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
