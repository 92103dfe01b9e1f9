"""A change as a whole: which vendors it touches, and each of them before and after.

Both sides are read as records, assessed for the same day and judged by the policy of the base
revision, which nobody can edit in the change itself. Only vendors that differ are read twice, and
those that refer to them.
"""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from vendorbook.assessment import local_day
from vendorbook.checks import find_removed_vendor, find_revision_faults
from vendorbook.comparison import Comparison, are_alike
from vendorbook.findings import Finding, in_reading_order
from vendorbook.policy import apply_policy
from vendorbook.portfolio import PLAYBOOK_FILE, Portfolio, load
from vendorbook.revisions import (
    Tree,
    changed_vendors,
    common_ancestor,
    read_objects,
    resolve,
    tree_of,
    tree_of_folder,
    vendors_in,
    write_files,
)
from vendorbook.surveys import Clock, VendorSurvey, clock_of, policy_day, survey_vendor
from vendorbook.vendor_reading import read_vendor
from vendorbook.wording import written_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date, datetime

_REFERENCE = re.compile(rb"\b([a-z0-9]+(?:-[a-z0-9]+)*)/[A-Z]{2,3}-[0-9]{2,4}\b")

Pair = tuple[str | None, str | None]
"""A vendor's folder before and after; None where it does not exist."""


@dataclass(frozen=True)
class Revisions:
    """Two revisions of one playbook, open for reading.

    Attributes:
        base: The commit that is compared with.
        head: The commit that is compared, or None for the folder as it lies there.
        before: The playbook at the base, or None when it had none.
        after: The playbook now.
        clock: The day of both sides: the later one where a change sets `as_of`, so that no pin can
            hide what was missed.
        pairs: Every vendor that the change may concern, by its folders before and after.
        is_policy_changed: Whether policy or calendars differ.
    """

    base: str
    head: str | None
    before: Portfolio | None
    after: Portfolio
    clock: Clock
    pairs: tuple[Pair, ...]
    is_policy_changed: bool


@dataclass(frozen=True)
class ComparedVendor:
    """One vendor before and after.

    Attributes:
        before: Its survey at the base, with its findings under its present name; None for a new
            vendor.
        after: Its survey now, or None for a vendor that is gone.
        comparison: Both assessments, when both sides could be read.
        faults: What the change must not do quietly.
    """

    before: VendorSurvey | None
    after: VendorSurvey | None
    comparison: Comparison | None
    faults: list[Finding]

    @property
    def unwatched(self) -> list[Finding]:
        """Situations that are gone because the vendor is said to have ended; none was mended."""
        if self.before is None or self.after is None or self.comparison is None:
            return []
        was = self.comparison.before.vendor.profile.status
        if was == "ended" or self.comparison.after.vendor.profile.status != "ended":
            return []
        present = {each.fingerprint for each in self.after.situations}
        return [
            each
            for each in self.before.situations
            if not each.waived and each.fingerprint not in present
        ]


@contextmanager
def open_revisions(
    root: Path, base: str, head: str | None, now: datetime, as_of: date | None = None
) -> Iterator[Revisions | list[Finding]]:
    """Open two revisions; the findings instead when the playbook cannot be used now.

    Args:
        root: The playbook's folder, which may lie anywhere in a git repository.
        base: The revision to compare with; where `head` left it counts, so that what others have
            done on its branch since is not taken for part of the change.
        head: The revision to compare, or None for the folder as it lies there.
        now: The instant of the run.
        as_of: The day to judge both sides for.

    Raises:
        NoRevision: When git cannot give what is needed.
    """
    head_commit = resolve(root, head or "HEAD")
    base_commit = common_ancestor(root, resolve(root, base), head_commit)
    base_tree = tree_of(root, base_commit)
    head_tree = tree_of(root, head_commit) if head else tree_of_folder(root, base_tree)
    with ExitStack() as stack:
        folder = root
        if head:
            folder = stack.enter_context(_written(root, head_tree, vendors_in(head_tree)))
        after, findings, _ = load(folder)
        if after is None:
            yield findings
            return
        changed, is_policy_changed = changed_vendors(base_tree, head_tree)
        if is_policy_changed:
            slugs = vendors_in(base_tree) | vendors_in(head_tree)
        else:
            slugs = changed | _referring(folder, head_tree, changed)
        needed = slugs | _referred(root, base_tree, slugs)
        before = None
        if PLAYBOOK_FILE in base_tree:
            base_folder = stack.enter_context(_written(root, base_tree, needed))
            before = load(base_folder).portfolio or _with_policy(base_folder, after)
        yield Revisions(
            base_commit,
            head_commit if head else None,
            before,
            after,
            _later_clock(before, after, now, as_of),
            tuple(_pairs(before, after, slugs)),
            is_policy_changed,
        )


