"""What the documents of a catalog say, where they open, and until when each part is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from content import Catalog
from content.tables import Institution, Penalty
from disclosure.pages import PAGES
from disclosure.texts import render_markdown
from search_index import Document, Link, Passage, documents, documents_of_page
from search_index.analysis import Role
from search_index.documents import read_document, read_parts, read_passages
from search_index.facets import KINDS
from search_index.kinds.texts import sections
from tests import rows
from tests.search_index.making import catalog

NUMBER_OR_DAY = re.compile(r"\d+(\.\d+)?|\d{4}-\d\d-\d\d")
"""What a facet is ordered by, and days, which betray nothing."""


def by_id(given: Catalog) -> dict[str, Document]:
    return {one.id: one for one in documents(given)}


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


def test_every_kind_of_the_sample_is_there_once(sample: Catalog) -> None:
    made = list(documents(sample))

    assert len({one.id for one in made}) == len(made)
    assert {one.kind for one in made} == KINDS.keys()
    assert sum(one.kind == "institution" for one in made) == len(sample.all(Institution))


def test_every_document_opens_at_a_page_of_the_registry(sample: Catalog) -> None:
    for one in documents(sample):
        assert dict(one.link.key) in list(PAGES[one.link.page].keys(sample)), one.id


def test_a_penalty_opens_on_the_board_and_names_its_home(sample: Catalog) -> None:
    one = by_id(sample)["penalties:P2026-0012"]

    assert one.link == Link("board", {"id": "100012"}, "P2026-0012")
    assert "柳荫颐养院" in texts(one)
    assert "示甲消行罚决字〔2026〕第0012号" in texts(one)
    assert one.date is not None
    assert one.shown_until == sample.window(sample.get(Penalty, "P2026-0012")).ends


def test_nothing_of_a_withheld_record_is_in_any_document(sample: Catalog) -> None:
    withheld = {row.document_number for row, _ in sample.withheld if isinstance(row, Penalty)}
    said = "\n".join(line for one in documents(sample) for line in one.lines())

    assert withheld
    assert [number for number in sorted(withheld) if number in said] == []


def test_a_board_tells_names_prices_sums_and_missing_words(sample: Catalog) -> None:
    one = by_id(sample)["institution:100012"]

    assert one.names == ("柳荫颐养院", "柳荫敬老院")
    assert {"100012", "甲区柳荫街道", "示例市甲区柳荫路 18 号", "52999901MJ90011210"} <= {
        *texts(one)
    }
    assert any(text.endswith("元/月") for text in texts(one))
    assert "每月全部费用" in {passage.label for passage in one.passages}
    assert "未填报" in texts(by_id(sample)["institution:100008"])


def test_a_part_is_shown_until_its_own_day_and_never_longer_than_the_whole() -> None:
    ends = date(2026, 12, 31)
    home = rows.institution(valid_to=date(2027, 6, 30))
    bed = rows.fee("F1001", "床位费", 1000, valid_to=ends)
    meals = rows.fee("F1002", "伙食费", 700, valid_to=date(2028, 1, 1))

    [one] = [one for one in documents(catalog(home, bed, meals)) if one.kind == "institution"]

    assert {part.until for part in one.parts()} == {ends, date(2027, 6, 30)}


def test_sections_are_numbered_as_the_page_numbers_them() -> None:
    text = "前言\n\n# 一\n\n## 二\n\n正文\n\n#### 四\n\n### 三\n\n题\n---\n尾"
    found = sections(text)

    assert [section.heading for section in found] == ["", "一", "二", "三", "题"]
    assert found[2].paragraphs == ["正文", "四"]
    html = render_markdown(text)
    assert all(f'id="{section.anchor}"' in html for section in found[1:])
    assert f"section-{len(found)}" not in html


def test_markup_is_no_text() -> None:
    [whole] = sections(
        "**加粗**和[链接](https://x.example)\n换行 | `码`\n\n| 甲 |\n| --- |\n| 乙 |"
    )

    assert whole.paragraphs == ["加粗和链接 换行 | 码", "甲", "乙"]


def test_a_document_is_read_as_it_was_written(sample: Catalog) -> None:
    for one in documents(sample):
        card, passages = one.lines()
        again = read_document(card)

        assert again.lines()[0] == card
        assert tuple(read_passages(passages)) == one.passages
        assert again.facets == one.facets


def test_a_document_is_cut_alike_before_and_after_it_was_written(sample: Catalog) -> None:
    for one in documents(sample):
        card, passages = (line.encode() for line in one.lines())
        days = [part.until.isoformat() if part.until else None for part in one.parts()]

        assert [part.until for part in read_parts(card, passages)] == days
        assert [part.tokens() for part in read_parts(card, passages)] == [
            part.tokens() for part in one.parts()
        ]


def test_a_value_that_is_said_twice_is_stored_once() -> None:
    one = Document(
        id="help:1", kind="help", title="某题", link=Link("help"), names=("收费", "收费")
    )

    [part] = replace(one, passages=(Passage("项目", "收费"), Passage("类别", "收费"))).parts()

    assert {role: [*values] for role, values in part.values.items()} == {
        Role.NAME: ["收费"],
        Role.TEXT: ["收费"],
    }


def leaves(value: object) -> Iterator[str]:
    """Give every text in something that was read from JSON, however deep it lies."""
    match value:
        case str():
            yield value
        case list():
            yield from (leaf for one in value for leaf in leaves(one))
        case dict():
            yield from (leaf for one in value.values() for leaf in leaves(one))


def test_the_texts_of_a_document_are_all_that_it_says(sample: Catalog) -> None:
    for one in documents(sample):
        written = {leaf for line in one.lines() for leaf in leaves(json.loads(line))}
        names = {facet.name for facet in one.facets}
        ours = {one.kind, one.link.page, one.link.edition, *Role, *names}
        told = {leaf for leaf in written - ours if not NUMBER_OR_DAY.fullmatch(leaf)}
        assert told <= {*one.texts()}


def test_the_texts_of_a_document_are_told_as_they_are(sample: Catalog) -> None:
    one = by_id(sample)["institution:100012"]
    quoted = replace(one, passages=(Passage('说"明', 'a "b"'),))

    assert {'说"明', 'a "b"'} <= {*quoted.texts()}


HELP = """
<html><body><header>页头</header><main><h1>使用帮助</h1>
<nav>首页</nav><p>开头 <b>两</b>句<br>话</p>
<section id="find"><h2>怎样找机构</h2><ol><li>第一步</li><li>第二步</li></ol></section>
<section id="pay"><h2>要花多少</h2><dl><dt>床位</dt><dd>按月</dd></dl>
<script>var x</script></section>
</main><footer>页脚</footer></body></html>
"""


def test_a_page_of_the_site_becomes_documents_by_section() -> None:
    made = documents_of_page("help", "使用帮助", HELP)

    assert [(one.link.anchor, one.title, texts(one)) for one in made] == [
        ("", "使用帮助", ["开头 两句话"]),
        ("find", "使用帮助 · 怎样找机构", ["第一步", "第二步"]),
        ("pay", "使用帮助 · 要花多少", ["床位", "按月"]),
    ]
    assert made[1].names == ("怎样找机构",)


@pytest.mark.parametrize("html", ["", "<main>", "</main><p>", "<main><p>没有结束", "<section id>"])
def test_broken_html_is_read_as_far_as_it_goes(html: str) -> None:
    assert documents_of_page("help", "帮助", html)[0].title == "帮助"
