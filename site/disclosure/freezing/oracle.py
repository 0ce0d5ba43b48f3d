"""Frozen-Flask as the judge of names: its generators are ours, its warnings are errors."""

from __future__ import annotations

import mimetypes
import warnings
from collections.abc import Iterator
from pathlib import Path

from flask_frozen import Freezer, FrozenFlaskWarning

from content import Catalog
from disclosure.app import create_app, endpoint
from disclosure.pages import PAGES
from disclosure.photos import FOLDER, photo_files
from disclosure.registry import Key
from disclosure.theme import ASSETS


def make_freezer(catalog: Catalog, destination: Path) -> Freezer:
    """Make a plain Frozen-Flask over the live app; it renders the slow and certain way."""
    # Machines disagree about `.xml`; without this, one that says text/xml would fail the freeze.
    mimetypes.add_type("application/xml", ".xml")
    app = create_app(catalog)
    app.config["FREEZER_DESTINATION"] = str(destination.absolute())
    freezer = Freezer(app, with_no_argument_rules=False, with_static_files=False, log_url_for=False)

    def pages() -> Iterator[tuple[str, Key]]:
        for page in PAGES.values():
            for edition in page.editions:
                for key in page.keys(catalog):
                    yield endpoint(edition, page), key

    def assets() -> Iterator[tuple[str, Key]]:
        for asset in ASSETS.values():
            yield "asset", {"file_name": asset.file_name}
        for url in photo_files(catalog):
            yield "asset", {"file_name": url.removeprefix(FOLDER)}

    freezer.register_generator(pages)
    freezer.register_generator(assets)
    return freezer


def freeze_plainly(catalog: Catalog, destination: Path) -> set[str]:
    """Freeze everything with Frozen-Flask alone; give the addresses.

    Raises FrozenFlaskWarning where it would only warn, ValueError for a page that fails.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", FrozenFlaskWarning)
        found: set[str] = make_freezer(catalog, destination).freeze()
        return found
