"""The engines that can stand behind the seam; each is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from search_index.engine import Engine

MODULES = {"whoosh": "whoosh_engine", "tantivy": "tantivy_engine"}
DEFAULT = "whoosh"


def engine_named(name: str) -> Engine:
    """Give an engine by its name. Raises KeyError."""
    module = import_module(f"search_index.engines.{MODULES[name]}")
    return cast("Engine", module.ENGINE)
