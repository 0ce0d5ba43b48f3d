"""Texts: policies and other Markdown, cut into sections, so that a hit opens at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from content import Catalog
from content.tables import Guide, Policy
from search_index.documents import Document, Link, Passage
from search_index.kinds.told import told

ELDER_NAMES = ("长者模式", "长辈版", "亲情版", "关爱版", "关怀版")
"""工信厅信管函〔2021〕67号 wants the site found by all of them."""

SECTIONS = ("h1", "h2", "h3")


@dataclass
class Section:
    """A section of a text: its number, as the page counts them, its heading, its paragraphs."""

    number: int
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The place on the page; what stands before the first heading has none."""
        return f"section-{self.number}" if self.number else ""


def policies(catalog: Catalog) -> Iterator[Document]:
    """Make a document of every section of every policy in force, the first with its numbers."""
    for row in catalog.all(Policy):
        yield from _in_sections(catalog, row, "policy", row.issued_on)


def guides(catalog: Catalog) -> Iterator[Document]:
    """Make a document of every section of every guide, the first with who, where and how long."""
    for row in catalog.all(Guide):
        yield from _in_sections(catalog, row, "guide", row.reviewed_on)


def _in_sections(catalog: Catalog, row: Policy | Guide, kind: str, day: date) -> Iterator[Document]:
    text = catalog.texts.get(f"{type(row).NAME}/{row.id}.md", "")
    about_it = tuple(told(catalog, row, {"title"}))
    for section in sections(text):
        head = section.number == 0
        yield Document(
            id=f"{kind}:{row.id}#{section.number}",
            kind=kind,
            title=row.title if head else f"{row.title} · {section.heading}",
            link=Link(kind, {"id": row.id}, section.anchor),
            names=(row.title,) if head else (section.heading,) * bool(section.heading),
            passages=(*(about_it if head else ()), *_paragraphs(section)),
            shown_until=catalog.window(row).ends,
            date=day,
            order=f"{row.id}#{section.number:04}",
        )


def about(catalog: Catalog) -> Iterator[Document]:
    """Make a document of every section of the text about the site."""
    for section in sections(catalog.texts.get("about.md", "")):
        title = section.heading or "关于本站"
        yield Document(
            id=f"about:{section.number}",
            kind="help",
            title=title,
            link=Link("about", {}, section.anchor),
            names=(title,),
            passages=_paragraphs(section),
        )


def elder_edition(_: Catalog) -> Iterator[Document]:
    """Make the elder edition itself findable, by every name it goes by."""
    yield Document(
        id="edition:elder",
        kind="help",
        title=ELDER_NAMES[0],
        link=Link("home", {}, edition="elder"),
        names=ELDER_NAMES,
    )


def sections(text: str) -> list[Section]:
    """Cut Markdown into sections at its headings, numbered as the pages number them."""
    found = [Section(0)]
    opened = ""
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(text):
        if token.type == "heading_open":
            opened = token.tag
        elif token.type == "inline" and opened in SECTIONS:
            found.append(Section(len(found), _plain(token)))
            opened = ""
        elif token.type in ("inline", "code_block", "fence"):
            found[-1].paragraphs.append(_plain(token))
    return found


def _plain(token: Token) -> str:
    """Give the words of a block without its markup."""
    if token.children is None:
        return token.content
    return "".join(child.content or " " * child.type.endswith("break") for child in token.children)


def _paragraphs(section: Section) -> tuple[Passage, ...]:
    return tuple(Passage("", text) for text in section.paragraphs if text.strip())