def compare_vendor(revisions: Revisions, pair: Pair, *, situations: bool = True) -> ComparedVendor:
    """Survey both sides of one vendor, and find what the change must not do quietly."""
    old, new = pair
    before = after = None
    if old is not None and revisions.before is not None:
        before = survey_vendor(revisions.before, old, revisions.clock, situations=situations)
    if new is not None:
        after = survey_vendor(revisions.after, new, revisions.clock, situations=situations)
    comparison = None
    faults: list[Finding] = []
    if before and before.assessment and after and after.assessment:
        comparison = Comparison(before.assessment, after.assessment)
        faults = find_revision_faults(comparison)
    elif before and before.assessment and new is None:
        faults = find_removed_vendor(before.assessment.vendor)
    if before and old and new and old != new:
        before = _renamed(before, old, new)
    return ComparedVendor(before, after, comparison, _judged(revisions, faults))


def policy_faults(revisions: Revisions) -> list[Finding]:
    """What a change of the policy itself must not do quietly: set today back."""
    playbook = revisions.after.playbook
    if revisions.before is None or playbook.as_of is None:
        return []
    today = local_day(revisions.clock.today, playbook.organisation.timezone)
    if playbook.as_of >= today:
        return []
    message = (
        f"as_of sets today back from {written_day(today)} to {written_day(playbook.as_of)}, which "
        "hides everything that was missed in between"
    )
    hint = "take as_of out; it is meant for demonstrations"
    return _judged(revisions, [Finding("miss-hidden", playbook.place("as_of"), message, hint)])


def _judged(revisions: Revisions, faults: list[Finding]) -> list[Finding]:
    policy = (revisions.before or revisions.after).playbook
    day = policy_day(revisions.before or revisions.after, revisions.clock)
    return in_reading_order(apply_policy(faults, policy, day))


def _renamed(survey: VendorSurvey, old: str, new: str) -> VendorSurvey:
    """A survey whose findings speak of the vendor under its present name."""

    def renamed(finding: Finding) -> Finding:
        path = finding.place.path.replace(f"vendors/{old}/", f"vendors/{new}/", 1)
        return replace(finding, vendor=new, place=finding.place._replace(path=path))

    return replace(
        survey,
        slug=new,
        faults=[renamed(each) for each in survey.faults],
        situations=[renamed(each) for each in survey.situations],
    )


def _later_clock(
    before: Portfolio | None, after: Portfolio, now: datetime, as_of: date | None
) -> Clock:
    clocks = [clock_of(each, now, as_of) for each in (before, after) if each is not None]
    timezone = after.playbook.organisation.timezone
    return max(clocks, key=lambda clock: local_day(clock.today, timezone))


@contextmanager
def _written(root: Path, tree: Tree, slugs: Collection[str]) -> Iterator[Path]:
    """A temporary folder with the policy, the calendars and some vendors of a tree."""
    paths = [path for path in tree if _slug_of(path) in {"", *slugs}]
    with TemporaryDirectory(prefix="vendorbook-") as folder:
        write_files(root, tree, paths, Path(folder))
        yield Path(folder)


def _slug_of(path: str) -> str:
    parts = path.split("/")
    return parts[1] if parts[0] == "vendors" and len(parts) > 2 else ""


def _with_policy(folder: Path, other: Portfolio) -> Portfolio | None:
    """The base with the present policy, for a base whose own policy cannot be used."""
    slugs = tuple(sorted(each.name for each in (folder / "vendors").glob("*") if each.is_dir()))
    return replace(other, root=folder, slugs=slugs)


def _referring(folder: Path, tree: Tree, slugs: Collection[str]) -> set[str]:
    """The vendors whose records refer to one of the given."""
    names = {slug.encode() for slug in slugs}
    found = set()
    for path in tree if names else ():
        slug = _slug_of(path)
        if slug and slug not in slugs and slug not in found:
            content = (folder / path).read_bytes()
            if not names.isdisjoint(_REFERENCE.findall(content)):
                found.add(slug)
    return found


def _referred(root: Path, tree: Tree, slugs: Collection[str]) -> set[str]:
    """The vendors that the given ones refer to at the base."""
    names = [name for path, name in tree.items() if _slug_of(path) in slugs]
    contents = read_objects(root, names)
    found = {each.decode() for content in contents for each in _REFERENCE.findall(content)}
    return found & vendors_in(tree)


def _pairs(before: Portfolio | None, after: Portfolio, slugs: Collection[str]) -> Iterator[Pair]:
    """Every concerned vendor with its folder before and after, renamed folders recognised."""
    old = [slug for slug in (before.slugs if before else ()) if slug in slugs]
    new = [slug for slug in after.slugs if slug in slugs]
    renamed = _renames(before, after, sorted(set(old) - set(new)), sorted(set(new) - set(old)))
    for slug in new:
        yield (slug if slug in old else renamed.get(slug)), slug
    for slug in old:
        if slug not in new and slug not in renamed.values():
            yield slug, None


def _renames(
    before: Portfolio | None, after: Portfolio, gone: list[str], come: list[str]
) -> dict[str, str]:
    """For each folder that is new, the one that is gone and holds the same vendor."""
    found: dict[str, str] = {}
    if before is None or not gone or not come:
        return found
    kinds = frozenset({"vendor", "milestones"})
    for slug in come:
        vendor = read_vendor(after, slug, kinds).vendor
        for old in gone:
            candidate = read_vendor(before, old, kinds).vendor
            if vendor and candidate and old not in found.values() and are_alike(candidate, vendor):
                found[slug] = old
                break
    return found
