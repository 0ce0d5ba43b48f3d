"""A folder of this machine, or mounted on it: two trees and a link, as in OUT."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from disclosure.freezing.difference import Difference, difference
from disclosure.freezing.release import Store, Tree, bytes_hash, write_whole
from disclosure.publishing.target import RECORD, Held, PublishError

NAMES = ("a", "b")
LEDGER = "ledger.csv"
"""What marks an OUT: its trees are made by builds alone."""


class FolderTarget:
    """`FOLDER/current/public` is what a web server serves."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when something is handed over."""
        self.store = Store(folder)

    def copies(self) -> list[FolderCopy]:
        """Give the tree that is not served, then the other."""
        if (self.store.out / LEDGER).exists():
            raise refused_out(str(self.store.out))
        spare = self.store.spare()
        trees = [spare, *(self._tree(name) for name in NAMES if name != spare.path.name)]
        return [FolderCopy(self.store, tree) for tree in trees]

    def _tree(self, name: str) -> Tree:
        return Tree(self.store.out / "trees" / name)


class FolderCopy:
    """One of the trees, its record beside `public/`."""

    def __init__(self, store: Store, tree: Tree) -> None:
        """Take a tree of a store; it need not exist yet."""
        self.store, self.tree = store, tree

    def held(self) -> Held | None:
        """Read the record."""
        record = self.tree.path / RECORD
        return Held.read(record.read_bytes()) if record.exists() else None

    def look(self, public: Path, wanted: Mapping[str, str]) -> Difference:  # noqa: ARG002
        """Hash every file; what is no plain file is none of ours."""
        found = {file: self.tree.public / file for file in self.tree.files()}
        plain = {file: path for file, path in found.items() if not path.is_symlink()}
        hashes = {file: bytes_hash(path.read_bytes()) for file, path in plain.items()}
        return difference(dict.fromkeys(found, "") | hashes, wanted)

    def note(self, held: Held) -> None:
        """Write the record whole."""
        write_whole(self.tree.path / RECORD, held.text().encode())

    def put(self, public: Path, files: Sequence[str]) -> Iterator[str]:
        """Write each file whole; one that is being read stays as it is for its reader."""
        for file in files:
            write_whole(self.tree.public / file, (public / file).read_bytes())
            yield file

    def remove(self, public: Path, files: Sequence[str]) -> Iterator[str]:  # noqa: ARG002
        """Remove files, and the folders that they leave empty."""
        for file in files:
            self.tree.remove(file)
            yield file

    def serve(self) -> None:
        """Replace the link `current`."""
        self.store.switch(self.tree)


def refused_out(place: str) -> PublishError:
    """Say that an OUT is no target."""
    return PublishError(f"{place} 是 gongshi build 的发布目录，不能再往里交付；请另指一个地方")
