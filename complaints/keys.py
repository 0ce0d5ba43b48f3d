"""Keys outside the database: a file for each purpose, readable by its owner alone.

A file holds one key a line, `<id> <64 hex digits>`, the current one first; older ones stay for
what was encrypted under them. Text is bound to its place (AES-GCM with `table:row:column` as
associated data), so that a value cannot be moved to another row.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Self

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
    """A value cannot be opened: its key is gone, or it stands in another place than it was put.

    The message says in plain words which key, and what to do.
    """


class Lost(str):
    """What stands where a value cannot be opened; `why` says to officers which key is lost."""

    __slots__ = ("why",)
    why: str

    def __new__(cls, fault: Exception) -> Self:
        """Say in place of a value that it cannot be opened."""
        lost = super().__new__(cls, "（这一项暂时打不开）")
        lost.why = f"（这一项打不开：{fault}。请告诉系统管理员）"
        return lost


def or_lost(opened: Callable[[], str]) -> str:
    """Give a value to be read by people, or what stands in its place where its key is lost."""
    try:
        return opened()
    except (WrongKeyError, KeyFileError) as fault:
        return Lost(fault)


def why(text: str) -> str:
    """Give a value as officers read it: where it is lost, with the reason."""
    return text.why if isinstance(text, Lost) else text


@dataclass(frozen=True)
class Keys:
    """The keys of one installation, in one folder."""

    folder: Path

    def make_missing(self) -> list[Purpose]:
        """Make a key for every purpose that has none; name them."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lacking = [purpose for purpose in Purpose if not self.file(purpose).exists()]
        for purpose in lacking:
            path = self.file(purpose)
            path.touch(mode=MODE, exist_ok=False)
            path.write_text(new_line(), "ascii")
        return lacking

    def seal(self, purpose: Purpose, text: str, place: str) -> bytes:
        """Encrypt `text` under the current key, bound to `place` (`table:row:column`)."""
        return self.seal_bytes(purpose, text.encode(), place)

    def open(self, purpose: Purpose, sealed: bytes, place: str) -> str:
        """Decrypt what `seal` gave. Raises WrongKeyError and KeyFileError."""
        return self.open_bytes(purpose, sealed, place).decode()

    def seal_bytes(self, purpose: Purpose, plain: bytes, place: str) -> bytes:
        """Encrypt under the current key, whose id stands before what it sealed."""
        key_id, key = next(iter(self.ring(purpose).items()))
        nonce = secrets.token_bytes(NONCE)
        return key_id + nonce + AESGCM(key).encrypt(nonce, plain, place.encode())

    def open_bytes(self, purpose: Purpose, sealed: bytes, place: str) -> bytes:
        """Decrypt what `seal_bytes` gave. Raises WrongKeyError and KeyFileError."""
        key_id = sealed[:ID_SIZE]
        key = self.ring(purpose).get(key_id)
        if key is None:
            message = f"{purpose}.key 里没有编号 {key_id.hex()} 的密钥；请从密钥的备份恢复"
            raise WrongKeyError(message)
        nonce, body = sealed[ID_SIZE : ID_SIZE + NONCE], sealed[ID_SIZE + NONCE :]
        try:
            return AESGCM(key).decrypt(nonce, body, place.encode())
        except (InvalidTag, ValueError):  # ValueError: too short to be sealed at all.
            message = "内容不在原来的位置，或者被改动过"
            raise WrongKeyError(message) from None

    def digest(self, purpose: Purpose, *parts: bytes) -> bytes:
        """Give a keyed hash (HMAC-SHA-256) of `parts`, under the current key."""
        return _digest(next(iter(self.ring(purpose).values())), parts)

    def digests(self, purpose: Purpose, *parts: bytes) -> list[bytes]:
        """Give the keyed hashes of `parts` under every key, the current one first."""
        return [_digest(key, parts) for key in self.ring(purpose).values()]

    def is_digest(self, purpose: Purpose, digest: bytes, *parts: bytes) -> bool:
        """Tell whether `digest` is the keyed hash of `parts`, under the current key or an older.

        It takes the same time whichever it is.
        """
        made = self.digests(purpose, *parts)
        return sum(hmac.compare_digest(digest, one) for one in made) > 0

    def current(self, purpose: Purpose) -> bytes:
        """Give the current key itself. Raises KeyFileError."""
        return next(iter(self.ring(purpose).values()))

    def file(self, purpose: Purpose) -> Path:
        """Name the file of a purpose."""
        return self.folder / f"{purpose}.key"

    def ring(self, purpose: Purpose) -> dict[bytes, bytes]:
        """Give the keys of a purpose by id, the current one first. Raises KeyFileError."""
        path = self.file(purpose)
        try:
            status = path.stat()
        except FileNotFoundError:
            message = (
                f"密钥文件 {path.name} 不在；请从密钥的备份恢复。新装的系统运行 gongshi db upgrade"
            )
            raise KeyFileError(message) from None
        if status.st_mode & 0o077:
            message = f"密钥文件 {path.name} 别人也能读；请改成只有程序能读：chmod 0600"
            raise KeyFileError(message)
        return _read(path, status.st_mtime_ns, status.st_ino)


def is_made_with(key: bytes, digest: bytes, *parts: bytes) -> bool:
    """Tell whether `digest` is the keyed hash of `parts` under this very key."""
    return hmac.compare_digest(digest, _digest(key, parts))


def new_line() -> str:
    """Make a key, as a line of its file."""
    return f"{secrets.token_hex(ID_SIZE)} {secrets.token_hex(SIZE)}\n"


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _inode: int) -> dict[bytes, bytes]:
    """Read a key file once for as long as it stays the same. Raises KeyFileError."""
    lines = [line.split() for line in path.read_text("ascii").splitlines() if line.strip()]
    if not lines or any(len(line) != 2 or len(line[1]) != 2 * SIZE for line in lines):  # noqa: PLR2004
        message = f"密钥文件 {path.name} 不完整；请从密钥的备份恢复"
        raise KeyFileError(message)
    return {bytes.fromhex(key_id): bytes.fromhex(key) for key_id, key in lines}


def _digest(key: bytes, parts: tuple[bytes, ...]) -> bytes:
    sizes = b"".join(len(part).to_bytes(4, "big") for part in parts)
    return hmac.new(key, sizes + b"".join(parts), hashlib.sha256).digest()
