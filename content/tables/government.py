"""Who answers for what: departments, their units, and matters (归口事项); the working calendar."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from content.tables.base import Code, Day, Form, Lasting, Missing, Row, Texts, YesNo, column

MatterCode = Annotated[str, Field(pattern=r"^[A-Z]\d{2}$"), Form("一个大写字母加两位数字")]
Level = Literal["市", "区", "街道"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Lasting):
    """A department (部门) and its duty in the supervision of elder care."""

    NAME: ClassVar[str] = "departments"
    TITLE: ClassVar[str] = "部门"
    KEY: ClassVar[str] = "code"

    code: Code = column("代码", "小写字母，例如 mz；用于网址，永不改变")
    name: str = column("名称", "部门名称，例如 民政局")
    short_name: str = column("简称", "例如 民政")
    name_en: str = column("英文名称", "英文版使用")
    duty: str = column("职责", "在养老服务监管中的职责")
    source: str = column("职责出处", "文件和条款")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Lasting):
    """A department at one level and place; its names are data and never composed."""

    NAME: ClassVar[str] = "units"
    TITLE: ClassVar[str] = "单位"

    id: Code = column("代码", "小写字母、数字和连字符，例如 jia-mz；永不改变")
    department: Code = column("部门", "部门代码", refers="departments.code")
    level: Level = column("层级", "市、区或街道")
    place: Code = column("地区", "地区代码", refers="places.code")
    name: str = column("全称", "单位牌子上的名称")
    short_name: str = column("简称", "例如 甲区民政局")
    telephone: str | Missing = column("电话", "对外公开的办公电话", public_contact=True)
    address: str | Missing = column("地址", "办公地址")
    credit_code: str | Missing | None = column(
        "统一社会信用代码", "18 位（GB 32100）；处罚、许可的数据来源单位要写明", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Lasting):
    """A matter (归口事项): which department handles it and which co-operate."""

    NAME: ClassVar[str] = "matters"
    TITLE: ClassVar[str] = "归口事项"
    KEY: ClassVar[str] = "code"

    code: MatterCode = column("代码", "一个大写字母和两位数字，例如 F01")
    group: str = column("类别", "例如 安全")
    name: str = column("事项", "例如 消防安全隐患")
    name_en: str = column("英文名称", "英文版使用")
    handler: Code = column("主办部门", "部门代码", refers="departments.code")
    cooperating: Texts = column(
        "协办部门", "部门代码，多个以分号隔开", refers="departments.code", default=()
    )
    emergency: YesNo = column("紧急", "是否紧急事项")
    level: Level = column("受理层级", "由市级还是区级单位办理")
    examples: Texts = column("举例", "群众的说法，以分号隔开")
    source: str = column("归口出处", "文件和条款")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Lasting):
    """The metadata of a published document; its text is `texts/policies/<id>.md`."""

    NAME: ClassVar[str] = "policies"
    TITLE: ClassVar[str] = "政策文件"

    id: Code = column("代码", "小写字母、数字和连字符；用于网址")
    title: str = column("标题", "文件标题")
    document_number: str | Missing = column("文号", "发文字号")
    index_number: str | Missing = column("索引号", "政府信息公开索引号")
    publisher: str = column("发布机构", "发布文件的机关")
    issued_on: Day = column("成文日期", "文件落款日期")
    disclosure: Literal["主动公开", "依申请公开"] = column("公开方式", "信息公开属性")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay(Row):
    """A day off (休) or a make-up workday (班) that differs from the ordinary week."""

    NAME: ClassVar[str] = "calendar"
    TITLE: ClassVar[str] = "工作日历"
    KEY: ClassVar[str] = "date"

    date: Day = column("日期", "必须属于文件名所写的年份")
    day: Literal["休", "班"] = column("休或班", "休为放假，班为调休上班")
    name: str = column("节日", "例如 春节")
    source: str = column("出处", "国务院办公厅通知")
    state: Literal["正式", "暂定"] = column("状态", "通知公布前为 暂定")
