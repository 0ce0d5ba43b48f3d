"""The editors' command: evaluation."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from content.catalog import Catalog, cut, key_of
from content.evaluation.book import write_form
from content.evaluation.form import Answered, evaluate, preamble
from content.evaluation.indicators import BY_HAND
from content.faults import ContentError
from content.folder import Folder, read_folder
from content.tables import Row


def write_evaluation(source: Path, target: Path, day: date, *, as_json: bool) -> None:
    """Write the form of a content folder as XLSX; print a summary, or all of it as JSON.

    Raises click.ClickException where rows cannot be read: every number would be too small.
    """
    folder = read_folder(source)
    if faults := [fault for fault in folder.faults if fault.weight == "fault"]:
        message = (
            f"内容有 {len(faults)} 处错误，算出的数不可靠；请先运行 gongshi check。{faults[0]}"
        )
        raise click.ClickException(message)
    catalog = cut(folder, day)
    answered = evaluate(catalog)
    try:
        write_form(target, preamble(catalog), answered, _numbers(folder))
    except (ContentError, OSError) as error:
        raise click.ClickException(f"{target} 写不了：{error}") from None
    computed = sum(one.result != BY_HAND for one in answered)
    if as_json:
        click.echo(json.dumps(_json(catalog, answered), ensure_ascii=False, indent=1))
    else:
        click.echo(f"{target}：指标 {len(answered)} 项，由内容得出 {computed} 项，其余需人工填写")


def _numbers(folder: Folder) -> Callable[[Row], int]:
    """Find for every row of the catalog where it stands in its spreadsheet.

    A row that the catalog made forget what it named is found by its key; one of several rows of
    an institution has no key of its own and is found by itself.
    """
    places = [place for table in folder.tables.values() for place in table]
    by_key = {(type(row), key_of(row)): number for number, row in places}
    by_row = {row: number for number, row in places}
    return lambda row: by_row.get(row) or by_key[type(row), key_of(row)]


def _json(catalog: Catalog, answered: list[Answered]) -> dict[str, object]:
    return {
        "city": catalog.city.name,
        "as_of": catalog.day.isoformat(),
        "indicators": [
            {
                "number": one.indicator.number,
                "group": one.indicator.group,
                "indicator": one.indicator.indicator,
                "result": one.result,
                "sources": one.sources,
                "remark": one.remark,
                "basis": one.indicator.basis,
            }
            for one in answered
        ],
    }
