"""What differs between two states of the site, file by file: for whoever hands it on."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from disclosure.freezing.manifest import listed
from disclosure.freezing.plan import file_of
from disclosure.freezing.release import Tree

CHANGED = "changed.json"


@dataclass(frozen=True)
class Difference:
    """Files below `public/`, in order: those to write (new or changed) and those to remove."""

    written: list[str]
    removed: list[str]

    def __len__(self) -> int:
        return len(self.written) + len(self.removed)


def files_of(tree: Tree) -> dict[str, str]:
    """Give every file below `public/` with the hash of its bytes, as its list has it."""
    return {file_of(line.url): line.digest for line in listed(tree.path)}


def difference(held: Mapping[str, str], wanted: Mapping[str, str]) -> Difference:
    """Compare what is held with what is wanted, both file → hash of its bytes."""
    return Difference(
        sorted(file for file, digest in wanted.items() if held.get(file) != digest),
        sorted(held.keys() - wanted.keys()),
    )


def write_changed(
    tree: Tree, before: str, after: str, written: list[str], removed: list[str]
) -> None:
    """Write what a release changed, as it lies beside its manifest, never served.

    JSON: `from` (the release before, empty where its files are not known), `to`, and the files
    `written` and `removed`, given here by their addresses.
    """
    with (tree.path / CHANGED).open("w", encoding="utf-8") as file:
        file.write(f'{{\n"from": {json.dumps(before)},\n"to": {json.dumps(after)},\n')
        file.writelines(_array("written", written))
        file.write(",\n")
        file.writelines(_array("removed", removed))
        file.write("\n}\n")


@dataclass(frozen=True)
class Changed:
    """What a release says that it changed: the files in which it differs from the one before."""

    before: str
    after: str
    files: Difference


def read_changed(tree: Tree) -> Changed | None:
    """Read what lies beside the manifest; None for what is no such list."""
    try:
        told = json.loads((tree.path / CHANGED).read_bytes())
        files = Difference(sorted(told["written"]), sorted(told["removed"]))
        return Changed(str(told["from"]), str(told["to"]), files)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _array(name: str, urls: list[str]) -> Iterator[str]:
    """Give the text of a list piece by piece: that of a first release is as long as the site."""
    yield f'"{name}": ['
    for number, url in enumerate(urls):
        file = json.dumps(file_of(url), ensure_ascii=False)
        yield f",\n{file}" if number else f"\n{file}"
    yield "]"


def lacking(tree: Tree, current: Tree) -> Collection[str] | None:
    """Name the files that a tree must take to equal the current one; None where that is not known.

    Commonly it holds the release before the current one, which has noted what it changed since.
    """
    held, wanted = tree.manifest, current.manifest
    if held is None or wanted is None:
        return None
    if held.release == wanted.release:
        return ()
    told = read_changed(current)
    fits = told and (told.before, told.after) == (held.release, wanted.release)
    return set(told.files.written) if told and fits else None
