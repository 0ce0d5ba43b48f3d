"""Keep a file where only its own key opens it, and that key only with the house's wrapping key.

Both are sealed with AES-256-GCM and bound to the id of the file: a sealed file or key that was
moved to another id does not open. To forget a file it is enough to forget its wrapped key.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from complaints.keys import Keys, Purpose, WrongKeyError

KEY_BYTES = 32
NONCE_BYTES = 12
WITHOUT_ID = NONCE_BYTES + KEY_BYTES + 16
"""So long is a key that was wrapped before wrapping keys had ids: nonce, key, tag."""


class SealBrokenError(WrongKeyError):
    """A sealed file does not open: another id, or it was altered."""


@dataclass(frozen=True)
class Sealed:
    """A file that can be stored: its key, wrapped, and its body, encrypted."""

    wrapped_key: bytes
    body: bytes


def seal(file_id: str, body: bytes, keys: Keys, purpose: Purpose) -> Sealed:
    """Encrypt a file under a new key of its own, and that key under the current wrapping key."""
    key = os.urandom(KEY_BYTES)
    nonce = os.urandom(NONCE_BYTES)
    bound_to = f"upload-body:{file_id}".encode()
    return Sealed(
        wrapped_key=keys.seal_bytes(purpose, key, _place(file_id)),
        body=nonce + AESGCM(key).encrypt(nonce, body, bound_to),
    )


def rewrap(file_id: str, wrapped_key: bytes, keys: Keys, old: Purpose, new: Purpose) -> bytes:
    """Wrap the key of a file anew; its body stays as it is. Raises WrongKeyError."""
    return keys.seal_bytes(new, _unwrapped(file_id, wrapped_key, keys, old), _place(file_id))


def check_key(file_id: str, wrapped_key: bytes, keys: Keys, purpose: Purpose) -> None:
    """Look whether a wrapped key can be opened. Raises WrongKeyError and KeyFileError."""
    _unwrapped(file_id, wrapped_key, keys, purpose)


def open_sealed(file_id: str, sealed: Sealed, keys: Keys, purpose: Purpose) -> bytes:
    """Give the file back. Raises WrongKeyError where its key is gone, SealBrokenError else."""
    key = _unwrapped(file_id, sealed.wrapped_key, keys, purpose)
    return _decrypt(key, sealed.body, f"upload-body:{file_id}")


def has_key_id(wrapped_key: bytes) -> bool:
    """Tell whether a wrapped key says under which key it lies."""
    return len(wrapped_key) != WITHOUT_ID


def _unwrapped(file_id: str, wrapped_key: bytes, keys: Keys, purpose: Purpose) -> bytes:
    """Open a wrapped key; one without an id is tried against the whole ring."""
    if has_key_id(wrapped_key):
        return keys.open_bytes(purpose, wrapped_key, _place(file_id))
    for key in keys.ring(purpose).values():
        try:
            return _decrypt(key, wrapped_key, _place(file_id))
        except SealBrokenError:
            continue
    message = f"{purpose}.key 里没有打开这个文件的密钥；请从密钥的备份恢复"
    raise WrongKeyError(message)


def _place(file_id: str) -> str:
    return f"upload-key:{file_id}"


def _decrypt(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    nonce, secret = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, secret, bound_to.encode())
    except (InvalidTag, ValueError) as fault:  # ValueError: too short to be sealed at all.
        raise SealBrokenError("这个文件打不开：编号或密钥不对，或者被改动过") from fault
