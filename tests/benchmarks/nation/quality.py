"""How good and how safe it is: grades, assessments, surveys, papers of safety, drills."""

from __future__ import annotations

from collections.abc import Iterator

from content.tables import Approval, Assessment, CreditClass, Drill, Grade, GradeReview, Survey
from tests.benchmarks.nation import sample
from tests.benchmarks.nation.chance import Shares, ago, vary
from tests.benchmarks.nation.homes import Home
from tests.benchmarks.nation.sheets import Cells

LEVEL = Shares({1: 15, 2: 30, 3: 38, 4: 12, 5: 5})
REVIEW = Shares({"保持": 85, "降级": 9, "取消": 6})
PRECAUTIONS = (
    *("防噎食", "防食品药品误食", "防压疮", "防烫伤", "防坠床", "防跌倒"),
    *("防他伤和自伤", "防走失", "防文娱活动意外"),
)
DRILLS = Shares({"消防疏散": 60, "突发疾病": 15, "走失": 8, "食物中毒": 8, "自然灾害": 9})
RISK = Shares({"绿": 80, "黄": 16, "红": 4})
CREDIT = Shares({"A": 25, "B": 60, "C": 12, "D": 3})
YEAR = 365
APPROVALS = (
    ("消防设计审查", "zj", "住建消审字", "合格", 0, 0.45),
    ("消防验收", "zj", "住建消验字", "合格", 0, 0.7),
    ("消防监督检查", "xf", "消检字", "合格", 0, 0.6),
    ("房屋安全鉴定", "zj", "房鉴字", "A级", 0, 0.3),
    ("食品经营许可", "scjg", "市监食许", "合格", 5, 0.85),
    ("医疗机构备案", "wj", "卫医备", "已备案", 0, 0.25),
    ("电梯检验", "scjg", "特检梯", "合格", 1, 0.5),
    ("环评备案", "sthj", "环备", "已备案", 0, 0.15),
    ("不动产登记", "zr", "不动产权", "已备案", 0, 0.25),
    ("应急预案备案", "mz", "民应急备", "已备案", 0, 0.5),
    ("机构责任保险", "", "险", "已投保", 1, 0.85),
)
"""Paper, authority, word of its number, result, years that it lasts, share of homes with it."""


def _grades(home: Home) -> Iterator[Cells]:
    if home.graded:
        day = ago(home.graded)
        yield {
            "level": LEVEL.draw(home.chance),
            "organ": f"示例省{home.district.name}养老机构等级评定委员会",
            "document_number": home.district.document("民等评", day, home.graded % 4 + 1),
            "granted_on": day,
            "as_of": day,
        }


def _grade_reviews(home: Home) -> Iterator[Cells]:
    if home.graded and home.one_in(15):
        reviewed = home.between(25, 39)
        yield {
            "grade": home.key(Grade, 1),
            "reviewed_on": ago(reviewed),
            "result": REVIEW.draw(home.chance),
            "organ": f"示例省{home.district.name}养老机构等级评定委员会",
            "as_of": ago(reviewed),
        }


def _assessments(home: Home) -> Iterator[Cells]:
    if home.one_in(1.7):
        assessed = ago(home.between(30, 700))
        passed = home.chance.random() < 0.85
        failings = sample.sentences(Assessment, "failings")
        (failing,) = home.chance.choice(failings)
        had = home.chance.sample(range(len(PRECAUTIONS)), 9 if passed else home.between(3, 8))
        yield {
            "assessed_on": assessed,
            "assessor": "示例安护养老服务评估有限公司",
            "result": "达标" if passed else "未达标",
            "failings": "不适用" if passed else vary(home.chance, failing),
            "precautions": "；".join(PRECAUTIONS[one] for one in sorted(had)),
            "as_of": assessed,
        }


def _surveys(home: Home) -> Iterator[Cells]:
    if home.one_in(2.5):
        asked = ago(home.between(30, 500))
        yield {
            "asked_on": asked,
            "asker": home.district.units["mz"],
            "method": home.chance.choice(sample.sentences(Survey, "method"))[0],
            "answers": home.between(6, 160),
            "satisfied": home.between(700, 1000) / 10,
            "as_of": asked,
        }


def _credit_classes(home: Home) -> Iterator[Cells]:
    for kind, shares in (("信用等级", CREDIT), ("风险等级", RISK)):
        if home.one_in(1.7):
            rated = ago(home.between(30, 450))
            yield {
                "kind": kind,
                "grade": shares.draw(home.chance),
                "rated_on": rated,
                "rater": home.district.units["mz"],
                "link": f"https://credit.example/{home.id}" if kind == "信用等级" else "不适用",
                "as_of": rated,
            }


def _approvals(home: Home) -> Iterator[Cells]:
    for number, (kind, department, word, result, years, share) in enumerate(APPROVALS):
        if home.chance.random() < share:
            issued = home.between(30, max(31, years * 390 or min(home.age, 5000)))
            yield {
                "kind": kind,
                "number": home.document(word, ago(issued), number % 8 + 1),
                "result": result,
                "organ": home.district.units.get(department, "示例财产保险公司示例省分公司"),
                "issued_on": ago(issued),
                "expires_on": ago(issued - years * YEAR + 1) if years else "不适用",
            }
    if home.one_in(12):
        yield {
            "kind": "消防验收",
            "number": "不适用",
            "result": "未办理",
            "organ": home.district.units["zj"],
            "issued_on": "不适用",
            "expires_on": "不适用",
            "reason": home.chance.choice(("未办不动产登记", "土地规划不符", "改变使用性质")),
        }


def _drills(home: Home) -> Iterator[Cells]:
    for _ in range(home.between(0 if home.number else 1, 2)):
        held = ago(home.between(25, 700))
        yield {
            "kind": DRILLS.draw(home.chance),
            "held_on": held,
            "persons": home.between(8, 150),
            "as_of": held,
        }


MAKERS = {
    Grade: _grades,
    GradeReview: _grade_reviews,
    Assessment: _assessments,
    Survey: _surveys,
    CreditClass: _credit_classes,
    Approval: _approvals,
    Drill: _drills,
}
