"""A small process between the benchmark and what it measures, run as a file with nothing imported.

A child begins with the memory of its parent, which Linux counts as its own peak; this one has none
to speak of. Arguments: the file to write the costs into, then the words of the program.
"""

from __future__ import annotations

import os
import sys
import time


def main() -> None:
    """Run a program; write seconds on the clock, of processors, and peak KiB; fail if it did."""
    _, report, *words = sys.argv
    began = time.perf_counter()
    child = os.posix_spawnp(words[0], words, os.environ)
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    with open(report, "w", encoding="utf-8") as file:  # noqa: PTH123 (see above: no imports)
        file.write(f"{seconds} {used.ru_utime + used.ru_stime} {used.ru_maxrss}")
    sys.exit(os.waitstatus_to_exitcode(status) and 1)


if __name__ == "__main__":
    main()
