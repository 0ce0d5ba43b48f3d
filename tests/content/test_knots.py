"""Settling dossier by dossier gives what settling everything at once gives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from content import Catalog, key_of, read_folder
from content.dealing import Hands
from content.knots import knotted, settle_dossiers
from content.publicity import Withheld
from content.settling import settle
from content.tables import TABLES, Inspection, Row
from tests import rows
from tests.folders import SAMPLE

DAY = date(2026, 6, 20)
A, B = "100001", "100002"


def verdicts(settled: Iterable[tuple[Row, object]]) -> dict[tuple[str, str], object]:
    return {(type(row).NAME, key_of(row)): (row, verdict) for row, verdict in settled}


@pytest.mark.parametrize(
    "day", [date(2025, 1, 1), date(2026, 6, 20), date(2026, 11, 20), date(2028, 3, 1)]
)
def test_every_verdict_on_the_sample_is_the_same(day: date) -> None:
    folder = read_folder(SAMPLE)
    everything = [row for kind in TABLES for row in folder.rows(kind)]

    found = [pair for _, part in settle_dossiers(Hands(everything), day) for pair in part]

    assert verdicts(found) == verdicts(list(settle(everything, day)))


@pytest.mark.parametrize("named", ["P2020-0001", "某罚（2020）1号", "某罚2020第0001号"])
def test_what_names_a_record_of_another_institution_goes_with_it(named: str) -> None:
    penalty = rows.penalty(
        "P2020-0001",
        institution=A,
        document_number="某罚〔2020〕2号" if named == "P2020-0001" else named,
        decided_on=date(2020, 1, 6),
        published_on=date(2020, 1, 8),
    )
    inspection = rows.record(Inspection, institution=B, findings=f"见 {named} 号决定")

    found = Catalog(
        rows.city(),
        [rows.place(), rows.institution(A), rows.institution(B), penalty, inspection],
        {},
        DAY,
    )

    assert (inspection, Withheld.FOLLOWS) in list(found.withheld)


def test_a_number_that_another_institution_shows_keeps_a_text_alive() -> None:
    """One decision about two homes: repaired by the first, on display of the second."""
    number = "示民罚决〔2026〕12号"
    mine = rows.penalty("P2026-0001", institution=A, document_number=number, repaired_on=DAY)
    theirs = rows.penalty("P2026-0002", institution=B, document_number=number)
    inspection = rows.record(Inspection, institution=A, findings=f"见{number}")

    found = Catalog(
        rows.city(),
        [rows.place(), rows.institution(A), rows.institution(B), mine, theirs, inspection],
        {},
        DAY,
    )

    assert inspection in found.all(Inspection)


def test_only_institutions_that_name_each_other_are_settled_together() -> None:
    hands = Hands(
        [
            rows.institution(A),
            rows.institution(B),
            rows.penalty("P2026-0001", institution=A),
            rows.record(Inspection, institution=A, findings="见 P2026-0001 号决定"),
            rows.record(Inspection, id="IN2026-0009", institution=B, findings="无"),
        ]
    )

    assert knotted(hands) == set()


def test_a_number_that_only_begins_like_another_names_nobody() -> None:
    gone = rows.penalty("P2026-0001", document_number="示ZJ2026-1", repaired_on=DAY)
    inspection = rows.record(Inspection, findings="见示ZJ2026-12")

    found = Catalog(rows.city(), [rows.place(), rows.institution(), gone, inspection], {}, DAY)

    assert inspection in found.all(Inspection)


def test_a_text_stands_as_long_as_the_last_record_of_the_number_that_it_names() -> None:
    number = "示民罚决〔2026〕12号"
    short = rows.penalty("P2026-0001", document_number=number, valid_to=date(2026, 7, 1))
    long = rows.penalty("P2026-0002", document_number=number, valid_to=date(2026, 8, 1))
    inspection = rows.record(Inspection, findings=f"见{number}")

    for given in ((short, long), (long, short)):
        everything = [rows.place(), rows.institution(), *given, inspection]
        found = Catalog(rows.city(), everything, {}, DAY)
        assert found.window(inspection).ends == date(2026, 8, 1)
