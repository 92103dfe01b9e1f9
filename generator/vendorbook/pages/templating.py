"""Jinja set up for thousands of pages: the same templates, compiled to cheaper calls.

Our templates read attributes of our own values, call our own functions and are always escaped, so
the general ways that Jinja keeps open (items as attributes, callables that want the context, output
that may or may not be escaped) are decided when a template is compiled. A test holds every page
against the same one from an ordinary environment.
"""

from __future__ import annotations

import importlib.util
import keyword
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.bccache import Bucket
    from jinja2.compiler import Frame, MacroRef


def written(value: object) -> str:
    """What a template puts out for a value: text is escaped, markup is not."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return value  # type: ignore[return-value] # it is text
    return str(value) if kind is int or kind is float else escape(value)


@lru_cache(maxsize=20_000)
def _escaped(text: str) -> str:
    return str(escape(text))


class _FastMacro(Macro):
    """A macro that is called without the ceremony for arguments when they come by position."""

    def __call__(self, *arguments: Any, **named: Any) -> str:
        if named or len(arguments) > self._argument_count or self.caller:
            return super().__call__(*arguments, **named)
        lacking = self._argument_count - len(arguments)
        # What a macro puts out has been escaped; this is Markup(...) without looking at it again.
        return str.__new__(Markup, self._func(*arguments, *(missing,) * lacking))


class _Generator(CodeGenerator):
    """Compiles templates for `FastEnvironment`."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Read an attribute, as Python does."""
        if keyword.iskeyword(node.attr) or node.attr.startswith("_"):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - likewise
        """Read an item, as Python does."""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(  # noqa: N802 - likewise
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call a function, as Python does."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.visit(named, frame)
            self.write(", ")
        self.write(")")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - likewise
        """Join what stands between two statements and put it out at once."""
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) == 1:
            super().visit_Output(node, frame)
            return
        frame.buffer = self.temporary_identifier()
        self.writeline(f"{frame.buffer} = []")
        super().visit_Output(node, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None

    def write_commons(self) -> None:
        """Name what every function of a template uses."""
        super().write_commons()
        self.writeline("written = environment.written")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make a macro of ours."""
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("written(")


class _PageContext(Context):
    """What one template knows while it is filled.

    Macros know their context and the context knows them. Such a ring would keep a page's values,
    and through them all facts of a vendor, until the collector comes by.
    """

    def __init__(self, environment: FastEnvironment, *rest: Any, **more: Any) -> None:
        super().__init__(environment, *rest, **more)
        if len(self.parent) > len(self.globals_keys):  # a template that is imported by itself stays
            environment.filling.append(self)

    def let_go(self) -> None:
        """Forget all values."""
        self.parent.clear()
        self.vars.clear()
        self.blocks.clear()


class FastEnvironment(Environment):
    """An environment whose templates are always escaped and never changed while a program runs."""

    Macro = _FastMacro
    written = staticmethod(written)
    context_class = _PageContext
    code_generator_class = _Generator

    def __init__(self, **options: Any) -> None:
        """Keep compiled templates where Python keeps compiled modules; `options` as for Jinja."""
        self.filling: list[_PageContext] = []
        super().__init__(
            autoescape=True, auto_reload=False, bytecode_cache=compiled_templates(), **options
        )

    def fill(self, template: str, values: dict[str, Any]) -> str:
        """Fill a template; nothing holds on to the values afterwards."""
        try:
            return self.get_template(template).render(values)
        finally:
            for context in self.filling:
                context.let_go()
            self.filling.clear()


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in a folder, compiled again when they or this module are others."""

    def __init__(self, folder: Path, others: str = "") -> None:
        """Keep them in `folder`; `others` is what else their compilation depends on."""
        super().__init__(str(folder))
        self._generation = Path(__file__).read_text(encoding="utf-8") + others

    def get_source_checksum(self, source: str) -> str:
        """The digest of a template and of how it is compiled."""
        return super().get_source_checksum(self._generation + source)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if that is possible."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_templates(others: str = "") -> CompiledTemplates | None:
    """Where Python keeps this module's own bytecode; None where it keeps none."""
    folder = Path(importlib.util.cache_from_source(__file__)).parent
    if sys.dont_write_bytecode or not folder.is_dir():
        return None
    return CompiledTemplates(folder, others)


def keep_compiled(environment: Environment, others: str) -> None:
    """Keep the templates of another's environment compiled too, unless it does so itself."""
    if environment.bytecode_cache is None:
        known = [sorted(environment.extensions), sorted(environment.filters), others]
        environment.bytecode_cache = compiled_templates(repr(known))
