"""The lists of institutions: of the whole city, and narrowed to one value of a facet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from content import Catalog
from disclosure.facets import FACETS, Facet, by_value, chosen
from disclosure.listing import (
    ONE_PAGE,
    Entry,
    Group,
    by_initial,
    by_price,
    entries,
    shown_records,
)
from disclosure.registry import Key, Model, View, once, page

Cutter = Callable[[Sequence[Entry]], list[Group]]


def lines_of(catalog: Catalog, key: Key) -> Sequence[Entry]:
    """Give the entries that a key names: of the city or of a value of a facet, or a price band."""
    base = {**key}
    if band := base.pop("band", ""):
        return _cut(catalog, by_price, **base)[band].entries
    named = next(((name, value) for name, value in key.items() if name in FACETS), None)
    return by_value(catalog).get(named, ()) if named else entries(catalog)


@lru_cache(maxsize=8)
def _cut(catalog: Catalog, cutter: Cutter, **key: str) -> dict[str, Group]:
    """Cut a list once for the pages of all its parts, which come one after the other."""
    return {group.key: group for group in cutter(lines_of(catalog, key))}


def _view(
    catalog: Catalog, key: Key, *, way: str, groups: Iterable[Group], cuts: Iterable[Group] = ()
) -> View:
    """Make the view of a list: `groups` are shown whole, `cuts` are named with their size."""
    shown, cuts = [group for group in groups if group.entries], list(cuts)
    facet, value, words = chosen(catalog, key) or (None, "", "")
    where = words if facet and facet.is_place else catalog.city.name
    phrases = [where, "养老服务机构" + {"name": "", "price": "（按价格）"}[way]]
    if facet and not facet.is_place:
        phrases[1:] = [f"{phrases[1]}：", facet.said.format(words)]
    title = "".join(phrases)
    return View(
        title=title + _which(key),
        description=f"{title}名单：收费、空床、等级和处罚情况。",
        values={
            "list_name": f"institutions_by_{facet.name}" if facet else "institutions",
            "base": {facet.name: value} if facet else {},
            "phrases": phrases,
            "which": _which(key),
            "where": where,
            "district": value if facet and facet.name == "district" else "",
            "priced": facet is None or facet.priced,
            "way": way,
            "band": key.get("band"),
            "initial": key.get("initial"),
            "total": sum(len(group.entries) for group in (*shown, *cuts)),
            "groups": shown,
            "cuts": [(group.key, len(group.entries)) for group in cuts],
            "facets": () if facet or len(key) else _ways(catalog),
        },
        records=shown_records(catalog, [line for group in shown for line in group.entries]),
    )


def _ways(catalog: Catalog) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """Give the ways to narrow the list of the city: name, title, values with words and size.

    Streets are left to the pages of their districts: a city has hundreds.
    """
    ways = [facet for facet in FACETS.values() if facet.name != "street"]
    lines = by_value(catalog)
    return [
        (
            facet.name,
            facet.title,
            [
                (value, words, len(lines.get((facet.name, value), [])))
                for value, words in facet.words(catalog).items()
            ],
        )
        for facet in ways
    ]


def _which(key: Key) -> str:
    band, initial = key.get("band", ""), key.get("initial", "")
    words = [f"{band} 元起" if band.isdigit() else "未填报价格" if band else "", initial.upper()]
    return "".join(f" · {word}" for word in words if word)


def _whole_or_cuts(cutter: Cutter, way: str) -> Model:
    """Show a list of up to a hundred at once, a longer one as the index of its cuts."""

    def model(catalog: Catalog, **key: str) -> View:
        lines = lines_of(catalog, key)
        if len(lines) > ONE_PAGE:
            cuts = _cut(catalog, cutter, **key).values()
            return _view(catalog, key, way=way, groups=[], cuts=cuts)
        groups = by_price(lines) if way == "price" else [Group("", tuple(lines))]
        return _view(catalog, key, way=way, groups=groups)

    return model


def _of_initial(way: str) -> Model:
    """Show the part of a long list, or of a long band, that has one initial."""

    def model(catalog: Catalog, *, initial: str, **base: str) -> View:
        group = _cut(catalog, by_initial, **base)[initial]
        part = replace(group, key=base.get("band", ""))
        return _view(catalog, {**base, "initial": initial}, way=way, groups=[part])

    return model


BaseKeys = Callable[[Catalog], list[Key]]


def _cut_keys(bases: BaseKeys, cutter: Cutter, variable: str) -> BaseKeys:
    def keys(catalog: Catalog) -> list[Key]:
        return [
            {**base, variable: part}
            for base in bases(catalog)
            if len(lines_of(catalog, base)) > ONE_PAGE
            for part in _cut(catalog, cutter, **base)
        ]

    return keys


def _facet_keys(facet: Facet) -> BaseKeys:
    def keys(catalog: Catalog) -> list[Key]:
        return [{facet.name: value} for value in facet.words(catalog)]

    return keys


def _register(name: str, path: str, bases: BaseKeys, *, priced: bool) -> None:
    """Register the kinds of page that one list has: by name, and perhaps by price too."""
    initials = _cut_keys(bases, by_initial, "initial")
    bands = _cut_keys(bases, by_price, "band")
    letters = "<string(maxlength=2):initial>/"
    by_name = (
        ("", "", bases, _whole_or_cuts(by_initial, "name")),
        ("_initial", letters, initials, _of_initial("name")),
    )
    by_cost = (
        ("_priced", "by-price/", bases, _whole_or_cuts(by_price, "price")),
        ("_price", "by-price/<band>/", bands, _whole_or_cuts(by_initial, "price")),
        (
            "_price_initial",
            "by-price/<band>/" + letters,
            _cut_keys(bands, by_initial, "initial"),
            _of_initial("price"),
        ),
    )
    for suffix, tail, keys, model in (*by_name, *(by_cost if priced else ())):
        register = page(
            name + suffix,
            path + tail,
            keys=keys,
            template="institutions.html",
            section="institutions",
        )
        register(model)


_register("institutions", "/institutions/", once, priced=True)
for _facet in FACETS.values():
    _register(
        f"institutions_by_{_facet.name}",
        f"/institutions/by/{_facet.name}/<{_facet.name}>/",
        _facet_keys(_facet),
        priced=_facet.priced,
    )
