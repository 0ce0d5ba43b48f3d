"""Snippets keep characters whole: nothing is cut between a letter and its accent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import Passage, Word
from search_index.analysis import Role
from search_index.snippets import AFTER, BEFORE, marked, snippets, spans

FAMILY = "👨‍👩‍👧"


@pytest.mark.parametrize(
    ("text", "word", "marks"),
    [
        ("养老院的養老床位", "养老", ["养老", "養老"]),
        ("cafe\u0301里", "cafe", ["cafe\u0301"]),
        (f"一家{FAMILY}人", "👩", ["👩\u200d👧"]),  # never cut before what is joined on
        ("𠮷野家𠮷", "𠮷", ["𠮷", "𠮷"]),
        ("哈哈哈", "哈哈", ["哈哈哈"]),
        ("约 120 ㎡", "120m", ["120 ㎡"]),
        ("没有", "养老", []),
    ],
)
def test_words_are_marked_where_they_stand(text: str, word: str, marks: list[str]) -> None:
    pieces = marked(text, [Word(word)])

    assert [piece.text for piece in pieces if piece.marked] == marks
    assert "".join(piece.text for piece in pieces) == text


def test_a_long_passage_is_cut_around_the_word() -> None:
    text = "前" * 200 + "押金" + "后" * 200
    [snippet] = snippets([Passage("收费", text)], [Word("押金")])
    said = "".join(piece.text for piece in snippet.pieces)

    assert said.startswith("…前")
    assert said.endswith("后…")
    assert len(said) <= BEFORE + AFTER + 4


def test_one_passage_that_shows_all_words_is_enough() -> None:
    passages = [Passage("", "押金和退还"), Passage("", "押金"), Passage("", "别的")]

    assert len(snippets(passages, [Word("押金"), Word("退还")])) == 1
    assert len(snippets(passages, [Word("押金"), Word("别的")])) == 2
    assert snippets(passages, [Word("没有")]) == ()


@given(st.text(), st.text(min_size=1, max_size=3))
def test_pieces_always_make_the_text_again(text: str, word: str) -> None:
    pieces = marked(text, [Word(word)], Role.TEXT)

    assert "".join(piece.text for piece in pieces) == text


@given(st.text(min_size=1))
def test_a_text_finds_itself(text: str) -> None:
    assert bool(spans(text, [Word(text)], Role.TEXT)) is bool(Role.TEXT.fold(text))
