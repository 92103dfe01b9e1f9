"""Every reference in a vendor's records: to people, to things with names, to records with ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.checks._faults import actions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorbook.records.facts import Period, Record
    from vendorbook.vendor import Vendor

    Reference = tuple[Record, str, str | None, str, str]
    """Record, its YAML key, what the key names, what that must be, and the id of the record.

    What it must be is a person's side, or the kind of thing; empty for anybody or anything. The id
    is empty for records that have one of their own.
    """


def person_references(vendor: Vendor) -> Iterator[Reference]:
    """Every reference to a person, with the side that must be theirs."""
    yield vendor.profile, "owner", vendor.profile.owner, "client", ""
    yield vendor.profile, "deputy", vendor.profile.deputy, "client", ""
    for person in vendor.people:
        yield person, "backup", person.backup, person.side, ""
    for step in vendor.contacts.escalation if vendor.contacts else ():
        yield step, "vendor", step.vendor, "vendor", ""
        yield step, "client", step.client, "client", ""
    yield from _people_agreed(vendor)
    yield from _people_of_logs(vendor)
    yield from _people_of_reviews(vendor)
    yield from _people_of_partnership(vendor)


def _people_agreed(vendor: Vendor) -> Iterator[Reference]:
    if vendor.communication:
        for channel in vendor.communication.channels:
            yield channel, "owner", channel.owner, "", ""
        for routine in vendor.communication.routines:
            yield routine, "chair", routine.chair, "", ""
            for each in routine.attendees:
                yield routine, "attendees", each, "", ""
    if vendor.agreement:
        for deliverable in vendor.agreement.deliverables:
            yield deliverable, "acceptor", deliverable.acceptor, "client", ""
        for obligation in vendor.agreement.client_obligations:
            yield obligation, "owner", obligation.owner, "client", ""


def _people_of_logs(vendor: Vendor) -> Iterator[Reference]:
    for change in vendor.changes:
        yield change, "raised_by", change.raised_by, "", ""
        yield change, "decided_by", change.decided_by, "client", ""
    for entry in vendor.feedback:
        yield entry, "raised_by", entry.raised_by, "", ""
        if entry.assigned_to:
            yield entry, "assigned_to", entry.assigned_to, "", ""
    for action in actions(vendor):
        yield action, "owner", action.owner, "", ""


def _people_of_reviews(vendor: Vendor) -> Iterator[Reference]:
    for review in vendor.reviews:
        yield review, "chair", review.chair, "", ""
        for each in review.attendees:
            yield review, "attendees", each, "", ""
    for plan in vendor.improvement:
        yield plan, "owner_client", plan.owner_client, "client", ""
        yield plan, "owner_vendor", plan.owner_vendor, "vendor", ""


def _people_of_partnership(vendor: Vendor) -> Iterator[Reference]:
    if vendor.partnership:
        for goal in vendor.partnership.goals:
            yield goal, "owner_client", goal.owner_client, "client", ""
            yield goal, "owner_vendor", goal.owner_vendor, "vendor", ""
        for activity in vendor.partnership.activities:
            for each in activity.participants:
                yield activity, "participants", each, "", ""


def name_references(vendor: Vendor) -> Iterator[Reference]:
    """Every reference to something that has a slug, with what it must be."""
    for step in vendor.contacts.escalation if vendor.contacts else ():
        yield step, "via", step.via, "channel", ""
    for meeting in vendor.meetings:
        yield meeting, "routine", meeting.routine, "routine", ""
    for milestone in vendor.milestones:
        if milestone.contract:
            yield milestone, "contract", milestone.contract, "contract", ""
    for measurement in vendor.measurements:
        yield measurement, "kpi", measurement.kpi, "KPI", measurement.kpi
    if vendor.agreement:
        for deliverable in vendor.agreement.deliverables:
            yield deliverable, "contract", deliverable.contract, "contract", ""
        for standard in vendor.agreement.quality_standards:
            yield standard, "kpi", standard.kpi, "KPI", ""
        for objective in vendor.agreement.objectives:
            yield objective, "measured_by", objective.measured_by, "KPI", ""
    yield from _kpis_of_logs(vendor)


def _kpis_of_logs(vendor: Vendor) -> Iterator[Reference]:
    if vendor.partnership:
        for goal in vendor.partnership.goals:
            yield goal, "measured_by", goal.measured_by, "KPI", ""
    for plan in vendor.improvement:
        for criterion in plan.exit_criteria:
            yield criterion, "kpi", criterion.kpi, "KPI", plan.id
    for change in vendor.changes:
        for effect in change.effects:
            yield effect, "kpi", effect.kpi, "KPI", change.id
            if effect.measurement:
                yield effect.measurement, "kpi", effect.measurement.kpi, "KPI", change.id


def period_references(vendor: Vendor) -> Iterator[tuple[Record, str, Period, str]]:
    """Every period of a KPI that the logs name: record, the KPI, the period, and the id to show."""
    for measurement in vendor.measurements:
        yield measurement, measurement.kpi, measurement.period, measurement.kpi
    for change in vendor.changes:
        for effect in change.effects:
            if effect.measurement:
                excused = effect.measurement
                yield excused, excused.kpi, excused.period, change.id


def record_references(vendor: Vendor) -> Iterator[Reference]:
    """Every reference to a record by its id; the schemas see to it that the prefix is right."""
    for milestone in vendor.milestones:
        for each in milestone.deliverables:
            yield milestone, "deliverables", each, "", ""
        for each in milestone.depends_on:
            yield milestone, "depends_on", each, "", ""
    for change in vendor.changes:
        for effect in change.effects:
            yield effect, "milestone", effect.milestone, "", change.id
    for measurement in vendor.measurements:
        if measurement.excused:
            yield measurement, "excused", measurement.excused, "", measurement.kpi
    for kpi in vendor.agreement.kpis if vendor.agreement else ():
        for target in kpi.targets:
            yield target, "change", target.change, "", kpi.id
    yield from _references_of_logs(vendor)


def _references_of_logs(vendor: Vendor) -> Iterator[Reference]:
    for entry in vendor.feedback:
        for each in entry.relates_to:
            yield entry, "relates_to", each, "", ""
    for plan in vendor.improvement:
        for each in plan.triggered_by:
            yield plan, "triggered_by", each, "", ""
    for activity in vendor.partnership.activities if vendor.partnership else ():
        for each in activity.relates_to:
            yield activity, "relates_to", each, "", ""
