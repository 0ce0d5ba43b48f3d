"""What every table is made of: the missing value, the column with its meaning, the envelope.

A table is a frozen pydantic dataclass. Its columns carry what an editor needs (Chinese title,
explanation, unit) and what the checks need (foreign key, public telephone), so that reading,
checking and `datapackage.json` all follow from one declaration.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass


class Missing(StrEnum):
    """Why a value is not there; a cell is never simply blank (disclosure.md section 2)."""

    NOT_REPORTED = "未填报"
    NOT_APPLICABLE = "不适用"
    UNVERIFIED = "待核实"
    WITHHELD = "依法不公开"


DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
YES_NO = {"是": True, "否": False}
CHANNEL = "channel"


def parse_day(value: object) -> object:
    """Read 2026-03-01 or, as spreadsheets write it back, 2026/3/1.

    Pydantic's own parser would take any number for a time stamp.
    """
    if isinstance(value, str):
        found = DAY.fullmatch(value)
        if not found:
            message = "not a day"
            raise ValueError(message)
        return date(*map(int, found.groups()))
    return value


def parse_yes_no(value: object) -> object:
    """Read 是 or 否."""
    if isinstance(value, str):
        if value not in YES_NO:
            message = "neither 是 nor 否"
            raise ValueError(message)
        return YES_NO[value]
    return value


def parse_list(value: object) -> object:
    """Read a list whose parts are set apart by ； or ; (编辑常用两种分号)."""
    if value in set(Missing):
        message = "a missing value is no list of one"
        raise ValueError(message)
    return tuple(re.split(r"\s*[；;]\s*", value)) if isinstance(value, str) else value


class Form(NamedTuple):
    """What a pattern asks for, in words: it stands beside the pattern in the type of a column."""

    words: str


Day = Annotated[date, BeforeValidator(parse_day)]
YesNo = Annotated[bool, BeforeValidator(parse_yes_no)]
Texts = Annotated[tuple[str, ...], BeforeValidator(parse_list)]
Code = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40),
    Form("代码（小写字母、数字和连字符，不超过 40 个字符）"),
]
InstitutionId = Annotated[str, Field(pattern=r"^[1-9]\d{5}$"), Form("六位数字")]
RecordId = Annotated[
    str,
    Field(pattern=r"^[A-Z]{1,3}[0-9]{4,6}(-[0-9]{1,4}){0,2}$"),
    Form("一至三个大写字母加四至六位数字，后面可有连字符和数字"),
]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Yuan = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]
SquareMetres = Annotated[Decimal, Field(ge=0, le=10_000_000, decimal_places=2)]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=1)]
Link = Annotated[
    str,
    Field(pattern=r"^https?://[^\s\"'<>]+$", max_length=500),
    Form("以 https:// 或 http:// 开头的网址"),
]
EnteredBy = Literal["机构", "民政部门", "其他部门", "第三方"]
Digest = Annotated[
    str, Field(pattern=r"^[0-9a-f]{64}$"), Form("64 位十六进制校验值（数字和 a 至 f）")
]
Degrees = Annotated[Decimal, Field(ge=-180, le=180, decimal_places=8)]
Latitude = Annotated[Decimal, Field(ge=-90, le=90, decimal_places=8)]


def column(  # noqa: PLR0913 (a column has that many properties)
    title: str,
    description: str,
    *,
    unit: str = "",
    refers: str = "",
    public_contact: bool = False,
    fact: bool = False,
    plain: str = "",
    **default: Any,  # noqa: ANN401 (the column's own type is checked by pydantic)
) -> Any:  # noqa: ANN401 (stands where a dataclass field of any type stands)
    """Declare a column.

    `refers` is `table.column` of a foreign key; `public_contact` allows a mobile number where the
    row says that its holder published it; `fact` marks text that must not outlive its record in
    any output; `plain` says to the public what a title means that only officials understand.
    `default` (`default=None`) makes the cell optional.
    """
    meaning: dict[str, Any] = {
        "unit": unit,
        "refers": refers,
        "public_contact": public_contact,
        "fact": fact,
        "plain": plain,
    }
    return Field(title=title, description=description, json_schema_extra=meaning, **default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of any table. `NAME` is the file's name, `TITLE` what officials call it.

    `BY_CHANNEL` marks what the complaint channel writes and no editor: such a table lies in a
    folder of its own, and is missing until the channel has something to say.
    """

    NAME: ClassVar[str]
    TITLE: ClassVar[str]
    KEY: ClassVar[str] = "id"
    BY_CHANNEL: ClassVar[bool] = False

    @classmethod
    def file(cls) -> str:
        """Give the place of the table within a content folder."""
        return f"{CHANNEL}/{cls.NAME}.csv" if cls.BY_CHANNEL else f"{cls.NAME}.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Row):
    """A disclosed fact in its envelope: since when, until when, next due, who says so."""

    as_of: Day = column("数据日期", "这一行所说情况的日期")
    valid_from: Day | None = column("生效日期", "从这一天起公示；空白为数据日期", default=None)
    valid_to: Day | None = column(
        "截止日期", "公示到这一天为止（含当天）；空白为长期", default=None
    )
    next_due: Day | None = column("下次更新", "最迟在这一天更新", default=None)
    source_unit: Code = column("来源单位", "提供数据的单位，填代码", refers="units.id")
    source_document: str | None = column("依据文件", "文号或填报表名称", default=None)
    source_link: Link | None = column("来源网址", "依据文件公开处的网址", default=None)
    entered_by: EnteredBy | None = column(
        "填报方", "这一行由哪一方填报，不写姓名；不知道的空白", default=None
    )
    verified_on: Day | None = column("核验日期", "民政部门核验的日期", default=None)

    def in_force(self, day: date) -> bool:
        """Tell whether the editors' own dates allow this fact to be shown on `day`."""
        begins = self.valid_from or self.as_of
        return begins <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting(Row):
    """A row that others point to: ended by `valid_to`, never deleted nor used again."""

    valid_from: Day | None = column("启用日期", "空白为一直有效", default=None)
    valid_to: Day | None = column("停用日期", "停用后行仍保留，代码不再使用", default=None)

    def in_force(self, day: date) -> bool:
        """Tell whether the row is in use on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )
