"""The command of search on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from content.cli import Host, json_option, out_option
from content.console import reading


@click.command()
@click.argument("query")
@out_option
@json_option
@click.pass_obj
def search(host: Host, query: str, out: Path | None, *, as_json: bool) -> None:
    """像公众一样搜索已发布的内容；以 - 开头的词前面写 --。"""
    from search_index.commands import search_release

    found = reading(out, host.settings.out)
    search_release(found, query, host.today(), as_json=as_json)


COMMANDS = (search,)
