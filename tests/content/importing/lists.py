"""Taking over the invented twins of real lists, with the mappings that are shipped for those."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from content.importing import Report, import_list

ROOT = Path(__file__).parents[3]
TWINS = ROOT / "tests" / "data" / "import-twin"
MAPPINGS = ROOT / "content" / "mappings"
DAY = date(2026, 3, 2)


def take(folder: Path, mapping: str | Path, source: Path | None = None) -> Report:
    """Import a list, or the twin of the one that a shipped mapping is for."""
    plan = MAPPINGS / f"{mapping}.toml" if isinstance(mapping, str) else mapping
    return import_list(source or TWINS / f"{plan.stem}.csv", plan, folder, DAY)


def changed(tmp_path: Path, original: Path, *changes: tuple[str, str]) -> Path:
    """Give a copy of a mapping or a list, of the same name, with some text replaced."""
    words = original.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in words
        words = words.replace(old, new)
    path = tmp_path / original.name
    path.write_text(words, encoding="utf-8")
    return path


def snapshot(folder: Path) -> dict[str, bytes]:
    """Give the bytes of every file."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(report: Report, row: int, column: str) -> list[str]:
    """Give what the report says was done to a cell."""
    return [one.done for one in report.dirty if (one.row, one.column) == (row, column)]


def reasons(report: Report) -> dict[int, str]:
    """Give why rows were rejected, by their numbers."""
    return {one.row: one.reason for one in report.rejected}
