"""Institutions are found by the sounds of their names, with every reading, and by initials."""

from __future__ import annotations

import pytest

from search_index.pinyin import Spellings

NAMES = ["阳光养老院", "重阳里颐养院", "长乐福利院", "A7X护理院", "绿洲（西安）安养院", "爱+院"]


@pytest.fixture(scope="module")
def spellings() -> Spellings:
    return Spellings(enumerate(NAMES))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("yangguang", [0]),
        ("Yang Guang", [0]),
        ("yangguangyanglaoyuan", [0]),
        ("yanggu", [0]),  # while typing
        ("ygyly", [0]),
        ("yly", [0, 1]),
        ("chongyang", [1]),
        ("zhongyang", [1]),  # the other reading
        ("cyl", [1]),
        ("zyl", [1]),
        ("changle", [2]),
        ("zhangyue", [2]),
        ("changyue", [2]),
        ("xian", [4]),  # cut as xi'an
        ("lvzhou", [4]),
        ("luzhou", [4]),
        ("a7xhuli", [3]),
        ("yáng guāng", [0]),
        ("anggu", []),  # begins within a syllable
        ("guangyang", [0]),
        ("yanglaoguang", []),
        ("y", []),
        ("77", []),
        ("养老", []),
        ("", []),
        ("an" * 30, []),
        ("z" * 500, []),
    ],
)
def test_a_name_is_found_by_its_sound(spellings: Spellings, typed: str, names: list[int]) -> None:
    assert sorted(spellings.find(typed)) == names


def test_many_ways_to_cut_are_tried_but_not_all_there_are(spellings: Spellings) -> None:
    assert spellings.find("xianxianxianxianxianxianxianxianxianxian") == set()
