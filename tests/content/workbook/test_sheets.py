"""Every table finds a sheet whose title a spreadsheet allows."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from content.folder import Folder
from content.reading import Table
from content.tables import Fee, Room, Row
from content.workbook.sheets import sheets_of


class Slashed(Fee):
    """A table whose title a spreadsheet forbids."""

    TITLE: ClassVar[str] = "押金/预收费[1]：*"


class Same(Room):
    """Another that comes to the same title."""

    TITLE: ClassVar[str] = "押金预收费1：*"


class Long(Room):
    """A table whose title is too long."""

    TITLE: ClassVar[str] = "长" * 40


class Guide(Room):
    """A table that is called like the guide."""

    TITLE: ClassVar[str] = "说明"


def titles(*kinds: type[Row]) -> list[str]:
    """Give the titles of the sheets of these tables."""
    tables: dict[type[Row], Table[Row]] = {kind: Table(kind, kind.file()) for kind in kinds}
    return [sheet.title for sheet in sheets_of(Folder(Path(), None, tables, {}, {}))]


def test_forbidden_signs_are_left_out() -> None:
    assert titles(Slashed) == ["押金预收费1："]


def test_two_tables_never_share_a_title() -> None:
    assert titles(Slashed, Same, Fee) == ["押金预收费1：", "押金预收费1：2", "收费"]


def test_a_title_is_cut_to_what_fits() -> None:
    assert titles(Long) == ["长" * 31]


def test_a_table_never_takes_the_title_of_the_guide() -> None:
    assert titles(Guide) == ["说明2"]
