"""Ranked and narrowed as a family would, with snippets, and with a reason where nothing is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.tables import Row
from search_index import Index, Reason, documents_of_page, search
from tests import rows
from tests.search_index.making import DAY, catalog, homes, indexed


def titles(index: Index, typed: str, day: date = DAY, **choices: str) -> list[str]:
    return [hit.document.title for hit in search(index, typed, day, choices, size=200).hits]


@pytest.mark.parametrize("name", ["长者模式", "长辈版", "亲情版", "关爱版", "关怀版", "長輩版"])
def test_every_name_of_the_elder_edition_finds_it(index: Index, name: str) -> None:
    first = search(index, name, DAY).hits[0].document

    assert first.title == "长者模式"
    assert (first.link.page, first.link.edition) == ("home", "elder")


def test_the_home_of_that_very_name_is_first(index: Index) -> None:
    assert titles(index, "柳荫颐養院")[0] == "柳荫颐养院"
    assert titles(index, "柳荫敬老院") == ["柳荫颐养院"]  # a former name
    assert titles(index, "柳荫 颐养院")[0] == "柳荫颐养院"


def test_punctuation_inside_a_name_does_not_count(index: Index) -> None:
    assert titles(index, "驿站双柿站")[0] == "槐序里社区养老服务驿站（双柿站）"
    assert titles(index, "（槐序里）社区")[0] == "槐序里社区养老服务驿站（双柿站）"


def test_names_are_found_by_sound_unless_quoted(index: Index) -> None:
    assert titles(index, "chongyangli") == titles(index, "cylyyy") == ["重阳里颐养院"]
    assert titles(index, "ygyly") == []
    assert titles(index, '"chongyangli"') == []
    assert "重阳里颐养院" in titles(index, "颐养 -chongyangli")


def test_names_go_before_boards_and_boards_before_documents() -> None:
    very = rows.institution("100003", name="安宁")
    named = rows.institution("100002", name="安宁里养老院")
    board = rows.institution("100001", name="乐园", address="安宁街 1 号")
    guilty = rows.penalty(institution="100001", facts="检查发现安宁病房上锁。")

    with indexed(catalog(board, named, very, guilty)) as index:
        assert titles(index, "安宁") == ["安宁", "安宁里养老院", "乐园", "乐园：堵塞疏散通道"]


def test_a_home_goes_before_a_matter_whose_name_begins_so(index: Index) -> None:
    kinds = [hit.document.kind for hit in search(index, "养老", DAY).hits]
    suggested = [document.kind for document in index.suggest("养老", DAY)]

    assert kinds.index("institution") < kinds.index("matter")
    assert suggested[0] == "institution"


def test_recent_penalties_go_first() -> None:
    older = rows.penalty("P2026-0001", decided_on=date(2026, 3, 1), offence="旧事")
    newer = rows.penalty("P2026-0002", decided_on=date(2026, 8, 1), offence="新事")

    with indexed(catalog(*homes("乐园"), older, newer)) as index:
        assert titles(index, "某法第一条") == ["乐园：新事", "乐园：旧事"]


def test_all_words_are_required_wherever_they_stand(index: Index) -> None:
    both = set(titles(index, "押金 电梯"))

    assert both == set(titles(index, "押金")) & set(titles(index, "电梯"))
    assert set(titles(index, "押金 -电梯")) == set(titles(index, "押金")) - set(
        titles(index, "电梯")
    )
    assert titles(index, '"押金 电梯"') == []


def test_words_of_one_home_meet_although_they_are_shown_until_different_days() -> None:
    bed = rows.fee("F1001", "床位费", 1234, valid_to=date(2027, 1, 31))

    with indexed(catalog(*homes("乐园"), bed)) as index:
        assert titles(index, "乐园 1234") == ["乐园"]
        assert titles(index, "乐园 1234", date(2027, 2, 1)) == []
        assert titles(index, "乐园", date(2027, 2, 1)) == ["乐园"]


def test_what_expired_is_not_found_although_no_build_ran() -> None:
    guilty = rows.penalty(severity="一般")  # decided on 2026-05-10: shown for a year

    with indexed(catalog(*homes("乐园"), guilty)) as index:
        assert titles(index, "堵塞", date(2027, 5, 10)) == ["乐园：堵塞疏散通道"]
        assert titles(index, "堵塞", date(2027, 5, 11)) == []
        assert titles(index, "乐园", penalty="yes") == ["乐园"]
        assert titles(index, "乐园", date(2027, 5, 11), penalty="yes") == []
        assert titles(index, "乐园", date(2027, 5, 11), penalty="no") == ["乐园"]


def city_of_prices() -> list[Row]:
    made = homes("甲院", "乙院", "丙院")
    for number, bed in ((1, 3000), (2, 1500)):
        for letter, item in enumerate(("床位费", "护理费", "伙食费")):
            made.append(rows.fee(f"F{number}00{letter}", item, bed, institution=f"10000{number}"))
    return [*made, rows.grade(institution="100002"), rows.capacity(institution="100003")]


def test_prices_and_grades_sort_with_the_unknown_last() -> None:
    with indexed(catalog(*city_of_prices())) as index:
        by_price = search(index, "院", DAY, {"kind": "institution"}, sort="price")
        by_grade = search(index, "院", DAY, {"kind": "institution"}, sort="grade")

    assert [hit.document.title for hit in by_price.hits] == ["乙院", "甲院", "丙院"]
    assert by_grade.hits[0].document.title == "乙院"


def test_facets_count_what_would_be_left() -> None:
    with indexed(catalog(*city_of_prices())) as index:
        every = search(index, "院", DAY).facets
        chosen = search(index, "院", DAY, {"price": "9000", "nonsense": "1", "grade": ""})

    assert [(one.value, one.count) for one in every["price"]] == [
        ("4500", 1), ("9000", 1), ("none", 1),
    ]  # fmt: skip
    assert [(one.label, one.count) for one in every["vacancy"]] == [
        ("床位未填报", 2), ("有空床", 1),
    ]  # fmt: skip
    assert [(one.label, one.count) for one in every["grade"]] == [
        ("三级", 1), ("没有有效的等级", 2),
    ]  # fmt: skip
    assert [hit.document.title for hit in chosen.hits] == ["甲院"]
    assert {one.value: (one.count, one.chosen) for one in chosen.facets["price"]} == {
        "4500": (1, False), "9000": (1, True), "none": (1, False),
    }  # fmt: skip
    assert [(one.value, one.count) for one in chosen.facets["grade"]] == [("none", 1)]


def test_counts_are_those_of_the_hits_themselves(index: Index) -> None:
    answer = search(index, "养老", DAY, size=200)

    for name, counts in answer.facets.items():
        for one in counts:
            assert search(index, "养老", DAY, {name: one.value}).total == one.count, (name, one)


def test_pages_are_cut_and_never_left() -> None:
    with indexed(catalog(*homes(*(f"第{number}院" for number in range(45))))) as index:
        first, last = search(index, "院", DAY), search(index, "院", DAY, page=99)

    assert (first.total, first.pages, len(first.hits)) == (45, 3, 20)
    assert (last.page, len(last.hits)) == (3, 5)
    assert {hit.document.id for hit in first.hits}.isdisjoint(hit.document.id for hit in last.hits)


def test_snippets_show_the_words_as_they_were_written() -> None:
    guilty = rows.penalty(facts="2026-08-05 检查发现，二层东侧疏散门上锁。")

    with indexed(catalog(*homes("乐园"), guilty)) as index:
        [hit] = search(index, "疏散門上鎖", DAY).hits
    [snippet] = hit.snippets

    assert snippet.label == "违法事实"
    assert [piece.text for piece in snippet.pieces if piece.marked] == ["疏散门上锁"]
    assert "".join(piece.text for piece in snippet.pieces).startswith("2026-08-05 检查发现")


def test_titles_are_marked(index: Index) -> None:
    hit = search(index, "liuyin 养院", DAY).hits[0]

    assert [(piece.text, piece.marked) for piece in hit.title] == [
        ("柳荫颐", False),
        ("养院", True),
    ]


def test_nothing_is_explained(index: Index) -> None:
    def reason(typed: str, **choices: str) -> tuple[Reason, tuple[str, ...]]:
        why = search(index, typed, DAY, choices).why
        assert why is not None
        return why.reason, why.words

    assert reason("龙王庙 押金") == (Reason.UNKNOWN, ("龙王庙",))
    assert reason("长辈版 押金") == (Reason.APART, ("长辈版", "押金"))
    assert reason("柳荫颐养院 -养") == (Reason.EXCLUDED, ("养",))
    assert reason("柳荫颐养院", district="ding")[0] is Reason.NARROWED
    assert search(index, "押金", DAY).why is None


def test_the_nearest_names_are_offered(index: Index) -> None:
    assert search(index, "柳阴颐养院", DAY).nearest[0].title == "柳荫颐养院"  # sounds alike
    assert search(index, "liuyingyiyang", DAY).nearest[0].title == "柳荫颐养院"
    assert search(index, "鑫", DAY).nearest == ()


def test_suggestions_begin_with_what_is_typed(index: Index) -> None:
    def suggested(typed: str) -> list[str]:
        return [one.title for one in index.suggest(typed, DAY)]

    assert all(title.startswith("柳") for title in suggested("柳"))
    assert suggested("柳荫颐") == ["柳荫颐养院"]
    assert suggested("liuyinyi") == ["柳荫颐养院"]
    assert suggested("消防安")[0] == "消防安全隐患"
    assert suggested("") == suggested(" ") == []
    assert len(suggested("养")) == 8


def test_pages_that_only_the_site_knows_are_found() -> None:
    page = documents_of_page("help", "使用帮助", "<main><section id='x'><p>怎样申诉</p></section>")

    with indexed(catalog(), pages=page) as index:
        [hit] = search(index, "申诉", DAY).hits
        assert (hit.document.link.page, hit.document.link.anchor) == ("help", "x")


@pytest.mark.parametrize(
    "typed",
    [
        "养" * 10_000,
        "a" * 10_000,
        "yang" * 2_500,
        "养老 " * 5_000,
        '"' * 10_000,
        "- -- --- \" “ ” '",
        "\x00\x01\x1b[31m\x7f",
        "👨‍👩‍👧‍👦 🏳️‍🌈 \ud83d",
        ".*(养|老)+[^a]{2,}$\\",
        "'; DROP TABLE institutions; --",
        "kind:institution AND (NOT) OR * ? ~2 ^3 [a TO z]",
        "\u202e\u0301\u0301\u0301",
        "|| ||| <,zhong,>",
    ],
)
def test_hostile_queries_get_an_answer(index: Index, typed: str) -> None:
    answer = search(index, typed, DAY, {"kind": typed, typed: "x"}, sort=typed, page=-5)

    assert answer.page == 1
    index.suggest(typed, DAY)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(st.one_of(st.characters(), st.sampled_from('养老院" -“”押金yang1'))))
def test_any_query_gets_an_answer(index: Index, typed: str) -> None:
    answer = search(index, typed, DAY)

    assert bool(answer.hits) is (answer.why is None)
    for hit in answer.hits:
        assert "".join(piece.text for piece in hit.title) == hit.document.title
