"""Dossiers lie packed and are opened when asked for; nothing of what they say is lost by that."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest

from content import Catalog, cut, dossiers, key_of, read_folder
from content.publicity import Window
from content.settling import settle
from content.tables import TABLES, Fee, Inspection, Row
from tests import rows
from tests.folders import SAMPLE

DAY = date(2026, 6, 20)
A, B = "100001", "100002"


def of_two(*given: Row) -> Catalog:
    homes = [rows.institution(A), rows.institution(B)]
    return Catalog(rows.city(), [rows.place(), *homes, *given], {}, DAY)


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2026, 11, 20)])
def test_every_row_on_display_is_given_once(day: date) -> None:
    folder = read_folder(SAMPLE)
    everything = [row for kind in TABLES for row in folder.rows(kind)]
    settled = settle([*everything, *folder.days()], day)

    found = list(Catalog(rows.city(), [*everything, *folder.days()], {}, day).shown())

    shown = [row for row, verdict in settled if isinstance(verdict, Window)]
    assert sorted(map(repr, found)) == sorted(map(repr, shown))


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.NAME)
def test_a_long_table_is_given_as_a_short_one_is(
    kind: type[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = cut(read_folder(SAMPLE), date(2026, 11, 20))
    short = list(catalog.all(kind))
    monkeypatch.setattr(dossiers, "SHORT", 0)

    again = cut(read_folder(SAMPLE), date(2026, 11, 20))

    assert again.all(kind) == short
    assert again.all(kind) == short


def test_only_institutions_that_differ_are_unlike() -> None:
    fee = rows.fee("F000001", "床位费", 1000, institution=A)
    same = rows.fee("F000002", "床位费", 1000, institution=B)
    dearer = rows.fee("F000001", "床位费", 1200, institution=A)

    before = of_two(fee, same)

    assert before.unlike(of_two(fee, same)) == []
    assert of_two(dearer, same).unlike(before) == [A]
    assert of_two(fee).unlike(before) == [B]


def test_what_ends_over_night_makes_its_institution_unlike_itself() -> None:
    fee = rows.fee("F000001", "床位费", 1000, institution=A, valid_to=DAY)
    homes = [rows.institution(A), rows.institution(B)]
    given = [rows.place(), *homes, fee]

    evening = Catalog(rows.city(), given, {}, DAY)
    morning = Catalog(rows.city(), given, {}, date(2026, 6, 21))

    assert morning.unlike(evening) == [A]
    assert evening.shows(fee)
    assert not morning.shows(fee)


def test_readers_at_once_read_the_same() -> None:
    given = [
        rows.record(Inspection, id=f"IN2026-{number:04}", institution=A) for number in range(200)
    ]
    catalog, found = of_two(*given), list[list[str]]()

    def read() -> None:
        found.append([key_of(row) for row in catalog.of(Inspection, A)])

    threads = [Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [[row.id for row in given]] * 8


def test_prices_that_have_run_out_are_still_there_for_the_history() -> None:
    old = rows.fee("F000001", "床位费", 900, institution=A, valid_to=date(2026, 1, 31))

    catalog = of_two(old)

    assert catalog.of(Fee, A) == []
    assert catalog.past_fees(A) == [old]
