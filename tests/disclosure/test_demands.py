"""What the policy documents ask to be public, and where it is: content/law/demands.csv."""

from __future__ import annotations

import csv
import re
from importlib import resources
from pathlib import Path

import pytest

from disclosure.pages import PAGES
from disclosure.pages.standing import DYNAMIC

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


@pytest.mark.parametrize("demand", demands(), ids=lambda row: f"{row['document']}-{row['demand']}")
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
