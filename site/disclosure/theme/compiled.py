"""Templates that this process has compiled, kept for its next environment.

An environment is made for each release and each app; compiling takes longer than rendering.
"""

from __future__ import annotations

from types import CodeType
from typing import ClassVar

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

Way = tuple[object, ...]


class Compiled(BytecodeCache):
    """Keeps code by its source and by the way it was folded, so that none is ever stale."""

    kept: ClassVar[dict[tuple[Way, str, str], CodeType]] = {}

    def __init__(self, way: Way) -> None:
        """Keep apart what was compiled in another way: what an environment puts into templates."""
        self.way = way

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template, if its source is the same."""
        bucket.code = self.kept.get((self.way, bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            self.kept[self.way, bucket.key, bucket.checksum] = bucket.code
