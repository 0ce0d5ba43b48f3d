"""How one lives there: building, beds, rooms, care, people; and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from content.tables import Admission, CareLevel, Medical, Service, Staffing
from tests.benchmarks.nation import sample
from tests.benchmarks.nation.chance import Shares, ago, vary
from tests.benchmarks.nation.homes import ABILITIES, LEVELS, Home
from tests.benchmarks.nation.sheets import Cells

EDUCATION = Shares({"高中中专": 30, "大专": 40, "本科": 22, "初中及以下": 6, "研究生": 2})
ITEMS = (
    "短期托养",
    "助浴",
    "康复",
    "日间照料",
    "家庭养老床位",
    "特困人员集中供养",
    "失能老人集中照护",
)
BRANCHES = (
    "全科医疗科",
    "内科；康复医学科",
    "内科；中医科",
    "内科；康复医学科；中医科；临终关怀科",
)


def _care_levels(home: Home) -> Iterator[Cells]:
    services = sample.sentences(CareLevel, "services")
    for name, ability in zip(LEVELS[: home.levels], ABILITIES, strict=False):
        (service,) = home.chance.choice(services)
        yield {
            "name": name,
            "ability": ability,
            "criteria": f"按 GB/T 42195 评估为{ability}",
            "services": vary(home.chance, service),
        }


def _admissions(home: Home) -> Iterator[Cells]:
    trial = home.between(1, 15)
    yield {
        "assessor": f"{home.district.name}老年人能力评估中心",
        "reassessed_months": home.chance.choice((3, 6, 12)),
        "visit_telephone": home.telephone,
        "trial_stay": "是" if trial > 3 else "否",
        "trial_days": trial if trial > 3 else "不适用",
        "family_committee": home.yes(0.5),
        "meal_committee": home.yes(0.6),
        "minutes": "一层公示栏，每季度更新",
    }


def _services(home: Home) -> Iterator[Cells]:
    for item in home.chance.sample(ITEMS, home.between(1, 4)):
        yield {
            "item": item,
            "offered": home.yes(0.92),
            "beds": home.between(1, 20),
            "price": 100 * home.between(4, 30) if home.chance.random() < 0.3 else "不适用",
            "note": "请提前预约" if home.chance.random() < 0.4 else "",
        }


def _medical(home: Home) -> Iterator[Cells]:
    within = home.chance.random() < 0.45
    insured = home.chance.random() < 0.3
    yield {
        "in_house": f"{home.document('卫医备', ago(home.age))}（医务室）" if within else "不适用",
        "branches": home.chance.choice(BRANCHES) if within else "不适用",
        "hospital": f"{home.district.name}人民医院" if home.number % 3 else f"{home.street}卫生院",
        "distance": home.between(1, 120) / 10,
        "green_channel": home.yes(0.8),
        "insured": "是" if insured else "否",
        "insured_until": ago(home.between(-700, 30)) if insured else "不适用",
        "care_insured": home.yes(0.4),
        "care_insured_until": ago(home.between(-700, 30)),
    }


def _staffing(home: Home) -> Iterator[Cells]:
    ratio = home.between(35, 100) / 10
    carers = 1 + int((home.beds - home.vacant) / ratio)
    yield {
        "carers": carers,
        "certified": int(carers * home.chance.random()),
        "by_day": ratio,
        "by_night": round(ratio * (2 + home.chance.random()), 1),
        "promised": round(ratio * (0.85 + 0.4 * home.chance.random()), 1),
        "round_the_clock": home.yes(0.93),
        "doctors": home.between(0, 4),
        "nurses": home.between(0, 12),
        "therapists": home.between(0, 4),
        "social_workers": home.between(0, 5),
        "dietitians": home.between(0, 2),
        "fire_guards": home.between(0, 6) or "不适用",
        **_head(home),
        "trained": home.between(0, 240),
        "next_due": ago(-41),
        "source_document": "养老机构人员季报表（2026年第三季度）",
    }


def _head(home: Home) -> Cells:
    return {
        "head_education": EDUCATION.draw(home.chance),
        "head_over_sixty": home.yes(0.12),
        "head_examined_on": ago(home.between(40, 600)),
    }


MAKERS = {
    CareLevel: _care_levels,
    Admission: _admissions,
    Service: _services,
    Medical: _medical,
    Staffing: _staffing,
}
