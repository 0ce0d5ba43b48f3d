"""The catalog of the release that is current, opened again when the link or the day changes.

The apps never open the editors' folder: they read the checked copy within the release, cut to
today, so that an expired record leaves them at midnight even if no build ran.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

from content.catalog import Catalog, cut
from content.folder import read_folder


class NoReleaseError(Exception):
    """Nothing has been published yet; build first."""


def open_catalog(release: Path, day: date) -> Catalog:
    """Open the content of a release, cut to `day`. Raises NoReleaseError."""
    folder = read_folder(release / "content")
    if folder.city is None:
        message = f"{release} holds no content"
        raise NoReleaseError(message)
    return cut(folder, day)


class CurrentCatalog:
    """Gives the catalog of today from `OUT/current`; `today` is asked at every call."""

    def __init__(self, out: Path, today: Callable[[], date]) -> None:
        """Follow the link `out/current`."""
        self._link = out / "current"
        self._today = today
        self._lock = threading.Lock()
        self._opened: tuple[tuple[int, int, date], Catalog] | None = None

    def __call__(self) -> Catalog:
        """Give the catalog; opened anew only when it is another release or another day."""
        try:
            manifest = (self._link / "manifest.json").stat()
        except FileNotFoundError:
            message = f"{self._link} leads to no release"
            raise NoReleaseError(message) from None
        key = (manifest.st_ino, manifest.st_mtime_ns, self._today())
        with self._lock:
            if self._opened is None or self._opened[0] != key:
                self._opened = key, open_catalog(self._link.resolve(), key[2])
            return self._opened[1]
