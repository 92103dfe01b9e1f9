"""The lists that pages written by hand may show: what each function of a page gives.

Every list is bounded, so that no page grows with the number of vendors. Record text goes through
autoescaping templates here as everywhere, and comes out as one block of HTML without blank lines,
which Markdown hands on untouched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from markupsafe import Markup

from vendorbook.across import Across
from vendorbook.due_dates import is_slot
from vendorbook.findings import SEVERITIES, in_reading_order, source_url
from vendorbook.pages import home, render
from vendorbook.pages.vendor_page import page_path
from vendorbook.status import STATUS_WORDS
from vendorbook.wording import plural, working_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from vendorbook.findings import Finding
    from vendorbook.pages.expressions import Vocabulary
    from vendorbook.summary import Summary

MOST_ROWS: Final = 20
"""How many rows a list shows."""

MOST_PRAISE: Final = 10
"""How many thank-yous are shown."""


@runtime_checkable
class KnowsCodes(Protocol):
    """Findings of which those of some codes are known without looking at all."""

    def of_codes(self, codes: Iterable[str]) -> list[Finding]:
        """The findings of some codes."""


@dataclass(frozen=True)
class LiveData:
    """What all lists are made from.

    Attributes:
        vocabulary: The names that expressions may use, with the policy's values.
        as_of: The day of the organisation.
        findings: Every finding.
        across: The rows of all vendors.
        summaries: Every vendor in short.
        standings: The same without milestones, dates and findings, which change more often.
        edit_url: Where a record can be edited, or None.
    """

    vocabulary: Vocabulary
    as_of: date
    findings: Sequence[Finding] = ()
    across: Across = field(default_factory=Across)
    summaries: Sequence[Summary] = ()
    standings: Sequence[Summary] = ()
    edit_url: str | None = None

    def findings_of(self, codes: Sequence[str]) -> list[Finding]:
        """The findings of some codes, in reading order."""
        if isinstance(self.findings, KnowsCodes):
            return in_reading_order(self.findings.of_codes(codes))
        return [each for each in self.findings if each.code in codes]


def lists_for(path: str, live: LiveData) -> dict[str, Callable[..., Markup]]:
    """The functions that make a block, for the page at `path` of the site."""
    functions: dict[str, Callable[..., Markup]] = {
        "findings": _findings,
        "milestones": _milestones,
        "due": _due,
        "ideas": _ideas,
        "praise": _praise,
        "plans": _plans,
    }
    return {name: partial(function, path, live) for name, function in functions.items()}


def _findings(path: str, live: LiveData, *codes: str) -> Markup:
    found = [each for each in live.findings_of(codes) if not each.waived]
    found.sort(key=lambda f: (SEVERITIES.index(f.severity), -(f.days or 0), f.vendor, f.place))
    names = {each.slug: each.name for each in live.standings}
    return _block(
        "live_findings.html",
        path,
        live,
        found,
        len(found),
        vendor_name=lambda slug: names.get(slug, slug),
        target=home.finding_target,
        source_of=lambda finding: source_url(live.edit_url, finding.place),
    )


def _milestones(path: str, live: LiveData, *statuses: str) -> Markup:
    rows = [row for row in live.across.milestones.rows if row.status in statuses]
    words = [word for name, word in STATUS_WORDS.items() if name in statuses]
    total = sum(
        count
        for summary in live.summaries
        for status, count in summary.statuses.items()
        if status in statuses
    )
    return _block(
        "live_milestones.html",
        path,
        live,
        rows,
        total,
        statuses=" or ".join(words),
        working_days=working_days,
    )


def _due(path: str, live: LiveData, days: int) -> Markup:
    last = live.as_of + timedelta(days=days)
    rows = [each for each in live.across.due.rows if each.day <= last and not is_slot(each.kind)]
    within = plural(days, "day") if days > 1 else "day"
    total = home.due_within(live.across, last)
    return _block("live_due.html", path, live, rows, total, within=within)


def _ideas(path: str, live: LiveData) -> Markup:
    """Vendor by vendor, the one with the oldest idea first."""
    ideas = live.across.ideas
    oldest: dict[str, date] = {}
    for each in ideas.rows:
        oldest.setdefault(each.vendor, each.raised_on)
    rows = sorted(ideas.rows, key=lambda row: (oldest[row.vendor], row.vendor, row.urgency))
    return _block("live_ideas.html", path, live, rows, ideas.total, working_days=working_days)


def _praise(path: str, live: LiveData) -> Markup:
    praise = live.across.praise
    return _block("live_praise.html", path, live, praise.rows[:MOST_PRAISE], praise.total)


def _plans(path: str, live: LiveData) -> Markup:
    plans = live.across.plans
    return _block("live_plans.html", path, live, plans.rows, plans.total)


def _block(
    template: str, path: str, live: LiveData, rows: Sequence[Any], total: int, **values: Any
) -> Markup:
    shown = rows[:MOST_ROWS]
    body = render(
        template,
        path,
        rows=shown,
        more=total - len(shown),
        as_of=live.as_of,
        page_path_of=page_path,
        home_path=home.PATH,
        **values,
    )
    return Markup(body)  # noqa: S704 - made by an autoescaping template
