"""Keys outside the database: a file for each purpose, readable by its owner alone.

A file holds one key a line, `<id> <64 hex digits>`, the current one first; older ones stay for
what was encrypted under them. Text is bound to its place (AES-GCM with `table:row:column` as
associated data), so that a value cannot be moved to another row.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MODE = 0o600
SIZE = 32
NONCE = 12
ID_SIZE = 4


class Purpose(StrEnum):
    """What a key is for; each has its own, so that one lost key opens one thing."""

    CONTACT = "contact"
    SEALED = "sealed"
    RECEIPT = "receipt"
    DRAFT = "draft"
    LIMITER = "limiter"
    FILES = "files"
    ROOTS = "roots"
    DESK = "desk"
    ACCOUNTS = "accounts"


class KeyFileError(Exception):
    """A key file is missing, readable by others, or not whole; the message says which."""


class WrongKeyError(Exception):
    """A value cannot be opened: its key is gone, or it stands in another place than it was put."""


@dataclass(frozen=True)
class Keys:
    """The keys of one installation, in one folder."""

    folder: Path

    def make_missing(self) -> list[Purpose]:
        """Make a key for every purpose that has none; name them."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lacking = [purpose for purpose in Purpose if not self._file(purpose).exists()]
        for purpose in lacking:
            path = self._file(purpose)
            path.touch(mode=MODE, exist_ok=False)
            path.write_text(f"{secrets.token_hex(ID_SIZE)} {secrets.token_hex(SIZE)}\n", "ascii")
        return lacking

    def seal(self, purpose: Purpose, text: str, place: str) -> bytes:
        """Encrypt `text` under the current key, bound to `place` (`table:row:column`)."""
        key_id, key = next(iter(self._ring(purpose).items()))
        nonce = secrets.token_bytes(NONCE)
        return key_id + nonce + AESGCM(key).encrypt(nonce, text.encode(), place.encode())

    def open(self, purpose: Purpose, sealed: bytes, place: str) -> str:
        """Decrypt what `seal` gave. Raises WrongKeyError."""
        key = self._ring(purpose).get(sealed[:ID_SIZE])
        if key is None:
            message = f"no key {sealed[:ID_SIZE].hex()} for {purpose}"
            raise WrongKeyError(message)
        nonce, body = sealed[ID_SIZE : ID_SIZE + NONCE], sealed[ID_SIZE + NONCE :]
        try:
            return AESGCM(key).decrypt(nonce, body, place.encode()).decode()
        except InvalidTag:
            message = f"{place} was sealed elsewhere or changed"
            raise WrongKeyError(message) from None

    def digest(self, purpose: Purpose, *parts: bytes) -> bytes:
        """Give a keyed hash (HMAC-SHA-256) of `parts`, under the current key."""
        return _digest(next(iter(self._ring(purpose).values())), parts)

    def is_digest(self, purpose: Purpose, digest: bytes, *parts: bytes) -> bool:
        """Tell whether `digest` is the keyed hash of `parts`, under the current key or an older."""
        keys = self._ring(purpose).values()
        return any(hmac.compare_digest(digest, _digest(key, parts)) for key in keys)

    def current(self, purpose: Purpose) -> bytes:
        """Give the current key itself, for wrapping the keys of files."""
        return next(iter(self._ring(purpose).values()))

    def _file(self, purpose: Purpose) -> Path:
        return self.folder / f"{purpose}.key"

    def _ring(self, purpose: Purpose) -> dict[bytes, bytes]:
        """Give the keys of a purpose, current first. Raises KeyFileError."""
        path = self._file(purpose)
        try:
            status = path.stat()
        except FileNotFoundError:
            message = f"{path} is missing; gongshi db upgrade makes the keys"
            raise KeyFileError(message) from None
        if status.st_mode & 0o077:
            message = f"{path} can be read by others; its mode must be 0600"
            raise KeyFileError(message)
        return _read(path, status.st_mtime_ns, status.st_ino)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _inode: int) -> dict[bytes, bytes]:
    """Read a key file once for as long as it stays the same. Raises KeyFileError."""
    lines = [line.split() for line in path.read_text("ascii").splitlines() if line.strip()]
    if not lines or any(len(line) != 2 or len(line[1]) != 2 * SIZE for line in lines):  # noqa: PLR2004
        message = f"{path} is not whole"
        raise KeyFileError(message)
    return {bytes.fromhex(key_id): bytes.fromhex(key) for key_id, key in lines}


def _digest(key: bytes, parts: tuple[bytes, ...]) -> bytes:
    sizes = b"".join(len(part).to_bytes(4, "big") for part in parts)
    return hmac.new(key, sizes + b"".join(parts), hashlib.sha256).digest()
