"""Folding: what an edition knows beforehand is put into its templates when they are loaded.

Messages with constant text become the translated literal, links to a page without a key become
their address, links with keys a concatenation. Nothing else changes and the bytes stay the same:
a test freezes the sample both ways. Jinja's own optimizer cannot do this because it may not call
functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

from disclosure.theme.generating import Generator
from disclosure.theme.running import filled, mark

Translate = Callable[[str], str]


PLACE = re.compile(r"%\((\w+)\)s")
"""Where a message wants a value."""


class FoldedTemplate(Template):
    """A template that is imported by others as it is: no page brings globals of its own."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        return super()._get_default_module()


class FoldingEnvironment(Environment):
    """A Jinja environment that folds every template it parses."""

    folder: Folder
    code_generator_class = Generator
    template_class = FoldedTemplate

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        folded = self.folder.visit(tree)
        folded.set_environment(self)
        return folded  # type: ignore[no-any-return]


class Folder(NodeTransformer):
    """Replaces calls whose answer does not depend on the page."""

    def __init__(self, translate: Translate, rules: Mapping[str, str], asset: Translate) -> None:
        """Fold with this translation, these link rules (page name → `/a/{key}/`) and assets."""
        self.translate = translate
        self.rules = rules
        self.asset = asset

    def visit_Output(self, node: nodes.Output, *args: Any, **kwargs: Any) -> nodes.Node:  # noqa: N802, ANN401
        """Fold what is written; a message becomes its words and its values, one by one."""
        self.generic_visit(node, *args, **kwargs)
        node.nodes = [piece for one in node.nodes for piece in _written(one)]
        return node

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:  # noqa: N802, ANN401
        """Fold one call after its arguments."""
        self.generic_visit(node, *args, **kwargs)
        if not isinstance(node.node, nodes.Name) or not _starts_with_text(node):
            return node
        fold = {"_": self._message, "link": self._link, "asset": self._asset}.get(node.node.name)
        return fold(node) if fold else node

    def _message(self, node: nodes.Call) -> nodes.Expr:
        text = self.translate(_text(node))
        if not node.kwargs:
            return nodes.Const(mark(text % {}))
        if "%" in PLACE.sub("", text):
            return node
        values = {item.key: item.value for item in node.kwargs}
        wanted = (values[name] for name in PLACE.findall(text))
        return _call(filled, nodes.Const(PLACE.sub("%s", text)), *wanted)

    def _asset(self, node: nodes.Call) -> nodes.Expr:
        return nodes.Const(self.asset(_text(node)))

    def _link(self, node: nodes.Call) -> nodes.Expr:
        rule = self.rules.get(_text(node))
        if rule is None or node.dyn_kwargs is not None:
            return node
        values = {item.key: item.value for item in node.kwargs}
        return nodes.Concat(_pieces(rule, values)) if values else nodes.Const(rule)


def _written(node: nodes.Expr) -> list[nodes.Expr]:
    """Give what a node writes: the pieces of a filled message, and anything else as it is."""
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.ImportedName)):
        return [node]
    pattern, *values = node.args
    words = [nodes.TemplateData(text) for text in pattern.as_const().split("%s")]
    return [words[0], *(one for pair in zip(values, words[1:], strict=True) for one in pair)]


def _call(function: Callable[..., Any], *args: nodes.Expr) -> nodes.Call:
    name = nodes.ImportedName(f"{function.__module__}.{function.__qualname__}")
    return nodes.Call(name, list(args), [], None, None)


def _pieces(rule: str, values: Mapping[str, nodes.Expr]) -> list[nodes.Expr]:
    """Cut `/a/{key}/b/` into constants and the expressions of its keys."""
    pieces: list[nodes.Expr] = []
    for part in rule.split("{"):
        key, closed, rest = part.partition("}")
        if closed:
            pieces.append(values[key])
        pieces.append(nodes.Const(rest if closed else part))
    return [piece for piece in pieces if piece != nodes.Const("")]


def _starts_with_text(node: nodes.Call) -> bool:
    return bool(
        node.args and isinstance(node.args[0], nodes.Const) and isinstance(node.args[0].value, str)
    )


def _text(node: nodes.Call) -> str:
    return str(node.args[0].as_const())
