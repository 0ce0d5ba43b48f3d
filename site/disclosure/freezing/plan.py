"""What the site consists of on one day: every name, and for each page what it is made from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import content
import disclosure
from content import Catalog
from disclosure.pages import PAGES
from disclosure.registry import Key, Keys, Page, View
from disclosure.theme import ASSETS, Edition

SOURCES = ("*.py", "*.html", "*.css", "*.js", "*.mo")


@dataclass(frozen=True)
class Planned:
    """One page to be: its address, its edition, what it is made from."""

    url: str
    edition: Edition
    page: Page
    key: Key
    view: View
    fingerprint: str


def file_of(url: str) -> str:
    """Give the file of an address, as Frozen-Flask names it."""
    return (url + "index.html" if url.endswith("/") else url).lstrip("/")


def address_of(file: str) -> str:
    """Give the address of a file."""
    folder, slash, name = f"/{file}".rpartition("/")
    return folder + slash if name == "index.html" else f"/{file}"


def addresses(catalog: Catalog) -> Iterator[str]:
    """Give the address of every page of every edition, in the order of the plan."""
    for page, key in _keyed(catalog):
        for edition in page.editions:
            yield page.address(edition, key)


def asset_files() -> dict[str, bytes]:
    """Give the styles and scripts: address → bytes."""
    return {asset.url: asset.body for asset in ASSETS.values()}


def plan(catalog: Catalog) -> Iterator[Planned]:
    """Go through all pages; a model is asked once for all editions."""
    common = f"{program_fingerprint()}\0{catalog.city!r}".encode()
    for page, key in _keyed(catalog):
        view = page.model(catalog, **key)
        made_of = (page.name, key, view.title, view.description, view.values, view.body)
        state = repr(made_of).encode()
        for edition in page.editions:
            digest = hashlib.blake2b(digest_size=12)
            for part in (common, edition.name.encode(), state):
                digest.update(part + b"\0")
            url = page.address(edition, key)
            yield Planned(url, edition, page, key, view, digest.hexdigest())


def _keyed(catalog: Catalog) -> Iterator[tuple[Page, Key]]:
    """Go through all pages; those of one institution come one after the other.

    So its rows are unpacked once, and not once for each kind of page.
    """
    kinds: defaultdict[Keys, list[Page]] = defaultdict(list)
    for page in PAGES.values():
        kinds[page.keys].append(page)
    for keys, pages in kinds.items():
        for key in keys(catalog):
            for page in pages:
                yield page, key


@cache
def program_fingerprint() -> str:
    """Hash the program's own text: a new template or rule renders every page anew."""
    digest = hashlib.blake2b(digest_size=12)
    for package in (content, disclosure):
        folder = Path(str(package.__file__)).parent
        for file in sorted(path for kind in SOURCES for path in folder.rglob(kind)):
            digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()
