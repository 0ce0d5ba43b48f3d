"""A list is read row by row, and nothing is begun with one that cannot be finished."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from content import ContentError, read_folder
from content.importing import import_list
from content.importing.source import Line, read_list
from content.new_city import new_city
from tests.content.importing.lists import DAY, MAPPINGS, TWINS, snapshot, take

HOMES = "oregon-facilities"
FINES = "oregon-penalties"


def written(path: Path, words: bytes) -> Path:
    """Write a file."""
    path.write_bytes(words)
    return path


def numbered(lines: Iterator[Line]) -> list[tuple[int, str]]:
    """Give the number and the first cell of every row."""
    return [(line.number, line.cells["a"]) for line in lines]


def test_a_list_can_be_read_again_and_again(tmp_path: Path) -> None:
    listed = read_list(written(tmp_path / "list.csv", b"a,b\n1,2\n3,4\n"))

    assert listed.count == 2
    assert numbered(listed.lines) == numbered(listed.lines) == [(2, "1"), (3, "3")]


def test_blank_rows_are_not_counted_and_keep_their_numbers(tmp_path: Path) -> None:
    listed = read_list(written(tmp_path / "list.csv", b"a,b\n1,2\n,\n\n3,4\n"))

    assert (listed.count, numbered(listed.lines)) == (2, [(2, "1"), (5, "3")])


def test_line_ends_within_a_cell_are_of_one_kind(tmp_path: Path) -> None:
    listed = read_list(written(tmp_path / "list.csv", b'a,b\r\n"1\r\n2",3\r\n'))

    assert [line.cells["a"] for line in listed.lines] == ["1\n2"]


def test_a_workbook_is_read_row_by_row_as_well(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["a", "b"], [1, 2], [3, 4]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "list.xlsx")
    listed = read_list(tmp_path / "list.xlsx")

    assert (listed.count, numbered(listed.lines)) == (2, [(2, "1"), (3, "3")])


@pytest.mark.parametrize(
    ("last", "told"), [(b"\xff\xfe,1\n", "不是 utf-8-sig 编码"), (b'"1,2\n', "不是完整的 CSV")]
)
def test_a_fault_in_the_last_row_is_found_before_anything_is_written(
    tmp_path: Path, last: bytes, told: str
) -> None:
    good = (TWINS / f"{HOMES}.csv").read_bytes()
    source = written(tmp_path / "list.csv", good + last)

    with pytest.raises(ContentError, match=told):
        take(tmp_path / "state", HOMES, source)
    assert not (tmp_path / "state").exists()


def test_progress_counts_rejected_and_unwanted_rows_as_well(tmp_path: Path) -> None:
    take(tmp_path / "state", HOMES)
    told: list[tuple[int, int]] = []
    import_list(
        TWINS / f"{FINES}.csv",
        MAPPINGS / f"{FINES}.toml",
        tmp_path / "state",
        DAY,
        lambda done, total: told.append((done, total)),
    )

    assert told == [(number, 8) for number in range(1, 9)]


def test_a_run_that_is_stopped_on_its_way_has_written_nothing(tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 7:
            raise KeyboardInterrupt

    take(tmp_path / "state", HOMES)
    before = snapshot(tmp_path / "state")
    with pytest.raises(KeyboardInterrupt):
        import_list(
            TWINS / f"{FINES}.csv", MAPPINGS / f"{FINES}.toml", tmp_path / "state", DAY, stop
        )

    assert snapshot(tmp_path / "state") == before


@pytest.mark.parametrize("writes", range(5))
def test_a_run_that_dies_between_two_files_leaves_them_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    take(whole, HOMES)
    new_city(cut)
    with monkeypatch.context() as patched:
        files = iter(range(writes))
        patched.setattr("content.writing.os.fsync", lambda _file: next(files))
        with pytest.raises(StopIteration):
            take(cut, HOMES)

    assert [one for one in read_folder(cut).faults if one.weight == "fault"] == []
    take(cut, HOMES)
    left = {name: words for name, words in snapshot(cut).items() if not name.endswith(".partial")}
    assert left == snapshot(whole)
