"""Texts that name a record which will leave the site, in places that stay.

The guard of the build would stop at them on the night on which the record expires, and with the
build everything else that expired; so they are refused while the editor is still there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content.bonds import TELLING
from content.faults import Fault
from content.folder import TEXTS, Folder
from content.naming import Numbers, free_columns, numbers_of
from content.schema import columns
from content.tables import Penalty, Row


def naming_faults(folder: Folder) -> Iterator[Fault]:
    """Find numbers of records that expire in tables and texts that do not go with them.

    A row of the other tables (`bonds.TELLING`) goes with whatever it names, see `settling`.
    """
    numbers = Numbers(
        number for kind in TELLING for row in folder.rows(kind) for number in numbers_of(row)
    )
    for kind in folder.tables:
        if kind not in TELLING:
            yield from _of_table(folder, kind, free_columns(kind), numbers)
    # The reason stays when the decision itself is withdrawn.
    yield from _of_table(folder, Penalty, ["remedy_reason"], numbers)
    for name, text in folder.texts.items():
        for number in dict.fromkeys(numbers.within(text)):
            yield Fault(f"{TEXTS}/{name}", 0, "", _message(number))


def _of_table(
    folder: Folder, kind: type[Row], names: Iterable[str], numbers: Numbers
) -> Iterator[Fault]:
    labels = {column.name: column.label for column in columns(kind)}
    table = folder.table(kind)
    for number, row in table:
        for name in names:
            for named in dict.fromkeys(numbers.within(str(getattr(row, name)))):
                yield Fault(table.file, number, labels[name], _message(named))


def _message(number: str) -> str:
    return f"写了“{number}”；那一条停止公示时这里不会跟着撤下，请改写，不写它的编号和文号"
