"""Documents from pages that only the site knows (help, privacy …), read off their HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from search_index.documents import Document, Link, Passage

VOID = frozenset({"br", "wbr", "hr", "img", "input", "meta", "link", "col", "source"})
INLINE = frozenset({"a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "time"})
SILENT = frozenset({"script", "style", "svg", "nav", "template"})
HEADINGS = frozenset({"h1", "h2", "h3"})


def documents_of_page(page: str, title: str, html: str, *, kind: str = "help") -> list[Document]:
    """Make a document of every section of a page that has an id, and one of the rest.

    `page` is its name in the registry, `title` what it is called.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(_documents(page, title, kind, reader.sections))


def _documents(
    page: str, title: str, kind: str, sections: dict[str, tuple[list[str], list[str]]]
) -> Iterator[Document]:
    for anchor, (headings, texts) in sections.items():
        own = headings[0] if headings and anchor else title
        yield Document(
            id=f"page:{page}#{anchor}",
            kind=kind,
            title=f"{title} · {own}" if anchor else title,
            link=Link(page, {}, anchor),
            names=(own,),
            passages=tuple(_passages(texts)),
        )


def _passages(texts: Iterable[str]) -> Iterator[Passage]:
    return (Passage("", text) for text in texts)


class _Reader(HTMLParser):
    """Collects the blocks of text within <main>, by the section in which they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: dict[str, tuple[list[str], list[str]]] = {"": ([], [])}
        self._open: list[tuple[str, str]] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block ends the text before it."""
        if tag not in INLINE and tag not in VOID:
            self._finish()
        if tag not in VOID:
            anchor = dict(attrs).get("id") or ""
            self._open.append((tag, anchor if tag == "section" else ""))

    def handle_endtag(self, tag: str) -> None:
        """Close an element; a block ends its text."""
        if tag not in INLINE:
            self._finish()
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take text where a reader of the page would see it."""
        tags = {tag for tag, _ in self._open}
        if "main" in tags and not tags & SILENT:
            self._text += data

    def _finish(self) -> None:
        text, self._text = " ".join(self._text.split()), ""
        if not text:
            return
        anchor = next((anchor for _, anchor in reversed(self._open) if anchor), "")
        headings, texts = self.sections.setdefault(anchor, ([], []))
        is_heading = any(tag in HEADINGS for tag, _ in self._open)
        (headings if is_heading and not headings else texts).append(text)
