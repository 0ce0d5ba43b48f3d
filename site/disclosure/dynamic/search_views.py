"""The search: everything the site shows, found by a word of it, narrowed and sorted."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, jsonify
from werkzeug.datastructures import MultiDict

from content import Catalog
from disclosure.dynamic.asking import SORTS, Asked, read_asked
from disclosure.dynamic.finding_nothing import reason, retries
from disclosure.dynamic.hits import DATED, lines, names, url_of
from disclosure.dynamic.narrowing import chips, groups
from disclosure.dynamic.run import Run, run
from disclosure.dynamic.service import Shown, address, asked, page, service
from disclosure.pages import PAGES
from disclosure.rendering import render
from disclosure.theme import EDITIONS, Edition
from search_index import Index, NoIndexError, parse

SEARCH = Blueprint("search", __name__)
NAME = "search"
DESCRIPTION = "查机构、处罚、政策和归口部门：写名称的一部分、拼音、街道名或六位编号。"
TITLE_LENGTH = 24
SUGGESTIONS = 8
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@SEARCH.get("/search")
def look(edition_name: str) -> Response:
    """Answer a search, or suggest names while somebody types; without an index, the stand-in."""
    edition, catalog, args = EDITIONS[edition_name], service().catalog(), asked()
    try:
        index = service().index()
    except NoIndexError:
        return _absent(edition, catalog)
    if args.get("suggest"):
        return _suggest(index, catalog, args)
    response = Response(_page(edition, catalog, index, read_asked(args)))
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _suggest(index: Index, catalog: Catalog, args: MultiDict[str, str]) -> Response:
    found = index.suggest(read_asked(args).typed, catalog.day, SUGGESTIONS)
    return jsonify(list(names(found)))


def _absent(edition: Edition, catalog: Catalog) -> Response:
    """Show what the web server shows while nothing answers here."""
    stand_in, key = PAGES["stand_in"], {"name": NAME}
    environment = service().environment(edition, catalog.city)
    view = stand_in.model(catalog, **key)
    return Response(render(environment, edition, stand_in, key, view), status=503)


def _page(edition: Edition, catalog: Catalog, index: Index, wanted: Asked) -> str:
    def write(other: Asked) -> str:
        return address(edition, NAME, other.query) + "#found"

    def everything() -> Run:
        return run(Asked(), index, catalog.day, write)

    query = parse(wanted.typed)
    if not (wanted.chosen or query.words or query.excluded):
        shown = Shown(NAME, "搜索", DESCRIPTION, wanted.query)
        return page(edition, "search.html", shown, asked=wanted, groups=groups(everything()))
    done = run(wanted, index, catalog.day, write)
    shown = Shown(NAME, _title(done), DESCRIPTION, wanted.query)
    if not done.answer.total:
        return page(edition, "nothing.html", shown, **_nothing(edition, done, everything()))
    return page(edition, "found.html", shown, **_found(edition, catalog, done))


def _found(edition: Edition, catalog: Catalog, done: Run) -> dict[str, object]:
    """Give what a page with hits shows."""
    return {
        **_common(done),
        "lines": lines(edition, catalog, done.answer.hits),
        "groups": groups(done),
        "sorts": _sorts(done),
        "previous": _neighbour(done, -1),
        "next": _neighbour(done, 1),
    }


def _nothing(edition: Edition, done: Run, everything: Run) -> dict[str, object]:
    """Give what a page without hits shows: why, and where else to look."""
    return {
        **_common(done),
        "reason": reason(done.answer.why) if done.answer.why else None,
        "retries": retries(done),
        "nearest": [(one.title, url_of(edition, one.link)) for one in done.answer.nearest],
        "groups": groups(done) or groups(everything),
    }


def _common(done: Run) -> dict[str, object]:
    asked, answer = done.asked, done.answer
    return {
        "asked": asked,
        "answer": answer,
        "chips": chips(done),
        "reset": done.write(Asked(asked.typed)) if asked.typed and len(asked.chosen) > 1 else "",
        "shortened": asked.shortened or answer.query.shortened,
    }


def _title(done: Run) -> str:
    typed = done.asked.typed
    short = typed if len(typed) <= TITLE_LENGTH else typed[:TITLE_LENGTH] + "…"
    number = f"（第 {done.answer.page} 页）" if done.answer.page > 1 else ""
    return (f"搜索：{short}" if short else "搜索") + number


def _sorts(done: Run) -> list[tuple[str, str | None]]:
    """Offer the orders that mean something for these hits; the one in use has no address."""
    chosen = done.asked.chosen.get("kind")
    kinds = {chosen} if chosen else {one.value for one in done.answer.facets["kind"]}
    shown = {"relevance", done.asked.sort}
    shown |= {"price", "grade"} if "institution" in kinds else set()
    shown |= {"date"} if kinds & DATED.keys() else set()
    return [
        (
            words,
            None if sort == done.asked.sort else done.write(replace(done.asked, sort=sort, page=1)),
        )
        for sort, words in SORTS.items()
        if sort in shown
    ]


def _neighbour(done: Run, step: int) -> tuple[str, str] | None:
    number = done.answer.page + step
    if not 1 <= number <= done.answer.pages:
        return None
    return f"第 {number} 页", done.write(replace(done.asked, page=number))
