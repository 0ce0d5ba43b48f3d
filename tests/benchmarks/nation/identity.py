"""Who an institution is: its number, its papers, its history, its contract, its end."""

from __future__ import annotations

from collections.abc import Iterator

from content.tables import Contact, GivenId, Institution, Operator, Registration
from tests.benchmarks.nation.chance import Shares, ago, telephone
from tests.benchmarks.nation.homes import ABILITIES, Home
from tests.benchmarks.nation.sheets import Cells

LIST_OF = ago(262)
FILING = Shares({"已备案": 93, "登记未备案": 6, "未登记": 1})
SURNAMES = "甲乙丙丁戊己庚辛壬癸"


def _ids(home: Home) -> Iterator[Cells]:
    number = f"N{home.number + 1:06}"
    yield {"id": home.id, "source": "nation", "source_id": number, "given_on": LIST_OF}


def _operators(home: Home) -> Iterator[Cells]:
    if not home.chain:
        yield {
            "code": home.operator_code,
            "name": home.name,
            "credit_code": home.own_code,
            "legal_form": home.legal_form,
            "valid_to": ago(home.closed) if home.closed else "",
        }


def _institutions(home: Home) -> Iterator[Cells]:
    filing = FILING.draw(home.chance)
    yield {
        "id": home.id,
        "name": home.name,
        "former_names": home.former_name() if home.one_in(7) else "",
        "kind": "养老机构" if home.chance.random() < 0.96 else "居家社区养老服务机构",
        "operator": home.operator_code,
        "credit_code": home.credit_code,
        "built_run": home.built_run,
        "public_tier": "" if home.built_run == "民建民营" else _tier(home),
        "legal_form": home.legal_form,
        "filing": filing,
        "filing_number": home.document("养备", ago(home.age - 30))
        if filing == "已备案"
        else "不适用",
        "opened_on": ago(home.age),
        **_whereabouts(home),
        "takes_in": "；".join(ABILITIES[: home.levels]),
        "visiting": f"每天 {home.between(8, 9)}:00—{home.between(16, 18)}:00",
        "valid_from": LIST_OF,
        "valid_to": ago(home.closed) if home.closed else "",
    }


def _whereabouts(home: Home) -> Cells:
    """Place it in the sea, as the sample's homes are, each county a hundredth of a degree."""
    longitude, latitude = 123 + home.district.number % 97 / 100, 34 + home.rank % 97 / 100
    return {
        "place": home.street_code,
        "address": home.address,
        "longitude": f"{longitude + home.chance.random() / 100:.5f}",
        "latitude": f"{latitude + home.chance.random() / 100:.5f}",
        "datum": "GCJ-02" if home.number % 5 else "CGCS2000",
    }


def _tier(home: Home) -> str:
    return "乡镇级" if home.ending == "敬老院" else "区县级"


def _registrations(home: Home) -> Iterator[Cells]:
    filed = max(40, home.age - 30)
    yield {
        "standard_name": home.yes(0.93),
        "registrar": home.district.units["scjg" if home.legal_form == "企业" else "mz"],
        "registered_on": ago(home.age + 60),
        "licence_until": ago(home.between(-1500, 20)) if home.number % 2 else "不适用",
        "filing_organ": home.district.units["mz"],
        "filed_on": ago(filed),
        "receipt": f"https://minzheng.example/receipts/{home.id}",
        "visited_on": ago(filed - home.between(5, 24)),
        "legal_representative": f"示{home.chance.choice(SURNAMES)}{home.chance.choice(SURNAMES)}",
        "head": f"示{home.chance.choice(SURNAMES)}{home.chance.choice(SURNAMES)}",
        "party_branch": home.yes(0.4),
    }


def _contacts(home: Home) -> Iterator[Cells]:
    yield {
        "hotline": home.telephone,
        "hours": "每天 0:00—24:00" if home.number % 4 else "每天 8:00—18:00",
        "mailbox": home.chance.choice(("一层接待处", "食堂门口", "大厅服务台", "各楼层电梯口")),
        "officer": home.chance.choice(("院长", "副院长", "院长助理", "质量管理部主任")),
        "officer_telephone": telephone(home.chance),
        "published_by_holder": "否",
    }


MAKERS = {
    GivenId: _ids,
    Operator: _operators,
    Institution: _institutions,
    Registration: _registrations,
    Contact: _contacts,
}
