"""A text of prices as rows of `rooms` and `fees`, and a doubt for each price that is not sure.

Our amounts are yuan. Of a list in other money no sum becomes one: the amount is 待核实, so that no
page adds it up, and the note says what the list asks for and in which currency.
"""

from __future__ import annotations

from collections.abc import Iterator

from content.importing.cleaning import UNVERIFIED, text
from content.importing.drafts import Note, RejectedRowError, envelope, made
from content.importing.mapping import PriceText, RecordMapping
from content.importing.prices import Doubt, Price, prices
from content.importing.source import Line
from content.tables import Fee, Missing, Record, Room

OWNED: dict[type[Record], frozenset[str]] = {
    Room: frozenset({"name", "persons"}),
    Fee: frozenset({"item", "room", "amount", "unit", "note"}),
}
"""The tables that a text of prices fills, rooms first, and the columns that it owns there."""


def fee_rows(
    line: Line, mapping: RecordMapping, plan: PriceText, unit: str, number: str
) -> tuple[list[Record], list[Note]]:
    """Give the rows for the institution `number`; `unit` is the code of who answers for them.

    Raises RejectedRowError where not one price is sure.
    """
    column, words = plan.text.column, plan.text.raw(line.cells)
    found = list(map(_safe, prices(plan.text.cell(line.cells), plan.unit)))
    sure = [one for one in found if isinstance(one, Price)]
    notes = [
        Note(column, one.words, f"{one.why}；没有收入收费表")
        for one in found
        if isinstance(one, Doubt)
    ]
    if not sure:
        raise RejectedRowError(f"{column}：没有一个可以确定的价格")
    if plan.currency:
        done = f"{len(sure)} 个价格是{plan.currency}，不是人民币元；金额记为待核实，原价写在说明里"
        notes.insert(0, Note(column, words, done))
    common = {**envelope(mapping, unit), "institution": number}
    return [row for price in sure for row in _rows(price, plan.currency, common)], notes


def _safe(one: Price | Doubt) -> Price | Doubt:
    """Doubt a price whose words may not stand in a table: personal data, or a formula."""
    if isinstance(one, Price):
        for words in (one.room, one.note):
            if (cleaned := text(words)).value == UNVERIFIED:
                return Doubt(one.position, words, cleaned.done)
    return one


def _rows(price: Price, currency: str, common: dict[str, object]) -> Iterator[Record]:
    number = f"{common['institution']}-{price.position}"
    if price.room:
        room = {"id": f"R{number}", "name": price.room, "persons": price.persons}
        yield made(Room, {**common, **room})
    asked = f"名单原价 {price.amount:,} {currency}" if currency else ""
    fee = {
        "id": f"F{number}",
        "item": price.item,
        "room": f"R{number}" if price.room else None,
        "amount": Missing.UNVERIFIED if currency else price.amount,
        "unit": price.unit,
        "note": "；".join(filter(None, (price.note, asked))) or None,
    }
    yield made(Fee, {**common, **fee})
