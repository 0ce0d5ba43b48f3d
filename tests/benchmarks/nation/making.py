"""Making the folder: every table of the schema has a maker, or nothing is made."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from content.folder import PHOTOS
from content.tables import TABLES, DayRoot, Operator, Place, Row, Unit
from tests.benchmarks.nation import (
    counties,
    enforcement,
    history,
    identity,
    living,
    money,
    oversight,
    premises,
    quality,
    telling,
)
from tests.benchmarks.nation.chains import chains_for
from tests.benchmarks.nation.chance import DAY
from tests.benchmarks.nation.homes import Home, homes_of
from tests.benchmarks.nation.places import districts, national
from tests.benchmarks.nation.sample import CARRIED, PICTURE, carry
from tests.benchmarks.nation.sheets import Cells, Sheet

__all__ = ["DAY", "make_nation"]

OF_HOMES: dict[type[Row], Callable[[Home], Iterable[Cells]]] = {
    **identity.MAKERS,
    **history.MAKERS,
    **premises.MAKERS,
    **living.MAKERS,
    **money.MAKERS,
    **quality.MAKERS,
    **oversight.MAKERS,
    **enforcement.MAKERS,
    **telling.MAKERS,
}


def make_nation(folder: Path, institutions: int, seed: int = 1) -> int:
    """Write a content folder with so many institutions; tell how many rows it has.

    The same seed gives the same bytes. Raises FileExistsError for a folder that is there, and
    LookupError for a table of the schema that nobody makes.
    """
    made = {*OF_HOMES, *counties.MAKERS, *CARRIED, DayRoot}
    if forgotten := [kind.NAME for kind in TABLES if kind not in made]:
        raise LookupError(f"the nation has no rows for {forgotten}")
    folder.mkdir(parents=True)
    carry(folder)
    with ExitStack() as stack:
        sheets = {
            kind: stack.enter_context(Sheet(folder, kind)) for kind in TABLES if kind not in CARRIED
        }
        _write(folder, sheets, institutions, seed)
        return sum(sheet.rows for sheet in sheets.values())


def _write(folder: Path, sheets: dict[type[Row], Sheet], institutions: int, seed: int) -> None:
    chains = chains_for(institutions)
    sheets[Operator].plain(chain.row() for chain in chains)
    sheets[DayRoot].plain(counties.day_roots())
    for kind in (Place, Unit):
        sheets[kind].plain(national(kind))
    for district in districts(institutions, seed):
        for of_county, county_maker in counties.MAKERS.items():
            sheets[of_county].of(district, county_maker(district))
        for home in homes_of(district, seed, chains):
            for of_home, maker in OF_HOMES.items():
                sheets[of_home].of(home, maker(home))
            _photograph(folder, home)


def _photograph(folder: Path, home: Home) -> None:
    if image := premises.image_of(home):
        (folder / PHOTOS).mkdir(exist_ok=True)
        shutil.copyfile(PICTURE, folder / PHOTOS / image)
