"""What differs between two states of the site, file by file: for whoever hands it on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.freezing.plan import file_of
from disclosure.freezing.release import Manifest

CHANGED = "changed.json"


@dataclass(frozen=True)
class Difference:
    """Files below `public/`, in order: those to write (new or changed) and those to remove."""

    written: list[str]
    removed: list[str]

    def __len__(self) -> int:
        return len(self.written) + len(self.removed)


def files_of(manifest: Manifest | None) -> dict[str, str]:
    """Give every file below `public/` with the hash of its bytes; none without a manifest."""
    return {file_of(url): digest for url, digest in manifest.files.items()} if manifest else {}


def difference(held: Mapping[str, str], wanted: Mapping[str, str]) -> Difference:
    """Compare what is held with what is wanted, both file → hash of its bytes."""
    return Difference(
        sorted(file for file, digest in wanted.items() if held.get(file) != digest),
        sorted(held.keys() - wanted.keys()),
    )


def changed_text(before: Manifest | None, after: Manifest) -> str:
    """Give what a release changed, as it lies beside its manifest, never served.

    JSON: `from` (the release before, empty for the first), `to`, `written`, `removed`.
    """
    change = difference(files_of(before), files_of(after))
    told = {
        "from": before.release if before else "",
        "to": after.release,
        "written": change.written,
        "removed": change.removed,
    }
    return json.dumps(told, ensure_ascii=False, indent=0) + "\n"
