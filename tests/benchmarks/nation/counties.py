"""What counties tell, beside what they report of their institutions."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from content.tables import (
    Enforcer,
    HomeBeds,
    ListedSupervision,
    Matter,
    Mediation,
    Notice,
    Place,
    Unit,
    Unregistered,
)
from tests.benchmarks.nation import sample
from tests.benchmarks.nation.chance import ago, vary
from tests.benchmarks.nation.places import District
from tests.benchmarks.nation.sheets import Cells

MEDIATED = (2024, 2025)
DAYS_OF_CHAIN = 200


def _mediations(district: District) -> Iterator[Cells]:
    for year in MEDIATED:
        disputes = district.between(0, 2 + district.homes)
        yield {
            "place": district.code,
            "year": year,
            "disputes": disputes,
            "settled": district.between(disputes // 2, disputes),
            "mediator": f"{district.name}养老服务纠纷人民调解委员会（示例）",
            "as_of": f"{year + 1}-01-15",
        }


def _unregistered(district: District) -> Iterator[Cells]:
    if district.one_in(4):
        code, street = district.chance.choice(district.streets)
        found = district.between(90, 500)
        yield {
            "place": code,
            "location": f"{street}桥头路 {district.between(1, 200)} 号",
            "found_on": ago(found),
            "result": district.chance.choice(("已取缔", "已引导登记", "已停止收住")),
            "dealt_on": ago(found - 40),
            "dealt_by": district.unit,
            "as_of": ago(found - 41),
        }


def _home_beds(district: District) -> Iterator[Cells]:
    beds = district.between(20, 600)
    yield {
        "place": district.code,
        "provider": f"{district.name}居家养老服务中心（示例）",
        "beds": beds,
        "served": int(beds * (0.6 + 0.4 * district.chance.random())),
    }


def _notices(district: District) -> Iterator[Cells]:
    for number in range(1, 1 + district.between(1, 3)):
        said = district.chance.choice(sample.rows(Notice))
        issued = said["issued_on"]
        yield {
            "kind": said["kind"],
            "title": f"{district.name}：{said['title']}",
            "organ": district.units["mz"],
            "issued_on": issued,
            "document_number": district.document("民通", issued, number),
            "text": vary(district.chance, said["text"]),
            "link": "不适用",
            "as_of": issued,
        }


def _enforcers(district: District) -> Iterator[Cells]:
    scope, basis = sample.sentences(Enforcer, "scope", "basis")[0]
    yield {
        "id": f"ZF{district.number + 1:04}",
        "unit": district.unit,
        "team": f"{district.name}民政执法队（示例）",
        "officers": district.between(2, 12),
        "scope": scope,
        "basis": basis,
    }


def _listed_supervision(district: District) -> Iterator[Cells]:
    if district.one_in(25):
        yield {
            "matter": district.chance.choice(sample.sentences(Matter, "code"))[0],
            "unit": district.unit,
            "demanded": "查清以后答复，并报送整改情况",
            "begins": ago(22),
            "ends": ago(-district.between(5, 60)),
            "as_of": ago(22),
        }


MAKERS = {
    Place: District.place_rows,
    Unit: District.unit_rows,
    Mediation: _mediations,
    Unregistered: _unregistered,
    HomeBeds: _home_beds,
    Notice: _notices,
    Enforcer: _enforcers,
    ListedSupervision: _listed_supervision,
}


def day_roots() -> Iterator[Cells]:
    """Give a chain of days as the complaint channel exports it."""
    for day in map(ago, range(DAYS_OF_CHAIN, 0, -1)):
        root, signature = (sha256(f"{what} {day}".encode()).hexdigest() for what in "rs")
        yield {"day": day, "root": root, "signature": signature}
