"""Verifying: every release that is kept, and all that is served, against the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from content.folder import DESCRIPTOR
from content.ledger import Entry, Ledger
from disclosure.freezing.difference import CHANGED, difference, files_of, read_changed
from disclosure.freezing.manifest import FILES, MANIFEST, RECORDS, Manifest, file_hash
from disclosure.freezing.release import Store, Tree, content_hash
from search_index import altered


@dataclass(frozen=True, order=True)
class Difference:
    """What is otherwise than the ledger says; number 0 where it knows no such release."""

    number: int
    release: str
    message: str

    def __str__(self) -> str:
        """Say it in one line."""
        whose = f"第 {self.number} 期" if self.number else "登记里没有的一期"
        return f"{whose}（{self.release}）：{self.message}" if self.release else self.message


def verify(store: Store) -> list[Difference]:
    """Find every difference between the ledger and what it vouches for, the first release first.

    The chain itself, the releases of the history, the current tree with all its public files.
    """
    ledger = store.ledger
    found = [Difference(0, "", fault) for fault in ledger.faults]
    found += [Difference(entry.number, entry.release, why) for entry, why in ledger.breaks()]
    for past in store.past():
        entry = ledger.of(past.name.partition("-")[2])
        found += [_difference(entry, past, why) for why in _kept(past, entry)]
    found += _without_manifest(store, ledger)
    if tree := store.current:
        manifest = tree.manifest
        # A manifest that was altered names no release; what is served is the one entered last.
        entry = (ledger.of(manifest.release) if manifest else None) or ledger.last
        served = _served(store, tree, manifest) if manifest else ()
        reasons = (*_kept(tree.path, entry), *served, *_set_back(store, ledger, entry))
        found += [_difference(entry, tree.path, why) for why in reasons]
    return sorted(set(found))


def _difference(entry: Entry | None, folder: Path, why: str) -> Difference:
    return (
        Difference(entry.number, entry.release, why) if entry else Difference(0, folder.name, why)
    )


def _kept(folder: Path, entry: Entry | None) -> Iterator[str]:
    """Compare manifest and content of a release with its line, its list with the manifest."""
    if entry is None:
        yield f"{MANIFEST} 与登记的任何一期都不同"
        return
    if file_hash(folder / MANIFEST) != entry.manifest:
        yield f"{MANIFEST} 与登记的不同"
    if content_hash(folder / "content") != entry.content:
        yield "content 里的内容与登记的不同"
    manifest = Manifest.read(folder / MANIFEST)
    lists = manifest.lists if manifest else {}
    for file in (FILES, f"content/{DESCRIPTOR}"):
        name = Path(file).name
        if manifest and name in lists and not manifest.vouches(folder / file):
            yield f"{file} 被改过或者不见了"


def _without_manifest(store: Store, ledger: Ledger) -> Iterator[Difference]:
    """Find releases of the history that lost their manifest; only the newest may be half kept."""
    past = store.past()
    for half in store.half() if past else ():
        if half.name < past[-1].name:
            entry = ledger.of(half.name.partition("-")[2])
            yield _difference(entry, half, f"{MANIFEST} 不见了")


def _set_back(store: Store, ledger: Ledger, entry: Entry | None) -> Iterator[str]:
    """Find that an earlier release is served again: something in it may have expired since.

    A build that was killed before the switch leaves a line and no history, which is harmless.
    """
    kept = (ledger.of(past.name.partition("-")[2]) for past in store.past())
    newest = max((one.number for one in kept if one), default=0)
    if entry and entry.number < newest:
        yield f"网站上是这一期，而第 {newest} 期已经发布过；请运行 gongshi build"


def _served(store: Store, tree: Tree, manifest: Manifest) -> Iterator[str]:
    """Compare every public file, and the lists beside them, with the manifest."""
    if not manifest.lists:
        yield f"它是旧版程序发布的，没有 {FILES}，public 无从核对；请运行 gongshi build"
        return
    if registered := _registered(store, tree, manifest):
        yield from _public(tree, registered)
        if not _is_as_noted(store, tree, manifest, registered):
            yield f"{CHANGED} 被改过或者不见了"
    for part in altered(tree.index, manifest.index):
        yield f"{tree.index.name}/{part} 被改过或者不见了"
    if not manifest.vouches(tree.path / RECORDS):
        yield f"{RECORDS} 被改过或者不见了"
    if not tree.log.is_file() or file_hash(tree.log) != manifest.log:
        yield f"{tree.log.name} 被改过或者不见了"


def _registered(store: Store, tree: Tree, manifest: Manifest) -> dict[str, str]:
    """Give the files of a release by a list that its manifest vouches for: its own or the kept."""
    for folder in (tree.path, *reversed(store.past())):
        if manifest.vouches(folder / FILES):
            return files_of(Tree(folder))
    return {}


def _public(tree: Tree, registered: dict[str, str]) -> Iterator[str]:
    served = set(tree.files())
    for file in sorted(registered.keys() | served):
        if file not in registered:
            yield f"public/{file} 是后来放进去的"
        elif file not in served or not (tree.public / file).is_file():
            yield f"public/{file} 不见了"
        elif file_hash(tree.public / file) != registered[file]:
            yield f"public/{file} 被改过"


def _files_of_release(store: Store, release: str) -> dict[str, str] | None:
    """Give the files of a release that is kept; none for the one before the first."""
    if not release:
        return {}
    for past in store.past():
        manifest = Manifest.read(past / MANIFEST)
        if manifest and manifest.release == release and manifest.vouches(past / FILES):
            return files_of(Tree(past))
    return None


def _is_as_noted(store: Store, tree: Tree, manifest: Manifest, registered: dict[str, str]) -> bool:
    """Work out anew what the release changed, where the release before it is kept."""
    told = read_changed(tree)
    if told is None or told.after != manifest.release:
        return False
    if told.before and store.ledger.of(told.before) is None:
        return False
    before = _files_of_release(store, told.before)
    return before is None or told.files == difference(before, registered)
