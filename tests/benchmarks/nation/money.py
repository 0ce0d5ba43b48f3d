"""What it costs, what is paid beforehand and back, and what public money flows in."""

from __future__ import annotations

from collections.abc import Iterator

from content.tables import CareLevel, Clearance, Fee, Prepayment, Refund, Room, Subsidy
from tests.benchmarks.nation import sample
from tests.benchmarks.nation.chance import Shares, ago, vary
from tests.benchmarks.nation.homes import Home
from tests.benchmarks.nation.sheets import Cells

NOW, ENDED, BEFORE = "2026-01-01", "2025-12-31", "2024-01-01"
"""Since when prices hold, and those of the years before."""
PRICING = Shares({"市场自主定价": 70, "政府指导价": 15, "政府定价": 8, "普惠价": 7})
BANKS = ("示例农村商业银行", "示例市商业银行", "示例邮政储蓄银行")
SUBSIDIES = Shares({"运营补贴": 60, "责任保险补贴": 20, "建设补贴": 12, "购买服务": 8})


def _fees(home: Home) -> Iterator[Cells]:
    for number, (_, _, factor) in enumerate(home.rooms, start=1):
        price = int(home.price * factor / 10) * 10
        yield _price("床位费", price, room=home.key(Room, number))
        if home.number % 12 == 0:
            was = {"as_of": BEFORE, "valid_from": BEFORE, "valid_to": ENDED}
            yield _price("床位费", price - 100, room=home.key(Room, number)) | was
    for number in range(home.levels):
        amount = number * home.price // 3 or "不适用"
        yield _price("护理费", amount, care_level=home.key(CareLevel, number + 1))
    yield _price("伙食费", 30 * home.between(12, 40))
    deposit = home.price * home.chance.choice((0, 1, 2, 3, 6, 12, 15)) or "不适用"
    yield _price("押金", deposit, unit="元/次", note="离院结清后退还")
    for item, share in (("一次性费用", 0.4), ("服务费", 0.4), ("代收代付", 0.35)):
        if home.chance.random() < share:
            once = item == "一次性费用"
            yield _price(item, 10 * home.between(5, 80), unit="元/次" if once else "元/月")


def _price(item: str, amount: object, *, unit: str = "元/月", **more: object) -> dict[str, object]:
    day = {"as_of": NOW, "valid_from": NOW, "next_due": "2027-04-30"}
    return {"item": item, "amount": amount, "unit": unit, **day, **more}


def _prepayments(home: Home) -> Iterator[Cells]:
    pricing = PRICING.draw(home.chance)
    period = home.chance.choice((1, 1, 1, 3, 6))
    free = pricing == "市场自主定价"
    yield {
        "pricing": pricing,
        "pricing_document": "不适用" if free else home.document("发改价", NOW),
        "period_months": period,
        "longest_months": max(period, home.chance.choice((1, 3, 6, 12, 12, 18))),
        "deposit_purpose": "突发就医垫付和离院结算",
        "deposit_days": home.chance.choice((7, 10, 15, 20)),
        "bank": f"{home.chance.choice(BANKS)}{home.district.name}支行",
        "custody": home.yes(0.7),
        "reserve": home.chance.choice((10, 15, 20)),
        "covered": home.between(600, 1000) / 10,
        "membership_fee": 1000 * home.between(5, 60) if home.chance.random() < 0.03 else "不适用",
        "published_on": ago(home.between(21, 400)),
        "above_assets": home.yes(0.03),
    }


def _refunds(home: Home) -> Iterator[Cells]:
    rules = sample.sentences(Refund, "circumstance", "deduction")
    for circumstance, deduction in home.chance.sample(rules, home.between(1, 3)):
        yield {
            "circumstance": circumstance,
            "deduction": deduction,
            "days": home.chance.choice((5, 7, 10, 15, 20)),
        }


def _clearances(home: Home) -> Iterator[Cells]:
    if home.one_in(150):
        (subject,) = home.chance.choice(sample.sentences(Clearance, "subject"))
        persons = home.between(2, 60)
        amount = persons * home.between(100, 9000)
        yield {
            "subject": vary(home.chance, subject),
            "amount": amount,
            "persons": persons,
            "repaid": int(amount * home.chance.choice((0, 0.5, 1, 1))),
            "as_of": ago(home.between(25, 700)),
        }


def _subsidies(home: Home) -> Iterator[Cells]:
    for year in (2024, 2025, 2026):
        if home.one_in(1.6):
            kind = SUBSIDIES.draw(home.chance)
            yield {
                "kind": kind,
                "year": year,
                "amount": 100 * home.between(20, 60) * home.beds // 10,
                "document": home.document("民发", str(year)),
                "as_of": f"{year}-10-31",
            }


MAKERS = {
    Fee: _fees,
    Prepayment: _prepayments,
    Refund: _refunds,
    Clearance: _clearances,
    Subsidy: _subsidies,
}
