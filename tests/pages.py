"""A page as a test sees it; whoever fetches one gets it checked for what holds everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    {"meta", "link", "input", "br", "hr", "img", "rect", "path", "line", "circle", "wbr"}
)
LABELLED = frozenset({"input", "textarea", "select"})


@dataclass
class Page(HTMLParser):
    """The parts of one HTML page that tests ask for."""

    html: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        """Parse the page."""
        super().__init__()
        self._open: list[str] = []
        self._title = ""
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if self._open[-1:] == ["title"]:
            self._title += data
        elif not {"script", "style"} & set(self._open):
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """Give the attributes of every element of one kind."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    @property
    def links(self) -> list[str]:
        """Every address that an anchor leads to."""
        return [attributes.get("href", "") for attributes in self.all("a")]

    def faults(self) -> list[str]:
        """Say what this page lacks of what every page must have."""
        (html,) = self.all("html")
        names = {attributes.get("name") for attributes in self.all("meta")}
        checks = {
            "no language": not html.get("lang", "").startswith("zh-Hans"),
            "no title": not self._title.strip(),
            "not one h1": len(self.all("h1")) != 1,
            "not one main": len(self.all("main")) != 1,
            "an id twice": len(self.ids) != len(set(self.ids)),
            "no description": "description" not in names,
            "no viewport": "viewport" not in names,
            "a link to nowhere": any(link in ("", "#") for link in self.links),
            "an inline style": any("style" in attributes for _, attributes in self.tags),
            "a field without label": bool(self._unlabelled()),
            "an image without words": any("alt" not in image for image in self.all("img")),
            "a strange script": any(
                "src" not in script and script.get("type") != "application/ld+json"
                for script in self.all("script")
            ),
        }
        return [fault for fault, found in checks.items() if found]

    def _unlabelled(self) -> list[dict[str, str]]:
        labelled = {label.get("for") for label in self.all("label")}
        return [
            attributes
            for tag, attributes in self.tags
            if tag in LABELLED
            and attributes.get("type") not in ("hidden", "submit")
            and attributes.get("id") not in labelled
        ]
