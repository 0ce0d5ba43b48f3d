"""Documents, guides and warnings answer whether a rule was made or something was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from content.evaluation.indicators import BY_HAND
from content.tables import Guide, Missing, Policy, RiskNotice, Statute
from tests.content.evaluation.asking import ask
from tests.disclosed import row


def policy(title: str, issued_on: date = date(2023, 4, 20)) -> Policy:
    return row(
        Policy, id="p1", title=title, publisher="某市民政局", issued_on=issued_on,
        disclosure="主动公开",
    )  # fmt: skip


def statute(rank: str, number: object = Missing.NOT_REPORTED) -> Statute:
    return row(
        Statute, id="FG01", title="某条例", rank=rank, number=number, organ="某市人大",
        subject="养老",
    )  # fmt: skip


def guide(id_: str, kind: str) -> Guide:
    return row(
        Guide, id=id_, kind=kind, title="指南", who="人人", where="窗口", charge="不收费",
        basis="某文", reviewed_on=date(2026, 1, 1),
    )  # fmt: skip


def test_a_document_is_found_by_a_word_of_its_title() -> None:
    named = policy("关于养老机构“双随机、一公开”监管的意见")

    found = ask("1.3", named)

    assert found.result == "1 件：《关于养老机构“双随机、一公开”监管的意见》（某市民政局）"
    assert found.rows == (named,)
    assert "本级" in found.remark


def test_a_document_of_another_organ_is_not_one_that_was_made_here() -> None:
    title = "关于建立健全养老服务综合监管制度的意见"
    above = replace(policy(title), publisher="国务院办公厅")

    found = ask("1.2", above)

    assert (found.result, found.rows) == (BY_HAND, ())
    assert found.remark.endswith(f"没有写“某市”的不计，请核对：《{title}》（国务院办公厅）")


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("1.7", "某市养老机构信息公示办法"),
        ("1.8", "某市居家社区养老服务监督办法"),
        ("3.2", "某市民政局行政执法公示制度"),
    ],
)
def test_each_rule_is_looked_for_by_the_words_that_its_title_would_have(
    number: str, title: str
) -> None:
    assert ask(number, policy(title)).result == f"1 件：《{title}》（某市民政局）"


def test_the_rules_of_inspection_are_told_whoever_made_them() -> None:
    rules = replace(policy("养老机构行政检查办法"), publisher="民政部")

    found = ask("4.16", rules)

    assert (found.result, found.rows) == ("本站公开：《养老机构行政检查办法》（民政部）", (rules,))
    assert ask("4.16").result == BY_HAND


def test_without_such_a_document_a_person_must_answer() -> None:
    found = ask("1.3", policy("关于餐饮的意见"))

    assert (found.result, found.rows) == (BY_HAND, ())
    assert "“双随机”" in found.remark


@pytest.mark.parametrize(
    ("number", "counts", "does_not"),
    [
        ("1.1", ("地方性法规", "某号"), ("法律", "某号")),
        ("1.9", ("标准", "DB00/T 1—2025"), ("标准", "GB 38600—2019")),
    ],
)
def test_local_law_and_local_standards_stand_in_the_list_of_law(
    number: str, counts: tuple[str, str], does_not: tuple[str, str]
) -> None:
    assert ask(number, statute(*counts)).result == "1 件：《某条例》（某市人大）"
    assert ask(number, statute(*does_not)).result == BY_HAND


def test_policies_count_from_2013_on() -> None:
    recent, old = policy("新", date(2013, 1, 1)), policy("旧", date(2012, 12, 31))

    assert ask("4.11", recent, guide("g1", "投资指南")).result == (
        "2013 年以来的政策文件 1 件，法规制度 0 件；扶持政策清单没有，投资指南 1 份"
    )
    assert ask("4.11", old).result.startswith("2013 年以来的政策文件 0 件")


def test_each_kind_of_guide_is_looked_for() -> None:
    found = ask("4.12", guide("g1", "机构备案"), guide("g2", "机构备案"), guide("g3", "其他"))

    assert found.result == "机构备案 2 份，等级评定没有，机构补贴没有，个人补贴没有"


def test_warnings_of_fund_raising_are_counted_and_no_others() -> None:
    def warning(id_: str, kind: str) -> RiskNotice:
        return row(
            RiskNotice, id=id_, kind=kind, title="示例提示", signs="示例", advice="示例",
            hotline="12345", basis="某文",
        )  # fmt: skip

    other = warning("FX2026-0002", "保健品")

    assert ask("4.15", warning("FX2026-0001", "非法集资"), other).result == (
        "非法集资风险提示 1 条：《示例提示》"
    )
    assert ask("4.15", other).result == BY_HAND


def test_a_missing_number_is_no_local_standard() -> None:
    assert ask("1.9", statute("标准")).result == BY_HAND
