"""What changed (变更记录): of the whole city, of each board, and as feeds; and the last head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from content import Catalog
from content.changes.comparing import latest
from content.changes.record import Line
from content.changes.wording import KINDS
from content.dealing import NATION
from content.law import publicity_rules
from content.tables import Institution, Row
from disclosure.atom import MEDIA_TYPE, Entry, Feed, atom
from disclosure.pages.board import board_keys
from disclosure.registry import View, machine_file, page

NEWEST = 100
BOARD = "/institutions/<string(length=6):id>/changes/"


@dataclass(frozen=True)
class Issue:
    """The lines that one release (期) brought; of `total`, when the page lists only the newest."""

    number: int
    lines: tuple[Line, ...]
    total: int


@page("changes", "/changes/")
def changes(catalog: Catalog) -> View:
    """Tell what the newest releases changed, and give the head of the one before this."""
    lines = catalog.past.lines[:NEWEST]
    return View(
        title="变更记录",
        description="公示的内容从什么改成了什么，从哪一天起；每一期都有校验值。",
        values={
            "issues": issues(lines, catalog.past.lines),
            "more": len(catalog.past.lines) > NEWEST,
            "kept": _kept(catalog),
            "previous": catalog.past.number,
            "checksum": catalog.past.head,
        },
        records=tuple(_records(catalog, lines)),
    )


@page("board_changes", BOARD, keys=board_keys, section="institutions")
def board_changes(catalog: Catalog, id: str) -> View:  # noqa: A002 (the name in the address)
    """Tell what has changed on one board."""
    institution = catalog.get(Institution, id)
    lines = catalog.past.of[id]
    return View(
        title=f"{institution.name}的变更记录",
        description=f"{institution.name}公示的内容从什么改成了什么，从哪一天起。",
        values={"name": institution.name, "issues": issues(lines, lines), "kept": _kept(catalog)},
        records=tuple(_records(catalog, lines)),
        number=id,
    )


@machine_file("changes_feed", "/changes/feed.xml", MEDIA_TYPE)
def changes_feed(catalog: Catalog) -> View:
    """Publish what the page tells as a feed, the head of the release before in its subtitle."""
    past, city = catalog.past, catalog.city
    head = f"上一期（第 {past.number} 期）校验值：{past.head}" if past.head else "这是第一期"
    feed = Feed(
        f"{city.url}/changes/feed.xml",
        f"{city.url}/changes/",
        f"{city.title}：变更记录",
        head,
        city.organ,
        latest(catalog),
    )
    return _feed(catalog, feed, past.lines[:NEWEST])


@machine_file("board_changes_feed", f"{BOARD}feed.xml", MEDIA_TYPE, keys=board_keys)
def board_changes_feed(catalog: Catalog, id: str) -> View:  # noqa: A002 (the name in the address)
    """Publish what has changed on one board as a feed."""
    institution, city = catalog.get(Institution, id), catalog.city
    lines = catalog.past.of[id]
    feed = Feed(
        f"{city.url}/institutions/{id}/changes/feed.xml",
        f"{city.url}/institutions/{id}/changes/",
        f"{institution.name}：变更记录",
        city.title,
        city.organ,
        max((line.change.day for line in lines), default=institution.as_of),
    )
    return _feed(catalog, feed, lines)


def _kept(catalog: Catalog) -> str:
    """Say how long a line stands, as the rule of the day has it; nothing where there is none."""
    rules = (one for one in publicity_rules() if one.subject == "change")
    return next((f"{one.basis}。" for one in rules if one.in_force(catalog.day)), "")


def issues(lines: Sequence[Line], every: Sequence[Line]) -> list[Issue]:
    """Put lines, the newest of `every`, together by the release that brought them."""
    totals = Counter(line.change.release for line in every)
    groups = groupby(lines, key=lambda line: line.change.release)
    return [Issue(number, tuple(group), totals[number]) for number, group in groups]


def _feed(catalog: Catalog, feed: Feed, lines: Sequence[Line]) -> View:
    entries = [
        Entry(
            f"{feed.page}#{line.change.anchor}",
            "：".join(part for part in (line.home, line.what) if part),
            _sentence(line),
            line.change.day,
        )
        for line in lines
    ]
    records = tuple(_records(catalog, lines))
    return View(title=feed.title, description="", records=records, body=atom(feed, entries))


def _sentence(line: Line) -> str:
    """Say from what to what; of old words that are not repeated, only that they changed."""
    if line.change.kind == "新增":
        return f"新增{'：' if line.after else ''}{line.after or ''}"
    if not line.after:
        return "已改，以现在公示的为准"
    return f"{line.before or '不再显示'} → {line.after}"


def _records(catalog: Catalog, lines: Sequence[Line]) -> Iterator[Row]:
    """Give the facts behind the lines; the manifest holds each page to them."""
    for change in (line.change for line in lines):
        kind = KINDS[change.table]
        home = change.institution or NATION
        if catalog.has(kind, change.key, home):
            yield catalog.get(kind, change.key, home)
