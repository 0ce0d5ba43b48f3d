"""How long the papers of a complaint are kept, and what then goes on the list of disposal."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.tables.base import Form, Lasting, column
from content.tables.deadlines import RuleKind

RetentionId = Annotated[str, Field(pattern=r"^K\d{2,4}$"), Form("字母 K 加两至四位数字")]
Kept = Literal["联系方式", "附件", "正文和记录内容"]
Term = Annotated[int, Field(ge=1, le=600)]
TermUnit = Literal["月", "年"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule(Lasting):
    """A rule of retention (保管期限): so long after closing; nothing is destroyed by it alone.

    What is due is only proposed; two persons decide (《档案法》第二十一条：禁止擅自销毁档案).
    """

    NAME: ClassVar[str] = "retention_rules"
    TITLE: ClassVar[str] = "诉求保管期限"

    id: RetentionId = column("代码", "K 和两至四位数字，例如 K01；永不改变，也不再用")
    what: Kept = column(
        "保管什么",
        "联系方式：反映人的姓名、电话；附件：反映人交的文件；正文和记录内容：反映的内容、答复和办理中写的文字",
    )
    kind: RuleKind = column(
        "诉求类型", "适用于哪一类诉求；任何为不分类型，写明类型的优先；没有适用的一行就一直保管"
    )
    n: Term = column("期限", "整数；从办结（或者不予受理、撤回、移送）的第二天算起")
    unit: TermUnit = column(
        "单位", "到期月的同一天（没有这一天的为月底）是最后一天，第二天起列入销毁清单"
    )
    basis: str = column("依据", "哪个文件哪一条，或由谁设定；抄进销毁清单")
    source: str = column("出处", "在哪里可以看到这个依据，例如文号或网址")
