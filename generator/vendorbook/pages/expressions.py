"""What may stand between `{{` and `}}` on a page: one call of one function, and little else.

An expression is judged by its parsed form before any of it is run. Only then does the sandbox see
it, with nothing in reach but the functions themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from vendorbook.across import CALENDAR_DAYS
from vendorbook.status import STATUS_WORDS
from vendorbook.wording import closest, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

Argument = str | int

FUNCTIONS: Final = {
    "findings": 'findings("contact-unverified")',
    "milestones": 'milestones("missed", "at_risk")',
    "due": "due(14)",
    "ideas": "ideas()",
    "praise": "praise()",
    "plans": "plans()",
    "policy": 'policy("windows.idea_days")',
}
"""Every function, with an example of its use."""

BLOCKS: Final = frozenset(FUNCTIONS) - {"policy"}
"""The functions that make a list or a table, not words within a sentence."""

FILTERS: Final[dict[str, Callable[[str], str]]] = {
    "words": lambda value: value.replace("_", " "),
    "lower": lambda value: value.lower(),
    "capitalize": lambda value: value.capitalize(),
}
"""What may follow `policy(…)` after a vertical bar."""

_MOST_ARGUMENTS: Final = 30


@dataclass(frozen=True)
class Vocabulary:
    """The names that an expression may use.

    Attributes:
        codes: The checks that there are.
        policy: Every value of playbook.yml in force, as text by its dotted path.
    """

    codes: Collection[str]
    policy: Mapping[str, str]


@dataclass(frozen=True)
class Call:
    """An expression that may be run."""

    name: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True)
class Mistake:
    """Why an expression may not be run.

    Attributes:
        message: What is wrong.
        hint: What to do.
        near: The part of the expression that is wrong, to find its column; may be empty.
        others: Further mistakes of the same expression.
    """

    message: str
    hint: str
    near: str = ""
    others: tuple[Mistake, ...] = ()

    def column_in(self, expression: str) -> int:
        """How many characters of the expression stand before what is wrong."""
        for start in (f'"{self.near}"', f"'{self.near}'") if self.near else ():
            if start in expression:
                return expression.index(start) + 1
        return max(0, expression.find(self.near))


def understand(expression: str, vocabulary: Vocabulary, *, is_alone: bool) -> Call | Mistake:
    """Judge one expression, braces included.

    Args:
        expression: What the author wrote, such as `{{ due(14) }}`.
        vocabulary: The names that it may use.
        is_alone: Whether it has a line of its own.
    """
    try:
        body = environment().parse(expression).body
    except TemplateSyntaxError as error:
        reason = (error.message or "").rstrip(".").replace("end of print statement", "}}")
        return Mistake(f"this cannot be read: {reason.lower()}", _written_like("due"))
    except RecursionError:
        return Mistake("this is nested too deeply to be read", _written_like("due"))
    if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
        return Mistake("this is no single expression", _written_like("due"))
    node, filters = _without_filters(body[0].nodes[0])
    if isinstance(filters, Mistake):
        return filters
    call = _call(node, vocabulary)
    if isinstance(call, Mistake) or call.name not in BLOCKS:
        return call
    if filters:
        return Mistake(f"{call.name}() makes a whole list and takes no filter", "leave it out", "|")
    if not is_alone:
        return Mistake(
            f"{call.name}() makes a whole list, so it must stand alone on its line",
            "give it a line of its own, with no spaces before it",
        )
    return call


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The sandbox: our filters and nothing else that Jinja usually offers."""
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    sandbox.globals.clear()
    sandbox.tests.clear()
    sandbox.filters.clear()
    sandbox.filters.update(FILTERS)
    return sandbox


def _without_filters(node: nodes.Node) -> tuple[nodes.Node | None, list[str] | Mistake]:
    """What the filters are put on, and their names; a mistake for one that is not allowed."""
    names: list[str] = []
    while isinstance(node, nodes.Filter):
        if node.name not in FILTERS:
            message = f"there is no filter {quoted(node.name)} for pages"
            return None, Mistake(message, _suggestion(node.name, FILTERS), node.name)
        if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs or node.node is None:
            return None, Mistake(f"the filter '{node.name}' takes nothing", "", node.name)
        names.append(node.name)
        node = node.node
    return node, names


