"""What departments must do and by which law: the lists of supervision (disclosure.md 6).

三清单: 监管事项清单 (duties), 法规制度清单 (statutes), 执法队伍清单 (enforcers).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.tables.base import Code, Count, Day, Form, Lasting, Link, Missing, YesNo, column
from content.tables.government import Level

RuleCode = Annotated[
    str,
    Field(pattern=r"^[A-Z]{1,3}\d{2,4}$"),
    Form("一至三个大写字母加两至四位数字"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Lasting):
    """One line of a department's list of supervision (部门监管清单): 事项、措施、依据、流程."""

    NAME: ClassVar[str] = "duties"
    TITLE: ClassVar[str] = "部门监管清单"

    id: RuleCode = column("代码", "大写字母和数字，例如 JG01；永不改变")
    department: Code = column("部门", "部门代码", refers="departments.code")
    subject: str = column("监管事项", "管什么")
    weight: Literal["重点事项", "一般事项"] = column("分类", "重点事项或一般事项")
    measure: str = column("监管措施", "怎样管")
    basis: str = column("监管依据", "文件和条款")
    process: str = column("监管流程", "从发现到结束的步骤")


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionRule(Lasting):
    """How often whom has to inspect: the bureaus' own duty, against which 应查未查 is reckoned.

    A rule of one place is marked `local` and counts only where `adopted`.
    """

    NAME: ClassVar[str] = "inspection_rules"
    TITLE: ClassVar[str] = "应查次数"

    id: RuleCode = column("代码", "大写字母和数字，例如 YC01；永不改变")
    department: Code = column("部门", "部门代码", refers="departments.code")
    level: Level = column("层级", "市、区或街道")
    kind: Literal["养老机构", "居家社区养老服务机构"] = column("机构类别", "查哪一类机构")
    risk: Literal["任何", "低", "中", "高"] = column("风险", "只对一类风险的机构时填写")
    times: Count = column("每年次数", "每家每年至少几次", unit="次")
    joint: YesNo = column("联合", "是否须为联合检查")
    local: YesNo = column("地方规则", "只在一个地方有效的规则")
    adopted: YesNo = column("本市采用", "地方规则默认填 否")
    basis: str = column("依据", "文件和条款")
    source: str = column("出处", "在哪里可以看到这个依据")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute(Lasting):
    """A law, rule or standard on which supervision rests (法规制度清单)."""

    NAME: ClassVar[str] = "statutes"
    TITLE: ClassVar[str] = "法规制度清单"

    id: RuleCode = column("代码", "大写字母和数字，例如 FG01；永不改变")
    title: str = column("名称", "法律、法规、规章、标准的全名")
    rank: Literal["法律", "行政法规", "地方性法规", "部门规章", "规范性文件", "标准"] = column(
        "位阶", "哪一级"
    )
    number: str | Missing = column("文号", "公布文号或标准号")
    organ: str = column("制定机关", "谁制定的")
    effective_on: Day | Missing = column("施行日期", "现行文本写明的施行日期")
    subject: str = column("管什么", "与养老服务有关的内容")
    link: Link | Missing = column("网址", "官方文本公开处")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforcer(Lasting):
    """A team that enforces (执法队伍清单): which unit, how many, what for, on which ground."""

    NAME: ClassVar[str] = "enforcers"
    TITLE: ClassVar[str] = "执法队伍清单"

    id: RuleCode = column("代码", "大写字母和数字，例如 ZF01；永不改变")
    unit: Code = column("单位", "单位代码", refers="units.id")
    team: str = column("队伍", "执法队伍的名称")
    officers: Count | Missing = column("执法人员", "有执法证的人数", unit="人")
    scope: str = column("执法范围", "查什么")
    basis: str = column("执法依据", "法律名称和条款")
