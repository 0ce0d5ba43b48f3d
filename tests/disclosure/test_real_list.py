"""A real city list, sparse and dirty, becomes a whole site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from content import read_folder
from content.importing import import_list
from content.tables import Institution
from disclosure.freezing import build
from disclosure.freezing.plan import file_of
from tests.pages import Page

DAY = date(2026, 11, 20)
TWIN = Path(__file__).parents[1] / "data" / "import-twin"
MAPPING = Path(__file__).parents[2] / "content" / "mappings" / "shanghai.toml"


def boards_of(folder: Path, out: Path) -> list[Page]:
    """Give every board of both editions after a build that checked every link."""
    public = out / "current" / "public"
    return [
        Page((public / file_of(f"{prefix}/institutions/{row.id}/")).read_text(encoding="utf-8"))
        for row in read_folder(folder).rows(Institution)
        for prefix in ("", "/elder")
    ]


@pytest.mark.reference
def test_the_shanghai_list_builds_with_every_board_and_every_link_alive(
    reference: Path, tmp_path: Path
) -> None:
    source = reference / "data/shanghai-institutions/institutions.csv"
    report = import_list(source, MAPPING, tmp_path / "city", DAY)

    result = build(tmp_path / "city", tmp_path / "out", DAY, full=True)

    boards = boards_of(tmp_path / "city", tmp_path / "out")
    assert len(boards) == 2 * 626 == 2 * report.taken
    assert [board.faults() for board in boards if board.faults()] == []
    assert "/institutions/by/district/baoshan/" in result.rendered


def test_an_invented_list_builds_with_every_board_and_every_link_alive(tmp_path: Path) -> None:
    report = import_list(TWIN / "list.csv", TWIN / "mapping.toml", tmp_path / "city", DAY)

    build(tmp_path / "city", tmp_path / "out", DAY, full=True)

    boards = boards_of(tmp_path / "city", tmp_path / "out")
    assert len(boards) == 2 * report.taken
    assert [board.faults() for board in boards if board.faults()] == []
