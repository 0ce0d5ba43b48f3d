"""What is said of an institution: its own replies, mistakes of the site, cases."""

from __future__ import annotations

from collections.abc import Iterator

from content.tables import Case, Correction, Hazard, Penalty, Reply
from tests.benchmarks.nation import sample
from tests.benchmarks.nation.chance import ago, vary
from tests.benchmarks.nation.homes import Home
from tests.benchmarks.nation.sheets import Cells


def _replies(home: Home) -> Iterator[Cells]:
    answered: list[str] = []
    if home.penalties and home.one_in(3):
        answered.append(home.key(Penalty, 1))
    if home.hazards and home.one_in(10):
        answered.append(home.key(Hazard, 1))
    for record in answered:
        said = ago(home.between(20, 29))
        alike = [row for row in sample.rows(Reply) if row["record"][0] == record[0]]
        text = vary(home.chance, home.chance.choice(alike)["text"])
        yield {"record": record, "said_on": said, "text": text, "as_of": said}


def _corrections(home: Home) -> Iterator[Cells]:
    if home.one_in(20):
        corrected = ago(home.between(25, 400))
        yield {
            "field": "核定床位",
            "wrong": home.beds + home.between(1, 9),
            "right": home.beds,
            "corrected_on": corrected,
            "reason": home.chance.choice(sample.sentences(Correction, "reason"))[0],
            "as_of": corrected,
        }


def _cases(home: Home) -> Iterator[Cells]:
    if home.penalties and home.one_in(30):
        said = home.chance.choice([row for row in sample.rows(Case) if row["penalty"]])
        told = ago(home.between(22, 29))
        yield {
            "kind": said["kind"],
            "title": said["title"],
            "told_on": told,
            "story": f"{home.district.name}：{vary(home.chance, said['story'])}",
            "outcome": "罚款，限期改正，复查合格。",
            "lesson": said["lesson"],
            "penalty": home.key(Penalty, 1),
            "as_of": told,
        }


MAKERS = {
    Reply: _replies,
    Correction: _corrections,
    Case: _cases,
}
