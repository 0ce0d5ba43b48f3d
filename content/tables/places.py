"""Where things are, who runs them, and the register of six-digit numbers."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from content.tables.base import Code, Day, InstitutionId, Lasting, Missing, Row, column

LegalForm = Literal["事业单位", "社会服务机构", "企业", "个体工商户"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenId(Row):
    """One six-digit number ever given; rows are never deleted, numbers never used again."""

    NAME: ClassVar[str] = "ids"
    TITLE: ClassVar[str] = "编号登记"

    id: InstitutionId = column("编号", "六位数字，从 100001 起，一经给出永不改变")
    source: str = column("来源名单", "编号给自哪一份名单，例如 sample")
    source_id: str = column("名单内编号", "机构在该名单里的编号")
    given_on: Day = column("给号日期", "给出编号的日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Lasting):
    """A city, a district or a street (乡镇与街道同级)."""

    NAME: ClassVar[str] = "places"
    TITLE: ClassVar[str] = "地区"
    KEY: ClassVar[str] = "code"

    code: Code = column("代码", "小写字母、数字和连字符，例如 jia-liuyin；用于网址，永不改变")
    parent: Code | None = column(
        "上级", "区的上级是市，街道的上级是区；市为空白", refers="places.code", default=None
    )
    level: Literal["市", "区", "街道"] = column("层级", "乡、镇按街道填写")
    name: str = column("名称", "完整名称，例如 柳荫街道")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator(Lasting):
    """The legal person behind one or several institutions."""

    NAME: ClassVar[str] = "operators"
    TITLE: ClassVar[str] = "运营主体"
    KEY: ClassVar[str] = "code"

    code: Code = column("代码", "小写字母、数字和连字符；用于网址，永不改变")
    name: str = column("名称", "登记证书上的名称")
    credit_code: str | Missing = column("统一社会信用代码", "18 位（GB 32100）")
    legal_form: LegalForm | Missing = column("法人类型", "登记证书的种类")
    chain: str | None = column(
        "连锁或关联", "与别的运营主体同属一个连锁或集团的，都写它的名称；没有则空白", default=None
    )
