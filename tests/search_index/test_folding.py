"""What counts as the same when people type, and that every place leads back to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.folding import BORDER, TABLE, fold, fold_name, fold_together, fold_with_places


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("養老院", "养老院"),  # traditional
        ("ＡＢＣ１２３", "abc123"),  # full width
        ("ｶﾞ", "ガ"),  # half width of another script
        ("Café", "CAFE"),  # accent, whether one character or two
        ("Cafe\u0301", "cafe"),
        ("罚款 20000 元", "罚款20000元"),  # spaces
        ("罚款\u3000２万", "罚款2万"),
        ("养\u200b老\ufeff院", "养老院"),  # what nobody sees
        ("⽼年", "老年"),  # a radical, as some PDF files have it
        ("㎡", "m2"),
        ("裏裡", "里里"),
        ("ǖ", "u"),
    ],
)
def test_these_are_the_same(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


def test_punctuation_counts_in_a_text_and_not_in_a_name() -> None:
    assert fold("占用、堵塞") != fold("占用堵塞")
    assert fold_name("驿站（双柿站）") == fold_name("驿站·双柿站") == "驿站双柿站"
    assert fold_name("0000-5550100") == "00005550100"


def test_characters_are_folded_one_by_one_and_never_by_phrases() -> None:
    assert fold("乾隆") == "干隆"  # A phrase table would know the emperor.
    assert len(fold("頭髮發展")) == 4


def test_the_table_is_one_to_one_and_ends() -> None:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    table = {line[0]: line[1] for line in lines}

    assert len(table) == len(lines) > 4000
    assert {len(line) for line in lines} == {2}
    assert not set(table.values()) & set(table)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.text(), st.text())
def test_a_part_of_a_text_is_a_part_of_it_folded(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)
    assert fold_name(one + other) == fold_name(one) + fold_name(other)


@given(st.text())
def test_every_folded_character_knows_its_place(text: str) -> None:
    folded = fold_with_places(text, loose=False)

    assert folded.text == fold(text)
    assert len(folded.places) == len(folded.text)
    assert list(folded.places) == sorted(folded.places)
    assert all(piece in fold(text[place]) for piece, place in zip(*_both(folded), strict=True))


def _both(folded: object) -> tuple[str, tuple[int, ...]]:
    return folded.text, folded.places  # type: ignore[attr-defined]


def test_values_are_folded_together_as_one_by_one() -> None:
    values = ["ＡＢ 养、老", "", f"里面有{BORDER}边界", "两\n行", "養老院"]

    assert fold_together(values, loose=True).split(BORDER) == [*map(fold_name, values)]
    assert fold_together(values, loose=False).split(BORDER) == [*map(fold, values)]
