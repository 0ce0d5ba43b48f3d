"""One change of one institution, as an editor makes it in a table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Cells = dict[str, str]
KEYS = {"institutions": "id"}
NAMES = ("东院", "西院", "南院", "北院")


def read(folder: Path, table: str) -> list[Cells]:
    """Give the rows of a table as cells."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(folder: Path, table: str, institution: str, change: Callable[[Cells], Cells]) -> None:
    """Change the rows of an institution in a table and write the file anew."""
    rows, key = read(folder, table), KEYS.get(table, "institution")
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, **change(row)} if row[key] == institution else row for row in rows)


@dataclass
class Edited:
    """An institution in the middle of a nation, whose facts are changed again and again."""

    folder: Path
    id: str
    name: str
    telephone: str

    def phone(self, number: int) -> str:
        """Give it another telephone; tell which."""
        self.telephone = f"0000-555{90_000 + number:05}"
        edit(self.folder, "contacts", self.id, lambda _: {"hotline": self.telephone})
        return self.telephone

    def vacancy(self, number: int) -> None:
        """Give it one bed more or less that is free: lists show that."""
        step = 1 if number % 2 else -1
        edit(
            self.folder,
            "capacity",
            self.id,
            lambda row: {
                "occupied": str(int(row["occupied"]) - step),
                "vacant": str(int(row["vacant"]) + step),
            },
        )

    def rename(self, number: int) -> None:
        """Give it another name."""
        name = self.name + NAMES[number % len(NAMES)]
        edit(self.folder, "institutions", self.id, lambda _: {"name": name})


def choose(folder: Path) -> Edited:
    """Choose an institution on display from the middle, with a telephone and a free bed."""
    phones = {row["institution"]: row["hotline"] for row in read(folder, "contacts")}
    beds = {row["institution"]: row for row in read(folder, "capacity")}
    homes = read(folder, "institutions")
    return next(
        Edited(folder, home["id"], home["name"], phones[home["id"]])
        for home in homes[len(homes) // 2 :]
        if not home["valid_to"]
        and phones.get(home["id"], "").startswith("0000-")
        and all(_some(beds.get(home["id"], {}), name) for name in ("occupied", "vacant"))
    )


def _some(row: Cells, name: str) -> bool:
    return row.get(name, "").isdigit() and int(row[name]) > 1
