"""Reading a folder beside one that was read before: what is the same is not read again."""

from __future__ import annotations

from pathlib import Path

from content import read_folder
from content.tables import TABLES, Capacity, Fee
from tests.folders import copy_sample


def test_a_table_of_the_same_bytes_is_taken_from_the_folder_known(tmp_path: Path) -> None:
    before = read_folder(copy_sample(tmp_path / "before"))

    after = read_folder(copy_sample(tmp_path / "after"), before)

    written = [kind for kind in TABLES if (after.path / kind.file()).exists()]
    assert all(after.tables[kind] is before.tables[kind] for kind in written)


def test_a_table_with_one_other_cell_is_read(tmp_path: Path) -> None:
    before = read_folder(copy_sample(tmp_path / "before"))
    path = copy_sample(tmp_path / "after")
    text = (path / "capacity.csv").read_text("utf-8")
    (path / "capacity.csv").write_text(text.replace("未填报", "待核实", 1), "utf-8")

    after = read_folder(path, before)

    assert after.rows(Capacity) == read_folder(path).rows(Capacity) != before.rows(Capacity)
    assert after.tables[Fee] is before.tables[Fee]


def test_the_faults_of_a_table_that_is_taken_come_with_it(tmp_path: Path) -> None:
    path = copy_sample(tmp_path / "before")
    (path / "fees.csv").write_text("nothing\n", "utf-8")
    before = read_folder(path)

    assert read_folder(path, before).faults == before.faults != []
