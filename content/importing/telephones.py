"""Finding the telephone numbers of a cell, which lists write in a dozen ways.

`021-66271070    021-66270061`, `58981885，68650157`, `（021）5433-7768`, `021--65432029`,
`65485013转8102`, `31001500*80101` (an extension, for it is too short for a number), and of Taipei
`(02)28832666`, `02-25523234轉分機1056`: all of these stand in a real list.
"""

from __future__ import annotations

import re
import unicodedata

REMOVED = "[手机号已删]"
"""How published lists mark a mobile number that was taken out."""

MOBILE = re.compile(
    r"(?<!\d)(?:(?:0|(?:\+|00)?86[-\s]?)?1[3-9](?:[-\s.·–—_]?\d){9}|09(?:[-\s]?\d){8})(?!\d)"
)
"""Wider than the check's pattern: what goes in from outside is not trusted to be well written.

The second kind, ten digits from 09, is Taiwan's; an area code from 09 makes eleven.
"""

# 0000 is nobody's: the area code of invented numbers.
# Taipei's code is 02, which only a mark behind it tells from 020 to 029.
AREA = r"(?:\(?(0(?:000|10|2\d|2(?=[-)])|[3-9]\d\d))\)?[-\s]*)?"
LANDLINE = re.compile(rf"(?<!\d){AREA}([2-9]\d{{6,7}})(?:-(\d{{2,5}}))?(?!\d)")
SERVICE = re.compile(r"(?<!\d)([48]00)-?(\d{3})-?(\d{4})(?!\d)")
EXTENSION = re.compile(
    r"(?<=\d)\s*(?:转|轉?分機|轉|分机|\*|#|,?ext\.?)\s*(?=\d{2,5}(?!\d))", re.IGNORECASE
)
HALVES = re.compile(r"(?<![\d转轉机機])([2-9]\d{2,3})[-\s](\d{4})(?![\d-])")


def numbers(cell: str, area_code: str = "") -> list[str]:
    """Give the numbers that may be published, in the order of the cell: 021-66271070-8008.

    A number without an area code gets `area_code`; mobile numbers are left out.
    """
    plain = unicodedata.normalize("NFKC", cell).replace(REMOVED, "、")
    plain = HALVES.sub(r"\1\2", MOBILE.sub("、", plain))
    plain = EXTENSION.sub("-", plain)
    found = [(hit.start(), "-".join(hit.groups())) for hit in SERVICE.finditer(plain)]
    plain = SERVICE.sub(lambda hit: " " * len(hit[0]), plain)
    found += [(hit.start(), _landline(hit, area_code)) for hit in LANDLINE.finditer(plain)]
    return [number for _, number in sorted(found)]


def _landline(hit: re.Match[str], area_code: str) -> str:
    area, number, extension = hit.groups()
    return "-".join(part for part in (area or area_code, number, extension) if part)
