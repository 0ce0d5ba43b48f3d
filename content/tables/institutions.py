"""What an institution is and what it offers (disclosure.md 2.1 and 2.2)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator
from pydantic.dataclasses import dataclass

from content.tables.base import (
    Code,
    Count,
    Day,
    Degrees,
    InstitutionId,
    Latitude,
    Missing,
    Record,
    RecordId,
    SquareMetres,
    Texts,
    YesNo,
    column,
    parse_list,
)
from content.tables.places import LegalForm

Kind = Literal["养老机构", "居家社区养老服务机构", "评估机构", "培训机构"]
BuiltRun = Literal["公建公营", "公建民营", "民建民营"]
PUBLIC: tuple[BuiltRun, ...] = ("公建公营", "公建民营")
Ability = Literal["能力完好", "轻度失能", "中度失能", "重度失能", "完全失能"]
Abilities = Annotated[tuple[Ability, ...], BeforeValidator(parse_list)]
OF_INSTITUTION = "institutions.id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution(Record):
    """An elder-care institution; `id` is also the number to read out on the telephone."""

    NAME: ClassVar[str] = "institutions"
    TITLE: ClassVar[str] = "机构"

    id: InstitutionId = column(
        "编号",
        "六位编号；新机构在工作簿里留空，写回时自动给号；直接编辑 CSV 时先登记编号",
        refers="ids.id",
    )
    name: str = column("名称", "登记证书上的名称")
    former_names: Texts = column("曾用名", "多个以分号隔开；没有则空白", default=())
    pinyin: str | None = column(
        "排序拼音", "多音字读音不对时填写，例如 chongqing；一般空白", default=None
    )
    kind: Kind | Missing = column("类别", "机构提供哪一类服务")
    operator: Code | Missing = column("运营主体", "运营主体代码", refers="operators.code")
    credit_code: str | Missing = column("统一社会信用代码", "18 位（GB 32100）；同一法人多处可相同")
    built_run: BuiltRun | Missing = column("建设与运营", "谁建、谁营")
    public_tier: Literal["区县级", "乡镇级"] | Missing | None = column(
        "公办层级", "公办机构由哪一级举办；民办空白", default=None
    )
    legal_form: LegalForm | Missing = column("法人类型", "登记证书的种类")
    filing: Literal["已备案", "登记未备案", "未登记", "登记未开展", "已注销"] | Missing = column(
        "备案状态", "养老机构备案情况；登记了还没有收住老人的填 登记未开展"
    )
    filing_number: str | Missing = column("备案号", "备案回执上的编号")
    opened_on: Day | Missing = column("开业日期", "开始收住老人的日期")
    place: Code = column("所在地区", "街道代码；不知道街道时填区代码", refers="places.code")
    address: str | Missing = column("地址", "门牌地址")
    longitude: Degrees | Missing = column("经度", "东经为正", unit="度")
    latitude: Latitude | Missing = column("纬度", "北纬为正", unit="度")
    datum: Literal["GCJ-02", "WGS-84", "CGCS2000"] | Missing = column("坐标系", "经纬度所用坐标系")
    takes_in: Abilities | Missing = column(
        "收住对象",
        "能力完好、轻度失能、中度失能、重度失能、完全失能（GB/T 42195）中的几个，以分号隔开",
    )
    admission_note: str | None = column("收住说明", "专区、不收住的情形等", default=None)
    visiting: str | Missing = column("探视时间", "例如 每天 9:00—17:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity(Record):
    """Beds in all, taken and free; refreshed monthly."""

    NAME: ClassVar[str] = "capacity"
    TITLE: ClassVar[str] = "床位"
    KEY: ClassVar[str] = "institution"

    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    beds: Count | Missing = column("核定床位", "备案的床位总数", unit="张")
    occupied: Count | Missing = column("已住床位", "数据日期当天已入住", unit="张")
    vacant: Count | Missing = column("可入住床位", "数据日期当天可以入住", unit="张")
    nursing_beds: Count | Missing = column("护理型床位", "核定床位中的护理型", unit="张")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room(Record):
    """A type of room and how many of its beds are free."""

    NAME: ClassVar[str] = "rooms"
    TITLE: ClassVar[str] = "房型"

    id: RecordId = column("房型编号", "全表唯一，例如 R1001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    name: str = column("房型", "例如 三人间")
    persons: Count = column("每间人数", "一间住几人", unit="人")
    area: SquareMetres | Missing = column("面积", "每间使用面积", unit="平方米")
    bathroom: YesNo | Missing = column("独立卫生间", "是 或 否")
    vacant: Count | Missing = column("空余床位", "数据日期当天", unit="张")


@dataclass(frozen=True, slots=True, kw_only=True)
class CareLevel(Record):
    """A level of care: for whom, what is done, how often."""

    NAME: ClassVar[str] = "care_levels"
    TITLE: ClassVar[str] = "照护等级"

    id: RecordId = column("等级编号", "全表唯一，例如 C1001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    name: str = column("照护等级", "机构所用的名称，例如 中度失能照护")
    ability: Ability | Missing = column("对应能力等级", "GB/T 42195 的等级")
    criteria: str | Missing = column("判定标准", "怎样评定老人属于这一级")
    services: str | Missing = column("包含服务", "这一级包含哪些服务、每天几次")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """The home's own 一条热线、一个信箱、一个专员 (policy document 000, 一(四))."""

    NAME: ClassVar[str] = "contacts"
    TITLE: ClassVar[str] = "投诉联系"
    KEY: ClassVar[str] = "institution"

    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    hotline: str | Missing = column("热线", "机构的投诉电话", public_contact=True)
    hours: str | Missing = column("接听时间", "例如 每天 8:00—20:00")
    mailbox: str | Missing = column("信箱", "意见箱位置或公开邮箱", public_contact=True)
    officer: str | Missing = column("专员", "职务，不写姓名")
    officer_telephone: str | Missing = column("专员电话", "公开的电话", public_contact=True)
    published_by_holder: YesNo = column(
        "本人公开", "号码是否由使用人自行公开；手机号只有填 是 才能公示"
    )
