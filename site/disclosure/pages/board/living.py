"""我家老人能住吗: photos, beds, rooms, levels of care, what to know before moving in, services."""

from __future__ import annotations

from dataclasses import dataclass

from content import Catalog
from content.tables import Admission, Capacity, CareLevel, Medical, Photo, Room, Service
from disclosure.filed import Filed, filed, unreported
from disclosure.photos import ShownPhoto, photos_of
from disclosure.sources import Source, latest_sources

NOT_OFFERED = "不提供"
FILED = (Photo, Room, CareLevel, Admission, Service, Medical)


@dataclass(frozen=True)
class Living:
    """Whether one can live there, and how. `not_offered` groups services by the word for it."""

    photos: tuple[ShownPhoto, ...]
    capacity: Capacity | None
    rooms: list[Room]
    levels: list[CareLevel]
    admission: Filed
    offered: list[Service]
    not_offered: list[tuple[str, list[Service]]]
    medical: Filed
    lacking: tuple[str, ...]
    sources: list[Source]


def living(catalog: Catalog, id_: str) -> Living:
    """Tell whether one can live there."""
    services = catalog.of(Service, id_)
    rows = [row for kind in (Capacity, *FILED) for row in catalog.of(kind, id_)]
    return Living(
        photos=photos_of(catalog, id_),
        capacity=catalog.one(Capacity, id_),
        rooms=catalog.of(Room, id_),
        levels=catalog.of(CareLevel, id_),
        admission=filed(catalog, Admission, id_),
        offered=[row for row in services if row.offered is True],
        not_offered=_not_offered(services),
        medical=filed(catalog, Medical, id_),
        lacking=unreported(catalog, id_, *FILED),
        sources=latest_sources(catalog, rows),
    )


def _not_offered(services: list[Service]) -> list[tuple[str, list[Service]]]:
    grouped: dict[str, list[Service]] = {}
    for row in services:
        if row.offered is not True:
            grouped.setdefault(row.offered or NOT_OFFERED, []).append(row)
    return list(grouped.items())
