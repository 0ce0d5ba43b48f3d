"""Assembling a release in the spare tree: render what changed, guard it, remove what has gone."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

import search_index
from content import Catalog, Folder, key_of
from disclosure.freezing.difference import CHANGED, changed_text
from disclosure.freezing.guard import Guard
from disclosure.freezing.links import LinkChecker, missing_fragments
from disclosure.freezing.outcome import BuildError, Progress, Result
from disclosure.freezing.past import log_text, past_of
from disclosure.freezing.plan import (
    Planned,
    asset_files,
    file_of,
    names,
    plan,
    program_fingerprint,
)
from disclosure.freezing.release import (
    MANIFEST,
    Manifest,
    Store,
    bytes_hash,
    content_hash,
    copy_content,
    write_whole,
)
from disclosure.photos import draw, is_photo, photo_files
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
        source: Path,
        *,
        full: bool,
        progress: Progress | None,
    ) -> None:
        self.store, self.catalog, self.source, self.full = store, catalog, source, full
        self.progress = progress or (lambda _done, _total: None)
        self.tree, self.current = store.spare(), store.current
        self.before = self.current.manifest if self.current else None
        self.stale = self.tree.manifest
        self.names = names(catalog)
        self.assets, self.photos = asset_files(), photo_files(catalog)
        self.manifest = Manifest(
            day=catalog.day.isoformat(),
            content=content_hash(source),
            program=program_fingerprint(),
            assets=sorted(self.assets),
        )
        self.links = LinkChecker(self.names | self.assets.keys() | self.photos.keys())
        self.guard = Guard(catalog)
        self.result = Result("", catalog.day)
        self.environments: dict[str, Environment] = {}
        self.titles: dict[str, str] = {}

    def run(self, last: Folder | None) -> Result:
        """Bring the spare tree up to the plan and make it current; `last` is the content before.

        Raises BuildError.
        """
        content = self.manifest.content
        self.catalog.past = past_of(self.store, self.catalog, content, last, self.guard)
        self.tree.forget_manifest()
        for done, page in enumerate(plan(self.catalog), start=1):
            self._page(page)
            self.progress(done, len(self.names))
        self._write_assets()
        self._write_photos()
        self._remove()
        self._check_places()
        if self.full:
            self._scan()
        self._write_index()
        self._finish()
        return self.result

    def _page(self, page: Planned) -> None:
        self._note(page)
        if not self.full and self.before and self.before.pages.get(page.url) == page.fingerprint:
            self.result.unchanged += 1
            self._take_over(page.url)
            return
        html = self._render(page)
        self._inspect(page.url, html)
        self._write(page.url, html.encode())
        self.result.rendered.append(page.url)

    def _take_over(self, url: str) -> None:
        """Leave a file of the current release where it is, or bring it from there."""
        if self.before and self.current:
            digest = self.manifest.files[url] = self.before.files[url]
            if not self.stale or self.stale.files.get(url) != digest:
                self.tree.take(file_of(url), self.current)

    def _write(self, url: str, body: bytes) -> None:
        write_whole(self.tree.public / file_of(url), body)
        self.manifest.files[url] = bytes_hash(body)

    def _note(self, page: Planned) -> None:
        self.manifest.pages[page.url] = page.fingerprint
        self.titles[page.url] = page.view.title
        if page.edition.prefix:
            return
        for row in page.view.records:
            if not self.catalog.shows(row):
                message = f"{page.url} 用到了当天不得公示的 {row.NAME}:{key_of(row)}"
                raise BuildError(message)
        self.manifest.records[page.url] = page.view.record_names()

    def _render(self, page: Planned) -> str:
        name = page.edition.name
        if name not in self.environments:
            self.environments[name] = folded_environment(EDITIONS[name], self.catalog.city)
        return render(self.environments[name], page.edition, page.page, page.key, page.view)

    def _inspect(self, url: str, html: str) -> None:
        if leaks := self.guard.leaks(html):
            message = f"{url} 会泄露不得公示的记录：{'、'.join(leaks)}；请检查正文和说明文字"
            raise BuildError(message)
        if dead := self.links.dead(url, html):
            message = f"{url} 上有打不开的链接：{'、'.join(dead)}"
            raise BuildError(message)

    def _write_assets(self) -> None:
        """Write the styles; those of the current release stay one longer, for open pages."""
        for url, body in self.assets.items():
            self._write(url, body)
        for url in self.before.assets if self.before else ():
            if url not in self.assets:
                self._take_over(url)

    def _write_photos(self) -> None:
        """Draw the photos of the day; what has its name already has its bytes.

        Unlike a style, a photo never stays longer than its row.
        """
        for url, picture in self.photos.items():
            if not self.full and self.before and url in self.before.files:
                self._take_over(url)
            else:
                self._write(url, draw(picture))

    def _forget_photos(self) -> None:
        """Remove photos that have gone from the tree before too: it is a folder of the server."""
        if self.before and self.current:
            for url in filter(is_photo, self.before.files.keys() - self.photos.keys()):
                self.current.remove(file_of(url))

    def _remove(self) -> None:
        """Remove files that the release does not have; after a killed build that means all."""
        old_assets = self.before.assets if self.before else []
        wanted = {file_of(url) for url in (*self.names, *self.assets, *old_assets, *self.photos)}
        for file in list(self.tree.files()):
            if file not in wanted:
                self.tree.remove(file)
        before = set(self.before.pages) if self.before else set()
        self.result.removed = sorted(before - self.names)
        self._check_links_to_removed()

    def _check_links_to_removed(self) -> None:
        """Look at the pages that were not rendered: none may still link to what has gone."""
        if not self.result.removed:
            return
        rendered = set(self.result.rendered)
        for url in self.names - rendered:
            html = (self.tree.public / file_of(url)).read_text(encoding="utf-8")
            self._inspect(url, html)

    def _check_places(self) -> None:
        wanted = self.links.fragments
        html_of = {
            url: (self.tree.public / file_of(url)).read_text(encoding="utf-8") for url, _ in wanted
        }
        if missing := list(missing_fragments(wanted, html_of)):
            message = f"链接指向的位置不存在：{'、'.join(missing)}"
            raise BuildError(message)

    def _scan(self) -> None:
        for file in self.tree.files():
            text = (self.tree.public / file).read_bytes().decode("utf-8", "replace")
            if leaks := self.guard.leaks(text):
                message = f"{file} 含有不得公示的记录：{'、'.join(leaks)}"
                raise BuildError(message)

    def _write_index(self) -> None:
        """Write the index of the release; what did not change is taken over."""
        pages = [document for name in SEARCHED for document in self._documents(name)]
        for document in (*search_index.documents(self.catalog), *pages):
            if leaks := self.guard.leaks("\n".join(document.lines())):
                message = f"搜索会泄露不得公示的记录：{'、'.join(leaks)}"
                raise BuildError(message)
        before = self.current.index if self.current else None
        report = search_index.build(self.catalog, self.tree.index, before=before, pages=pages)
        self.manifest.index, self.result.advice = report.fingerprint, report.advice

    def _documents(self, name: str) -> list[search_index.Document]:
        """Read a page that was written, in the edition that has no prefix."""
        page = PAGES[name]
        url = page.address(STANDARD, {})
        html = (self.tree.public / file_of(url)).read_text(encoding="utf-8")
        return search_index.documents_of_page(name, self.titles[url], html)

    def _finish(self) -> None:
        held = self.current.content if self.current else None
        copy_content(self.source, self.tree.content, held)
        if content_hash(self.tree.content) != self.manifest.content:
            message = "内容在发布的时候又改动了，没有发布；请再运行一次 gongshi build"
            raise BuildError(message)
        log = log_text(self.catalog.past).encode()
        write_whole(self.tree.log, log)
        self.manifest.log = bytes_hash(log)
        changed = changed_text(self.before, self.manifest)
        write_whole(self.tree.path / CHANGED, changed.encode())
        text = self.manifest.text().encode()
        write_whole(self.tree.path / MANIFEST, text)
        self.result.release = self.manifest.release
        if self.before and self.before.release == self.result.release:
            return
        # First the ledger: killed in between, it has a line for a release that nobody saw, which is
        # harmless; the other way round there would be a release that nothing vouches for.
        content, day = self.manifest.content, self.catalog.day
        self.store.ledger.append(day, self.manifest.release, content, bytes_hash(text))
        self.store.switch(self.tree)
        self._forget_photos()
        self.store.keep(self.tree, self.manifest)
