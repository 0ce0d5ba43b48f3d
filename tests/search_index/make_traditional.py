"""Make `search_index/traditional.txt` anew: one character for one, from OpenCC's character data.

Run once, and again when OpenCC's data has grown:

    python tests/search_index/make_traditional.py TSCharacters.txt > search_index/traditional.txt

TSCharacters.txt is `data/dictionary/TSCharacters.txt` of github.com/BYVoid/OpenCC (the package
opencc-python-reimplemented 0.1.7 brings it along), licensed under Apache-2.0.
"""

from __future__ import annotations

import sys
from pathlib import Path

HEAD = """\
# Traditional characters and their simplified ones, one for one, made by
# tests/search_index/make_traditional.py from data/dictionary/TSCharacters.txt of OpenCC
# (github.com/BYVoid/OpenCC), Copyright BYVoid and contributors, Apache License 2.0.
# Changed: only the first simplified character is kept, and chains are followed to their end.
"""


def simplified(lines: list[str]) -> dict[str, str]:
    """Read the table; a character whose first choice is itself stays as it is."""
    pairs = (line.split("\t") for line in lines if "\t" in line)
    first = {old: new.split()[0] for old, new in pairs}
    table = {}
    for old in first:
        new, seen = old, {old}
        while (following := first.get(new, new)) not in seen:
            new = following
            seen.add(new)
        if new != old:
            table[old] = new
    return table


if __name__ == "__main__":
    table = simplified(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    sys.stdout.write(HEAD + "".join(f"{old}{new}\n" for old, new in sorted(table.items())))
