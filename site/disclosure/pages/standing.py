"""The pages that stand by themselves: help, privacy, accessibility, about, site map, stand-ins."""

from __future__ import annotations

from dataclasses import dataclass

from content import Catalog
from content.law import publicity_rules
from content.tables import DayRoot
from content.writing import table_text
from disclosure.pages.front import districts
from disclosure.registry import Key, View, machine_file, once, page
from disclosure.texts import render_markdown

NEWEST = 7


@dataclass(frozen=True)
class DynamicAddress:
    """An address that an app answers, not a file: its path and the words for its stand-in."""

    path: str
    title: str


DYNAMIC = {
    "search": DynamicAddress("/search", "搜索"),
    "compare": DynamicAddress("/compare", "比一比"),
    "complaints": DynamicAddress("/complaints/", "投诉和查进度"),
}
"""Everything under these paths belongs to the service; links to it are checked against them."""


@page("help", "/help/", section="help")
def help_page(catalog: Catalog) -> View:
    """Explain the site, the words on a board, remedies, credit repair, and the law of the day."""
    rules = [rule for rule in publicity_rules() if rule.in_force(catalog.day)]
    return View(
        title="使用帮助",
        description="怎样找机构、看懂公示栏、投诉，以及对处罚不服怎样申诉、怎样申请信用修复。",
        values={
            "by_law": [rule for rule in rules if not rule.is_own],
            "own": [rule for rule in rules if rule.is_own],
        },
    )


@page("privacy", "/privacy/")
def privacy(_: Catalog) -> View:
    """Say what the site knows of its readers: nothing."""
    return View(title="隐私说明", description="本站的公示页面不收集、不保存访问者的任何信息。")


@page("accessibility", "/accessibility/")
def accessibility(_: Catalog) -> View:
    """State how far the site can be used by everyone, reviewed on a date."""
    return View(title="无障碍声明", description="本站的无障碍设计、长者模式和反馈方式。")


@page("about", "/about/")
def about(catalog: Catalog) -> View:
    """Say who publishes the site, how to reach them, and what vouches for complaints."""
    newest = tuple(reversed(catalog.all(DayRoot)[-NEWEST:]))
    return View(
        title="关于本站",
        description=f"{catalog.city.title}由{catalog.city.organ}主办：联系方式和依申请公开。",
        values={"text": render_markdown(catalog.texts["about.md"]), "roots": newest},
        records=newest,
    )


def day_roots_keys(catalog: Catalog) -> list[Key]:
    """Give no file while the channel has not exported a day."""
    return [{}] if catalog.all(DayRoot) else []


@machine_file("day_roots", "/about/day_roots.csv", "text/csv", keys=day_roots_keys)
def day_roots(catalog: Catalog) -> View:
    """Publish the whole chain of days, as the channel exported it."""
    rows = catalog.all(DayRoot)
    return View(title="每日校验值", description="", body=table_text(DayRoot, rows))


@page("sitemap", "/sitemap/")
def sitemap(catalog: Catalog) -> View:
    """List the parts of the site."""
    return View(
        title="网站地图",
        description="本站全部栏目。",
        values={"districts": districts(catalog)},
    )


@page("not_found", "/404.html", keys=once)
def not_found(_: Catalog) -> View:
    """Help whoever followed a dead link."""
    return View(title="没有这个页面", description="您要找的页面不存在或已经移走。")


def stand_in_keys(_: Catalog) -> list[Key]:
    """Give a stand-in to every dynamic address."""
    return [{"name": name} for name in DYNAMIC]


@page("stand_in", "/offline/<name>/", keys=stand_in_keys)
def stand_in(catalog: Catalog, name: str) -> View:
    """Say that a dynamic part cannot be used now, and what to do instead."""
    return View(
        title=f"{DYNAMIC[name].title}暂时不能使用",
        description="本功能暂时不能使用，请改用电话或其他办法。",
        values={"name": name, "districts": districts(catalog) if name == "compare" else []},
    )
