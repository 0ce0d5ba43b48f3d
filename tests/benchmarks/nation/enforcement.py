"""What authorities decided about an institution: penalties, the blacklist, measures, permits."""

from __future__ import annotations

from collections.abc import Iterator

from content.tables import BlacklistEntry, Hazard, Measure, Penalty, Permit
from tests.benchmarks.nation import sample
from tests.benchmarks.nation.chance import Shares, ago, vary
from tests.benchmarks.nation.homes import Home
from tests.benchmarks.nation.sheets import Cells

SEVERITY = Shares({"轻微": 35, "一般": 45, "严重": 17, "待核实": 3})
WEBSITE = "示例省政府网站行政处罚公示专栏"
FINES = (0, 500, 2000, 5000, 10000, 20000, 50000)
RELIEF = Shares({"无": 92, "复议中": 3, "诉讼中": 2, "撤销": 2, "变更": 1})
TAKEN_BACK = ("撤销", "变更")
TRADES = {"scjg": "市监罚", "xf": "消行罚决字", "wj": "卫医罚", "zj": "住建罚决字", "mz": "民罚"}
LAWS = {"食品": "scjg", "消防": "xf", "医疗": "wj", "建": "zj"}
"""By which words in its ground a penalty is known as one of which authority."""


def _penalties(home: Home) -> Iterator[Cells]:
    for number, days in enumerate(home.penalties, start=1):
        said = home.chance.choice(sample.rows(Penalty))
        department = next((one for word, one in LAWS.items() if word in said["basis"]), "mz")
        organ, published = home.district.units[department], ago(days - home.between(1, 8))
        yield {
            "document_number": home.document(TRADES[department], ago(days), number),
            "offence": said["offence"],
            "facts": f"{ago(days + 20)} 检查发现：{vary(home.chance, _core(said['facts']))}",
            "basis": said["basis"],
            **_fine(home.chance.choice(FINES)),
            "organ": organ,
            "decided_on": ago(days),
            "severity": SEVERITY.draw(home.chance),
            "publisher": organ,
            "published_at": WEBSITE,
            "published_on": published,
            **_aftermath(home, days),
            "hazard": home.key(Hazard, number) if number <= home.hazards else "",
            "as_of": published,
        }


def _fine(fine: int) -> Cells:
    if not fine:
        return {"category": "警告", "content": "警告，责令改正", "fine": "不适用"}
    return {"category": "罚款", "content": f"罚款 {fine} 元", "fine": fine}


def _core(facts: str) -> str:
    """Leave out when something was found."""
    return facts.partition("发现")[2] or facts


def _aftermath(home: Home, days: int) -> Cells:
    """Tell what became of a decision: appeals, withdrawals, credit that was repaired."""
    relief = RELIEF.draw(home.chance)
    if relief == "无":
        repaired = days > 120 and home.chance.random() < 0.2
        return {"remedy": relief, "repaired_on": ago(days - 100) if repaired else ""}
    when = {"remedy": relief, "remedy_on": ago(days - 22)}
    if relief not in TAKEN_BACK:
        return when
    reason = "认定的事实不清、证据不足，复议机关决定撤回"
    return {**when, "remedy_reason": reason, "withdrawn_on": ago(days - 23)}


def _blacklist(home: Home) -> Iterator[Cells]:
    if home.one_in(400):
        said = sample.sentences(BlacklistEntry, "circumstances", "basis")
        days = home.between(40, 1400)
        circumstances, basis = home.chance.choice(said)
        removed = days > 800
        yield {
            "document_number": home.document("民惩", ago(days)),
            "circumstances": circumstances,
            "basis": basis,
            "organ": home.district.units["mz"],
            "heard_on": ago(days + 20),
            "listed_on": ago(days),
            "published_at": "示例省政府网站失信联合惩戒对象名单专栏",
            "published_on": ago(days - 5),
            "removed_on": ago(days - 750) if removed else "",
            "removal_reason": "期满修复，经核查准予移出" if removed else "",
            "as_of": ago(days - 5),
        }


def _measures(home: Home) -> Iterator[Cells]:
    if home.one_in(250):
        said = sample.sentences(Measure, "kind", "content", "role", "basis")
        kind, content, role, basis = home.chance.choice(said)
        days = home.between(40, 900)
        yield {
            "kind": kind,
            "document_number": home.document("民惩措", ago(days)),
            "content": vary(home.chance, content),
            "role": role,
            "basis": basis,
            "organ": home.district.units["mz"],
            "decided_on": ago(days),
            "ends": ago(days - 400),
            "published_at": WEBSITE,
            "published_on": ago(days - 5),
            "lifted_on": ago(days - 200) if days > 230 and home.number % 2 else "",
            "as_of": ago(days - 5),
        }


def _permits(home: Home) -> Iterator[Cells]:
    said = sample.sentences(Permit, "name", "category", "content")
    for number in range(1, 2 + home.one_in(5)):
        name, category, content = home.chance.choice([one for one in said if "成立" not in one[0]])
        days = home.between(40, 2100)
        department = "scjg" if "食品" in name else "wj" if "医疗" in name else "zj"
        if home.one_in(2.5):
            yield {
                "document_number": home.document("许", ago(days), number),
                "name": name,
                "category": category,
                "certificate": f"示例-{home.id}-{number}",
                "content": vary(home.chance, content),
                "organ": home.district.units[department],
                "decided_on": ago(days),
                "begins": ago(days - 1),
                "ends": ago(days - 1826),
                "published_on": ago(days - home.between(1, 8)),
                "as_of": ago(days),
            }


MAKERS = {
    Penalty: _penalties,
    BlacklistEntry: _blacklist,
    Measure: _measures,
    Permit: _permits,
}
