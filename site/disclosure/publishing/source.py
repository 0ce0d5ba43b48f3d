"""What is handed over: the current tree, held against its manifest before and after."""

from __future__ import annotations

from collections.abc import Iterable

from disclosure.freezing.difference import files_of
from disclosure.freezing.manifest import FILES, MANIFEST, file_hash
from disclosure.freezing.release import Tree
from disclosure.publishing.target import Held, PublishError


class Source:
    """The tree that is current when this begins. `wanted` is what a copy of it holds."""

    def __init__(self, tree: Tree | None) -> None:
        """Take the tree. Raises PublishError where there is none."""
        stamp = _stamp(tree) if tree else None
        manifest = tree.manifest if tree else None
        if tree is None or manifest is None or not manifest.vouches(tree.path / FILES):
            message = "还没有发布过的网站，或者它的清单不完整；请先运行 gongshi build"
            raise PublishError(message)
        self._tree, self._stamp, self.public = tree, stamp, tree.public
        self.wanted = Held(manifest.release, files_of(tree))

    def vouch(self, files: Iterable[str]) -> None:
        """Hold files against the manifest. Raises PublishError for one that was altered."""
        for file in files:
            path = self.public / file
            if not path.is_file() or file_hash(path) != self.wanted.files[file]:
                self.hold()
                message = f"public/{file} 被改过或者不见了；请用 gongshi ledger verify 核对"
                raise PublishError(message)

    def hold(self) -> None:
        """See that no build has touched the tree. Raises PublishError.

        A build removes the manifest of a tree before it touches the first file.
        """
        if _stamp(self._tree) != self._stamp:
            message = "网站在交付的时候又生成了新的一版"
            raise PublishError(message)


def _stamp(tree: Tree) -> tuple[int, int] | None:
    """Tell one manifest from the next without reading it; None while there is none."""
    try:
        found = (tree.path / MANIFEST).stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns
