"""The command `gongshi search`: asks the index of the current release as the public would."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from content.city import read_city
from search_index.current import FOLDER
from search_index.facets import KINDS
from search_index.index import Index, NoIndexError
from search_index.searching import Answer, Hit, Reason, search
from search_index.snippets import Piece, Snippet

WHY = {
    Reason.UNKNOWN: "没有哪里写着：",
    Reason.APART: "没有哪里同时写着：",
    Reason.EXCLUDED: "找到的都含有要排除的词：",
    Reason.NARROWED: "筛选以后什么也没有留下",
}


def search_release(out: Path, typed: str, day: date, *, as_json: bool) -> None:
    """Print the first page of what is found on `day` (the sample: on its own).

    Raises click.ClickException.
    """
    release = (out / "current").resolve()
    city, _ = read_city(release / "content")
    try:
        with Index(release / FOLDER) as index:
            answer = search(index, typed, city.today(day) if city else day)
    except NoIndexError:
        message = f"{out} 里还没有搜索索引；请先运行 gongshi build"
        raise click.ClickException(message) from None
    if as_json:
        click.echo(json.dumps(as_data(answer), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(answer)))


def as_data(answer: Answer) -> dict[str, Any]:
    """Give an answer as plain data."""
    return {
        "total": answer.total,
        "page": answer.page,
        "pages": answer.pages,
        "hits": [_hit(hit) for hit in answer.hits],
        "facets": {
            name: [{"value": one.value, "label": one.label, "count": one.count} for one in counts]
            for name, counts in answer.facets.items()
            if counts
        },
        "why": {"reason": answer.why.reason, "words": answer.why.words} if answer.why else None,
        "nearest": [document.title for document in answer.nearest],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    link = hit.document.link
    return {
        "id": hit.document.id,
        "kind": hit.document.kind,
        "title": hit.document.title,
        "date": hit.document.date.isoformat() if hit.document.date else None,
        "link": {
            "page": link.page,
            "key": dict(link.key),
            "anchor": link.anchor,
            "edition": link.edition,
        },
        "snippets": [_told(snippet) for snippet in hit.snippets],
    }


def _lines(answer: Answer) -> list[str]:
    lines = [f"共 {answer.total} 条，第 {answer.page} 页，共 {answer.pages} 页"]
    for hit in answer.hits:
        kind = KINDS.get(hit.document.kind, hit.document.kind)
        lines.append(f"【{kind}】{_plain(hit.title)}")
        lines += [f"    {_told(snippet)}" for snippet in hit.snippets]
    if answer.why:
        lines.append(WHY[answer.why.reason] + "、".join(answer.why.words))
    if answer.nearest:
        lines.append("名称相近：" + "、".join(document.title for document in answer.nearest))
    return lines


def _told(snippet: Snippet) -> str:
    label = f"{snippet.label}：" if snippet.label else ""
    return label + _plain(snippet.pieces)


def _plain(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)
