"""What was typed is read as words, quotes and exclusions; whatever it is, it can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import Query, Word, parse
from search_index.query import LONGEST, MOST_WORDS


@pytest.mark.parametrize(
    ("typed", "words", "excluded"),
    [
        ("养老院 押金", ["养老院", "押金"], []),
        ("养老院\u3000押金", ["养老院", "押金"], []),  # the space of a Chinese keyboard
        ("养老 -黑名单", ["养老"], ["黑名单"]),
        ("养老 －黑名单", ["养老"], ["黑名单"]),
        ("-黑名单", [], ["黑名单"]),
        ('"Fire safety" 养老', ["Fire safety", "养老"], []),
        ("“占用 堵塞”", ["占用 堵塞"], []),
        ("「養老 院」", ["養老 院"], []),
        ('-"不 收"', [], ["不 收"]),
        ("0000-5550100", ["0000-5550100"], []),  # A hyphen within a word is part of it.
        ("养老 養老", ["養老"], []),  # said twice
        ("、", ["、"], []),
        ("", [], []),
        ("-", [], []),
        ("- --", [], ["-"]),
        ('""', [], []),
        ('"', [], []),
        ('没有"完', ["没有", "完"], []),
        ("\x00\u200b", [], []),
    ],
)
def test_words_quotes_and_exclusions(typed: str, words: list[str], excluded: list[str]) -> None:
    query = parse(typed)

    assert [word.text for word in query.words] == words
    assert [word.text for word in query.excluded] == excluded


def test_a_quoted_word_says_so() -> None:
    assert parse('"yang" guang') == Query((Word("yang", quoted=True), Word("guang")))


def test_what_is_too_long_is_shortened_and_says_so() -> None:
    assert parse("养" * LONGEST) == Query((Word("养" * LONGEST),))
    assert parse("养" * (LONGEST + 1)) == Query((Word("养" * LONGEST),), shortened=True)
    many = parse(" ".join(map(str, range(100, 200))))
    assert len(many.words) == MOST_WORDS
    assert many.shortened


@given(st.text())
def test_anything_can_be_read(typed: str) -> None:
    query = parse(typed)

    assert all(word.text.strip() for word in (*query.words, *query.excluded))
