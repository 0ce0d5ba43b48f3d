"""What a citizen can do who disagrees with an answer: a text for each kind and matter."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.tables.base import Form, Lasting, column
from content.tables.deadlines import RuleKind
from content.tables.government import MatterCode

RemedyId = Annotated[str, Field(pattern=r"^B\d{2,4}$"), Form("字母 B 加两至四位数字")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy(Lasting):
    """A way to go on after an answer (不服怎么办); the most particular text is offered."""

    NAME: ClassVar[str] = "remedies"
    TITLE: ClassVar[str] = "不服答复怎么办"

    id: RemedyId = column("代码", "B 和两至四位数字，例如 B01；永不改变，也不再用")
    kind: RuleKind = column("诉求类型", "适用于哪一类诉求；任何为不分类型")
    matter: MatterCode | None = column(
        "事项", "只适用于一个归口事项时填它的代码", refers="matters.code", default=None
    )
    group: str | None = column(
        "事项类别", "只适用于一类事项时填 matters.csv 的类别；与事项只填一个", default=None
    )
    text: str = column("内容", "写进答复书的话；牵头人员公布答复时可以按具体情况改写")
    basis: str = column("依据", "哪个文件哪一条；印在内容后面")
    source: str = column("出处", "在哪里可以看到这个依据，由谁审核；示例开头的提醒尚未审核")
