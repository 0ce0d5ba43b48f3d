"""What a table promises lies in the folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from content.checks.texts import text_faults
from content.tables import Guide, Row
from tests import rows


def promised(path: Path, row: Row, texts: dict[str, str] | None = None) -> list[str]:
    folder = replace(rows.folder(row), path=path, texts={"about.md": "关于", **(texts or {})})
    return [fault.message for fault in text_faults(folder) if fault.weight == "fault"]


def test_a_guide_without_its_text_is_a_fault(tmp_path: Path) -> None:
    guide = rows.record(
        Guide,
        id="filing",
        kind="机构备案",
        title="备案办事指南",
        who="机构",
        where="窗口",
        charge="不收费",
        basis="某办法",
        reviewed_on="2026-01-01",
    )

    assert promised(tmp_path, guide) == ["缺少正文 texts/guides/filing.md"]
    assert promised(tmp_path, guide, {"guides/filing.md": "# 指南"}) == []
