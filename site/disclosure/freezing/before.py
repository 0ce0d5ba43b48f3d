"""What the release before has, in one table with the addresses of the new one.

A nation has 400,000 pages: each address is held once, and beside it 44 bytes.
"""

from __future__ import annotations

from collections.abc import Iterable

from disclosure.freezing.manifest import FILES, listed
from disclosure.freezing.release import Tree

SHA256 = 32
"""Bytes of a hash; those before it are the fingerprint of a page."""


class Before:
    """The current release as the next one asks of it; nothing where its list cannot be vouched for.

    `pages` has the address of every page of the new release, in the order of its plan; `others`
    what else there is: styles, photos, pages that go.
    """

    def __init__(self, current: Tree | None, addresses: Iterable[str]) -> None:
        """Read the list of the current release, if there is one."""
        self.pages = dict.fromkeys(addresses, b"")
        self.others: dict[str, bytes] = {}
        manifest = current.manifest if current else None
        if current is None or manifest is None or not manifest.vouches(current.path / FILES):
            self.release, self.assets = "", []
            return
        self.release, self.assets = manifest.release, manifest.assets
        for line in listed(current.path):
            table = self.pages if line.url in self.pages else self.others
            table[line.url] = bytes.fromhex(line.fingerprint + line.digest)

    def fingerprint(self, url: str) -> str:
        """Give what a page of the new release was made from; empty if it was not there."""
        return self.pages[url][:-SHA256].hex()

    def digest(self, url: str) -> str:
        """Give the hash of the bytes at an address; empty if there was nothing."""
        return (self.pages.get(url) or self.others.get(url, b""))[-SHA256:].hex()

    def was_page(self, url: str) -> bool:
        """Tell whether an address of `others` was that of a page."""
        return len(self.others[url]) > SHA256
