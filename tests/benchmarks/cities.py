"""A city to search: Shanghai and fifty laws where they are given, an invented one elsewhere."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import content
from content.importing import import_list
from tests.conftest import reference_folder
from tests.folders import add_row

MAPPING = Path(content.__file__).parent / "mappings" / "shanghai.toml"
SEED = 20261120
HOMES, LAWS, ARTICLES = 600, 50, 80
HEADER = (
    *("id", "district", "street", "name", "beds", "since", "address", "phone", "zipcode", "type"),
    *("lng", "lat"),
)
DISTRICTS = ("黄浦区", "静安区", "普陀区", "虹口区", "宝山区", "嘉定区", "浦东新区", "崇明区")
ONE, TWO = "松鹤康乐福寿春秋柳荷桂兰芳华", "龄园泉溪林山晖宁安和庭苑柏桥"
STREETS, ENDS = ("街道", "镇"), ("养老院", "敬老院", "颐养院", "护理院", "长者照护之家")
SUBJECTS = ("养老机构", "区民政局", "老年人及其家属", "市场监督管理部门", "街道办事处", "收费单位")
DOINGS = ("应当公示", "可以查询", "不得隐瞒", "应当及时报告", "有权了解", "依法登记", "定期检查")
MATTERS = (
    *("收费标准和押金退还", "床位和护理等级", "食品安全", "消防设施", "投诉举报的办理结果"),
    *("入住合同的变更", "个人信息的保护", "行政处罚决定", "服务质量评定", "无障碍设施"),
)


@dataclass(frozen=True)
class Law:
    """A long text that the city publishes."""

    id: str
    title: str
    text: str


def make(folder: Path, day: date) -> str:
    """Make the content folder of the city; say in words what it is."""
    reference = reference_folder()
    source = _real_list(reference) if reference else _invented_list(folder.with_suffix(".csv"))
    report = import_list(source, MAPPING, folder, day)
    laws = list(_real_laws(reference) if reference else _invented_laws())
    _publish(folder, laws)
    what = "the list of Shanghai and laws" if reference else "an invented list and invented texts"
    signs = sum(len(law.text) for law in laws)
    return f"{what}: {report.taken} institutions, {len(laws)} texts of {signs:,} characters"


def _publish(folder: Path, laws: Iterable[Law]) -> None:
    texts = folder / "texts" / "policies"
    texts.mkdir(parents=True, exist_ok=True)
    for law in laws:
        (texts / f"{law.id}.md").write_text(law.text, encoding="utf-8")
        add_row(
            folder, "policies", id=law.id, title=law.title, document_number="未填报",
            index_number="未填报", publisher="某机关", issued_on="2020-01-01",
            disclosure="主动公开",
        )  # fmt: skip


def _real_list(reference: Path) -> Path:
    return reference / "data" / "shanghai-institutions" / "institutions.csv"


def _real_laws(reference: Path) -> Iterator[Law]:
    files = sorted((reference / "data" / "laws").glob("*.md"))
    for number, file in enumerate(file for file in files if file.stem != "SOURCE"):
        yield Law(f"law-{number}", file.stem.split("__")[-1], file.read_text(encoding="utf-8"))


def _invented_list(file: Path) -> Path:
    """Write a list as an office keeps one, with streets, telephones and places on the map."""
    chance = random.Random(SEED)  # noqa: S311 (the same city every time)
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADER)
        writer.writerows(_invented_home(chance, number) for number in range(HOMES))
    return file


def _invented_home(chance: random.Random, number: int) -> tuple[object, ...]:
    name = chance.choice(ONE) + chance.choice(TWO)
    district, street = chance.choice(DISTRICTS), chance.choice(ONE) + chance.choice(TWO)
    since = date(2000 + number % 25, 1 + number % 12, 1 + number % 28)
    return (
        number + 1, district, street + chance.choice(STREETS),
        f"{district[:2]}{name}第{number + 1}{chance.choice(ENDS)}", chance.randint(20, 400), since,
        f"{district}{street}路{chance.randint(1, 999)}号", f"5550{number:04}", "", "民建民营",
        f"121.{400000 + number}", f"31.{200000 + number}",
    )  # fmt: skip


def _invented_laws() -> Iterator[Law]:
    chance = random.Random(SEED)  # noqa: S311 (the same texts every time)
    for number in range(LAWS):
        title = f"某市{chance.choice(MATTERS)}办法（虚构之{number + 1}）"
        articles = (_article(chance, place) for place in range(1, ARTICLES + 1))
        yield Law(f"law-{number}", title, f"# {title}\n\n" + "\n\n".join(articles) + "\n")


def _article(chance: random.Random, number: int) -> str:
    chapter = f"## 第 {number // 10 + 1} 章\n\n" if number % 10 == 1 else ""
    said = (
        f"{chance.choice(SUBJECTS)}{chance.choice(DOINGS)}{chance.choice(MATTERS)}"
        for _ in range(chance.randint(1, 6))
    )
    return f"{chapter}第{number}条 {'；'.join(said)}。"
