"""The manifest of an index: what it was made from and by. It is written last."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an index was made from and by; `shards` maps each to its fingerprint."""

    engine: str
    version: str
    program: str
    documents: int = 0
    shards: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def fingerprint(self) -> str:
        """Hash all of it: two indexes that share it answer alike."""
        return hashlib.blake2b(self.text().encode(), digest_size=12).hexdigest()

    def text(self) -> str:
        """Give the manifest as it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=0, sort_keys=True) + "\n"

    def could_give(self, other: Manifest) -> bool:
        """Tell whether its shards were made as those of the other will be."""
        return (self.engine, self.version, self.program) == (
            other.engine,
            other.version,
            other.program,
        )

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Read the manifest of an index; None where there is no whole one."""
        try:
            found = cls(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return found if found.format == FORMAT else None
