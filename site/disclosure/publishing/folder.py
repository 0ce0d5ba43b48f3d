"""A folder of this machine, or mounted on it: two trees and a link, as in OUT."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from disclosure.freezing.difference import Difference, difference
from disclosure.freezing.release import Store, Tree, bytes_hash, write_whole
from disclosure.publishing.target import RECORD, UNFINISHED, Held, PublishError

NAMES = ("a", "b")
LEDGER = "ledger.csv"
"""What marks an OUT: its trees are made by builds alone."""


class FolderTarget:
    """`FOLDER/current/public` is what a web server serves."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when something is handed over."""
        self.store, self.local = Store(folder), folder

    def copies(self) -> list[FolderCopy]:
        """Give the tree that is not served, then the other."""
        if (self.store.out / LEDGER).exists():
            raise refused_out(str(self.store.out))
        seen = tree_seen(self.store.link, str(self.store.out))
        spare = self.store.spare()
        trees = [spare, *(self._tree(name) for name in NAMES if name != spare.path.name)]
        return [FolderCopy(self.store, tree, seen=tree.path.name == seen) for tree in trees]

    def _tree(self, name: str) -> Tree:
        return Tree(self.store.out / "trees" / name)


class FolderCopy:
    """One of the trees, its record beside `public/`."""

    def __init__(self, store: Store, tree: Tree, *, seen: bool) -> None:
        """Take a tree of a store; it need not exist yet."""
        self.store, self.tree, self.seen = store, tree, seen

    def held(self) -> Held | None:
        """Read the record; where somebody has put a link, it is not believed."""
        record = self.tree.path / RECORD
        if not record.exists():
            return None
        held = Held.read(record.read_bytes())
        return UNFINISHED if self._links() else held

    def look(self, public: Path, wanted: Mapping[str, str]) -> Difference:  # noqa: ARG002
        """Hash every file; what is no plain file is none of ours."""
        linked = self.tree.public.is_symlink()
        found = {} if linked else {file: self.tree.public / file for file in self.tree.files()}
        plain = {file: path for file, path in found.items() if not path.is_symlink()}
        hashes = {file: bytes_hash(path.read_bytes()) for file, path in plain.items()}
        return difference(dict.fromkeys(found, "") | hashes, wanted)

    def note(self, held: Held) -> None:
        """Write the record whole."""
        write_whole(self.tree.path / RECORD, held.text().encode())

    def put(self, public: Path, files: Sequence[str]) -> Iterator[str]:
        """Write each file whole, and none through a link of somebody else's."""
        for link in self._links():
            link.unlink()
        for file in files:
            write_whole(self.tree.public / file, (public / file).read_bytes())
            yield file

    def remove(self, public: Path, files: Sequence[str]) -> Iterator[str]:  # noqa: ARG002
        """Remove files, and the folders that they leave empty."""
        for file in files:
            path = self.tree.public / file
            if path.is_symlink() or not path.is_dir():  # A link may have become a folder of ours.
                self.tree.remove(file)
            yield file

    def _links(self) -> list[Path]:
        public = self.tree.public
        if public.is_symlink():
            return [public]
        paths = (public / file for file in self.tree.files())
        return [path for path in paths if path.is_symlink()]

    def served(self) -> bool:
        """Say whether `current` leads here."""
        return self.seen

    def serve(self) -> None:
        """Replace the link `current`."""
        self.store.switch(self.tree)


def tree_seen(link: Path, place: str) -> str:
    """Name the tree that `current` of a place leads to: a, b, or nothing where there is no link.

    Raises PublishError for a link or a folder that somebody else has put there.
    """
    if not os.path.lexists(link):
        return ""
    if link.is_symlink():
        found, trees = Path(place) / link.readlink(), Path(place) / "trees"
        if found.parent == trees and found.name in NAMES:
            return found.name
    message = f"{place}/current 不是本程序建立的；请另指一个空的地方，或者先把它移走"
    raise PublishError(message)


def refused_out(place: str) -> PublishError:
    """Say that an OUT is no target."""
    return PublishError(f"{place} 是 gongshi build 的发布目录，不能再往里交付；请另指一个地方")
