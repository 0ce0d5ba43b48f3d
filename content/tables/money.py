"""What it costs, what is paid beforehand, and what public money flows in (disclosure.md 2.3)."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from content.tables.base import (
    Count,
    Day,
    InstitutionId,
    Missing,
    Percent,
    Record,
    RecordId,
    YesNo,
    Yuan,
    column,
)
from content.tables.institutions import OF_INSTITUTION

FeeItem = Literal["床位费", "护理费", "伙食费", "服务费", "代收代付", "押金", "一次性费用"]
FeeUnit = Literal["元/月", "元/日", "元/次"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee(Record):
    """One price: an item, perhaps for one care level or one type of room only."""

    NAME: ClassVar[str] = "fees"
    TITLE: ClassVar[str] = "收费"

    id: RecordId = column("收费编号", "全表唯一，例如 F1001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    item: FeeItem = column("收费项目", "按 床位、护理、伙食 等分项")
    care_level: RecordId | None = column(
        "照护等级", "只对一个照护等级收取时填等级编号", refers="care_levels.id", default=None
    )
    room: RecordId | None = column(
        "房型", "只对一种房型收取时填房型编号", refers="rooms.id", default=None
    )
    amount: Yuan | Missing = column("金额", "这一项不收费时填 不适用", unit="元")
    unit: FeeUnit = column("计价单位", "按月、按日或按次")
    note: str | None = column("说明", "包含什么、何时退还等", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepayment(Record):
    """The terms of what is paid beforehand: period, deposit, membership, the account it lies in.

    民发〔2024〕19号: care fees at most twelve months ahead, a deposit of at most twelve monthly
    bed fees, on a special account. The amount of the deposit itself is a price (table fees).
    """

    NAME: ClassVar[str] = "prepayments"
    TITLE: ClassVar[str] = "预收费和押金"
    KEY: ClassVar[str] = "institution"

    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    pricing: Literal["政府定价", "政府指导价", "普惠价", "市场自主定价"] | Missing = column(
        "定价方式", "床位费、护理费怎样定价"
    )
    pricing_document: str | Missing = column(
        "定价文号", "政府定价或指导价的文件；自主定价填 不适用"
    )
    period_months: Count | Missing = column("收取周期", "通常几个月收一次；按月收填 1", unit="个月")
    longest_months: Count | Missing = column("最长预收", "最多预先收取几个月的费用", unit="个月")
    deposit_purpose: str | Missing = column("押金用途", "押金用来做什么；不收押金填 不适用")
    deposit_days: Count | Missing = column("押金退还", "离院结清后几个工作日内退还", unit="工作日")
    bank: str | Missing = column("专用账户银行", "押金和预收费存在哪家银行")
    custody: YesNo | Missing = column(
        "资金存管", "是否由银行存管", plain="预先收的钱，是不是由银行看管"
    )
    reserve: Percent | Missing = column(
        "风险保证金", "留存的比例", unit="%", plain="预先收的钱里，要留在银行不能动用的部分"
    )
    covered: Percent | Missing = column(
        "存管覆盖", "存管资金占预收总额的比例", unit="%", plain="预先收的钱里，由银行看管的部分"
    )
    membership_fee: Yuan | Missing = column("会员费", "不收会员费填 不适用", unit="元")
    invested: YesNo | Missing | None = column(
        "用于投资",
        "预收的钱是否用于非自用不动产、证券等投资（不允许）",
        default=None,
        plain="预先收的钱，是不是拿去买房、买股票；这样做不允许",
    )
    published_on: Day | Missing = column("预收费公示日期", "在机构公示栏公示的日期")
    above_assets: YesNo | Missing = column(
        "超过净资产",
        "预收总额是否超过固定资产净额",
        plain="预先收的钱，是不是比机构的固定资产还多；多了，停业时可能退不出来",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund(Record):
    """What is paid back in which case, and when it arrives."""

    NAME: ClassVar[str] = "refunds"
    TITLE: ClassVar[str] = "退费规则"

    id: RecordId = column("规则编号", "全表唯一，例如 U1001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    circumstance: str = column("情形", "例如 请假住院、试住期离院、去世")
    deduction: str | Missing = column("扣除", "扣什么、按什么算；不扣填 不适用")
    days: Count | Missing = column("到账", "几个工作日内到账", unit="工作日")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance(Record):
    """Money taken against the rules, and how much of it was given back (清退)."""

    NAME: ClassVar[str] = "clearances"
    TITLE: ClassVar[str] = "违规收费清退"

    id: RecordId = column("清退编号", "全表唯一，例如 Q2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    subject: str = column("项目", "什么费用，违反哪条规定", fact=True)
    amount: Yuan = column("违规收取", "违规收取的金额", unit="元")
    persons: Count = column("涉及人数", "涉及多少老人", unit="人")
    repaid: Yuan = column("已清退", "已经退还的金额", unit="元")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsidy(Record):
    """Public money given to the institution in a year."""

    NAME: ClassVar[str] = "subsidies"
    TITLE: ClassVar[str] = "政府补贴"

    id: RecordId = column("补贴编号", "全表唯一，例如 Z2026-0001")
    institution: InstitutionId = column("机构", "机构编号", refers=OF_INSTITUTION)
    kind: Literal["建设补贴", "运营补贴", "责任保险补贴", "购买服务", "其他"] = column(
        "补贴种类", "为什么补贴"
    )
    year: Count = column("年度", "哪一年的补贴", unit="年")
    amount: Yuan | Missing = column("金额", "实际拨付", unit="元")
    document: str | Missing = column("文号", "拨付文件")
