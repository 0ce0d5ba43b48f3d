"""The chain of releases: each line follows from the one before; what was altered shows."""

from __future__ import annotations

import csv
import hashlib
from datetime import date
from pathlib import Path

import pytest

from content.ledger import BEGINNING, Ledger

DAY = date(2026, 11, 20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a ledger of three releases."""
    file = tmp_path / "ledger.csv"
    for number in (1, 2, 3):
        Ledger.read(file).append(DAY, f"{number:016x}", f"{number:064x}", f"{number + 9:064x}")
    return file


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


def write(path: Path, lines: list[list[str]]) -> None:
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")


def broken(path: Path) -> list[int]:
    """Name the releases at which the chain is broken."""
    return sorted({entry.number for entry, _ in Ledger.read(path).breaks()})


def test_a_chain_that_nobody_touched_is_whole(path: Path) -> None:
    assert [entry.number for entry in Ledger.read(path).entries] == [1, 2, 3]
    assert broken(path) == []


def test_each_line_holds_the_head_of_the_line_before(path: Path) -> None:
    first, second, third = Ledger.read(path).entries

    assert [first.previous, second.previous, third.previous] == [BEGINNING, first.head, second.head]


def test_a_head_can_be_worked_out_without_this_program(path: Path) -> None:
    *before, head = rows(path)[-1]

    assert hashlib.sha256(",".join(before).encode()).hexdigest() == head


@pytest.mark.parametrize("place", range(7))
def test_a_cell_that_was_altered_breaks_the_chain_there(path: Path, place: int) -> None:
    lines = rows(path)
    lines[2][place] = ["7", "2026-11-19", "f" * 16, *["f" * 64] * 4][place]
    write(path, lines)

    assert {2, 7} & set(broken(path))  # It may be its own number that was altered.


def test_a_line_altered_together_with_its_head_breaks_the_next(path: Path) -> None:
    lines = rows(path)
    lines[2][4] = "f" * 64
    lines[2][6] = hashlib.sha256(",".join(lines[2][:6]).encode()).hexdigest()
    write(path, lines)

    assert broken(path) == [3]


@pytest.mark.parametrize("gone", [1, 2])
def test_a_line_that_was_taken_out_breaks_the_chain(path: Path, gone: int) -> None:
    lines = rows(path)
    del lines[gone]
    write(path, lines)

    assert broken(path) == [gone + 1]


def test_a_line_that_cannot_be_read_is_told_and_is_kept_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("2026-11-20", "二十日", 1)
    path.write_text(text, encoding="utf-8")

    Ledger.read(path).append(DAY, "4" * 16, "4" * 64, "4" * 64)

    assert path.read_text(encoding="utf-8").startswith(text)
    assert "ledger.csv 第 2 行 day（公示日）" in Ledger.read(path).faults[0]


def test_a_release_is_found_by_its_name(path: Path) -> None:
    ledger = Ledger.read(path)

    assert (ledger.of(f"{2:016x}"), ledger.of("0")) == (ledger.entries[1], None)


def test_there_is_nothing_before_the_first_release(tmp_path: Path) -> None:
    assert Ledger.read(tmp_path / "ledger.csv").last is None
