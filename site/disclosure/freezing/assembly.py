"""Assembling a release in the spare tree: render what changed, guard it, remove what has gone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from jinja2 import Environment

import search_index
from content import Catalog, Folder, key_of
from content.folder import DESCRIPTOR
from disclosure.freezing.before import Before
from disclosure.freezing.difference import lacking, write_changed
from disclosure.freezing.guard import Guard
from disclosure.freezing.links import LinkChecker
from disclosure.freezing.manifest import FILES, MANIFEST, RECORDS, Lines, Manifest, file_hash
from disclosure.freezing.outcome import BuildError, Progress, Result
from disclosure.freezing.past import log_text, past_of
from disclosure.freezing.plan import (
    Planned,
    address_of,
    addresses,
    asset_files,
    file_of,
    plan,
    program_fingerprint,
)
from disclosure.freezing.proofreading import Proofreader
from disclosure.freezing.release import (
    Source,
    Store,
    bytes_hash,
    content_hash,
    copy_content,
    write_whole,
)
from disclosure.photos import FOLDER, SUFFIX, draw, photo_files
from disclosure.registry import PAGES
from disclosure.rendering import folded_environment, render
from disclosure.theme import EDITIONS
from disclosure.theme.editions import STANDARD

SEARCHED = ("help", "privacy", "accessibility")
"""Pages whose words stand in no table and no text of the content."""


class Assembly:
    """One run over the spare tree: only files in which the two releases differ are touched."""

    def __init__(
        self,
        store: Store,
        catalog: Catalog,
        source: Source,
        *,
        full: bool,
        progress: Progress | None,
    ) -> None:
        self.store, self.catalog, self.source, self.full = store, catalog, source, full
        self.progress = progress or (lambda _done, _total: None)
        self.tree, self.current = store.spare(), store.current
        self.before = Before(self.current, addresses(catalog))
        self.lacking = lacking(self.tree, self.current) if self.current else None
        self.assets, self.photos = asset_files(), photo_files(catalog)
        self.manifest = Manifest(
            day=catalog.day.isoformat(),
            content=source.hash,
            program=program_fingerprint(),
            assets=sorted(self.assets),
        )
        self.files, self.records = (Lines(self.tree.path / name) for name in (FILES, RECORDS))
        self.guard = Guard(catalog)
        links = LinkChecker(self.before.pages, self.assets.keys() | self.photos.keys())
        self.proofreader = Proofreader(self.guard, links)
        self.result = Result("", catalog.day)
        self.environments: dict[str, Environment] = {}
        self.titles: dict[str, str] = {}
        self.written: list[str] = []
        self.removed: list[str] = []

    def run(self, last: Folder | None) -> Result:
        """Bring the spare tree up to the plan and make it current; `last` is the content before.

        Raises BuildError.
        """
        content = self.manifest.content
        self.catalog.past = past_of(self.store, self.catalog, content, last, self.guard)
        self.tree.forget_manifest()
        with self.files, self.records:
            self._write_pages()
            self._write_assets()
            self._write_photos()
        self._remove()
        self.proofreader.places(self._html)
        if self.full:
            self.proofreader.bytes_of(self.tree)
        self._write_index()
        self._finish()
        return self.result

    def _write_pages(self) -> None:
        """Go through the plan; the addresses are taken from the table, which holds them already."""
        pages = zip(self.before.pages, plan(self.catalog), strict=True)
        for done, (url, page) in enumerate(pages, start=1):
            self._note(url, page)
            if not self.full and self.before.fingerprint(url) == page.fingerprint:
                self.result.unchanged += 1
                self._take_over(url, page.fingerprint)
            else:
                html = self._render(page)
                self.proofreader.page(url, html)
                self._write(url, html.encode(), page.fingerprint)
                self.result.rendered.append(url)
            self.progress(done, len(self.before.pages))

    def _take_over(self, url: str, fingerprint: str = "") -> None:
        """Leave a file of the current release where it is, or bring it from there."""
        file = file_of(url)
        if self.current and (self.lacking is None or file in self.lacking):
            self.tree.take(file, self.current)
        self.files.add(url, fingerprint, self.before.digest(url))

    def _write(self, url: str, body: bytes, fingerprint: str = "") -> None:
        write_whole(self.tree.public / file_of(url), body)
        digest = bytes_hash(body)
        self.files.add(url, fingerprint, digest)
        if digest != self.before.digest(url):
            self.written.append(url)

    def _note(self, url: str, page: Planned) -> None:
        """Name the records of a page and hold them against the day; in one edition, as in all."""
        if page.edition.prefix:
            return
        if page.page.name in SEARCHED:
            self.titles[url] = page.view.title
        for row in page.view.records:
            if not self.catalog.shows(row):
                message = f"{url} 用到了当天不得公示的 {row.NAME}:{key_of(row)}"
                raise BuildError(message)
        self.records.add(url, *page.view.record_names())

    def _render(self, page: Planned) -> str:
        name = page.edition.name
        if name not in self.environments:
            self.environments[name] = folded_environment(EDITIONS[name], self.catalog.city)
        return render(self.environments[name], page.edition, page.page, page.key, page.view)

    def _write_assets(self) -> None:
        """Write the styles; those of the current release stay one longer, for open pages."""
        for url, body in self.assets.items():
            self._write(url, body)
        for url in self.before.assets:
            if url not in self.assets:
                self._take_over(url)

    def _write_photos(self) -> None:
        """Draw the photos of the day; what has its name already has its bytes.

        Unlike a style, a photo never stays longer than its row.
        """
        for url, picture in self.photos.items():
            if not self.full and self.before.digest(url):
                self._take_over(url)
            else:
                self._write(url, draw(picture))

    def _forget_photos(self) -> None:
        """Remove photos that have gone from the tree before too: it is a folder of the server."""
        if self.current:
            for path in (self.current.public / FOLDER.strip("/")).glob(f"*{SUFFIX}"):
                if FOLDER + path.name not in self.photos:
                    path.unlink()

    def _remove(self) -> None:
        """Remove files that the release does not have; after a killed build that means all."""
        rest = {*self.assets, *self.before.assets, *self.photos}
        for file in [one for one in self.tree.files() if not self._has(address_of(one), rest)]:
            self.tree.remove(file)
        self.removed = [url for url in self.before.others if url not in rest]
        self.result.removed = sorted(filter(self.before.was_page, self.removed))
        self._check_links_to_removed()

    def _has(self, url: str, rest: set[str]) -> bool:
        return url in self.before.pages or url in rest

    def _check_links_to_removed(self) -> None:
        """Look at the pages that were not rendered: none may still link to what has gone."""
        if not self.result.removed:
            return
        rendered = set(self.result.rendered)
        for url in self.before.pages:
            if url not in rendered:
                self.proofreader.page(url, self._html(url))

    def _html(self, url: str) -> str:
        return (self.tree.public / file_of(url)).read_text(encoding="utf-8")

    def _write_index(self) -> None:
        """Write the index of the release; what did not change is taken over."""
        before = self.current.index if self.current else None
        engine, folder = self.catalog.city.search, self.tree.index
        report = search_index.build(engine, self._documents(), folder, before=before)
        self.manifest.index, self.result.advice = report.fingerprint, report.advice

    def _documents(self) -> Iterator[search_index.Document]:
        """Give what can be found, looked at by the guard as it passes. Raises BuildError."""
        pages = map(self._documents_of_page, SEARCHED)
        for document in chain(search_index.documents(self.catalog), *pages):
            if leaks := self.guard.leaks("\n".join(document.texts())):
                message = f"搜索会泄露不得公示的记录：{'、'.join(leaks)}"
                raise BuildError(message)
            yield document

    def _documents_of_page(self, name: str) -> list[search_index.Document]:
        """Read a page that was written, in the edition that has no prefix."""
        page = PAGES[name]
        url = page.address(STANDARD, {})
        html = (self.tree.public / file_of(url)).read_text(encoding="utf-8")
        return search_index.documents_of_page(name, self.titles[url], html)

    def _finish(self) -> None:
        held = self.current.content if self.current else None
        copy_content(self.source.path, self.tree.content, held)
        if content_hash(self.tree.content) != self.manifest.content:
            message = "内容在发布的时候又改动了，没有发布；请再运行一次 gongshi build"
            raise BuildError(message)
        log = log_text(self.catalog.past).encode()
        write_whole(self.tree.log, log)
        self.manifest.log = bytes_hash(log)
        self.manifest.lists = {
            FILES: self.files.hash,
            RECORDS: self.records.hash,
            DESCRIPTOR: file_hash(self.tree.content / DESCRIPTOR),
        }
        release = self.result.release = self.manifest.release
        write_changed(self.tree, self.before.release, release, self.written, self.removed)
        text = self.manifest.text().encode()
        write_whole(self.tree.path / MANIFEST, text)
        if self.before.release == release:
            return
        # First the ledger: killed in between, it has a line for a release that nobody saw, which is
        # harmless; the other way round there would be a release that nothing vouches for.
        content, day = self.manifest.content, self.catalog.day
        self.store.ledger.append(day, release, content, bytes_hash(text))
        self.store.switch(self.tree)
        self._forget_photos()
        self.store.keep(self.tree, release)
