"""The form is whole: every indicator has a line, and what content cannot answer says so."""

from __future__ import annotations

from datetime import date

from content.evaluation.answers import ANSWERS
from content.evaluation.form import evaluate, line, preamble
from content.evaluation.indicators import BY_HAND, indicators
from content.tables import Missing
from tests import rows
from tests.content.evaluation.asking import ask, home
from tests.search_index.making import DAY, catalog

GROUPS = {"1.制度建设": 12, "2.机制运行": 11, "3.能力提升": 6, "4.监管成效": 21}
PUBLIC_FACING = {
    *("1.7", "2.2", "2.3", "2.5", "2.6", "3.5"),
    *(f"4.{number}" for number in (*range(1, 15), 18, 19, 20, 21)),
}
"""Those that a public site can answer, by the analysis of the document."""


def test_every_indicator_of_the_annex_has_a_line_in_its_order() -> None:
    numbers = [(one.group, one.number) for one in indicators()]

    assert numbers == [
        (group, f"{group[0]}.{number}")
        for group, most in GROUPS.items()
        for number in range(1, most + 1)
    ]


def test_what_is_marked_as_computed_is_and_nothing_else() -> None:
    computed = {one.number for one in indicators() if one.is_computed}
    by_title = {one.number for one in indicators() if one.words}

    assert computed == ANSWERS.keys() | by_title
    assert ANSWERS.keys().isdisjoint(by_title)


def test_every_indicator_that_faces_the_public_is_computed() -> None:
    assert {one.number for one in indicators() if not one.is_computed}.isdisjoint(PUBLIC_FACING)


def test_a_city_that_disclosed_nothing_gets_a_whole_form() -> None:
    answered = evaluate(catalog())

    assert len(answered) == sum(GROUPS.values())
    assert [one.indicator.number for one in answered if not one.result] == []


def test_what_content_cannot_answer_is_left_to_a_person() -> None:
    [one] = [one for one in evaluate(catalog()) if one.indicator.number == "2.7"]

    assert (one.result, one.rows) == (BY_HAND, ())


def test_an_answer_names_its_rows_by_table_and_key() -> None:
    given = catalog(home(), rows.grade())
    [one] = [one for one in evaluate(given) if one.indicator.number == "4.5"]

    assert set(one.sources) == {"institutions:100001", "grades:G2024-0001"}
    assert line(one).sources == "机构 1 行：100001；等级评定 1 行：G2024-0001"


def test_more_rows_than_anybody_reads_are_counted_in_the_cell() -> None:
    homes = [rows.institution(str(200000 + number), kind="养老机构") for number in range(21)]
    [one] = [one for one in evaluate(catalog(*homes)) if one.indicator.number == "4.5"]

    assert len(one.sources) == 21
    assert line(one).sources == "机构 21 行：200000、200001、200002、200003、200004 等"


def test_what_the_site_may_not_show_is_in_no_number() -> None:
    over = rows.penalty(severity="一般", decided_on=date(2024, 1, 1))
    unpublished = rows.penalty("P2026-0002", published_on=Missing.NOT_APPLICABLE)

    found = ask("4.2", home(), over, unpublished)

    assert found.result.startswith("行政处罚 0 件")
    assert found.rows == ()
    assert "台账" in found.remark


def test_the_form_says_of_what_day_it_is_and_whom_it_leaves_out() -> None:
    city, counted, _ = preamble(catalog(home(), home(2, kind=Missing.UNVERIFIED)))

    assert "某市" in city
    assert str(DAY) in city
    assert "养老机构 1 家，另有 1 家机构类别未填报，未计入" in counted
