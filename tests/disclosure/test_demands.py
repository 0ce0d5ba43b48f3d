"""What the policy documents ask to be public, and where it is: content/law/demands.csv.

`pages` names the pages that meet a demand, with ； between them; `where` has for each of them the
words (、 between them) under which its reader finds it. A demand without a page says why.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from content import Catalog
from disclosure.freezing.plan import file_of
from disclosure.pages import PAGES
from disclosure.pages.standing import DYNAMIC
from disclosure.theme.editions import STANDARD
from tests.pages import Page

DEMANDS = resources.files("content.law") / "demands.csv"
NUMERAL = "一二三四五六七八九十"
CLAUSE = re.compile(rf"[{NUMERAL}]?[（(][{NUMERAL}]+[）)]")
INDICATOR = re.compile(r"\d\.\d+")


def demands() -> list[dict[str, str]]:
    return list(csv.DictReader(DEMANDS.read_text(encoding="utf-8").splitlines()))


def plain(clause: str) -> str:
    return clause.replace("（", "(").replace("）", ")")


def number(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十") if "十" in numeral else ("", "", numeral)
    digits = {"": 0, **{character: value for value, character in enumerate(NUMERAL, 1)}}
    return (digits[tens] or 1) * 10 * bool(ten) + digits[ones]


def clauses_of(text: str) -> set[str]:
    """Give every clause that a text names; （五）—（九） names five."""
    found = [plain(clause) for clause in CLAUSE.findall(text)]
    if "—" in text and len(found) == 2:
        first, last = (number(clause.strip("()")) for clause in found)
        numerals = [*NUMERAL, *(f"十{one}" for one in NUMERAL[:9]), "二十"]
        found += [f"({one})" for one in numerals if first <= number(one) <= last]
    return {*found, *INDICATOR.findall(text)}


Texts = Callable[[str], list[str]]
on_every_demand = pytest.mark.parametrize(
    "demand", demands(), ids=lambda row: f"{row['document']}-{row['demand']}"
)


@pytest.fixture(scope="module")
def texts(frozen: Path, catalog: Catalog) -> Texts:
    """Give what every page of a kind says in the sample city."""

    @cache
    def of_kind(name: str) -> list[str]:
        page = PAGES[name]
        files = [file_of(page.address(STANDARD, key)) for key in page.keys(catalog)]
        public = frozen / "current" / "public"
        pages = [Page((public / file).read_text(encoding="utf-8")) for file in files]
        return [" ".join(one.text.split()) for one in pages]

    return of_kind


@on_every_demand
def test_the_page_that_is_named_shows_it_in_the_sample(
    demand: dict[str, str], texts: Texts
) -> None:
    pages = [name for name in demand["pages"].split("；") if name]
    words = demand["where"].split("；") if pages else []

    assert len(words) == len(pages)
    for name, some in zip(pages, words, strict=True):
        missing = [
            word
            for word in some.split("、")
            if name not in DYNAMIC and not any(word in text for text in texts(name))
        ]
        assert missing == [], name


@on_every_demand
def test_every_demand_names_a_page_that_exists_or_says_why_there_is_none(
    demand: dict[str, str],
) -> None:
    pages = [name for name in demand["pages"].split("；") if name]

    assert set(pages) <= {*PAGES, *DYNAMIC}
    assert demand["where"]


@pytest.mark.reference
@pytest.mark.parametrize("document", ["S0", "S1", "S2", "S3", "S4"])
def test_no_clause_of_the_reference_is_forgotten(document: str, reference: Path) -> None:
    text = (reference / "reference" / "disclosure.md").read_text(encoding="utf-8")
    asked = text.split("## 6.", 1)[1].split("## 7.", 1)[0]
    section = next(part for part in asked.split("### ") if part.startswith(document))
    bullets = [line for line in section.splitlines() if line.startswith("- ")]
    named = {
        plain(clause)
        for line in bullets
        for clause in re.findall(rf"(?:^- |[.;] )([{NUMERAL}]?\([{NUMERAL}]+\)):", line)
    }
    answered = {
        clause
        for row in demands()
        if row["document"] == document
        for clause in clauses_of(row["clause"])
    }

    assert len(demands()) > len(bullets)
    assert named <= answered


@pytest.mark.reference
def test_no_indicator_of_the_annex_is_forgotten(reference: Path) -> None:
    text = (reference / "reference" / "disclosure.md").read_text(encoding="utf-8")
    annex = next(line for line in text.splitlines() if line.startswith("- Annex 1, public-facing"))
    asked = set(INDICATOR.findall(annex))
    answered = {one for row in demands() for one in INDICATOR.findall(row["clause"])}
    assert asked <= answered
