"""What a target is: copies of the site, each with a record of what it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol, Self

from disclosure.freezing.difference import Difference

RECORD = "release.json"


class PublishError(Exception):
    """The release was not handed over whole. The message, in Chinese, says why."""


@dataclass(frozen=True)
class Held:
    """What a copy holds by its own record: the release, each file with the hash of its bytes.

    It tells of public files alone, so that it harms nobody where a bucket shows it.
    """

    release: str = ""
    files: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Give the record as it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=0, sort_keys=True) + "\n"

    @classmethod
    def read(cls, text: str | bytes) -> Self:
        """Read a record. Raises PublishError for what is none."""
        try:
            told = json.loads(text)
            return cls(str(told["release"]), _below(told["files"]))
        except (ValueError, TypeError, KeyError):
            message = f"目标上的 {RECORD} 读不懂；如果它不是别人的文件，请删去"
            raise PublishError(message) from None


def _below(told: Mapping[str, str]) -> dict[str, str]:
    """Give files of a record, which may be removed. Raises ValueError for one not below public/."""
    for path in map(PurePosixPath, told):
        if not path.parts or path.is_absolute() or ".." in path.parts:
            raise ValueError(path)
    return dict(told)


UNFINISHED = Held()
"""The record while a copy is worked on: of what lies there nothing is known."""


class Copy(Protocol):
    """One copy of the site. Each act may be repeated, and is whole before it returns."""

    def held(self) -> Held | None:
        """Give the record; None where nothing was ever handed over."""

    def look(self, public: Path, wanted: Mapping[str, str]) -> Difference:
        """Compare what lies there with `public`, byte by byte; slow, and needs no record."""

    def note(self, held: Held) -> None:
        """Replace the record in one step."""

    def put(self, public: Path, files: Sequence[str]) -> Iterator[str]:
        """Write these files of `public`, styles and photos before pages; name each when done."""

    def remove(self, public: Path, files: Sequence[str]) -> Iterator[str]:
        """Remove these files, which `public` does not have; name each when done."""

    def served(self) -> bool:
        """Say whether visitors see this copy."""

    def serve(self) -> None:
        """Let visitors see this copy from now on, in one step."""


class Target(Protocol):
    """Where the site is served from; `local` is its folder, if that is one of this machine."""

    @property
    def local(self) -> Path | None:
        """Give the folder; None for another machine or a bucket."""

    def copies(self) -> Sequence[Copy]:
        """Give the copies; that which is served comes last. Raises PublishError."""
