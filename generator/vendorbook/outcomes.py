"""What `validate` and `check` keep of one vendor: plain values that fit into JSON.

An outcome holds no facts and no assessment, so that it can be kept from one run to the next. It
says how long it holds, and which other vendors it was made with.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from vendorbook.assessment import local_day
from vendorbook.contents import digest_of_list, vendor_contents
from vendorbook.due_dates import due_dates
from vendorbook.findings import Actor, DueDate, Finding, Place
from vendorbook.portfolio import Portfolio
from vendorbook.surveys import survey_vendor
from vendorbook.watched_moment import WatchedMoment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vendorbook.contents import VendorContents
    from vendorbook.portfolio import Vendor
    from vendorbook.surveys import Clock


@dataclass(frozen=True)
class VendorOutcome:
    """What was found about one vendor.

    Attributes:
        slug: The vendor.
        name: What it is called.
        findings: Everything found, in reading order, as the policy judges it.
        due: What falls due in the coming days.
        people: The ids of everybody in its contacts.
        contents: The digest of its folder.
        neighbours: The digest of every other vendor's promises that were looked for; empty for one
            that does not exist.
        others: The digest of the list of vendors, if any of those did not exist, else empty.
        until: The instant from which on something else may be found; None when that is at once.
        is_timeless: Whether days were given instead of instants, so that no hour counts.
    """

    slug: str
    name: str
    findings: tuple[Finding, ...]
    due: tuple[DueDate, ...]
    people: tuple[str, ...]
    contents: str
    neighbours: dict[str, str]
    others: str
    until: datetime | None
    is_timeless: bool

    def holds(self, slugs: Sequence[str], contents: Callable[[str], VendorContents]) -> bool:
        """Whether all that was read is still the same."""
        return (
            self.contents == contents(self.slug).everything
            and all(
                digest == (contents(slug).promises if slug in slugs else "")
                for slug, digest in self.neighbours.items()
            )
            and self.others in {"", digest_of_list(slugs)}
        )


@dataclass(frozen=True)
class _AskingPortfolio(Portfolio):
    """A portfolio that notes which other vendors are looked for, before it reads them.

    Attributes:
        asked: The digests of those vendors' promises.
        digests: The digests taken so far in this run.
    """

    asked: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    digests: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def neighbour(self, slug: str) -> Vendor | None:
        """Another vendor's promises; see `Portfolio.neighbour`."""
        if slug not in self.digests:
            exists = slug in self.slugs
            self.digests[slug] = vendor_contents(self.root, slug).promises if exists else ""
        self.asked[slug] = self.digests[slug]
        return super().neighbour(slug)


def vendor_outcome(
    portfolio: Portfolio, slug: str, clock: Clock, digests: dict[str, str], *, situations: bool
) -> VendorOutcome:
    """Survey one vendor, keep what was found, and find out what it hangs on.

    The `digests` of other vendors' promises are taken before anything of them is read, and shared
    by all vendors of a run.
    """
    contents = vendor_contents(portfolio.root, slug).everything
    facts = {each.name: getattr(portfolio, each.name) for each in fields(Portfolio)}
    asking = _AskingPortfolio(**facts, digests=digests)
    moment = WatchedMoment.of(clock.when) if isinstance(clock.when, datetime) else None
    found = survey_vendor(asking, slug, clock, situations=situations, moment=moment)
    vendor = found.assessment.vendor if found.assessment else None
    due = due_dates(found.assessment) if found.assessment and situations else []
    zones = {portfolio.playbook.organisation.timezone, vendor.timezone if vendor else "UTC"}
    instants = [each for each in (clock.when, clock.today) if isinstance(each, datetime)]
    until = min((_end_of_day(each, zone) for each in instants for zone in zones), default=None)
    if until is not None and moment is not None:
        until = moment.holds_until(until)
    return VendorOutcome(
        slug=slug,
        name=vendor.profile.name if vendor else slug,
        findings=tuple(found.findings),
        due=tuple(due),
        people=tuple(sorted({person.id for person in vendor.people})) if vendor else (),
        contents=contents,
        neighbours=asking.asked,
        others="" if all(asking.asked.values()) else digest_of_list(portfolio.slugs),
        until=until,
        is_timeless=not instants,
    )


def _end_of_day(instant: datetime, timezone: str) -> datetime:
    following = local_day(instant, timezone) + timedelta(days=1)
    midnight = datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(timezone))
    return midnight.astimezone(UTC)


def as_data(outcome: VendorOutcome) -> dict[str, Any]:
    """An outcome as JSON knows it."""
    data = {each.name: getattr(outcome, each.name) for each in fields(outcome)}
    data["findings"] = [_row(each) for each in outcome.findings]
    data["due"] = [_row(each) for each in outcome.due]
    data["until"] = None if outcome.until is None else outcome.until.isoformat()
    return data


def from_data(data: dict[str, Any]) -> VendorOutcome:
    """The outcome that `as_data` wrote down.

    Raises:
        KeyError, TypeError, ValueError: When it wrote nothing of the kind.
    """
    facts = dict(data)
    facts["findings"] = tuple(_finding(row) for row in data["findings"])
    facts["due"] = tuple(_due_date(row) for row in data["due"])
    facts["people"] = tuple(data["people"])
    if data["until"] is not None:
        facts["until"] = datetime.fromisoformat(data["until"])
    return VendorOutcome(**facts)


def _row(value: Finding | DueDate) -> list[Any]:
    """The fields in their order; days as text, places and actors as lists."""
    cells = (getattr(value, each.name) for each in fields(value))
    return [each.isoformat() if isinstance(each, date) else each for each in cells]


def _finding(row: list[Any]) -> Finding:
    facts = dict(zip(_FINDING_FIELDS, row, strict=True))
    facts["place"], facts["actor"] = Place(*facts["place"]), Actor(*facts["actor"])
    if facts["due"] is not None:
        facts["due"] = date.fromisoformat(facts["due"])
    return Finding(**facts)


def _due_date(row: list[Any]) -> DueDate:
    facts = dict(zip(_DUE_DATE_FIELDS, row, strict=True))
    facts["place"], facts["actor"] = Place(*facts["place"]), Actor(*facts["actor"])
    facts["day"] = date.fromisoformat(facts["day"])
    return DueDate(**facts)


_FINDING_FIELDS = tuple(each.name for each in fields(Finding))
_DUE_DATE_FIELDS = tuple(each.name for each in fields(DueDate))
