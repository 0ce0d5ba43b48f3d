"""Visitors who search, in a process of their own: `python -m tests.benchmarks.readers`.

Reads paths from a JSON file, fetches each once over connections that are kept open, and prints one
JSON object: seconds in all, each page's own time, each page's length and check sum.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.client import together
from tests.benchmarks.wire import Browser, Wire


@dataclass
class Reader:
    """Somebody who opens one page of results."""

    path: str
    length: int = 0
    check: int = 0

    def read(self, wire: Wire) -> None:
        """Open it and take all of it. Raises NotTakenError."""
        text = wire.get(Browser(), self.path).demand(200).text
        self.length, self.check = len(text), zlib.crc32(text.encode())


def main() -> None:
    """Do one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("paths", type=Path)
    parser.add_argument("--clients", type=int, default=1)
    chosen = parser.parse_args()
    readers = [Reader(path) for path in json.loads(chosen.paths.read_text("utf-8"))]
    done = together(chosen.url, readers, chosen.clients, Reader.read)
    pages = {"lengths": [one.length for one in readers], "checks": [one.check for one in readers]}
    sys.stdout.write(json.dumps({"seconds": done.seconds, "each": done.each, **pages}))


if __name__ == "__main__":
    main()
