"""What goes because something else goes: with its institution, its grade, its record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content import Catalog, key_of
from content.bonds import ANSWERABLE
from content.publicity import Withheld
from content.tables import (
    Case,
    Clearance,
    Closure,
    Commitment,
    Conduct,
    Contract,
    ContractCheck,
    Correction,
    Grade,
    GradeReview,
    Hazard,
    Inspection,
    ListedSupervision,
    Measure,
    Notice,
    Penalty,
    Permit,
    Photo,
    Record,
    Reply,
    Row,
    Supervision,
    Survey,
)
from tests import rows

DAY = date(2026, 6, 20)
GONE: dict[str, Any] = {"valid_to": date(2026, 6, 19)}


def catalog(*given: Row, day: date = DAY) -> Catalog:
    return Catalog(rows.city(), [rows.place(), rows.institution(), *given], {}, day)


def withheld(found: Catalog) -> dict[str, Withheld]:
    return {key_of(row): why for row, why in found.withheld}


@pytest.mark.parametrize("kind", [Measure, Closure, Clearance])
def test_what_was_decided_or_owed_outlives_the_institution(kind: type[Record]) -> None:
    found = Catalog(rows.city(), [rows.institution(**GONE), rows.record(kind)], {}, DAY)

    assert len(found.all(kind)) == 1


@pytest.mark.parametrize("kind", [Hazard, Supervision, Inspection, Correction])
def test_what_endangers_nobody_any_more_ends_with_the_institution(kind: type[Record]) -> None:
    found = Catalog(rows.city(), [rows.institution(**GONE), rows.record(kind)], {}, DAY)

    assert found.all(kind) == []


@pytest.mark.parametrize(
    ("named", "follower"),
    [
        (rows.penalty(**GONE), rows.record(Reply, record="P2026-0001")),
        (rows.penalty(**GONE), rows.record(Case, penalty="P2026-0001")),
        (rows.record(Hazard, **GONE), rows.record(Reply, record="D2026-0001")),
        (rows.record(Hazard, **GONE), rows.record(Supervision, hazard="D2026-0001")),
        (rows.record(Hazard, **GONE), rows.record(Photo, record="D2026-0001")),
        (rows.record(Commitment, **GONE), rows.record(Conduct)),
        (rows.record(Contract, **GONE), rows.record(ContractCheck)),
    ],
)
def test_what_speaks_of_a_record_goes_with_it(named: Record, follower: Record) -> None:
    found = catalog(named, follower)

    assert found.all(type(follower)) == []
    assert withheld(found)[key_of(follower)] is Withheld.FOLLOWS


def test_what_speaks_of_a_record_ends_no_later_than_it() -> None:
    reply = rows.record(Reply)

    found = catalog(rows.penalty(severity="轻微"), reply)

    assert found.window(reply).ends == date(2026, 8, 10)


def test_a_case_that_names_no_penalty_stays() -> None:
    assert len(catalog(rows.record(Case)).all(Case)) == 1


@pytest.mark.parametrize("kind", ANSWERABLE)
def test_an_institution_may_answer_whatever_is_said_of_it(kind: type[Record]) -> None:
    makers = {"penalties": rows.penalty, "blacklist": rows.blacklist_entry, "grades": rows.grade}
    said = makers[kind.NAME]() if kind.NAME in makers else rows.record(kind)
    needed = [rows.record(Commitment)] if kind is Conduct else []

    found = catalog(*needed, said, rows.record(Reply, record=key_of(said)))

    assert len(found.all(Reply)) == 1


@pytest.mark.parametrize(
    ("teller", "column"), [(Notice, "text"), (Notice, "title"), (Case, "story"), (Reply, "text")]
)
@pytest.mark.parametrize("number", ["P2026-0001", "某罚决字〔2026〕第0001号"])
def test_a_text_that_names_a_withheld_record_goes_with_it(
    teller: type[Record], column: str, number: str
) -> None:
    text = rows.record(
        teller,
        **{"record": "I2026-0001"} if teller is Reply else {},
        **{column: f"见{number}决定书"},
    )
    penalty, inspection = rows.penalty(), rows.record(Inspection)

    before = catalog(penalty, inspection, text)
    after = catalog(rows.penalty(repaired_on=DAY), inspection, text)

    assert len(before.all(teller)) == 1
    assert after.all(teller) == []


def test_a_reply_goes_with_a_record_that_goes_because_of_its_text() -> None:
    conduct = rows.record(Conduct, evidence="见处罚 P2026-0001")
    reply = rows.record(Reply, record="KP2026-0001")

    found = catalog(rows.penalty(repaired_on=DAY), rows.record(Commitment), conduct, reply)

    assert found.all(Reply) == []


def test_a_text_goes_with_a_record_that_goes_because_of_its_text() -> None:
    conduct = rows.record(Conduct, evidence="见处罚 P2026-0001")
    notice = rows.record(Notice, text="见 KP2026-0001")
    correction = rows.record(Correction, wrong="见 GG2026-0001")

    found = catalog(
        rows.penalty(repaired_on=DAY), rows.record(Commitment), correction, notice, conduct
    )

    assert found.all(Notice) == []
    assert found.all(Correction) == []


def test_a_text_that_names_a_record_ends_no_later_than_it() -> None:
    notice = rows.record(Notice, text="见 P2026-0001")

    found = catalog(rows.penalty(severity="轻微"), notice)

    assert found.window(notice).ends == date(2026, 8, 10)


def test_a_text_that_names_an_expired_permit_goes_with_it() -> None:
    notice = rows.record(Notice, text="见某食许〔2026〕1号")

    assert catalog(rows.record(Permit, **GONE), notice).all(Notice) == []


def test_what_belongs_to_an_institution_ends_no_later_than_it() -> None:
    last = date(2026, 6, 30)
    hazard, penalty = rows.record(Hazard), rows.penalty()
    home = rows.institution(valid_to=last)

    found = Catalog(rows.city(), [home, hazard, penalty], {}, DAY)

    assert found.window(hazard).ends == last
    assert found.window(penalty).ends == date(2027, 5, 10)


def test_a_reply_to_an_id_that_two_tables_have_goes_with_the_first_to_go() -> None:
    survey = rows.record(Survey, id="P2026-0001", answers=50)

    found = catalog(survey, rows.penalty(repaired_on=DAY), rows.record(Reply))

    assert len(found.all(Survey)) == 1
    assert found.all(Reply) == []


def test_a_longer_number_is_another_number() -> None:
    notice = rows.record(Notice, text="见某罚决字〔2026〕第00012号、AP2026-0001、P2026-00012")

    found = catalog(rows.penalty(repaired_on=DAY), notice)

    assert len(found.all(Notice)) == 1


@pytest.mark.parametrize("result", ["取消", "降级"])
def test_a_grade_ends_with_the_review_that_takes_it_away(result: str) -> None:
    review = rows.record(GradeReview, reviewed_on=DAY, result=result)

    before = catalog(rows.grade(), review, day=date(2026, 6, 19))
    after = catalog(rows.grade(), review)

    assert before.window(before.all(Grade)[0]).ends == date(2026, 6, 19)
    assert withheld(after)["G2024-0001"] is Withheld.REGRADED
    assert len(after.all(GradeReview)) == 1


def test_a_grade_that_was_cancelled_does_not_bring_back_the_one_before() -> None:
    before = rows.grade("G2023-0001", granted_on=date(2023, 12, 1))

    found = catalog(before, rows.grade(), rows.record(GradeReview))

    assert found.grade("100001") is None


def test_a_lowered_grade_is_followed_by_a_new_one() -> None:
    lower = rows.grade("G2026-0001", level=2, granted_on=date(2026, 6, 5))

    found = catalog(lower, rows.grade(), rows.record(GradeReview, result="降级")).grade("100001")

    assert found is not None
    assert found.level == 2


def test_a_grade_that_was_confirmed_stays() -> None:
    assert catalog(rows.grade(), rows.record(GradeReview, result="保持")).grade("100001")


def test_a_hazard_forgets_an_inspection_that_is_withheld() -> None:
    gone = rows.record(Inspection, **GONE)

    (hazard,) = catalog(gone, rows.record(Hazard, inspection=gone.id)).all(Hazard)

    assert hazard.inspection is None


def test_a_penalty_forgets_a_hazard_that_is_no_longer_shown() -> None:
    penalty = rows.penalty(hazard="D2026-0001")

    kept = catalog(rows.record(Hazard), penalty)
    forgotten = catalog(rows.record(Hazard, **GONE), penalty)

    assert kept.all(Penalty)[0].hazard == "D2026-0001"
    assert forgotten.all(Penalty)[0].hazard is None


def test_a_listed_supervision_of_no_institution_is_shown() -> None:
    """Where a department is listed for a matter, no home ends it."""
    listed = rows.record(ListedSupervision, institution=None, begins=DAY, ends=DAY, as_of=DAY)

    assert catalog(listed).all(ListedSupervision) == [listed]
