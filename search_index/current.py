"""The index of the release that is current, opened again when another one takes its place."""

from __future__ import annotations

import threading
from pathlib import Path

from search_index.index import Index, NoIndexError
from search_index.manifest import MANIFEST

FOLDER = "index"


class CurrentIndex:
    """Gives the index of `OUT/current`.

    Whoever still searches the one before may finish: it closes when nobody holds it any more.
    """

    def __init__(self, out: Path) -> None:
        """Follow the link `out/current`."""
        self._link = out / "current"
        self._lock = threading.Lock()
        self._opened: tuple[tuple[Path, int, int], Index] | None = None

    def __call__(self) -> Index:
        """Give the index. Raises NoIndexError where nothing was published with one."""
        folder = self._link.resolve() / FOLDER
        try:
            state = (folder / MANIFEST).stat()
        except FileNotFoundError:
            message = f"{self._link} leads to no index"
            raise NoIndexError(message) from None
        key = (folder, state.st_ino, state.st_mtime_ns)
        with self._lock:
            if self._opened is None or self._opened[0] != key:
                self._opened = key, Index(folder)
            return self._opened[1]
