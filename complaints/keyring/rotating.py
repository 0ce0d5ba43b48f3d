"""Key files, written anew as a whole: a new key in front, or old ones put away."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from complaints.keys import MODE, Keys, Purpose, new_line

RETIRED = "retired"
"""Old keys lie here: backups from before still need them."""


def rotate(keys: Keys, purpose: Purpose) -> None:
    """Put a new key in front of the others; who seals from now on takes it.

    Raises KeyFileError for a file that is not whole: it is left as it is.
    """
    with _alone(keys.folder):
        keys.ring(purpose)
        path = keys.file(purpose)
        _write(path, new_line() + path.read_text("ascii"))


def put_away(keys: Keys, purpose: Purpose, ids: Collection[bytes]) -> list[bytes]:
    """Move keys out of the ring into a folder beside it, and name them; none is ever deleted.

    What another run has put away meanwhile is not named.
    """
    with _alone(keys.folder):
        ring = keys.ring(purpose)
        gone = [id_ for id_ in ids if id_ in ring]
        folder = keys.folder / RETIRED
        folder.mkdir(mode=0o700, exist_ok=True)
        for id_ in gone:
            _write(folder / f"{purpose}-{id_.hex()}.key", _line(id_, ring[id_]))
        kept = [_line(id_, key) for id_, key in ring.items() if id_ not in gone]
        if gone:
            _write(keys.file(purpose), "".join(kept))
    return gone


def _line(id_: bytes, key: bytes) -> str:
    return f"{id_.hex()} {key.hex()}\n"


def _write(path: Path, text: str) -> None:
    """Replace a file as a whole: whoever reads it sees the old one or the new one."""
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)  # Of a run that died.
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one program at a time change key files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
