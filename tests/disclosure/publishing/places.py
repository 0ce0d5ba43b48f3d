"""Places to publish to, and small sites to publish, written as a build would write them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disclosure.freezing.difference import Difference
from disclosure.freezing.manifest import FILES, MANIFEST, Lines, Manifest
from disclosure.freezing.plan import address_of
from disclosure.freezing.release import Store, bytes_hash, write_whole
from disclosure.publishing import Held, Target, publish, target_of
from disclosure.publishing.target import Copy
from tests.kills import Ready

Files = dict[str, bytes]


def release(out: Path, files: Mapping[str, str], day: str = "2026-11-20") -> Store:
    """Make these files the current release of OUT."""
    store = Store(out)
    tree = store.spare()
    tree.forget_manifest()
    shutil.rmtree(tree.public)
    with Lines(tree.path / FILES) as listed:
        for file, text in files.items():
            write_whole(tree.public / file, text.encode())
            listed.add(address_of(file), "", bytes_hash(text.encode()))
    manifest = Manifest(day, content="", program="", lists={FILES: listed.hash})
    write_whole(tree.path / MANIFEST, manifest.text().encode())
    store.switch(tree)
    return store


def public(store: Store) -> Files:
    """Read what a store publishes."""
    assert store.current
    return read(store.current.public)


def read(folder: Path) -> Files:
    """Read all that lies in a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@dataclass(frozen=True)
class Trees:
    """A folder or a path of rsync: two trees and a link."""

    words: str
    folder: Path

    def target(self) -> Target:
        """Give the target as the command does."""
        return target_of(self.words)

    def served(self) -> Files:
        """Read what visitors see."""
        return read(self.folder / "current" / "public")

    def all(self) -> list[Files]:
        """Read every copy."""
        return [read(self.folder / "trees" / name / "public") for name in "ab"]

    def folders(self) -> list[Path]:
        """List the folders of both trees."""
        return [path for path in (self.folder / "trees").rglob("*") if path.is_dir()]


@dataclass(frozen=True)
class Bucket:
    """A bucket: one copy."""

    words: str
    client: Any
    endpoint: str

    @property
    def name(self) -> str:
        """Name the bucket."""
        return self.words.split("/")[2]

    def target(self) -> Target:
        """Give the target as the command does."""
        return target_of(self.words, self.endpoint)

    def served(self) -> Files:
        """Read every object but the record."""
        prefix = f"{self.words.split('/', 3)[3]}/"
        found = self.client.list_objects_v2(Bucket=self.name, Prefix=prefix).get("Contents", ())
        bodies = {one["Key"]: self.object(one["Key"])["Body"].read() for one in found}
        return {key.removeprefix(prefix): body for key, body in bodies.items()}

    def all(self) -> list[Files]:
        """Read the one copy."""
        return [self.served()]

    def object(self, key: str) -> Any:
        """Fetch an object with its headers."""
        return self.client.get_object(Bucket=self.name, Key=key)


CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "sample",
    "AWS_SECRET_ACCESS_KEY": "sample-secret",
    "AWS_DEFAULT_REGION": "us-east-1",
    **dict.fromkeys(("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"), "/nowhere"),
}


def hand_over(ready: Ready, store: Store, words: str, endpoint: str) -> None:
    """Do as the command does, in a process of its own: so it stands where little is imported.

    It is forked from one that may have begun before there were credentials.
    """
    os.environ.update(CREDENTIALS)
    target = target_of(words, endpoint)
    ready()
    publish(store, target)


class StoppedError(Exception):
    """The process ended here."""


class Recorded:
    """A target that tells what it is asked, in order, and may stop after so many acts."""

    def __init__(self, target: Target, stop_after: int | None = None) -> None:
        """Stand before a target."""
        self.target, self.stop_after = target, stop_after
        self.acts: list[tuple[int, str, str]] = []

    @property
    def local(self) -> Path | None:
        """Lie where it lies."""
        return self.target.local

    def copies(self) -> Sequence[Copy]:
        """Stand before its copies."""
        return [_RecordedCopy(self, number, one) for number, one in enumerate(self.target.copies())]

    def act(self, number: int, name: str, what: str = "") -> None:
        """Note what a copy has done; stop where it is time."""
        self.acts.append((number, name, what))
        if len(self.acts) == self.stop_after:
            raise StoppedError

    def of(self, name: str) -> list[tuple[int, str]]:
        """Give the acts of one kind."""
        return [(number, what) for number, act, what in self.acts if act == name]


class _RecordedCopy:
    def __init__(self, record: Recorded, number: int, copy: Copy) -> None:
        self.record, self.number, self.copy = record, number, copy

    def held(self) -> Held | None:
        return self.copy.held()

    def look(self, public: Path, wanted: Mapping[str, str]) -> Difference:
        return self.copy.look(public, wanted)

    def note(self, held: Held) -> None:
        self.copy.note(held)
        self.record.act(self.number, "note", held.release)

    def put(self, public: Path, files: Sequence[str]) -> Iterator[str]:
        for file in self.copy.put(public, files):
            self.record.act(self.number, "put", file)
            yield file

    def remove(self, public: Path, files: Sequence[str]) -> Iterator[str]:
        for file in self.copy.remove(public, files):
            self.record.act(self.number, "remove", file)
            yield file

    def served(self) -> bool:
        return self.copy.served()

    def serve(self) -> None:
        self.copy.serve()
        self.record.act(self.number, "serve")
