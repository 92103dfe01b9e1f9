"""What a result about one vendor was made from, and how long it holds.

A result may be used again as long as every file that was read for it has the same bytes and no
clock has passed anything that was compared with it. Where results are kept is said elsewhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from vendorbook.assessment import local_day
from vendorbook.contents import digest_of_list, policy_contents, program_version, vendor_contents
from vendorbook.portfolio import Portfolio
from vendorbook.surveys import survey_vendor
from vendorbook.watched_moment import WatchedMoment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from vendorbook.contents import VendorContents
    from vendorbook.surveys import Clock
    from vendorbook.vendor_reading import VendorReading


@dataclass(frozen=True)
class Provenance:
    """What one vendor's result was made from.

    Attributes:
        contents: The digest of the vendor's folder.
        neighbours: The digest of every other vendor's promises that were looked for; empty for one
            that does not exist.
        others: The digest of the list of vendors, if any of those did not exist, else empty.
        made_at: The instant that counted as now; None where days were given, so that no hour
            counts.
        until: The instant from which on the result may be another; None when that is at once.
    """

    slug: str
    contents: str
    neighbours: dict[str, str]
    others: str
    made_at: datetime | None
    until: datetime | None

    def holds(self, slugs: Sequence[str], contents: Callable[[str], VendorContents]) -> bool:
        """Whether all that was read is still the same."""
        return (
            self.contents == contents(self.slug).everything
            and all(
                digest == (contents(slug).promises if slug in slugs else "")
                for slug, digest in self.neighbours.items()
            )
            and (not self.others or self.others == digest_of_list(slugs))
        )

    def is_in_time(self, clock: Clock) -> bool:
        """Whether no clock has passed anything since; the kinds of clock must be the same."""
        now = instant_in(clock)
        if self.made_at is None or now is None:
            return self.made_at is now is None
        return self.until is not None and self.made_at <= now < self.until


def instant_in(clock: Clock) -> datetime | None:
    """The instant of the run, if any day hangs on it."""
    found = (each for each in (clock.when, clock.today) if isinstance(each, datetime))
    return next(found, None)


def run_name(root: Path, policy: str, clock: Clock, what: str) -> str | None:
    """What all results of a run have in common; None if the policy changes under our hands.

    Args:
        root: The playbook's folder.
        policy: The digest of the policy, taken before it was read.
        clock: What the run calls now; instants are left out, for results say how long they hold.
        what: Which results they are.
    """
    if policy_contents(root) != policy:
        return None
    days = ["now" if isinstance(each, datetime) else str(each)
            for each in (clock.when, clock.today)]  # fmt: skip
    return json.dumps([program_version(), policy, what, *days])


@dataclass(frozen=True)
class _AskingPortfolio(Portfolio):
    """A portfolio that notes which other vendors are looked for, before it reads them.

    Attributes:
        asked: The digests of those vendors' promises.
        digests: The digests taken so far in this run.
    """

    asked: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    digests: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def _neighbour(self, slug: str) -> VendorReading | None:
        if slug not in self.digests:
            exists = slug in self.slugs
            self.digests[slug] = vendor_contents(self.root, slug).promises if exists else ""
        self.asked[slug] = self.digests[slug]
        return super()._neighbour(slug)


class TracedSurvey:
    """The survey of one vendor, and where it comes from.

    The `digests` of other vendors' promises are taken before anything of them is read, and shared
    by all vendors of a run. Without them nothing is traced, for a run that keeps nothing.
    """

    def __init__(
        self,
        portfolio: Portfolio,
        slug: str,
        clock: Clock,
        digests: dict[str, str] | None,
        *,
        situations: bool = True,
    ) -> None:
        """Survey the vendor."""
        self._clock = clock
        self._contents = ""
        self._asking: _AskingPortfolio | None = None
        self._moment: WatchedMoment | None = None
        if digests is not None:
            self._contents = vendor_contents(portfolio.root, slug).everything
            facts = {each.name: getattr(portfolio, each.name) for each in fields(Portfolio)}
            self._asking = _AskingPortfolio(**facts, digests=digests)
            if isinstance(clock.when, datetime):
                self._moment = WatchedMoment.of(clock.when)
        self.survey = survey_vendor(
            self._asking or portfolio, slug, clock, situations=situations, moment=self._moment
        )

    def provenance(self) -> Provenance | None:
        """To be asked once everything has been made of the survey, for making asks it more.

        None when nothing was traced.
        """
        portfolio, clock = self._asking, self._clock
        if portfolio is None:
            return None
        assessment = self.survey.assessment
        zones = {portfolio.playbook.organisation.timezone}
        if assessment is not None:
            zones.add(assessment.vendor.timezone)
        instants = [each for each in (clock.when, clock.today) if isinstance(each, datetime)]
        until = min((_end_of_day(each, zone) for each in instants for zone in zones), default=None)
        if until is not None and self._moment is not None:
            until = self._moment.holds_until(until)
        asked = dict(portfolio.asked)
        return Provenance(
            slug=self.survey.slug,
            contents=self._contents,
            neighbours=asked,
            others="" if all(asked.values()) else digest_of_list(portfolio.slugs),
            made_at=instant_in(clock),
            until=until,
        )


def contents_below(root: Path) -> Callable[[str], VendorContents]:
    """Takes the digests of any vendor's folder."""
    return lambda slug: vendor_contents(root, slug)


def _end_of_day(instant: datetime, timezone: str) -> datetime:
    following: date = local_day(instant, timezone) + timedelta(days=1)
    midnight = datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(timezone))
    return midnight.astimezone(UTC)
