"""Writing is the inverse of reading: equal rows come back, and the same bytes go out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.folder import read_folder
from content.reading import read_table
from content.tables import TABLES, Institution, Missing, Operator, Row
from content.writing import cell_text, write_lines, write_table, write_whole

SAMPLE = Path(__file__).parents[2] / "content" / "sample"
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1)


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.NAME)
def test_a_table_of_the_sample_reads_back_as_equal_rows(kind: type[Row], tmp_path: Path) -> None:
    rows = read_folder(SAMPLE).rows(kind)
    path = tmp_path / "table.csv"
    write_table(path, kind, rows)
    written = path.read_bytes()
    table = read_table(path, kind)
    write_table(path, kind, table.rows)

    assert table.faults == []
    assert table.rows == rows
    assert path.read_bytes() == written


@settings(deadline=None)  # The disk may take its time.
@given(name=TEXTS.map(str.strip).filter(lambda name: name and name not in [*Missing]))
def test_any_text_survives(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    row = Operator(
        code="a",
        name=name,
        credit_code=Missing.NOT_REPORTED,
        legal_form=Missing.NOT_REPORTED,
    )
    path = tmp_path_factory.mktemp("any") / "operators.csv"
    write_table(path, Operator, [row])

    assert read_table(path, Operator).rows == [row]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        (("轻度失能", "中度失能"), "轻度失能；中度失能"),
        ((), ""),
        (date(2026, 3, 1), "2026-03-01"),
        (Decimal("1E+2"), "100"),
        (Decimal("0.00000001"), "0.00000001"),
        (Missing.UNVERIFIED, "待核实"),
        (7, "7"),
    ],
)
def test_a_value_is_written_as_an_editor_would_type_it(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_a_bom_that_a_spreadsheet_wrote_is_kept(tmp_path: Path) -> None:
    rows = read_folder(SAMPLE).rows(Institution)
    path = tmp_path / "institutions.csv"
    path.write_bytes(b"\xef\xbb\xbf")
    write_table(path, Institution, rows)

    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,name,")
    assert read_table(path, Institution).rows == rows


def test_a_lone_carriage_return_does_not_break_a_row(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.csv", [["one\rtwo\r\nthree"]])

    assert (tmp_path / "a.csv").read_bytes() == b'"one\ntwo\nthree"\n'


def test_equal_rows_leave_the_file_alone(tmp_path: Path) -> None:
    rows = read_folder(SAMPLE).rows(Institution)
    path = tmp_path / "institutions.csv"

    assert write_table(path, Institution, rows)
    before = path.stat().st_mtime_ns
    assert not write_table(path, Institution, rows)
    assert path.stat().st_mtime_ns == before
    assert write_table(path, Institution, [replace(rows[0], name="新"), *rows[1:]])


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.csv", b"one")
    write_whole(tmp_path / "a.csv", b"two")

    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"two"


def test_a_text_of_several_lines_is_the_same_whatever_ends_a_line_of_the_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "operators.csv"
    row = Operator(
        code="zhoujia",
        name="周家\n\n养老公司",
        credit_code=Missing.NOT_REPORTED,
        legal_form=Missing.NOT_REPORTED,
    )
    write_table(path, Operator, [row])
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    assert read_table(path, Operator).rows == [row]
