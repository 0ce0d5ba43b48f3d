"""Links: every internal one leads to a page of this release, a file, or a dynamic address."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from urllib.parse import urldefrag, urlsplit

from disclosure.pages.standing import DYNAMIC
from disclosure.theme import EDITIONS

TARGET = re.compile(r'\s(?:href|src|action)="([^"]*)"')
IDENTITY = re.compile(r'\sid="([^"]+)"')
ELSEWHERE = ("https:", "http:", "tel:", "mailto:", "data:")


@dataclass
class LinkChecker:
    """Knows all pages and files; collects fragments of other pages to be looked up at the end."""

    pages: Collection[str]
    files: Collection[str]
    fragments: set[tuple[str, str]] = field(default_factory=set)

    def dead(self, url: str, html: str) -> list[str]:
        """Give the links of one page that lead nowhere."""
        ids: set[str] | None = None
        found = []
        for target in set(TARGET.findall(html)):
            if target.startswith(ELSEWHERE):
                continue
            address, fragment = urldefrag(target)
            path = urlsplit(address).path
            if path and not self._exists(path):
                found.append(target)
            elif fragment and path in ("", url):
                ids = ids if ids is not None else set(IDENTITY.findall(html))
                found += [target] if fragment not in ids else []
            elif fragment and path in self.pages:
                self.fragments.add((path, fragment))
        return sorted(found)

    def _exists(self, path: str) -> bool:
        return path in self.pages or path in self.files or is_dynamic(path)


def is_dynamic(path: str) -> bool:
    """Tell whether a path belongs to the service in some edition."""
    for edition in EDITIONS.values():
        if edition.prefix and not path.startswith(edition.prefix + "/"):
            continue
        rest = path.removeprefix(edition.prefix)
        if any(rest == one.path or _below(rest, one.path) for one in DYNAMIC.values()):
            return True
    return False


def _below(path: str, root: str) -> bool:
    return root.endswith("/") and path.startswith(root)


def missing_fragments(
    wanted: Iterable[tuple[str, str]], html_of: Callable[[str], str]
) -> Iterator[str]:
    """Give the links to places within other pages that those pages lack, page by page."""
    for url, places in groupby(sorted(wanted), key=itemgetter(0)):
        ids = set(IDENTITY.findall(html_of(url)))
        yield from (f"{url}#{fragment}" for _, fragment in places if fragment not in ids)
