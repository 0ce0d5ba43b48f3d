"""Who looked, what was found, what became of it, what was promised and kept."""

from __future__ import annotations

from collections.abc import Iterator

from content.tables import Commitment, Conduct, Hazard, Inspection, Supervision
from tests.benchmarks.nation import sample
from tests.benchmarks.nation.chance import Shares, ago, vary
from tests.benchmarks.nation.homes import Home
from tests.benchmarks.nation.sheets import Cells

KIND = Shares({"日常检查": 80, "专项检查": 17, "个案检查": 3})
MANNER = Shares({"双随机": 40, "综合": 30, "联合": 15, "单独": 15})
FOUND = Shares({"责令整改": 60, "当场改正": 35, "移送处理": 5})
NOTICE = {"日常检查": "提前 3 个工作日", "专项检查": "直接检查", "个案检查": "个案不告知"}
KEPT = Shares({"已履行": 88, "部分履行": 9, "未履行": 3})
RECTIFIED, CLOSED, DUE, STILL_OPEN = 30, 45, 60, 70
"""Days after which a hazard is rectified, closed, and should have been; younger ones are open."""
SAID = ("field", "severity", "criterion", "description", "basis", "measure", "responsible")
"""What a hazard of the sample lends."""


def _inspections(home: Home) -> Iterator[Cells]:
    for number, days in enumerate(home.visits):
        kind, trouble = KIND.draw(home.chance), number < home.hazards
        with_whom = home.chance.choice(("", "scjg", "xf", "wj"))
        units = [home.unit, *([home.district.unit_of(with_whom)] if with_whom else [])]
        count = home.between(1, 4)
        yield {
            "kind": kind,
            "manner": MANNER.draw(home.chance),
            "inspected_on": ago(days),
            "units": "；".join(units),
            "subjects": home.chance.choice(("重点事项", "一般事项", "重点事项；一般事项")),
            "notice": NOTICE[kind],
            "result": FOUND.draw(home.chance) if trouble else "未发现问题",
            "problems": count if trouble else 0,
            "findings": _findings(home, count) if trouble else "不适用",
            "reported_on": ago(days - home.between(1, 7)),
            "as_of": ago(days),
        }


def _findings(home: Home, count: int) -> str:
    found = home.chance.sample(sample.sentences(Hazard, "description"), count)
    return vary(home.chance, "".join(one for (one,) in found))


def _hazards(home: Home) -> Iterator[Cells]:
    said = [one for one in sample.sentences(Hazard, *SAID) if (one[1] == "重大") == home.grave]
    for number, days in enumerate(home.visits[: home.hazards], start=1):
        words = dict(zip(SAID, home.chance.choice(said), strict=True))
        yield {
            **words,
            "inspection": home.key(Inspection, number),
            "description": vary(home.chance, words["description"]),
            "found_by": home.unit,
            "found_on": ago(days),
            "assigned_on": ago(days - 3),
            "due_on": ago(days - DUE),
            **_closing(home, days, number),
            "as_of": ago(days),
        }


def _closing(home: Home, days: int, number: int) -> Cells:
    """Close old hazards; a few stay open, but none of the gravest, whose supervision ends."""
    if days <= STILL_OPEN or (not home.grave and home.chance.random() < 0.1):
        return dict.fromkeys(("rectified_on", "closed_on", "evidence"), "不适用")
    closed = ago(days - CLOSED)
    return {
        "rectified_on": ago(days - RECTIFIED),
        "closed_on": closed,
        "rechecked_by": home.unit,
        "evidence": home.document("民复查", closed, number),
    }


def _supervisions(home: Home) -> Iterator[Cells]:
    if home.grave:
        days = home.visits[0]
        begins = days - home.between(1, 10)
        yield {
            "hazard": home.key(Hazard, 1),
            "level": home.chance.choice(("市级", "区级", "区级")),
            "organ": f"示例省{home.district.name}安全生产委员会",
            "document_number": home.document("安督", ago(begins)),
            "begins": ago(begins),
            "ends": ago(days - CLOSED) if days > STILL_OPEN else "不适用",
            "as_of": ago(begins),
        }


def _commitments(home: Home) -> Iterator[Cells]:
    signed = ago(max(40, home.age - 30))
    for number in range(1, home.promises + 1):
        said = sample.sentences(Commitment, "kind", "sentence")
        kind, sentence = said[(home.number + number) % len(said)]
        yield {
            "kind": kind,
            "signed_on": signed,
            "number": number,
            "sentence": sentence,
            "document": f"https://minzheng.example/commitments/{home.id}",
            "as_of": signed,
        }


def _conduct(home: Home) -> Iterator[Cells]:
    for number in range(1, home.promises + 1):
        if home.one_in(2):
            checked, kept = ago(home.between(25, 700)), KEPT.draw(home.chance)
            quota = home.between(10, 80)
            yield {
                "commitment": home.key(Commitment, number),
                "checked_on": checked,
                "kept": kept,
                "evidence": f"抽查 {quota} 份记录，{_outcome(kept, quota // 8 + 1)}",
                "handling": "不适用" if kept == "已履行" else "限十日内改正，到期复查",
                "as_of": checked,
            }


def _outcome(kept: str, count: int) -> str:
    return "与承诺一致" if kept == "已履行" else f"其中 {count} 份与承诺不一致"


MAKERS = {
    Inspection: _inspections,
    Hazard: _hazards,
    Supervision: _supervisions,
    Commitment: _commitments,
    Conduct: _conduct,
}
