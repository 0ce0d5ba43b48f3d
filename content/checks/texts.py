"""Texts that a table promises, texts that no table names, the folder's description."""

from __future__ import annotations

import json
from collections.abc import Iterator

from content.descriptor import describe
from content.faults import Fault
from content.folder import DESCRIPTOR, TEXTS, Folder
from content.schema import key_of
from content.tables import Guide, Policy, Row

ABOUT = "about.md"
WITH_TEXT: tuple[type[Row], ...] = (Policy, Guide)
"""The tables whose every row has its text in a file of its own, `texts/<table>/<key>.md`."""


def text_faults(folder: Folder) -> Iterator[Fault]:
    """Find rows without their text, texts without a row, an outdated description."""
    expected = {ABOUT}
    for kind in WITH_TEXT:
        table = folder.table(kind)
        for number, row in table:
            name = f"{kind.NAME}/{key_of(row)}.md"
            expected.add(name)
            if name not in folder.texts:
                yield Fault(table.file, number, "id（代码）", f"缺少正文 {TEXTS}/{name}")
    tables = "或 ".join(f"{kind.NAME}.csv " for kind in WITH_TEXT)
    for name in sorted(folder.texts.keys() - expected):
        yield Fault(f"{TEXTS}/{name}", 0, "", f"没有表格提到这份正文；请在 {tables}登记")
    if ABOUT not in folder.texts:
        yield Fault(f"{TEXTS}/{ABOUT}", 0, "", "缺少“关于本站”的正文")
    yield from _description(folder)


def _description(folder: Folder) -> Iterator[Fault]:
    path = folder.path / DESCRIPTOR
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        described = None
    if described != describe(sorted(folder.calendar)):
        message = "与表格结构不一致；对这个文件夹运行 gongshi new-city 会更新说明，不改动数据"
        yield Fault(DESCRIPTOR, 0, "", message, weight="warning")
