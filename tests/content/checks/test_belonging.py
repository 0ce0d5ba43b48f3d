"""A row names records of its own institution only."""

from __future__ import annotations

import pytest

from content.checks.belonging import belonging_faults
from content.tables import (
    Commitment,
    Conduct,
    GradeReview,
    Hazard,
    Inspection,
    Photo,
    Reply,
    Row,
    Supervision,
)
from tests import rows

HOMES = (rows.institution("100001"), rows.institution("100002"))


@pytest.mark.parametrize(
    ("named", "row"),
    [
        (rows.room(institution="100002"), rows.fee("F1001", "床位费", 1, room="R1001")),
        (rows.care_level(institution="100002"), rows.fee("F1001", "护理费", 1, care_level="C1001")),
        (
            rows.record(Inspection, institution="100002"),
            rows.record(Hazard, inspection="I2026-0001"),
        ),
        (rows.record(Hazard, institution="100002"), rows.penalty(hazard="D2026-0001")),
        (rows.record(Hazard, institution="100002"), rows.record(Supervision, hazard="D2026-0001")),
        (rows.record(Commitment, institution="100002"), rows.record(Conduct)),
        (rows.grade(institution="100002"), rows.record(GradeReview)),
        (rows.penalty(institution="100002"), rows.record(Reply)),
        (rows.record(Hazard, institution="100002"), rows.record(Photo, record="D2026-0001")),
    ],
)
def test_a_record_of_another_institution_is_a_fault(named: Row, row: Row) -> None:
    (fault,) = belonging_faults(rows.folder(*HOMES, named, row))

    assert (fault.file, fault.row) == (row.file(), 2)


def test_a_record_of_the_same_institution_is_right() -> None:
    given = (rows.record(Inspection), rows.record(Hazard, inspection="I2026-0001"))

    assert list(belonging_faults(rows.folder(*HOMES, *given))) == []


def test_a_reply_to_nothing_is_a_fault() -> None:
    (fault,) = belonging_faults(rows.folder(*HOMES, rows.record(Reply, record="P2026-9999")))

    assert "不在可以填的表里" in fault.message


def test_a_photo_shows_the_premises_or_a_finding_and_nothing_else() -> None:
    premises, finding = rows.record(Photo), rows.record(Photo, id="V1002", record="D2026-0001")
    penalty = rows.record(Photo, id="V1003", record="P2026-0001")
    given = (rows.record(Hazard), rows.penalty(), premises, finding, penalty)

    (fault,) = belonging_faults(rows.folder(*HOMES, *given))

    assert (fault.row, "不在可以填的表里" in fault.message) == (4, True)


def test_a_reply_to_a_row_that_could_not_be_read_is_no_second_fault() -> None:
    folder = rows.folder(*HOMES, rows.record(Reply, record="P2026-9999"))
    folder.table(type(rows.penalty())).unread.add("P2026-9999")

    assert list(belonging_faults(folder)) == []


def test_a_reply_to_an_id_that_two_tables_have_is_a_fault() -> None:
    said = (rows.penalty(), rows.record(Inspection, id="P2026-0001"))

    (fault,) = belonging_faults(rows.folder(*HOMES, *said, rows.record(Reply)))

    assert "penalties.csv 和 inspections.csv 都有“P2026-0001”" in fault.message
