"""Proofreading what is about to be published: nothing withheld in it, no link leads nowhere."""

from __future__ import annotations

from collections.abc import Callable

from disclosure.freezing.guard import Guard
from disclosure.freezing.links import LinkChecker, missing_fragments
from disclosure.freezing.outcome import BuildError
from disclosure.freezing.release import Tree


class Proofreader:
    """Refuses pages, one by one as they are written, then what only shows when all are."""

    def __init__(self, guard: Guard, links: LinkChecker) -> None:
        """Take what knows the withheld records, and what knows all names."""
        self._guard, self._links = guard, links

    def page(self, url: str, html: str) -> None:
        """Look at a page. Raises BuildError."""
        if leaks := self._guard.leaks(html):
            message = f"{url} 会泄露不得公示的记录：{'、'.join(leaks)}；请检查正文和说明文字"
            raise BuildError(message)
        if dead := self._links.dead(url, html):
            message = f"{url} 上有打不开的链接：{'、'.join(dead)}"
            raise BuildError(message)

    def places(self, html_of: Callable[[str], str]) -> None:
        """Look up the places within other pages to which the pages linked. Raises BuildError."""
        if missing := list(missing_fragments(self._links.fragments, html_of)):
            message = f"链接指向的位置不存在：{'、'.join(missing)}"
            raise BuildError(message)

    def bytes_of(self, tree: Tree) -> None:
        """Look through every file of a tree. Raises BuildError."""
        for file in tree.files():
            text = (tree.public / file).read_bytes().decode("utf-8", "replace")
            if leaks := self._guard.leaks(text):
                message = f"{file} 含有不得公示的记录：{'、'.join(leaks)}"
                raise BuildError(message)
