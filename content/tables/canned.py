"""Texts that officers take for the words of a step (常用语), with blanks to be filled in."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.tables.base import Form, Lasting, column
from content.tables.government import MatterCode

CannedId = Annotated[str, Field(pattern=r"^T\d{2,4}$"), Form("字母 T 加两至四位数字")]
Step = Literal["不予受理", "移送", "请反映人补正", "退回", "起草", "公布答复", "督办"]
Place = Literal["理由", "依据", "可以向谁提出", "还缺什么", "查明的情况", "处理结果"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedText(Lasting):
    """A text for one field of one step, for all matters or for those of one kind."""

    NAME: ClassVar[str] = "canned_texts"
    TITLE: ClassVar[str] = "常用语"

    id: CannedId = column("代码", "T 和两至四位数字，例如 T01；永不改变，也不再用")
    step: Step = column("用在哪一步", "工作人员办这一步时能选")
    place: Place = column("填进哪一栏", "这一步的表单里的一栏")
    matter: MatterCode | None = column(
        "事项", "只适用于一个归口事项时填它的代码", refers="matters.code", default=None
    )
    group: str | None = column(
        "事项类别", "只适用于一类事项时填 matters.csv 的类别；与事项只填一个", default=None
    )
    title: str = column("名称", "工作人员按它挑选，例如 已进入诉讼")
    text: str = column(
        "内容", "要按具体情况填写的地方写成 〔日期…〕：带省略号的括号没有填完，系统不让发送"
    )
