"""What is wrong with a mapping, in Chinese: the place, and what may stand there instead."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from content.importing.mapping import PriceText
from content.importing.rules import Rule

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from pydantic_core import ErrorDetails

STEPS = {
    "text": "文字",
    "telephone": "固定电话",
    "count": "个数",
    "day": "日期",
    "roc_day": "民国日期",
    "longitude": "经度",
    "latitude": "纬度",
    "credit_code": "统一社会信用代码",
    "record_id": "编号",
}
"""The cleaning steps, as their words go in a mapping and as people call them."""


def mapping_problem(kind: type[DataclassInstance], error: ErrorDetails) -> str:
    """Say one error of pydantic so that whoever wrote the mapping can mend it."""
    place = [str(part) for part in error["loc"]]
    name = ".".join(place)
    if error["type"] == "missing":
        return f"缺少 {name}"
    if error["type"] == "unexpected_keyword_argument":
        return f"没有 {name} 这一项，可以写的有 {'、'.join(_allowed(kind, place))}"
    if place[-1] == "clean":
        return f"{name} 只能是 {'、'.join(f'{step}（{word}）' for step, word in STEPS.items())}"
    if error["type"] == "dataclass_type":
        return f'{name} 应写成 {{ from = "名单里的列名" }}'
    return f"{name} 写法不对"


def _allowed(kind: type[DataclassInstance], place: list[str]) -> list[str]:
    """Name what may stand beside the last part of a place."""
    inner = PriceText if place[:-1] == ["fees"] else Rule
    names = [one.name for one in fields(inner if place[:-1] else kind)]
    return ["from" if name == "column" else name for name in names]
