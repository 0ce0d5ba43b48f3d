"""The place: its building, its beds, its rooms, its kitchen."""

from __future__ import annotations

from collections.abc import Iterator

from content.tables import Capacity, KitchenProbe, Photo, Premises, Room
from tests.benchmarks.nation.chance import ago
from tests.benchmarks.nation.homes import NUMERALS, Home
from tests.benchmarks.nation.sheets import Cells

ONE_PHOTO_IN = 500


def image_of(home: Home) -> str:
    """Name the picture of a home; empty where it has none."""
    return f"{home.id}-front.jpg" if home.number % ONE_PHOTO_IN == 0 else ""


def _photos(home: Home) -> Iterator[Cells]:
    if image := image_of(home):
        yield {"image": image, "description": f"{home.name}的楼和正门：门前是平地，没有台阶"}


def _premises(home: Home) -> Iterator[Cells]:
    area = home.beds * home.between(20, 45)
    storeys = home.between(1, 6)
    yield {
        "building_area": area,
        "land_area": int(area * (0.4 + home.chance.random())),
        "storeys": storeys,
        "self_built": home.yes(0.15),
        "land_use": home.chance.choice(
            ("社会福利用地", "商服用地", "公共服务设施用地", "工业用地")
        ),
        "tenure": home.chance.choice(("划拨", "出让", "租赁", "租赁")),
        "bus": f"{home.between(1, 99)} 路{home.street}站，步行 {home.between(1, 9)}00 米",
        "call_buttons": home.yes(0.9),
        "lift": home.yes(0.9 if storeys > 2 else 0.2),
        "barrier_free": home.yes(0.85),
        "cameras": home.between(4, 90),
        "room_cameras": "居室不装监控；家属提出的须本人或监护人书面同意",
        "smart_fire": home.yes(0.6),
        "live_monitoring": home.yes(0.4),
    }


def _capacity(home: Home) -> Iterator[Cells]:
    yield {
        "beds": home.beds,
        "occupied": home.beds - home.vacant,
        "vacant": home.vacant,
        "nursing_beds": int(home.beds * (0.3 + 0.7 * home.chance.random())),
        "next_due": ago(-10),
        "source_document": "养老机构床位月报表（2026年10月）",
    }


def _rooms(home: Home) -> Iterator[Cells]:
    left = home.vacant
    for persons, area, _ in home.rooms:
        vacant = left if persons == 1 else home.between(0, left)
        left -= vacant
        yield {
            "name": f"{NUMERALS[persons]}人间",
            "persons": persons,
            "area": area + home.between(-4, 6),
            "bathroom": home.yes(0.8),
            "vacant": vacant,
            "next_due": ago(-10),
        }


def _kitchen_probes(home: Home) -> Iterator[Cells]:
    connected = home.chance.random() < 0.7
    yield {
        "connected": "是" if connected else "否",
        "link": f"https://kitchen.example/{home.id}" if connected else "不适用",
        "online": home.between(700, 1000) / 10 if connected else "不适用",
        "last_picture_on": ago(home.between(1, 3)) if connected else "不适用",
        "platform": home.district.unit_of("scjg"),
        "as_of": ago(1),
    }


MAKERS = {
    Photo: _photos,
    Premises: _premises,
    Capacity: _capacity,
    Room: _rooms,
    KitchenProbe: _kitchen_probes,
}