def _call(node: nodes.Node | None, vocabulary: Vocabulary) -> Call | Mistake:
    if isinstance(node, nodes.Getattr | nodes.Getitem) or (
        isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name)
    ):
        return Mistake(
            "this reaches into a value, which pages may not do",
            f"for a value of playbook.yml {_written_like('policy')}",
        )
    if isinstance(node, nodes.Name):
        if node.name in FUNCTIONS:
            return Mistake(
                f"{node.name} is a function and was not called", _written_like(node.name)
            )
        return _unknown_function(node.name)
    if not isinstance(node, nodes.Call):
        hint = f"{_written_like('due')}; text that should show braces goes between backticks"
        return Mistake("only a call of one function may stand here", hint)
    assert isinstance(node.node, nodes.Name)  # noqa: S101 - any other call was refused above
    name = node.node.name
    if name not in FUNCTIONS:
        return _unknown_function(name)
    if node.kwargs or node.dyn_args or node.dyn_kwargs:
        return Mistake(f"{name}() takes plain values only, without names", _written_like(name))
    arguments: list[Argument] = []
    for each in node.args:
        value = _plain(each)
        if value is None:
            message = f"{name}() takes text in quotes or whole numbers, nothing to be worked out"
            return Mistake(message, _written_like(name))
        arguments.append(value)
    return _fitting(Call(name, tuple(arguments)), vocabulary)


def _plain(node: nodes.Node) -> Argument | None:
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const):
        value = node.node.value
        return -value if type(value) is int else None
    value = node.value if isinstance(node, nodes.Const) else None
    return value if isinstance(value, str) or type(value) is int else None


def _fitting(call: Call, vocabulary: Vocabulary) -> Call | Mistake:
    """The call, unless its arguments do not fit the function."""
    if len(call.arguments) > _MOST_ARGUMENTS:
        message = f"{call.name}() takes {_MOST_ARGUMENTS} names at most"
        return Mistake(message, "use two lists")
    if call.name == "findings":
        return _named(call, "check", vocabulary.codes)
    if call.name == "milestones":
        return _named(call, "milestone status", STATUS_WORDS)
    if call.name == "due":
        return _fitting_due(call)
    if call.name == "policy":
        return _fitting_policy(call, vocabulary)
    if call.arguments:
        return Mistake(
            f"{call.name}() takes nothing between its brackets", _written_like(call.name)
        )
    return call


def _named(call: Call, what: str, known: Collection[str]) -> Call | Mistake:
    if not call.arguments:
        message = f"{call.name}() needs the name of at least one {what}"
        return Mistake(message, _written_like(call.name))
    wrong = [
        Mistake(f"there is no {what} {quoted(each)}", _suggestion(str(each), known), str(each))
        for each in call.arguments
        if each not in known
    ]
    return replace(wrong[0], others=tuple(wrong[1:])) if wrong else call


def _fitting_due(call: Call) -> Call | Mistake:
    fits = len(call.arguments) == 1 and (
        isinstance(call.arguments[0], int) and 1 <= call.arguments[0] <= CALENDAR_DAYS
    )
    if fits:
        return call
    message = f"due() takes one whole number of days, from 1 to {CALENDAR_DAYS}"
    return Mistake(message, _written_like("due"))


def _fitting_policy(call: Call, vocabulary: Vocabulary) -> Call | Mistake:
    if len(call.arguments) != 1 or not isinstance(call.arguments[0], str):
        return Mistake("policy() takes one path in quotes", _written_like("policy"))
    path = call.arguments[0]
    if path in vocabulary.policy:
        return call
    inside = [each for each in vocabulary.policy if path and each.startswith(f"{path}.")]
    if inside:
        message = f"{quoted(path)} is a whole group of playbook.yml"
        return Mistake(message, f"name one value of it, such as '{inside[0]}'", path)
    message = f"there is no value {quoted(path)} in playbook.yml"
    return Mistake(message, _suggestion(path, vocabulary.policy), path)


def _unknown_function(name: str) -> Mistake:
    message = f"there is no function {quoted(name)} for pages"
    return Mistake(message, _suggestion(name, FUNCTIONS), name)


def _suggestion(name: str, known: Collection[str]) -> str:
    names = sorted(known)
    if near := closest(name, names):
        return f"did you mean '{near}'?"
    if len(names) <= 12:
        return f"there are: {', '.join(names)}"
    return "the site's reference lists them all"


def _written_like(name: str) -> str:
    return f"write it like {{{{ {FUNCTIONS[name]} }}}}"
