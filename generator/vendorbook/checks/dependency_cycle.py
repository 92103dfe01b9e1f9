"""Milestones wait for each other in a circle.

Finds circles of `depends_on`, also through other vendors. A circle is reported once, at its first
milestone by vendor and id.

Why it matters: each of them waits for ever, and none can be planned.

Fails:

    milestones:
      - { id: MS-01, title: First, baseline_due: 2026-04-30, depends_on: [MS-02] }
      - { id: MS-02, title: Second, baseline_due: 2026-05-29, depends_on: [MS-01] }

Passes:

    milestones:
      - { id: MS-01, title: First, baseline_due: 2026-04-30 }
      - { id: MS-02, title: Second, baseline_due: 2026-05-29, depends_on: [MS-01] }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._faults import fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorbook.findings import Finding, Severity
    from vendorbook.portfolio import Portfolio
    from vendorbook.vendor import Vendor

CODE = "dependency-cycle"
SEVERITY: Severity = "error"

_Node = tuple[str, str]


def check(vendor: Vendor, portfolio: Portfolio, today: date) -> Iterator[Finding]:
    """Find every circle of which this vendor's milestone is the first by name."""
    del today
    graph = _Graph(vendor, portfolio)
    for milestone in vendor.milestones:
        circle = graph.circle_from((vendor.slug, milestone.id)) if milestone.depends_on else None
        if circle:
            names = [_shown(node, vendor.slug) for node in (*circle, circle[0])]
            message = f"these milestones wait for each other: {', which waits for '.join(names)}"
            hint = "remove the dependency that is not real"
            yield fault(CODE, SEVERITY, vendor, milestone, "depends_on", message, hint)


def _shown(node: _Node, slug: str) -> str:
    return node[1] if node[0] == slug else "/".join(node)


class _Graph:
    """Who waits for whom, read from other vendors as needed."""

    def __init__(self, vendor: Vendor, portfolio: Portfolio) -> None:
        self._vendors: dict[str, Vendor | None] = {vendor.slug: vendor}
        self._portfolio = portfolio
        self._edges: dict[str, dict[str, tuple[str, ...]]] = {}

    def _next(self, node: _Node) -> list[_Node]:
        slug, name = node
        if slug not in self._edges:
            if slug not in self._vendors:
                self._vendors[slug] = self._portfolio.neighbour(slug)
            owner = self._vendors[slug]
            self._edges[slug] = {m.id: m.depends_on for m in owner.milestones} if owner else {}
        found = []
        for reference in self._edges[slug].get(name, ()):
            other, _, record = reference.rpartition("/")
            found.append((other or slug, record))
        return found

    def circle_from(self, start: _Node) -> list[_Node] | None:
        """The shortest circle of which `start` is the first by name, without the return; or None.

        Nothing that comes before `start` is followed, so that every circle has one first member.
        """
        previous: dict[_Node, _Node] = {}
        queue = [start]
        for node in queue:
            for following in self._next(node):
                if following == start:
                    return _way_back(node, start, previous)
                if following > start and following not in previous:
                    previous[following] = node
                    queue.append(following)
        return None


def _way_back(node: _Node, start: _Node, previous: dict[_Node, _Node]) -> list[_Node]:
    way = [node]
    while way[-1] != start:
        way.append(previous[way[-1]])
    return way[::-1]
