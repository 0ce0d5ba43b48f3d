"""The public pages, a module for each part of the site; importing this registers them all."""

from disclosure.pages import (
    board,
    enforcement,
    front,
    government,
    institutions,
    places,
    standing,
)
from disclosure.registry import PAGES

__all__ = [
    "PAGES",
    "board",
    "enforcement",
    "front",
    "government",
    "institutions",
    "places",
    "standing",
]
