"""One vendor's whole way from its folder to findings, and many vendors side by side.

A survey keeps findings and lets the facts go, so that thousands of vendors need the memory of one.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from vendorbook.assessment import Assessment, assess, local_day
from vendorbook.certainty import certain_faults, certain_situations
from vendorbook.checks import find_portfolio_faults, find_portfolio_situations
from vendorbook.findings import in_reading_order
from vendorbook.policy import apply_policy, unused_waivers
from vendorbook.records.facts import YEARS
from vendorbook.vendor_reading import read_vendor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from vendorbook.findings import Finding
    from vendorbook.portfolio import Portfolio

Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class Clock:
    """What the run calls now.

    Attributes:
        when: The day, or instant, that everything is assessed for.
        today: The day, or instant, after which a fact would lie in the future.
    """

    when: date | datetime
    today: date | datetime


@dataclass(frozen=True)
class VendorSurvey:
    """What one vendor's folder says.

    Attributes:
        slug: The vendor.
        assessment: Facts and derived values, or None when vendor.yml cannot be used.
        faults: What is wrong with the records, with the policy's severities.
        situations: What is wrong in the world, with the policy's severities.
    """

    slug: str
    assessment: Assessment | None
    faults: list[Finding]
    situations: list[Finding]

    @property
    def findings(self) -> list[Finding]:
        """Everything found, in reading order."""
        return in_reading_order([*self.faults, *self.situations])


def survey_vendor(
    portfolio: Portfolio,
    slug: str,
    clock: Clock,
    *,
    situations: bool = True,
    places: bool = False,
    moment: datetime | None = None,
) -> VendorSurvey:
    """Read, check and assess one vendor; the rest as for `read_vendor` and `assess`."""
    reading = read_vendor(portfolio, slug, places=places)
    assessment = None
    found: list[Finding] = []
    if reading.vendor is not None:
        assessment = assess(reading.vendor, portfolio, clock.when, moment)
        if situations:
            found = certain_situations(reading, portfolio, assessment, clock.when)
    faults = reading.findings + certain_faults(reading, portfolio, clock.today)
    as_of = policy_day(portfolio, clock)
    return VendorSurvey(
        slug,
        assessment,
        in_reading_order(apply_policy(faults, portfolio.playbook, as_of)),
        in_reading_order(apply_policy(found, portfolio.playbook, as_of)),
    )


def survey_portfolio(portfolio: Portfolio, clock: Clock) -> list[Finding]:
    """What is wrong with the policy itself."""
    as_of = policy_day(portfolio, clock)
    return apply_policy(find_portfolio_faults(portfolio), portfolio.playbook, as_of)


def survey_calendars(portfolio: Portfolio, clock: Clock) -> list[Finding]:
    """Calendars in use that end soon, or have ended."""
    as_of = policy_day(portfolio, clock)
    return apply_policy(find_portfolio_situations(portfolio, as_of), portfolio.playbook, as_of)


def survey_waivers(
    portfolio: Portfolio, findings: Sequence[Finding], clock: Clock
) -> list[Finding]:
    """Waivers that cover none of the `findings` of a whole run."""
    as_of = policy_day(portfolio, clock)
    return apply_policy(
        unused_waivers(portfolio.playbook, findings, as_of), portfolio.playbook, as_of
    )


def clock_of(portfolio: Portfolio, now: datetime, as_of: date | None = None) -> Clock:
    """What this run calls now: an explicit day, else the playbook's pin, else the instant."""
    today = portfolio.playbook.as_of or now
    return Clock(as_of or today, today)


def asked_day(text: str) -> date:
    """A day that somebody asks to judge, written as year-month-day.

    Raises:
        ValueError: When it is none, or outside the years that records may have.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"'{text}' is no day; write one that exists, for example 2026-10-09"
        ) from None
    if day.year not in YEARS:
        raise ValueError(f"'{text}' is outside the years 1900 to 2099, which are all that is known")
    return day


def policy_day(portfolio: Portfolio, clock: Clock) -> date:
    """The as-of day where no vendor's time zone applies: the organisation's."""
    return local_day(clock.when, portfolio.playbook.organisation.timezone)


def is_pinned(portfolio: Portfolio, now: datetime, as_of: date | None = None) -> bool:
    """Whether the playbook's pin decides the day, and today is another one."""
    pin = portfolio.playbook.as_of
    timezone = portfolio.playbook.organisation.timezone
    return as_of is None and pin is not None and pin != local_day(now, timezone)


@dataclass(frozen=True)
class _Work(Generic[Outcome]):
    """What forked workers inherit; it never travels through a pipe."""

    function: Callable[[str], Outcome]


_inherited: list[_Work[object]] = []


def _run_inherited(slug: str) -> object:
    return _inherited[-1].function(slug)


def for_each_vendor(
    function: Callable[[str], Outcome],
    slugs: Sequence[str],
    *,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
    least: int = 4,
) -> Iterator[Outcome]:
    """Call `function` for every slug and yield the outcomes in the order of the slugs.

    Two or more `processes` fork workers, on Linux only, and only for enough vendors to be worth it:
    `least` for each of them.
    """
    with _bulk_loading():
        outcomes = (
            _in_parallel(function, slugs, processes)
            if processes > 1 and len(slugs) >= least * processes and sys.platform == "linux"
            else map(function, slugs)
        )
        for done, outcome in enumerate(outcomes, start=1):
            if progress is not None:
                progress(done, len(slugs))
            yield outcome


def _in_parallel(
    function: Callable[[str], Outcome], slugs: Sequence[str], processes: int
) -> Iterator[Outcome]:
    import multiprocessing  # noqa: PLC0415 - most runs need no second process

    _inherited.append(_Work(function))
    try:
        # Small, so that nobody waits long for who has the last one.
        chunk = max(1, min(2, len(slugs) // (4 * processes)))
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            yield from pool.imap(_run_inherited, slugs, chunk)
    finally:
        _inherited.pop()


@contextmanager
def _bulk_loading() -> Iterator[None]:
    """Records are trees without cycles, so the collector would mostly walk them in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
