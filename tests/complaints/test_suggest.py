"""Which matters are suggested for a complaint, and that the words which decided are shown."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from complaints.routing.folding import fold
from complaints.routing.suggest import QUOTES, Suggestion, suggest
from complaints.routing.words import ELLIPSIS, Word, word_faults, words
from content.folder import read_folder
from content.tables import Matter

CASES = Path(__file__).parents[1] / "data" / "suggest"
SAMPLE = Path(__file__).parents[2] / "content" / "sample"
# What README.md there says was measured, less a margin of about two cases in a hundred.
FLOORS = {"build": 0.97, "measure": 0.87}
OFFICIALS = "J01"
OFFICIALS_FLOORS = {"build": 0.97, "measure": 0.66}


@cache
def matters() -> tuple[Matter, ...]:
    rows = (row for table in read_folder(SAMPLE).tables.values() for _, row in table)
    return tuple(row for row in rows if isinstance(row, Matter))


def codes(text: str) -> list[str]:
    return [suggestion.code for suggestion in suggest(text, matters())]


@cache
def cases(kind: str) -> tuple[dict[str, str], ...]:
    text = (CASES / f"{kind}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


@pytest.mark.parametrize("kind", ["build", "measure"])
def test_the_right_matter_is_among_three_as_often_as_published(kind: str) -> None:
    hits = [case["matter"] in codes(case["text"]) for case in cases(kind)]

    assert share(hits) >= FLOORS[kind]


@pytest.mark.parametrize("kind", ["build", "measure"])
def test_a_complaint_about_officials_is_recognised_as_often_as_published(kind: str) -> None:
    about_officials = [case for case in cases(kind) if case["matter"] == OFFICIALS]
    hits = [OFFICIALS in codes(case["text"]) for case in about_officials]

    assert share(hits) >= OFFICIALS_FLOORS[kind]


@pytest.mark.parametrize("kind", ["build", "measure"])
def test_other_complaints_seldom_look_like_complaints_about_officials(kind: str) -> None:
    others = [c for c in cases(kind) if OFFICIALS not in (c["matter"], *c["also"].split("；"))]
    alarms = [OFFICIALS in codes(case["text"]) for case in others]

    assert share(alarms) <= 0.10


def test_the_cases_cover_every_matter_and_stand_in_one_set_only() -> None:
    known = {matter.code for matter in matters()}
    every = [*cases("build"), *cases("measure")]

    for case in every:
        assert {case["matter"], *filter(None, case["also"].split("；"))} <= known
        assert 10 <= len(case["text"]) <= 300
    assert len({case["text"] for case in every}) == len(every)
    assert all(case["set"] == kind for kind in ("build", "measure") for case in cases(kind))
    assert all(sum(case["matter"] == code for case in every) >= 3 for code in known)


@pytest.mark.parametrize(
    "text",
    [
        "推诿扯皮",
        "他们吃拿卡要",
        "民政局的人收红包",
        "举报了没人管",
        "来检查的人收了红包",
        "没人管老人，民政局推诿",
    ],
)
def test_the_conduct_of_officials_is_suggested(text: str) -> None:
    assert OFFICIALS in codes(text)


@pytest.mark.parametrize(
    "text",
    ["护工收红包", "护理员要好处费才给翻身", "院长态度差", "院长没收红包", "有人冒充民政局的骗钱"],
)
def test_the_staff_of_a_home_and_impostors_are_no_officials(text: str) -> None:
    assert OFFICIALS not in codes(text)[:1]


def test_officials_take_the_last_place_rather_than_none() -> None:
    text = "电梯困人、食堂饭菜馊了、消防通道和安全出口堵了、押金不退，镇政府知道"

    assert len(suggest(text, matters(), limit=9)) > 3
    assert codes(text)[2] == OFFICIALS
    assert suggest(text, matters(), limit=1)[0].code != OFFICIALS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("护工打老人，食堂的饭也难吃", "R01"),
        ("我爸走丢了，门口也没有公示栏", "R02"),
        ("煤气泄漏，收费又贵", "S03"),
        ("十几个老人上吐下泻，电话也打不通", "H01"),
    ],
)
def test_danger_to_life_goes_first(text: str, code: str) -> None:
    assert codes(text)[0] == code


def test_a_suggestion_says_who_handles_it_and_which_words_decided() -> None:
    first = suggest("交了押金，现在不给退！", matters())[0]

    assert (first.code, first.handler) == ("M05", "mz")
    assert 0 < first.score <= 1
    assert "押金" in first.words
    assert first.why == f"因为您写到：{'、'.join(first.words)}"


@pytest.mark.parametrize("kind", ["build", "measure"])
def test_every_word_shown_stands_in_the_text(kind: str) -> None:
    for case in cases(kind):
        folded = fold(case["text"])
        for suggestion in suggest(case["text"], matters()):
            assert 1 <= len(suggestion.words) <= QUOTES
            for word in suggestion.words:
                assert all(part in folded for part in word.split(ELLIPSIS))


def test_the_words_decide() -> None:
    without = suggest("老人昨天去了那里", matters())
    with_word = suggest("老人昨天去了那里，电梯", matters())

    assert without == []
    assert [suggestion.code for suggestion in with_word] == ["S02"]


def test_a_shorter_word_inside_a_longer_one_does_not_count() -> None:
    assert codes("未做消防验收")[0] == "F02"


def test_two_parts_may_stand_apart_but_not_far() -> None:
    assert any(ELLIPSIS in word for word in suggest("民政那几个人送礼才办", matters())[0].words)
    assert codes("民政" + "好" * 40 + "送礼")[:1] == ["J01"]
    apart = [s for s in suggest("民政" + "好" * 40 + "送礼", matters()) if s.code == "J01"]
    assert not any(ELLIPSIS in word for word in apart[0].words)


def test_the_same_text_has_the_same_answer_in_every_typing() -> None:
    plain = suggest("押金不退abc", matters())

    assert plain == suggest("押金不退abc", matters())
    assert plain == suggest("【押 金】\n不…退！！ＡＢＣ", matters())


@pytest.mark.parametrize(
    "text", ["", "   ", "。。。！？", "你看着办", "asdf 1234", "\x00\x07\u200b"]
)
def test_nothing_is_suggested_where_nothing_fits(text: str) -> None:
    assert suggest(text, matters()) == []


@pytest.mark.parametrize(
    "text",
    [
        "押金" * 5_000,
        "😡" * 10_000,
        "\x00\x1b\u202e\ufeff" * 2_500,
        "ﷺ" * 10_000,
        "'; DROP TABLE tickets; --" * 400,
        "<script>" * 1_250,
        "\ud800" * 10_000,
    ],
)
def test_hostile_text_is_read_like_any_other(text: str) -> None:
    assert len(suggest(text, matters())) <= 3


def test_a_word_written_often_counts_once() -> None:
    assert suggest("押金" * 100, matters()) == suggest("押金", matters())


def test_as_many_are_suggested_as_were_asked_for() -> None:
    text = "电梯坏了，食堂脏，押金不退，护工打老人"

    assert suggest(text, matters(), limit=0) == []
    assert len(suggest(text, matters(), limit=1)) == 1
    assert len(suggest(text, matters(), limit=10)) > 3


def test_only_the_matters_given_are_suggested() -> None:
    fire = [matter for matter in matters() if matter.code == "F01"]

    assert [s.code for s in suggest("押金不退，灭火器过期", fire)] == ["F01"]
    assert suggest("押金不退", []) == []


def test_a_matter_without_words_is_known_by_its_examples() -> None:
    example = matters()[0]
    new = replace(example, code="X01", name="无人机扰民", examples=("无人机撞窗户",))

    assert suggest("天天有无人机撞窗户", [new]) == [
        Suggestion(
            "X01",
            "无人机扰民",
            example.handler,
            0.497,
            ("无人机撞窗户",),
            "因为您写到：无人机撞窗户",
        )
    ]


def test_the_word_table_fits_the_matters() -> None:
    assert list(word_faults(words(), matters())) == []
    assert {row.matter for row in words()} == {matter.code for matter in matters()}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (Word("Z99", "押金", 3, "词"), "没有这个归口事项"),
        (Word("M05", "押 金", 3, "词"), "词里只能有"),
        (Word("M05", "押…金…退", 3, "词"), "词里只能有"),
        (Word("M05", "", 3, "词"), "词里只能有"),
        (Word("M05", "押金", 3, "近义"), "类别只能是"),
        (Word("M05", "押金", 9, "词"), "分量应当"),
    ],
)
def test_a_fault_of_the_word_table_is_named(row: Word, fault: str) -> None:
    assert fault in "".join(word_faults([row], matters()))


def test_a_word_given_twice_is_named() -> None:
    row = Word("M05", "押金", 3, "词")

    assert list(word_faults([row, row], matters())) == ["M05 押金：重复"]
