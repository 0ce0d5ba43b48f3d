"""Styles and scripts under names that change with their bytes: browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "assets"
MADE_OF = {
    "standard.css": ("tokens.css", "parts.css", "comparing.css", "searching.css", "print.css"),
    "elder.css": (
        "tokens.css",
        "parts.css",
        "elder.css",
        "comparing.css",
        "searching.css",
        "print.css",
    ),
    "desk.css": ("tokens.css", "parts.css", "desk.css", "print.css"),
    "read-aloud.js": ("read-aloud.js",),
    "suggest.js": ("suggest.js",),
}
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript"}


@dataclass(frozen=True)
class Asset:
    """One file for the browser: its plain name, its bytes, its name with the hash."""

    name: str
    body: bytes
    file_name: str

    @property
    def url(self) -> str:
        """The address, the same in every edition."""
        return f"/assets/{self.file_name}"

    @property
    def media_type(self) -> str:
        """The Content-Type."""
        return MEDIA_TYPES[Path(self.name).suffix]


def _asset(name: str, sources: tuple[str, ...]) -> Asset:
    body = b"".join((FOLDER / source).read_bytes() for source in sources)
    stem, suffix = name.rsplit(".", 1)
    return Asset(name, body, f"{stem}.{hashlib.blake2b(body, digest_size=6).hexdigest()}.{suffix}")


ASSETS: dict[str, Asset] = {name: _asset(name, sources) for name, sources in MADE_OF.items()}
