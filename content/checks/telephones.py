"""Telephone numbers that the public is to call: each is a link, so it must be a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.city import FILE
from content.faults import Fault
from content.folder import Folder
from content.schema import columns
from content.tables import Missing

NO_TELEPHONE = ("mailbox",)
"""Columns for a public contact that is none: a letter box."""
DIGITS = re.compile(r"[0-9]{3}")
NUMBER = re.compile(
    r"(?:\+86[- ]?)?(?:"
    r"(?:\(?0\d{2,3}\)?[- ]?)?[2-9]\d{6,7}(?:(?:-|转| )\d{1,6})?"
    r"|[48]00-?\d{3}-?\d{4}"
    r"|1\d{2}|1[02]\d{3}|9\d{4,7}"
    r"|1[3-9]\d[- ]?\d{4}[- ]?\d{4})",
    re.ASCII,
)
"""A landline (电信网编号计划: seven or eight digits, never 0 or 1 first), 400 and 800, the short
numbers of services, a mobile."""
SEVERAL = re.compile(r"\s*[、，,；;/]\s*")


def telephone_faults(folder: Folder) -> Iterator[Fault]:
    """Find telephones without a number, and warn of those that do not look like one."""
    for kind, table in folder.tables.items():
        for column in columns(kind):
            if not column.public_contact or column.name in NO_TELEPHONE:
                continue
            for number, row in table:
                yield from _judged(getattr(row, column.name), table.file, number, column.label)
    if folder.city:
        yield from _judged(folder.city.hotline, FILE, 0, "hotline")


def _judged(value: str | Missing, file: str, row: int, label: str) -> Iterator[Fault]:
    if isinstance(value, Missing):
        return
    if not DIGITS.search(value):
        yield Fault(file, row, label, f"“{value}”里没有电话号码；只填号码（半角数字）")
    elif not all(NUMBER.fullmatch(one) for one in SEVERAL.split(value)):
        message = "不像电话号码；只填号码，例如 0000-5550100，多个以顿号隔开"
        yield Fault(file, row, label, message, weight="warning")
