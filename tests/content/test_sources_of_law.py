"""What the rows of law say of a statute stands in that statute, in the article that they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from content.law import Dated, limits, publicity_rules

pytestmark = pytest.mark.reference

ARTICLES = {
    "行政处罚法第四十八条": ("行政法__行政处罚法", "三日内撤回行政处罚决定信息并公开说明理由"),
    "第八十五条": ("行政法__行政处罚法", "“三日”“五日”“七日”的规定是指工作日"),
    "行政许可法第七十条第一项": ("行政法__行政许可法", "行政许可有效期届满未延续的"),
    "食品安全法第三十五条": ("行政法__食品安全法", "餐饮服务，应当依法取得许可"),
}
"""The articles that sources name, where each may be read, and the words that the row rests on."""
NAMED = re.compile(r"法第[一二三四五六七八九十]+条")


def article(folder: Path, statute: str, number: str) -> str:
    """Cut one article out of a statute."""
    (file,) = (folder / "laws").glob(f"{statute}(*.md")
    pattern = rf"^{number}\s.*?(?=^第\S+条\s|\Z)"
    found = re.search(pattern, file.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found, (statute, number)
    return found[0]


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_says_what_the_row_rests_on(reference: Path, name: str) -> None:
    statute, words = ARTICLES[name]
    (number,) = re.findall("第[一二三四五六七八九十]+条", name)

    assert words in article(reference / "data", statute, number)


def test_a_decision_found_void_is_withdrawn_as_one_that_was_revoked(reference: Path) -> None:
    text = article(reference / "data", "行政法__行政处罚法", "第四十八条")

    assert "变更、撤销、确认违法或者确认无效" in text


@pytest.mark.parametrize("row", [*publicity_rules(), *limits()], ids=lambda row: row.code)
def test_no_row_names_an_article_that_nobody_looked_up(row: Dated) -> None:
    assert not NAMED.search(row.source) or any(name in row.source for name in ARTICLES)
