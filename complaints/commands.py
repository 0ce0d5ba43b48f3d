"""The commands of the channel."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from complaints.routing.suggest import suggest
from content import Catalog
from content.tables import Department, Matter


def suggest_matters(catalog: Catalog, text: str, *, as_json: bool) -> None:
    """Print the matters that fit a text, best first, each with its handler and why."""
    found = suggest(text, catalog.all(Matter))
    handlers = {
        one.code: catalog.get(Department, catalog.get(Matter, one.code).handler).name
        for one in found
    }
    if as_json:
        rows = [{**asdict(one), "handler": handlers[one.code]} for one in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(f"{one.code} {one.name}（{handlers[one.code]}）{one.score:.2f}  {one.why}")
    if not found:
        click.echo("看不出属于哪一类；表单上会显示“不清楚”，由民政部门判断")
