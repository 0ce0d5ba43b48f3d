"""A release is complete or absent: two trees side by side, one link that is replaced at the end."""

from __future__ import annotations

import fcntl
import filecmp
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from content.descriptor import write_descriptor
from content.folder import DESCRIPTOR, content_files
from content.ledger import Ledger
from disclosure.freezing.manifest import FILES, MANIFEST, Manifest, file_hash

KEPT = 30
LOG = "changes.csv"


@dataclass(frozen=True)
class Tree:
    """One of the two trees: `public/` is served, `content/` and the manifest never."""

    path: Path

    @property
    def public(self) -> Path:
        """The folder that the web server serves."""
        return self.path / "public"

    @property
    def content(self) -> Path:
        """The checked copy of the content that the tree was made from."""
        return self.path / "content"

    @property
    def index(self) -> Path:
        """What search reads; never served as a file."""
        return self.path / "index"

    @property
    def log(self) -> Path:
        """The lines of changes that its pages tell; never served."""
        return self.path / LOG

    @property
    def manifest(self) -> Manifest | None:
        """The manifest; None while the tree is not whole."""
        return Manifest.read(self.path / MANIFEST)

    def forget_manifest(self) -> None:
        """Mark the tree as unfinished before the first file is touched."""
        (self.path / MANIFEST).unlink(missing_ok=True)

    def files(self) -> Iterator[str]:
        """Name every file under `public/`; a link to a folder counts as one, whatever it holds."""
        folders = [str(self.public)] if self.public.is_dir() else []
        start = len(str(self.public)) + 1
        while folders:
            with os.scandir(folders.pop()) as inside:
                for one in inside:
                    if one.is_dir(follow_symlinks=False):
                        folders.append(one.path)
                    else:
                        yield one.path[start:]

    def take(self, file: str, other: Tree) -> None:
        """Take a public file over from another tree."""
        target = self.public / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(other.public / file, target)

    def remove(self, file: str) -> None:
        """Remove a public file, and the folders that it leaves empty."""
        path = self.public / file
        path.unlink(missing_ok=True)
        while (path := path.parent) != self.public and not any(path.iterdir()):
            path.rmdir()


@dataclass(frozen=True)
class Store:
    """OUT: the trees, the link to the current one, the history."""

    out: Path

    @property
    def link(self) -> Path:
        """The link that makes a release current."""
        return self.out / "current"

    @property
    def history(self) -> Path:
        """Where content, list of files and manifest of past releases lie; never served."""
        return self.out / "history"

    @property
    def ledger(self) -> Ledger:
        """The chain of all releases; it holds hashes only."""
        return Ledger.read(self.out / "ledger.csv")

    @property
    def current(self) -> Tree | None:
        """The tree that is served now, if there is one."""
        return Tree(self.link.resolve()) if (self.link / MANIFEST).is_file() else None

    def spare(self) -> Tree:
        """Give the tree that is not current."""
        current = self.link.resolve().name if self.link.is_symlink() else ""
        tree = Tree(self.out / "trees" / ("b" if current == "a" else "a"))
        tree.public.mkdir(parents=True, exist_ok=True)
        return tree

    def switch(self, tree: Tree) -> None:
        """Make a tree current in one step."""
        step = self.out / "current.new"
        step.unlink(missing_ok=True)
        step.symlink_to(Path("trees") / tree.path.name)
        step.replace(self.link)

    def keep(self, tree: Tree, release: str) -> None:
        """Keep content, list of files and manifest in the history; thirty remain, none half."""
        past = self.past()
        number = max([int(path.name.split("-")[0]) for path in past], default=0) + 1
        for half in self.half():
            shutil.rmtree(half)
        target = self.history / f"{number:06}-{release}"
        copy_content(tree.content, target / "content", tree.content)
        # No link: where one of the two is altered, the other still says what was published.
        shutil.copyfile(tree.path / FILES, target / FILES)
        write_whole(target / MANIFEST, (tree.path / MANIFEST).read_bytes())
        for old in self.past()[:-KEPT]:
            shutil.rmtree(old)

    def past(self) -> list[Path]:
        """Give the releases of the history, oldest first."""
        return [path for path in self._kept() if (path / MANIFEST).is_file()]

    def half(self) -> list[Path]:
        """Give what lies in the history without a manifest."""
        return [path for path in self._kept() if not (path / MANIFEST).is_file()]

    def _kept(self) -> list[Path]:
        return sorted(self.history.glob("[0-9]*-*"))

    @contextmanager
    def lock(self, name: str = ".lock") -> Iterator[IO[str]]:
        """Let one at a time work on OUT: a build or, by a name of its own, a hand-over.

        Raises BlockingIOError while another does.
        """
        self.out.mkdir(parents=True, exist_ok=True)
        with (self.out / name).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield file


def write_whole(path: Path, body: bytes) -> None:
    """Write a file so that no reader ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    step = path.with_name(path.name + ".new")
    step.write_bytes(body)
    step.replace(path)


def copy_content(source: Path, target: Path, held: Path | None = None) -> None:
    """Copy a content folder whole; whatever else stood in the target goes.

    A file that a folder of OUT has already (`held`) is linked: thirty releases of tables and photos
    would fill a disk. Nothing in those folders is ever written to, only removed; the descriptor,
    which we write, is never linked.
    """
    shutil.rmtree(target, ignore_errors=True)
    for name in content_files(source):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        twin = held / name if held and name.name != DESCRIPTOR else None
        if twin and twin.is_file() and filecmp.cmp(source / name, twin, shallow=False):
            _link(twin, target / name)
        else:
            shutil.copyfile(source / name, target / name)
    write_descriptor(target)


def _link(file: Path, target: Path) -> None:
    """Give a file a second name, or a copy where the disk or its rights know no such thing."""
    try:
        os.link(file, target)
    except OSError:
        shutil.copyfile(file, target)


@dataclass(frozen=True)
class Source:
    """A content folder, with the hash of what it held before it was read."""

    path: Path
    hash: str

    @classmethod
    def of(cls, path: Path) -> Self:
        """Hash a folder that is about to be read."""
        return cls(path, content_hash(path))


def content_hash(folder: Path) -> str:
    """Hash everything that makes up a content folder but the descriptor, which we write."""
    digest = hashlib.sha256()
    for name in content_files(folder):
        if name.name != DESCRIPTOR:
            line = f"{name.as_posix()}\0{file_hash(folder / name)}\n"
            digest.update(line.encode())
    return digest.hexdigest()


def bytes_hash(body: bytes) -> str:
    """Hash the bytes of one file."""
    return hashlib.sha256(body).hexdigest()
