"""Texts that a table promises, texts that no table names, and the description of the folder."""

from __future__ import annotations

import json
from collections.abc import Iterator

from content.descriptor import describe
from content.faults import Fault
from content.folder import DESCRIPTOR, TEXTS, Folder
from content.tables import Policy

ABOUT = "about.md"


def text_faults(folder: Folder) -> Iterator[Fault]:
    """Find policies without text, texts without policy, and an outdated description."""
    table = folder.table(Policy)
    expected = {f"policies/{policy.id}.md": number for number, policy in table}
    for name, number in expected.items():
        if name not in folder.texts:
            yield Fault(table.file, number, "id（代码）", f"缺少正文 {TEXTS}/{name}")
    for name in folder.texts:
        if name != ABOUT and name not in expected:
            yield Fault(f"{TEXTS}/{name}", 0, "", "没有表格提到这份正文；请在 policies.csv 登记")
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
