"""Applying what a workbook changes: all tables, or none."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from content.faults import ContentError
from content.workbook.difference import Difference
from content.workbook.reading_book import Comparison
from content.writing import write_table


def apply(found: Comparison) -> None:
    """Write the tables that changed; the others keep their bytes.

    All are written beside the content before the first takes its place, the register of numbers
    first. Killed in between, the same workbook goes on when it is read again that day. Raises
    ContentError, with nothing touched, where there is a fault or the folder has changed meanwhile.
    """
    if found.wrong:
        raise ContentError("工作簿里有错误，没有写入")
    with tempfile.TemporaryDirectory(dir=found.folder, prefix=".workbook-") as name:
        staged = [_stage(found.folder, Path(name), one) for one in found.differences]
        found.refuse_outdated()
        for file in staged:
            file.replace(found.folder / file.relative_to(name))


def _stage(folder: Path, stage: Path, one: Difference) -> Path:
    target = stage / one.sheet.file
    target.parent.mkdir(parents=True, exist_ok=True)
    # The old file goes first, because the new one is to keep its BOM.
    shutil.copyfile(folder / one.sheet.file, target)
    write_table(target, one.sheet.kind, one.rows)
    return target
