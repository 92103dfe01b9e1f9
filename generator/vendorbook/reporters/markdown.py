"""Findings as a digest that people like to get on Monday: who must act on what, worst first.

The digest fits an issue of a code forge. When there is too much for that, notes go first, then the
least bad of whoever has most; what is left out is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from vendorbook.findings import SEVERITIES, source_url
from vendorbook.reporters.escaping import markdown
from vendorbook.reporters.report import summary_line
from vendorbook.wording import plural, written_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vendorbook.findings import DueDate, Finding, Place, Severity
    from vendorbook.reporters.report import Report

MAX_BYTES: Final = 64_000
"""An issue or a comment holds 65,536 characters."""

_MOST_EACH: Final = (1_000_000, 25, 10, 5, 2, 1, 0)
"""How many findings and due dates of one person or list are shown, tried until all fits."""

_WORDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}


class Desk(NamedTuple):
    """Everything that waits for one person, the worst first."""

    name: str
    side: str
    findings: tuple[Finding, ...]


def as_markdown(report: Report) -> str:
    """The digest, as long as it may be."""
    text = ""
    for most in _MOST_EACH:
        text = _digest(report, most)
        if len(text.encode()) <= MAX_BYTES:
            break
    return text


def _digest(report: Report, most: int) -> str:
    lines = [_title(report), "", markdown(summary_line(report)), ""]
    desks = _desks(report)
    if not desks:
        lines += ["Nothing needs action.", ""]
    for desk in desks:
        lines += _desk(desk, report, most)
    if report.due_dates:
        lines += _due(report.due_dates, report, most)
    lines += _waived(report, most)
    return "\n".join(lines).rstrip("\n") + "\n"


def _title(report: Report) -> str:
    whose = f" of {markdown(report.organisation)}" if report.organisation else ""
    day = f", {written_day(report.as_of)}" if report.as_of else ""
    return f"# Vendors{whose}{day}"


def _desks(report: Report) -> list[Desk]:
    """Findings by the person who must act; whoever has the worst comes first."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in report.findings:
        if not finding.waived:
            # Vendors may use the same id for different people, so company and name count.
            company = finding.vendor if finding.actor.side in {"vendor", "both"} else ""
            name = finding.actor.name or finding.actor.person
            nobody = "" if name or finding.actor.side == "author" else finding.vendor
            key = (finding.actor.side, company or nobody, name)
            groups.setdefault(key, []).append(finding)
    desks = [
        Desk(_name(key, report), key[0], tuple(sorted(found, key=_badness)))
        for key, found in groups.items()
    ]
    return sorted(desks, key=lambda desk: (_counts(desk.findings), desk.name))


def _badness(finding: Finding) -> tuple[int, int, str, Place]:
    days = -(finding.days or 0)
    return (SEVERITIES.index(finding.severity), days, finding.vendor, finding.place)


def _counts(findings: Iterable[Finding]) -> tuple[int, ...]:
    """The more errors, then warnings, then notes, the earlier a desk comes."""
    severities = [finding.severity for finding in findings]
    return tuple(-severities.count(severity) for severity in SEVERITIES)


def _name(key: tuple[str, str, str], report: Report) -> str:
    side, vendor, name = key
    if side == "author":
        return "Whoever edits the records"
    company = report.vendor_names.get(vendor, vendor)
    if not name:
        whose = {"client": "our side", "vendor": "the vendor's side"}.get(side, "either side")
        return f"Nobody named, {whose} of {company}"
    return f"{name}, {company}" if company else name


def _desk(desk: Desk, report: Report, most: int) -> Iterator[str]:
    counts = [
        plural(-number, _WORDS[severity])
        for severity, number in zip(SEVERITIES, _counts(desk.findings), strict=True)
        if number
    ]
    yield f"## {markdown(desk.name)}"
    yield ""
    yield f"{', '.join(counts)}."
    yield ""
    shown = [each for each in desk.findings if most > 25 or each.severity != "info"][:most]
    for finding in shown:
        yield _item(finding, report, with_vendor=desk.side in {"client", "author"})
    if len(shown) < len(desk.findings):
        yield f"- and {len(desk.findings) - len(shown):,} more"
    yield ""


def _item(finding: Finding, report: Report, *, with_vendor: bool) -> str:
    vendor = report.vendor_names.get(finding.vendor, finding.vendor)
    whose = f"{markdown(vendor)}: " if vendor and with_vendor else ""
    new = " (new)" if report.is_new(finding) else ""
    hint = f" *{markdown(finding.hint)}.*" if finding.hint else ""
    return (
        f"- **{_WORDS[finding.severity]}**{new} {whose}{markdown(finding.message)}.{hint} "
        f"({_link(finding.place, report)})"
    )


def _link(place: Place, report: Report) -> str:
    """Where a record stands, as a link when the policy says where records can be edited."""
    name = markdown(f"{place.path.removeprefix('vendors/')}:{place.line}")
    address = source_url(report.edit_url, place)
    return f"[{name}]({_address(address)})" if address else name


def _address(address: str) -> str:
    """An address that cannot end the link around it."""
    unsafe = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C"}
    return "".join(unsafe.get(sign, sign) for sign in address if sign.isprintable())


def _due(dates: Sequence[DueDate], report: Report, most: int) -> Iterator[str]:
    yield "## Due in the next 30 days"
    yield ""
    yield "| Day | Vendor | What | Who acts |"
    yield "| --- | --- | --- | --- |"
    shown = dates[: 4 * most]
    for each in shown:
        who = each.actor.name or {"client": "us", "both": "both sides"}.get(
            each.actor.side, "the vendor"
        )
        what = f"{each.what} ({each.kind})"
        cells = (written_day(each.day), each.vendor_name, what, who)
        row = " | ".join(markdown(cell) for cell in cells)
        yield f"| {row} ({_link(each.place, report)}) |"
    yield ""
    if len(shown) < len(dates):
        yield f"And {len(dates) - len(shown):,} more."
        yield ""


def _waived(report: Report, most: int) -> Iterator[str]:
    waived = [finding for finding in report.findings if finding.waived]
    if not waived:
        return
    yield f"## {plural(len(waived), 'waived finding')}"
    yield ""
    for finding in waived[:most]:
        message, reason = markdown(finding.message), markdown(finding.waived)
        yield f"- {message}. Lived with because: {reason} ({_link(finding.place, report)})"
    if len(waived) > most:
        yield f"- and {len(waived) - most:,} more"
    yield ""
