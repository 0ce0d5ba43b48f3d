"""A city whose list was taken over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.importing.twin import take


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Give a city that took over the twin list."""
    take(tmp_path / "city")
    return tmp_path / "city"
