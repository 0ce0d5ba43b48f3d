"""Files with citizens' words in them: readable by their owner alone, and harmless when opened."""

from __future__ import annotations

import os
from pathlib import Path

from content.faults import ContentError
from content.harmless import Lines, as_csv, as_xlsx
from content.writing import PARTIAL

OWNER_ONLY = 0o600


def write_private(path: Path, lines: Lines) -> None:
    """Write rows as CSV or XLSX, as the name ends, whole and for the owner alone.

    Raises ContentError for another ending.
    """
    kinds = {".csv": as_csv, ".xlsx": as_xlsx}
    if path.suffix.lower() not in kinds:
        raise ContentError(f"{path.name} 应以 .csv 或 .xlsx 结尾")
    _replace(path, kinds[path.suffix.lower()](lines))


def _replace(path: Path, content: bytes) -> None:
    """Replace a file by rename; what is half written is nobody else's either."""
    partial = path.with_name(f".{path.name}{PARTIAL}")
    partial.unlink(missing_ok=True)
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ContentError(f"写不了 {path}（{error.strerror}）") from error
