"""The lists of institutions: of the whole city, and narrowed to one value of a facet."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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

Cutter = Callable[[list[Entry]], list[Group]]


def lines_of(catalog: Catalog, key: Key) -> list[Entry]:
    """Give the entries of the city, or those that have the value which the key names."""
    named = next(((name, value) for name, value in key.items() if name in FACETS), None)
    return by_value(catalog).get(named, []) if named else list(entries(catalog))


def _view(
    catalog: Catalog, key: Key, *, way: str, groups: Iterable[Group], cuts: Iterable[Group] = ()
) -> View:
    """Make the view of a list: `groups` are shown whole, `cuts` are named with their size."""
    shown, cuts = [group for group in groups if group.entries], list(cuts)
    facet, value, words = chosen(catalog, key) or (None, "", "")
    where = words if facet and facet.is_place else catalog.city.name
    title = f"{where}养老服务机构" + {"name": "", "price": "（按价格）"}[way]
    if facet and not facet.is_place:
        title += f"：{facet.said.format(words)}"
    return View(
        title=title + _which(key),
        description=f"{title}名单：收费、空床、等级和处罚情况。",
        values={
            "list_name": f"institutions_by_{facet.name}" if facet else "institutions",
            "base": {facet.name: value} if facet else {},
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
            return _view(catalog, key, way=way, groups=[], cuts=cutter(lines))
        groups = by_price(lines) if way == "price" else [Group("", tuple(lines))]
        return _view(catalog, key, way=way, groups=groups)

    return model


def _of_initial(catalog: Catalog, **key: str) -> View:
    groups = [group for group in by_initial(lines_of(catalog, key)) if group.key == key["initial"]]
    return _view(catalog, key, way="name", groups=groups)


def _band(catalog: Catalog, key: Key) -> list[Entry]:
    return [line for line in lines_of(catalog, key) if line.band == key["band"]]


def _of_band(catalog: Catalog, **key: str) -> View:
    lines = _band(catalog, key)
    if len(lines) > ONE_PAGE:
        return _view(catalog, key, way="price", groups=[], cuts=by_initial(lines))
    return _view(catalog, key, way="price", groups=[Group(key["band"], tuple(lines))])


def _of_band_initial(catalog: Catalog, **key: str) -> View:
    groups = [group for group in by_initial(_band(catalog, key)) if group.key == key["initial"]]
    return _view(catalog, key, way="price", groups=groups)


BaseKeys = Callable[[Catalog], list[Key]]


def _cut_keys(bases: BaseKeys, cutter: Cutter, variable: str) -> BaseKeys:
    def keys(catalog: Catalog) -> list[Key]:
        return [
            {**base, variable: group.key}
            for base in bases(catalog)
            if len(lines := lines_of(catalog, base)) > ONE_PAGE
            for group in cutter(lines)
        ]

    return keys


def _band_initial_keys(bases: BaseKeys) -> BaseKeys:
    def keys(catalog: Catalog) -> list[Key]:
        return [
            {**band, "initial": group.key}
            for band in _cut_keys(bases, by_price, "band")(catalog)
            if len(lines := _band(catalog, band)) > ONE_PAGE
            for group in by_initial(lines)
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
        ("_initial", letters, initials, _of_initial),
    )
    by_cost = (
        ("_priced", "by-price/", bases, _whole_or_cuts(by_price, "price")),
        ("_price", "by-price/<band>/", bands, _of_band),
        (
            "_price_initial",
            "by-price/<band>/" + letters,
            _band_initial_keys(bases),
            _of_band_initial,
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
