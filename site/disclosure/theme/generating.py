"""The Python that a folded template becomes: Jinja's, but for what a page does a thousand times."""

from __future__ import annotations

from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup


class Generator(CodeGenerator):
    """Calls directly, reads attributes directly, and makes each piece of markup once."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write a template, and after it the markup that its functions name."""
        self.marks: dict[str, str] = {}
        super().visit_Template(node, frame)
        self.writeline("from disclosure.theme.running import Macro, escape")
        for text, name in self.marks.items():
            self.writeline(f"{name} = Markup({text!r})")

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802
        """Write a constant; markup by its name."""
        if isinstance(node.value, Markup):
            self.write(self.marks.setdefault(str(node.value), f"mark_{len(self.marks)}"))
        else:
            super().visit_Const(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Read an attribute of a name; where it has none, ask Jinja, which looks for an item."""
        if not isinstance(node.node, nodes.Name):
            super().visit_Getattr(node, frame)
            return
        self.write("(found if (found := getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else ")
        super().visit_Getattr(node, frame)
        self.write(")")

    def visit_Call(  # noqa: N802
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 (Jinja's own)
    ) -> None:
        """Call what never asks for the context; leave to Jinja what Python cannot write."""
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for part in (*node.args, *node.kwargs):
            self.visit(part, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")
