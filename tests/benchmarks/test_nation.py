"""The invented nation is what a real one could be: faultless, complete, and the same every time."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from content.checks import check
from content.folder import Folder, content_files, read_folder
from content.tables import Fee, Institution, Missing, Operator, Penalty
from tests.benchmarks.nation import DAY, make_nation
from tests.benchmarks.nation.making import OF_HOMES
from tests.benchmarks.nation.sheets import Sheet

SMALL, LARGER = 40, 400


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = tmp_path_factory.mktemp("nation") / "small"
    make_nation(folder, SMALL)
    return read_folder(folder)


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = tmp_path_factory.mktemp("nation") / "larger"
    make_nation(folder, LARGER)
    return read_folder(folder)


def bytes_of(folder: Path) -> dict[Path, bytes]:
    """Read every file that makes up the content."""
    return {file: (folder / file).read_bytes() for file in content_files(folder)}


@pytest.mark.parametrize("later", [0, 400])
def test_check_finds_no_fault_on_its_day_nor_after_it(larger: Folder, later: int) -> None:
    found = check(larger, DAY + timedelta(later))

    assert [str(fault) for fault in found if fault.weight == "fault"] == []


def test_a_small_nation_has_no_fault_either(small: Folder) -> None:
    assert [str(one) for one in check(small, DAY) if one.weight == "fault"] == []


def test_every_table_has_rows(small: Folder) -> None:
    assert [kind.NAME for kind, table in small.tables.items() if not table.rows] == []


@pytest.mark.parametrize("institutions", [1, 7, SMALL])
def test_it_has_as_many_institutions_as_were_asked_for(tmp_path: Path, institutions: int) -> None:
    make_nation(tmp_path / "nation", institutions)

    assert len(read_folder(tmp_path / "nation").rows(Institution)) == institutions


def test_it_is_a_real_city_to_the_program(small: Folder) -> None:
    assert small.city
    assert not small.city.sample
    assert small.city.today(DAY + timedelta(1)) == DAY + timedelta(1)


def test_the_same_seed_gives_the_same_bytes(small: Folder, tmp_path: Path) -> None:
    make_nation(tmp_path / "again", SMALL)

    assert bytes_of(tmp_path / "again") == bytes_of(small.path)


def test_another_seed_gives_another_nation(small: Folder, tmp_path: Path) -> None:
    make_nation(tmp_path / "other", SMALL, seed=2)

    assert bytes_of(tmp_path / "other") != bytes_of(small.path)


def test_institutions_of_several_counties_share_a_name(larger: Folder) -> None:
    named: dict[str, set[str]] = {}
    for home in larger.rows(Institution):
        named.setdefault(home.name, set()).add(home.place.partition("-")[0])

    assert any(len(counties) > 1 for counties in named.values())


def test_most_run_themselves_and_some_are_run_by_a_chain(larger: Folder) -> None:
    homes = Counter(home.operator for home in larger.rows(Institution))
    alone = sum(count == 1 for count in homes.values()) / LARGER

    assert 0.5 < alone < 0.7
    assert max(homes[one.code] for one in larger.rows(Operator)) > 3


def test_every_word_for_a_missing_value_occurs(larger: Folder) -> None:
    cells = {
        getattr(row, name)
        for row in larger.rows(Institution)
        for name in ("address", "credit_code", "visiting", "takes_in", "filing", "longitude")
    }

    assert set(Missing) <= cells | {amount.amount for amount in larger.rows(Fee)}


def test_few_are_punished(larger: Folder) -> None:
    punished = {row.institution for row in larger.rows(Penalty)}

    assert 0.02 < len(punished) / LARGER < 0.12


def test_an_institution_has_as_many_prices_as_a_real_one(larger: Folder) -> None:
    assert 9 <= len(larger.rows(Fee)) / LARGER <= 14


def test_a_table_that_nobody_makes_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(OF_HOMES, Fee)

    with pytest.raises(LookupError, match="fees"):
        make_nation(tmp_path / "nation", SMALL)


def test_a_column_that_nobody_fills_stops_it(tmp_path: Path) -> None:
    with Sheet(tmp_path, Operator) as sheet, pytest.raises(KeyError, match="credit_code"):
        sheet.plain([{"code": "op-1", "name": "某公司", "legal_form": "企业"}])


def test_a_column_that_the_table_does_not_have_stops_it(tmp_path: Path) -> None:
    row = {"code": "op-1", "name": "某公司", "credit_code": "未填报", "legal_form": "企业"}

    with Sheet(tmp_path, Operator) as sheet, pytest.raises(ValueError, match="founded"):
        sheet.plain([{**row, "founded": "2020-01-01"}])


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        make_nation(tmp_path, SMALL)
