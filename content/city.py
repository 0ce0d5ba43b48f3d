"""`city.toml`: what the site must know of its city before any table is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from content.faults import ContentError, Fault
from content.tomls import read_toml

FILE = "city.toml"
TO_FILL_IN = "待填写"
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid"))
class HazardStages:
    """What this city calls the stages of a hazard; the policy documents disagree.

    厦民〔2024〕51号 四（二） has 问题、责任、整改、销号; others have three lists and other words.
    """

    found: str = "问题"
    assigned: str = "责任"
    rectified: str = "整改"
    closed: str = "销号"


@dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid"))
class City:
    """The city, the publishing organ and what a government site must print in its footer.

    `sample` marks invented content; then, and only then, `as_of` fixes the day of every build.
    `place` is the code of the city in `places.csv`. `search` chooses the engine of the index.
    `local_rules` names the local limits of `law/limits.csv` that hold in this city.
    """

    name: str
    title: str
    organ: str
    place: str
    url: str
    hotline: str
    hotline_hours: str
    contact_address: str
    contact_mail: str
    disclosure_office: str
    site_code: str
    icp: str
    police_record: str
    accessibility_reviewed: date
    sample: bool = False
    as_of: date | None = None
    search: Literal["whoosh", "tantivy"] = "whoosh"
    local_rules: tuple[str, ...] = ()
    hazard_stages: HazardStages = HazardStages()

    def today(self, day: date) -> date:
        """Give the day to build for: the sample does not age."""
        return self.as_of if self.sample and self.as_of else day

    def filled_in(self, key: str) -> str:
        """Give the value of `key`; nothing while it is still to be filled in."""
        value = str(getattr(self, key))
        return "" if TO_FILL_IN in value or value.endswith(".invalid") else value


def read_city(folder: Path) -> tuple[City | None, list[Fault]]:
    """Read `city.toml`; every fault is returned, none raised."""
    path = folder / FILE
    if not path.is_file():
        return None, [
            Fault(FILE, 0, "", "没有这个文件；用 gongshi new-city 可以新建一个内容文件夹")
        ]
    try:
        values = read_toml(path)
    except ContentError as error:
        return None, [Fault(FILE, 0, "", str(error))]
    try:
        city = TypeAdapter(City).validate_python(values)
    except ValidationError as error:
        return None, [_fault(str(item["loc"][-1]), item["type"]) for item in error.errors()]
    return city, _contradictions(city)


def _fault(key: str, kind: str) -> Fault:
    words = {"missing": "缺少这一项", "unexpected_keyword_argument": "没有这一项，请删除或改名"}
    return Fault(FILE, 0, key, words.get(kind, "写法不对；文字加引号，日期写 2026-03-01"))


def _contradictions(city: City) -> list[Fault]:
    faults = []
    if city.sample != (city.as_of is not None):
        faults.append(Fault(FILE, 0, "as_of", "示例城市必须写 as_of，真实城市不得写 as_of"))
    if not city.url.startswith("https://") or city.url.endswith("/"):
        faults.append(Fault(FILE, 0, "url", "应以 https:// 开头，末尾不加斜杠"))
    if not MAIL.fullmatch(city.contact_mail) and TO_FILL_IN not in city.contact_mail:
        message = f"“{city.contact_mail}”不是邮箱；应为 单位邮箱，例如 gongshi@minzheng.example"
        faults.append(Fault(FILE, 0, "contact_mail", message))
    return [*faults, *_unfilled(city)]


def _unfilled(city: City) -> Iterator[Fault]:
    """Warn of what `gongshi new-city` left to be filled in; it would stand on every page."""
    for key in (field.name for field in fields(city)):
        if not city.filled_in(key):
            message = f"还没有填写（现在是“{getattr(city, key)}”）"
            yield Fault(FILE, 0, key, message, weight="warning")
