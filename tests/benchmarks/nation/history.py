"""What became of an institution: other names, other operators, contracts, its end."""

from __future__ import annotations

from collections.abc import Iterator

from content.tables import Closure, Contract, ContractCheck, Succession
from tests.benchmarks.nation import sample
from tests.benchmarks.nation.chance import Shares, ago, vary
from tests.benchmarks.nation.homes import Home
from tests.benchmarks.nation.sheets import Cells

CONTRACT_ITEMS = ("运营", "投入", "收费", "收支", "待遇", "质量", "公众评议")
CONTRACT_RESULT = Shares({"合格": 90, "需要整改": 8, "不合格": 2})


def _successions(home: Home) -> Iterator[Cells]:
    day = ago(home.between(30, 3000))
    if home.one_in(7):
        yield {
            "kind": "更名",
            "changed_on": day,
            "before": home.former_name(),
            "after": home.name,
            "as_of": day,
        }
    if home.one_in(25):
        yield {
            "kind": "变更运营方",
            "changed_on": day,
            "before": home.former_name(),
            "after": home.operator,
            "as_of": day,
        }


def _contracts(home: Home) -> Iterator[Cells]:
    if home.built_run == "公建民营":
        begins = home.between(100, 3200)
        (exit_terms,) = home.chance.choice(sample.sentences(Contract, "exit_terms"))
        yield {
            "owner": f"示例省{home.district.name}人民政府",
            "contractor": home.operator,
            "begins": ago(begins),
            "ends": ago(begins - home.chance.choice((1826, 3652, 5478))),
            "evaluation": f"2025 年度履约评价 {home.between(70, 98)} 分",
            "exit_terms": exit_terms,
            "document": f"https://minzheng.example/contracts/{home.id}",
            "as_of": ago(begins),
        }


def _contract_checks(home: Home) -> Iterator[Cells]:
    if home.built_run == "公建民营":
        for item in CONTRACT_ITEMS:
            result = CONTRACT_RESULT.draw(home.chance)
            yield {
                "contract": home.key(Contract, 1),
                "year": 2025,
                "item": item,
                "result": result,
                "finding": "" if result == "合格" else f"{home.between(1, 9)} 处不符合合同约定。",
                "as_of": ago(250),
            }


def _closures(home: Home) -> Iterator[Cells]:
    ordered = home.one_in(250)
    if not home.closed and not ordered:
        return
    begins = home.closed or home.between(25, 200)
    notice = 0 if ordered else home.between(31, 60)
    residents = min(home.beds, home.between(5, 90))
    kind = "停业" if home.closed else "停业整顿"
    reasons = [one for of, one in sample.sentences(Closure, "kind", "reason") if of == kind]
    yield {
        "kind": kind,
        "announced_on": ago(begins + notice),
        "begins": ago(begins),
        "ends": "不适用" if home.closed else ago(begins - 90),
        "reason": vary(home.chance, home.chance.choice(reasons)),
        "residents": residents,
        "resettled": residents if home.closed else int(residents * home.chance.random()),
        "resettlement": f"{residents} 位老人由{home.street}安排，转到附近的机构或者由家属接回。",
        "settling_unit": home.unit,
        "as_of": ago(begins + notice),
    }


MAKERS = {
    Succession: _successions,
    Contract: _contracts,
    ContractCheck: _contract_checks,
    Closure: _closures,
}
