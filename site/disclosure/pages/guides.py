"""How things are done: guides for families and homes, each with its text."""

from __future__ import annotations

from collections import defaultdict

from content import Catalog
from content.tables import Guide
from disclosure.registry import Key, View, page
from disclosure.texts import render_markdown

FOR_WHOM = {"个人补贴": "老人和家属", "其他": "其他"}
FOR_HOMES = "举办和经营机构"


def guide_keys(catalog: Catalog) -> list[Key]:
    """Give the key of every guide in force."""
    return [{"id": row.id} for row in catalog.all(Guide)]


@page("guides", "/guides/")
def guides(catalog: Catalog) -> View:
    """List the guides, those for families first."""
    groups: dict[str, list[Guide]] = defaultdict(list)
    for row in catalog.all(Guide):
        groups[FOR_WHOM.get(row.kind, FOR_HOMES)].append(row)
    order = (FOR_WHOM["个人补贴"], FOR_HOMES, FOR_WHOM["其他"])
    return View(
        title="办事指南",
        description=f"{catalog.city.name}养老服务补贴、备案、等级评定怎样办。",
        values={"groups": [(name, groups[name]) for name in order if name in groups]},
    )


@page("guide", "/guides/<id>/", keys=guide_keys)
def guide(catalog: Catalog, id: str) -> View:  # noqa: A002 (the name in the address)
    """Show one guide: who, where, how long, what it costs, step by step."""
    row = catalog.get(Guide, id)
    return View(
        title=row.title,
        description=f"{row.title}：谁可以办、准备什么、在哪里办、要多少天。",
        values={"guide": row, "text": render_markdown(catalog.texts[f"guides/{id}.md"])},
    )
