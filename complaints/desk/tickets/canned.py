"""Canned texts (常用语) at the form of a step: which fit, filling one in, and sending none blindly.

A blank is a bracket with an ellipsis in it, 〔日期…〕; 〔2026〕 alone is the year of a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from complaints.database.models import Ticket
from complaints.desk.tickets.fields import LABELS, Field
from complaints.workflow import Transition
from content import Catalog
from content.tables import CannedText, Matter

BLANK = re.compile(r"〔[^〔〕]*(?:…|\.{3})[^〔〕]*〕")
UNEDITED = "您没有修改常用语“{title}”。要改就在下面改；确实不用改，再按一次就办。"
UNFILLED = "还有没填的地方：{blank}，请填好，把括号去掉"


def texts_for(step: Transition, ticket: Ticket, catalog: Catalog) -> list[CannedText]:
    """Give the texts of today for a step of this ticket, in the order of the table."""
    matter = catalog.get(Matter, ticket.matter) if ticket.matter else None
    return [
        text
        for text in catalog.all(CannedText)
        if text.step == step.label
        and text.matter in (None, ticket.matter)
        and text.group in (None, matter.group if matter else None)
    ]


def filled(
    values: Mapping[str, str], fields: Iterable[Field], texts: Iterable[CannedText], chosen: str
) -> dict[str, str]:
    """Put a text into its field, below what was typed there; nothing for one that does not fit."""
    text = next((one for one in texts if one.id == chosen), None)
    name = next((field.name for field in fields if text and _is_for(text, field)), None)
    if text is None or name is None:
        return dict(values)
    return {**values, name: "\n".join(filter(None, (values.get(name, ""), text.text)))}


def unfilled(fields: Iterable[Field], values: Mapping[str, str]) -> dict[str, str]:
    """Say by field which blank of a text still stands there."""
    found = ((field.name, BLANK.search(values.get(field.name, ""))) for field in fields)
    return {name: UNFILLED.format(blank=blank[0]) for name, blank in found if blank}


def unedited(
    fields: Iterable[Field], values: Mapping[str, str], texts: Iterable[CannedText]
) -> dict[str, CannedText]:
    """Give by field the text that stands there as it is in the table."""
    return {
        field.name: text
        for text in texts
        for field in fields
        if _is_for(text, field) and values.get(field.name, "").strip() == text.text.strip()
    }


def _is_for(text: CannedText, field: Field) -> bool:
    return field.name in LABELS and LABELS[field.name][0] == text.place
