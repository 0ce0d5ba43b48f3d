"""Keep a file where only its own key opens it, and that key only with the house's wrapping key.

Both are sealed with AES-256-GCM and bound to the id of the file: a sealed file or key that was
moved to another id does not open. To forget a file it is enough to forget its wrapped key.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class SealBrokenError(Exception):
    """A sealed file does not open: another id, another wrapping key, or it was altered."""


@dataclass(frozen=True)
class Sealed:
    """A file that can be stored: its key, wrapped, and its body, encrypted."""

    wrapped_key: bytes
    body: bytes


def seal(file_id: str, body: bytes, wrapping: bytes) -> Sealed:
    """Encrypt a file under a new key of its own, and that key under the wrapping key."""
    key = os.urandom(KEY_BYTES)
    return Sealed(
        wrapped_key=_encrypt(_checked(wrapping), key, f"upload-key:{file_id}"),
        body=_encrypt(key, body, f"upload-body:{file_id}"),
    )


def rewrap(file_id: str, wrapped_key: bytes, old: bytes, new: bytes) -> bytes:
    """Wrap the key of a file anew; its body stays as it is. Raises SealBrokenError."""
    key = _decrypt(_checked(old), wrapped_key, f"upload-key:{file_id}")
    return _encrypt(_checked(new), key, f"upload-key:{file_id}")


def open_sealed(file_id: str, sealed: Sealed, wrapping: bytes) -> bytes:
    """Give the file back, or raise `SealBrokenError`."""
    key = _decrypt(_checked(wrapping), sealed.wrapped_key, f"upload-key:{file_id}")
    return _decrypt(key, sealed.body, f"upload-body:{file_id}")


def _checked(wrapping: bytes) -> bytes:
    if len(wrapping) != KEY_BYTES:
        raise ValueError(f"A wrapping key has {KEY_BYTES} bytes, not {len(wrapping)}")
    return wrapping


def _encrypt(key: bytes, plain: bytes, bound_to: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def _decrypt(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    nonce, secret = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, secret, bound_to.encode())
    except (InvalidTag, ValueError) as fault:  # ValueError: too short to be sealed at all.
        raise SealBrokenError("这个文件打不开：编号或密钥不对，或者被改动过") from fault
