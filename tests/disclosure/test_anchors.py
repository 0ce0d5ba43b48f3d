"""Every anchor stands in sight: not every browser opens what a link leads into."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from tests.pages import VOID


class Folded(HTMLParser):
    """Finds the ids that stand in a closed `<details>`, outside its summary."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and its id where it cannot be seen."""
        values = dict(attrs)
        if "id" in values and "closed" in self._open and "summary" not in self._open:
            self.ids.append(str(values["id"]))
        if tag not in VOID:
            self._open.append("closed" if tag == "details" and "open" not in values else tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        wanted = {tag, "closed"} if tag == "details" else {tag}
        while self._open and self._open.pop() not in wanted:
            pass


def test_an_anchor_inside_a_fold_is_found_and_one_in_its_summary_is_not() -> None:
    html = '<details><summary><b id="a"></b></summary><p id="b"><br></p></details><p id="c"></p>'

    assert Folded(html).ids == ["b"]


def test_no_anchor_of_any_page_is_hidden_in_a_fold(frozen: Path) -> None:
    public = frozen / "current" / "public"
    hidden = {
        file.relative_to(public).as_posix(): ids
        for file in public.rglob("*.html")
        if (ids := Folded(file.read_text(encoding="utf-8")).ids)
    }

    assert hidden == {}
