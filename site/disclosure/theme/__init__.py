"""The hand in which every page is written: editions, base templates, filters, links, styles."""

from disclosure.theme.answers import harden, send_asset
from disclosure.theme.assets import ASSETS, Asset
from disclosure.theme.editions import EDITIONS, Edition
from disclosure.theme.environment import PageContext, Wiring, make_environment

__all__ = [
    "ASSETS",
    "EDITIONS",
    "Asset",
    "Edition",
    "PageContext",
    "Wiring",
    "harden",
    "make_environment",
    "send_asset",
]
