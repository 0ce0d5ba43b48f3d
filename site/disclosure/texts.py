"""Markdown of the content folder as safe HTML whose sections can be linked to."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "code"),
}
ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}, "ol": {"start"}}


@lru_cache(maxsize=256)
def render_markdown(text: str) -> Markup:
    """Turn CommonMark with tables into HTML: no raw HTML, no script, headings from h2 down.

    The h2 and h3 headings get the ids section-1, section-2 … in their order.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    _number_sections(tokens)
    html = parser.renderer.render(tokens, parser.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
    return Markup(clean)  # noqa: S704 (just cleaned)


def _number_sections(tokens: list[Token]) -> None:
    """Lower an h1 (the page has its own) and give each section its id."""
    count = 0
    for token in tokens:
        if token.type in ("heading_open", "heading_close") and token.tag == "h1":
            token.tag = "h2"
        if token.type == "heading_open" and token.tag in ("h2", "h3"):
            count += 1
            token.attrSet("id", f"section-{count}")
