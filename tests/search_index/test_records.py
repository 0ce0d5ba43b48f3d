"""What is disclosed beside boards and policies: found at its place, by every word, for its time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content import Catalog
from content.tables import (
    Approval,
    Case,
    Closure,
    Contract,
    ContractCheck,
    Department,
    Duty,
    Guide,
    Hazard,
    HomeBeds,
    Hotline,
    Inspection,
    InspectionRule,
    Measure,
    Missing,
    Operator,
    Photo,
    Registration,
    Row,
    Staffing,
    Target,
    Unregistered,
)
from search_index import Document, Link, documents
from tests import rows
from tests.disclosed import row
from tests.search_index.making import DAY, catalog, homes

HOME = homes("乐园")[0]


def by_id(*given: Row, texts: dict[str, str] | None = None) -> dict[str, Document]:
    return {one.id: one for one in documents(catalog(*given, texts=texts))}


def said(document: Document) -> dict[str, str]:
    return {passage.label: passage.text for passage in document.passages}


def hazard(**changes: Any) -> Hazard:
    values: dict[str, Any] = {
        "id": "D2026-0001",
        "field": "消防",
        "severity": "重大",
        "description": "二层疏散门上锁",
        "basis": "某标准第四条",
        "found_by": "shi-mz",
        "found_on": date(2026, 9, 1),
        "due_on": date(2026, 11, 30),
    }
    return row(Hazard, **(values | changes))


def measure(**changes: Any) -> Measure:
    values: dict[str, Any] = {
        "id": "M2026-0001",
        "kind": "联合惩戒措施",
        "document_number": "某惩〔2026〕1号",
        "content": "两年内不给运营补贴",
        "basis": "某办法",
        "organ": "某局",
        "decided_on": date(2026, 5, 1),
        "ends": date(2028, 4, 30),
        "published_on": date(2026, 5, 5),
    }
    return row(Measure, **(values | changes))


def test_a_hazard_opens_on_the_board_and_names_its_unit() -> None:
    one = by_id(HOME, hazard())["hazards:D2026-0001"]

    assert one.title == "乐园：重大隐患（消防）"
    assert one.link == Link("board", {"id": "100001"}, "D2026-0001")
    assert said(one)["发现单位"] == "市民政局"
    assert said(one)["隐患"] == "二层疏散门上锁"


def test_a_measure_is_shown_until_its_own_last_day_and_not_when_lifted() -> None:
    assert by_id(HOME, measure())["measures:M2026-0001"].shown_until == date(2028, 4, 30)
    assert "measures:M2026-0001" not in by_id(HOME, measure(lifted_on=DAY))


@pytest.mark.parametrize(
    ("made", "id_", "link"),
    [
        (
            row(Closure, id="Y2026-0001", kind="停业", announced_on=date(2026, 10, 1),
                begins=date(2026, 12, 1), ends=Missing.NOT_APPLICABLE, reason="示例",
                resettlement="示例", settling_unit="shi-mz"),
            "closures:Y2026-0001", Link("closures", {}, "Y2026-0001"),
        ),
        (
            row(Case, id="AL2026-0001", kind="正面典型", title="示例", told_on=DAY, story="示例",
                outcome="示例", lesson="示例"),
            "cases:AL2026-0001", Link("cases", {}, "AL2026-0001"),
        ),
        (
            row(Unregistered, id="WD2026-0001", place="jia", location="某路 9 号",
                found_on=date(2026, 9, 1), result="正在处理", dealt_by="shi-mz"),
            "unregistered:WD2026-0001", Link("unregistered", {}, "WD2026-0001"),
        ),
        (
            row(Target, id="MB2026-0001", name="达标率", unit="%", wanted=100,
                due_on=date(2026, 12, 31), basis="某文"),
            "targets:MB2026-0001", Link("targets", {}, "MB2026-0001"),
        ),
        (
            row(Operator, code="leyuan", name="乐园有限公司"),
            "operators:leyuan", Link("operator", {"id": "leyuan"}),
        ),
        (
            row(Hotline, code="96000", name="示例热线", number="96000", scope="举报", hours="全天"),
            "hotlines:96000", Link("notices", {}, "hotlines"),
        ),
    ],
)  # fmt: skip
def test_every_record_opens_at_its_place(made: Row, id_: str, link: Link) -> None:
    assert by_id(HOME, made)[id_].link == link


def test_codes_are_told_as_the_names_that_they_stand_for() -> None:
    department = row(
        Department, code="mz", name="民政局", short_name="民政", name_en="x", duty="x", source="x"
    )
    duty = row(
        Duty, id="JG01", department="mz", subject="收费", weight="重点事项", measure="检查",
        basis="某文", process="立案",
    )  # fmt: skip

    one = by_id(department, duty)["duties:JG01"]

    assert said(one)["部门"] == "民政局"
    assert "mz" not in said(one).values()


def test_a_rule_that_the_city_did_not_adopt_is_not_found() -> None:
    def rule(id_: str, *, adopted: bool) -> InspectionRule:
        return row(
            InspectionRule, id=id_, department="mz", level="区", kind="养老机构", risk="任何",
            times=2, joint=False, local=True, adopted=adopted, basis="某文", source="某文",
        )  # fmt: skip

    department = row(
        Department, code="mz", name="民政局", short_name="民政", name_en="x", duty="x", source="x"
    )
    found = by_id(department, rule("YC01", adopted=True), rule("YC02", adopted=False))

    assert "inspection_rules:YC01" in found
    assert "inspection_rules:YC02" not in found


def test_places_of_the_city_narrow_what_has_no_home() -> None:
    beds = row(HomeBeds, id="JC2026-0001", place="jia", beds=12)

    one = by_id(beds)["home_beds:JC2026-0001"]

    assert one.title == "甲区：家庭养老床位"
    assert [(facet.name, facet.value) for facet in one.facets] == [("district", "jia")]


def test_a_guide_is_found_by_its_sections_and_its_numbers() -> None:
    guide = row(
        Guide, id="filing", kind="机构备案", title="备案指南", who="机构", where="窗口", days=20,
        charge="不收费", basis="某文", reviewed_on=date(2026, 1, 1),
    )  # fmt: skip
    made = by_id(guide, texts={"guides/filing.md": "先看这里\n\n## 要带什么\n\n营业执照"})

    assert said(made["guide:filing#0"])["办理时限"] == "20 工作日"
    assert made["guide:filing#1"].title == "备案指南 · 要带什么"
    assert made["guide:filing#1"].link == Link("guide", {"id": "filing"}, "section-1")


BOARD = (
    row(Staffing, carers=1200),
    row(Registration, filed_on=date(2026, 3, 2)),
    row(Approval, id="A1001", kind="电梯检验", number="示梯0001"),
    row(Inspection, id="I2026-0001", kind="日常检查", manner="联合", inspected_on=date(2026, 5, 1),
        units=("shi-mz",), subjects=("重点事项",), notice="直接检查"),
    row(Contract, id="T2026-0001", owner="某街道", contractor="某公司", begins=date(2026, 1, 1),
        ends=date(2028, 12, 31), document="https://x.example/t"),
    row(ContractCheck, id="N2026-0001", contract="T2026-0001", year=2026, item="收支"),
)  # fmt: skip


def test_a_board_tells_every_table_of_its_home() -> None:
    told = [(one.label, one.text) for one in by_id(HOME, *BOARD)["institution:100001"].passages]

    assert {
        *[("护理员", "1,200 人"), ("备案日期", "2026-03-02"), ("文号或证号", "示梯0001")],
        *[("检查单位", "市民政局"), ("检查事项", "收支"), ("年度", "2026 年")],
    } <= {*told}


def test_a_board_tells_what_its_photos_show_and_not_what_their_files_are_called() -> None:
    photo = row(Photo, id="V1001", image="100001-garden.jpg", description="院里有柳树和长椅")
    told = [(one.label, one.text) for one in by_id(HOME, photo)["institution:100001"].passages]

    assert ("文字说明", "院里有柳树和长椅") in told
    assert "100001-garden.jpg" not in [text for _, text in told]


def test_an_address_of_the_web_is_a_link_and_no_text() -> None:
    told = [one.text for one in by_id(HOME, *BOARD)["institution:100001"].passages]

    assert [text for text in told if "http" in text] == []


def test_a_check_of_another_contract_is_not_on_the_board() -> None:
    other = row(Contract, id="T2026-0002", institution="100002", owner="某街道",
                contractor="某公司", begins=date(2026, 1, 1), ends=date(2028, 12, 31))  # fmt: skip
    check = row(ContractCheck, id="N2026-0002", contract="T2026-0002", year=2026, item="投入")
    second = rows.institution("100002", name="安康院")

    one = by_id(HOME, second, *BOARD, other, check)["institution:100001"]

    assert "投入" not in [passage.text for passage in one.passages]


def test_a_withdrawn_decision_is_found_without_its_facts() -> None:
    withdrawn = rows.penalty(remedy="撤销", remedy_on=date(2026, 9, 1))

    made = by_id(HOME, withdrawn)
    one = made["withdrawals:P2026-0001"]

    assert "penalties:P2026-0001" not in made
    assert one.title == "乐园：一项行政处罚决定已被撤销"
    assert one.shown_until == date(2027, 9, 1)
    assert withdrawn.document_number not in said(one).values()


def test_what_ended_with_its_home_is_found_no_more() -> None:
    closed = rows.institution(valid_to=date(2026, 6, 30))
    given: Catalog = catalog(closed, hazard())

    assert [one.id for one in documents(given) if one.kind == "hazard"] == []
