"""What a change must not do quietly: each edit is caught, and each honest one passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, VENDOR, acme, compared, revision_faults
from vendorbook.checks import find_removed_vendor
from vendorbook.comparison import (
    are_alike,
    ended_misses,
    place_of_gone,
    removed_milestones,
    unjudged_misses,
)
from vendorbook.findings import AUTHOR, Finding
from vendorbook.vendor import Vendor

T = date(2026, 5, 13)
"""A Wednesday: MS-01 was missed on 30 April; five working days back is the 6th."""

PLAIN = "baseline_due: 2026-04-30"


def milestones(fields: str = PLAIN, *more: str) -> str:
    items = [f"  - {{ id: MS-01, title: Go-live, {fields} }}", *more]
    return "milestones:\n" + "".join(f"{item}\n" for item in items)


def change(fields: str) -> str:
    return (
        "changes:\n  - { id: CR-01, title: Later, type: date, cause: client, raised_on: 2026-04-13,"
        f" raised_by: rosa-lind, {fields} }}\n"
    )


APPROVED = "status: approved, decided_on: 2026-05-12, decided_by: ines-ward"
MOVE = "effects: [{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }]"


def found(
    root: Path, code: str, before: dict[str, str], after: dict[str, str], as_of: date = T
) -> list[Finding]:
    every = revision_faults(root, as_of, before, after)
    assert all(each.actor == AUTHOR for each in every)
    return [each for each in every if each.code == code]


def messages(findings: list[Finding]) -> list[str]:
    return [each.message for each in findings]


@pytest.mark.parametrize(
    ("after", "message"),
    [
        ("baseline_due: 2026-05-29", "baseline_due was 30 Apr 2026 and is 29 May 2026 now"),
        (f"{PLAIN}, grace_days: 3", "grace_days was 0 and is 3 now"),
        (f"{PLAIN}, critical: true", "critical was false and is true now"),
        (f"{PLAIN}, weight: 0.5", "weight was not given and is 0.5 now"),
    ],
)
def test_what_was_agreed_is_frozen(tmp_path: Path, after: str, message: str) -> None:
    before = {"milestones": milestones()}
    (fault,) = found(tmp_path, "baseline-changed", before, {"milestones": milestones(after)})
    assert fault.message == f"MS-01 'Go-live': {message}, but it was agreed"
    assert fault.hint == (
        "put it back, and record an approved change request in changes.yml instead"
    )
    assert (fault.severity, fault.record, fault.place.line) == ("error", "MS-01", 2)


@pytest.mark.parametrize(
    "after",
    [
        PLAIN,
        f"{PLAIN}, forecast: 2026-06-30, percent_delivered: 40",
        f"{PLAIN}, delivered_on: 2026-05-12",
        "baseline_due: '2026-04-30'",
    ],
)
def test_everything_else_may_be_written(tmp_path: Path, after: str) -> None:
    before = {"milestones": milestones()}
    assert found(tmp_path, "baseline-changed", before, {"milestones": milestones(after)}) == []


ONBOARDING = VENDOR.format(slug="acme").replace("status: active", "status: onboarding")
ACTIVE = VENDOR.format(slug="acme")


def test_promises_are_free_to_edit_only_while_the_vendor_was_onboarding(tmp_path: Path) -> None:
    old, new = milestones("baseline_due: 2026-05-29"), milestones("baseline_due: 2026-06-30")
    before = {"vendor": ONBOARDING, "milestones": old}
    now_active = {"vendor": ACTIVE, "milestones": new}
    assert revision_faults(tmp_path / "a", T, before, now_active) == []
    missed = {"vendor": ONBOARDING, "milestones": milestones()}
    assert len(found(tmp_path / "c", "miss-hidden", missed, now_active)) == 1
    (fault,) = found(
        tmp_path / "b",
        "baseline-changed",
        {"vendor": ACTIVE, "milestones": old},
        {"vendor": ONBOARDING, "milestones": old},
    )
    assert fault.message == (
        "the vendor was active and is set back to onboarding, where promises may be edited"
    )
    assert fault.place.path == "vendors/acme/vendor.yml"


@pytest.mark.parametrize(
    ("after", "message"),
    [
        (
            f"{APPROVED}, {MOVE.replace('05-29', '07-31')}",
            "CR-01 'Later' had been approved, but its effects differ",
        ),
        (
            f"{APPROVED.replace('05-12', '04-29')}, {MOVE}",
            "CR-01 'Later' had been approved, but its decided_on was 12 May 2026 and is "
            "29 Apr 2026 now",
        ),
        (
            f"status: withdrawn, {MOVE}",
            "CR-01 'Later' had been approved, but its status was approved and is withdrawn now",
        ),
    ],
)
def test_a_decision_is_frozen(tmp_path: Path, after: str, message: str) -> None:
    before = {"milestones": milestones(), "changes": change(f"{APPROVED}, {MOVE}")}
    now = {"milestones": milestones(), "changes": change(after)}
    assert message in messages(found(tmp_path, "baseline-changed", before, now))


def test_a_decision_stays_in_the_record_and_a_proposal_may_go(tmp_path: Path) -> None:
    none = {"milestones": milestones(), "changes": "changes: []\n"}
    decided = {"milestones": milestones(), "changes": change(f"{APPROVED}, {MOVE}")}
    (fault,) = found(tmp_path / "a", "baseline-changed", decided, none)
    assert fault.message == "CR-01 'Later', which was approved, is gone"
    assert (fault.place.path, fault.place.line) == ("vendors/acme/changes.yml", 1)
    proposed = {"milestones": milestones(), "changes": change(f"status: proposed, {MOVE}")}
    assert revision_faults(tmp_path / "b", T, proposed, none) == []


def test_a_miss_that_vanishes_is_said_to_be_one(tmp_path: Path) -> None:
    before = {"milestones": milestones(PLAIN)}
    after = {"milestones": "milestones: []\n"}
    (fault,) = found(tmp_path, "milestone-removed", before, after)
    assert fault.message == ("MS-01 'Go-live', agreed for 30 Apr 2026 and missed, is gone")


def test_a_milestone_does_not_vanish(tmp_path: Path) -> None:
    second = "  - { id: MS-02, title: Handover, baseline_due: 2026-07-31 }"
    before = {"milestones": milestones(PLAIN, second)}
    (fault,) = found(tmp_path / "a", "milestone-removed", before, {"milestones": milestones()})
    assert fault.message == "MS-02 'Handover', agreed for 31 Jul 2026, is gone"
    assert fault.hint == (
        "put it back, and release it with an approved change request in changes.yml"
    )
    assert (fault.place.path, fault.place.line) == ("vendors/acme/milestones.yml", 1)
    assert len(found(tmp_path / "b", "milestone-removed", before, {})) == 2
    assert found(tmp_path / "c", "milestone-removed", {"milestones": milestones()}, before) == []


def test_a_vendor_does_not_vanish_with_its_promises(tmp_path: Path) -> None:
    vendor, _ = acme(tmp_path / "a", milestones=milestones())
    (fault,) = find_removed_vendor(vendor)
    assert fault.message == "the folder of Acme is gone, and with it 1 milestone"
    ended = ACTIVE.replace("status: active", "status: ended")
    assert find_removed_vendor(acme(tmp_path / "b", vendor=ended, milestones=milestones())[0]) == []
    assert find_removed_vendor(acme(tmp_path / "c")[0]) == []


MISSED = {"milestones": milestones()}


@pytest.mark.parametrize(
    ("after", "explained_by"),
    [
        ({"milestones": milestones(f"{PLAIN}, delivered_on: 2026-05-12")}, ("delivery", "")),
        (
            {"milestones": milestones(), "changes": change(f"{APPROVED}, {MOVE}")},
            ("change", "CR-01"),
        ),
        ({"milestones": milestones("baseline_due: 2026-05-29")}, ("edit", "")),
        ({"milestones": milestones(f"{PLAIN}, grace_days: 20")}, ("edit", "")),
        ({"milestones": milestones(f"{PLAIN}, date_unknown: true")}, ("edit", "")),
    ],
)  # fmt: skip
def test_what_explains_that_a_miss_is_gone(
    tmp_path: Path, after: dict[str, str], explained_by: tuple[str, str]
) -> None:
    ((pair, explanation),) = ended_misses(compared(tmp_path / "a", T, MISSED, after))
    assert pair.after.milestone.id == "MS-01"
    assert tuple(explanation) == explained_by
    hidden = found(tmp_path / "b", "miss-hidden", MISSED, after)
    assert len(hidden) == (explained_by[0] == "edit")


def test_a_hidden_miss_says_what_it_was_and_is(tmp_path: Path) -> None:
    after = {"milestones": milestones(f"{PLAIN}, grace_days: 20")}
    (fault,) = found(tmp_path, "miss-hidden", MISSED, after)
    assert fault.message == (
        "MS-01 'Go-live' was missed on 30 Apr 2026 and is now at risk, but nothing was delivered "
        "or decided"
    )
    assert (fault.severity, fault.record, fault.place.line) == ("error", "MS-01", 2)


def test_a_rejection_that_vanishes_hides_a_miss(tmp_path: Path) -> None:
    handed = f"{PLAIN}, delivered_on: 2026-04-29"
    rejected = f"{handed}, rejections: [{{ date: 2026-05-04, reason: Half of it lacks }}]"
    before, after = {"milestones": milestones(rejected)}, {"milestones": milestones(handed)}
    assert len(found(tmp_path, "miss-hidden", before, after)) == 1


def test_an_old_change_that_is_stretched_hides_a_miss(tmp_path: Path) -> None:
    early = APPROVED.replace("05-12", "04-20")
    before = {
        "milestones": milestones(),
        "changes": change(f"{early}, {MOVE.replace('05-29', '05-08')}"),
    }
    after = {"milestones": milestones(), "changes": change(f"{early}, {MOVE}")}
    codes = {each.code for each in revision_faults(tmp_path, T, before, after)}
    assert codes == {"miss-hidden", "baseline-changed"}


def test_a_change_that_is_decided_later_explains_nothing_yet(tmp_path: Path) -> None:
    later = APPROVED.replace("05-12", "05-14")
    after = {"milestones": milestones(f"{PLAIN}, grace_days: 20"), "changes": change(
        f"{later}, {MOVE}"
    )}  # fmt: skip
    assert len(found(tmp_path, "miss-hidden", MISSED, after)) == 1


OTHERS = MOVE.replace("[", "[{ milestone: MS-02, from: 2026-07-31, to: 2026-08-31 }, ")


@pytest.mark.parametrize(
    ("decided", "effects"), [("05-12", MOVE), ("05-13", MOVE), ("05-13", OTHERS)]
)
def test_a_change_explains_from_the_day_of_its_decision(
    tmp_path: Path, decided: str, effects: str
) -> None:
    second = "  - { id: MS-02, title: Handover, baseline_due: 2026-07-31 }"
    before = {"milestones": milestones(PLAIN, second)}
    approved = change(f"{APPROVED.replace('05-12', decided)}, {effects}")
    comparison = compared(tmp_path, T, before, {**before, "changes": approved})
    ((pair, why),) = ended_misses(comparison)
    assert (pair.after.milestone.id, why.kind, why.record) == ("MS-01", "change", "CR-01")


def test_only_a_miss_is_missed_when_nothing_can_be_judged_any_more(tmp_path: Path) -> None:
    second = "  - { id: MS-02, title: Handover, baseline_due: 2026-07-31 }"
    files = {"milestones": milestones(PLAIN, second)}
    comparison = compared(tmp_path, T, files, files)
    blind = replace(comparison, after=replace(comparison.after, milestones=()))
    assert [each.milestone.id for each in unjudged_misses(blind)] == ["MS-01"]
    assert list(unjudged_misses(comparison)) == []


def test_what_is_gone_is_looked_for_under_the_new_name(tmp_path: Path) -> None:
    comparison = compared(tmp_path, T, MISSED, {"milestones": "milestones: []\n"})
    vendor = replace(comparison.after.vendor, slug="acme-group")
    renamed = replace(comparison, after=replace(comparison.after, vendor=vendor))
    (milestone,) = removed_milestones(renamed)
    place = place_of_gone(renamed, milestone)
    assert place == ("vendors/acme-group/milestones.yml", 1, 1)


def test_a_contract_that_starts_later_hides_everything(tmp_path: Path) -> None:
    after = {**MISSED, "vendor": ACTIVE.replace("start: 2025-01-01", "start: 2026-05-14")}
    (fault,) = found(tmp_path, "miss-hidden", MISSED, after)
    assert fault.message == (
        "the first contract starts on 14 May 2026 now, so nothing is watched before that day, but "
        "it had started already"
    )


def test_a_miss_before_and_after_is_hidden_by_nobody(tmp_path: Path) -> None:
    after = {"milestones": milestones(f"{PLAIN}, forecast: 2026-06-30")}
    assert revision_faults(tmp_path, T, MISSED, after) == []


@pytest.mark.parametrize(("day", "count"), [("2026-05-05", 1), ("2026-05-06", 0)])
def test_what_is_recorded_late_is_said(tmp_path: Path, day: str, count: int) -> None:
    # Working days after 5 May up to the 13th: 6, 7, 8, 11, 12, 13.
    after = {"milestones": milestones(f"{PLAIN}, delivered_on: {day}")}
    faults = found(tmp_path / "a", "change-backdated", MISSED, after)
    assert messages(faults) == [
        "the hand-over of MS-01 'Go-live' is dated 5 May 2026, 6 working days back; more than "
        "5 working days is late for a record, and it ends the miss of 30 Apr 2026"
    ] * count  # fmt: skip
    for each in faults:
        assert (each.severity, each.hint) == (
            "warning",
            "link what was written down on that day, or record the day on which it was handed over",
        )
    decided = {
        **MISSED,
        "changes": change(f"{APPROVED.replace('2026-05-12', day)}, {MOVE}"),
    }
    faults = found(tmp_path / "b", "change-backdated", MISSED, decided)
    assert messages(faults) == [
        "the decision on CR-01 'Later' is dated 5 May 2026, 6 working days back; more than "
        "5 working days is late for a record, and it ends the miss of 30 Apr 2026"
    ] * count  # fmt: skip


def test_what_ended_no_miss_is_not_said_to(tmp_path: Path) -> None:
    before = {"milestones": milestones("baseline_due: 2026-06-30")}
    early = milestones("baseline_due: 2026-06-30, delivered_on: 2026-05-05")
    (fault,) = found(tmp_path, "change-backdated", before, {"milestones": early})
    assert fault.message.endswith("more than 5 working days is late for a record")


def test_what_was_recorded_before_is_not_said_again(tmp_path: Path) -> None:
    done = {"milestones": milestones(f"{PLAIN}, delivered_on: 2026-04-20")}
    accepted = {
        "milestones": milestones(
            f"{PLAIN}, delivered_on: 2026-04-20, accepted_on: 2026-05-12, "
            "evidence: https://documents.example/yes"
        )
    }
    assert revision_faults(tmp_path, T, done, accepted) == []


KPI = """\
kpis:
  - id: uptime
    name: Uptime
    area: quality
    unit: percent
    direction: higher
    frequency: monthly
    definition: Minutes in service.
    source: tool
    contractual: true
    targets:
      - { from: 2026-01, target: 99.9, minimum: 99.5 }
"""


def agreement(kpi: str = KPI) -> str:
    return AGREEMENT.replace("kpis: []\n", kpi)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "target: 99.9",
            "target: 99.6",
            "uptime: the target from 2026-01 was target 99.9 / minimum 99.5 and is target 99.6 / "
            "minimum 99.5 now, though its time has begun",
        ),
        ("from: 2026-01", "from: 2026-06", "uptime: the target from 2026-01 is gone"),
        (
            "contractual: true",
            "contractual: false",
            "uptime: contractual was true and is false now, but it was agreed",
        ),
        ("id: uptime", "id: service-time", "the KPI uptime 'Uptime' is gone"),
    ],
)
def test_a_target_is_frozen_once_its_time_has_begun(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    before, after = {"agreement": agreement()}, {"agreement": agreement(KPI.replace(old, new))}
    (fault,) = found(tmp_path, "target-changed", before, after)
    assert (fault.message, fault.severity, fault.record) == (message, "error", "uptime")


def test_a_target_still_to_come_may_be_edited(tmp_path: Path) -> None:
    coming = KPI + "      - { from: 2026-06, target: 99.95, minimum: 99.9, change: CR-01 }\n"
    before = {"agreement": agreement(coming)}
    after = {"agreement": agreement(coming.replace("99.95", "99.92"))}
    assert found(tmp_path / "a", "target-changed", before, after) == []
    begun = found(tmp_path / "b", "target-changed", before, after, date(2026, 6, 1))
    assert len(begun) == 1


def test_an_approved_change_of_the_kpi_explains_its_edit(tmp_path: Path) -> None:
    approved = change(f"{APPROVED}, effects: [{{ kpi: uptime, from_period: 2026-01 }}]")
    approved = approved.replace("type: date", "type: kpi_target")
    before = {"agreement": agreement()}
    after = {"agreement": agreement(KPI.replace("99.9,", "99.6,")), "changes": approved}
    assert found(tmp_path, "target-changed", before, after) == []


ROW = "measurements: [{ kpi: uptime, period: 2026-04, value: 99.4, reported_on: 2026-05-05%s }]\n"


@pytest.mark.parametrize(
    ("after", "message"),
    [
        (
            ROW.replace("99.4", "99.95") % "",
            "the measurement uptime of 2026-04 was 99.4, reported on 5 May 2026 and is 99.95, "
            "reported on 5 May 2026 now",
        ),
        (
            "measurements: []\n",
            "the measurement uptime of 2026-04 is gone; it was 99.4, reported on 5 May 2026",
        ),
        (
            ROW.replace("value: 99.4", "not_applicable: true") % "",
            "the measurement uptime of 2026-04 was 99.4, reported on 5 May 2026 and is "
            "not applicable, reported on 5 May 2026 now",
        ),
    ],
)
def test_a_figure_that_is_restated_is_said(tmp_path: Path, after: str, message: str) -> None:
    before = {"agreement": agreement(), "measurements": ROW % ""}
    now = {"agreement": agreement(), "measurements": after}
    (fault,) = found(tmp_path, "measurement-restated", before, now)
    assert (fault.message, fault.severity, fault.aspect) == (message, "warning", "2026-04")


def test_notes_credits_and_approved_excuses_restate_nothing(tmp_path: Path) -> None:
    before = {"agreement": agreement(), "measurements": ROW % ""}
    noted = {"agreement": agreement(), "measurements": ROW % ", note: Why, credit: claimed"}
    assert revision_faults(tmp_path / "a", T, before, noted) == []
    relief = change(
        f"{APPROVED}, effects: "
        "[{ measurement: { kpi: uptime, period: 2026-04 }, excused: true }]"
    ).replace("type: date", "type: relief")
    excused = {"agreement": agreement(), "measurements": ROW % ", excused: CR-01"}
    assert len(revision_faults(tmp_path / "b", T, before, excused)) == 1
    assert revision_faults(tmp_path / "c", T, before, {**excused, "changes": relief}) == []


def test_new_rows_and_targets_are_welcome(tmp_path: Path) -> None:
    before = {"agreement": AGREEMENT}
    after = {"agreement": agreement(), "measurements": ROW % "", "milestones": milestones()}
    assert revision_faults(tmp_path, T, before, after) == []


def test_a_renamed_vendor_is_recognised(tmp_path: Path) -> None:
    one = acme(tmp_path / "a", milestones=milestones())[0]
    named = acme(tmp_path / "b", vendor=ACTIVE.replace("Acme", "Acme Group"),
                 milestones=milestones())[0]  # fmt: skip
    other = acme(
        tmp_path / "c",
        vendor=ACTIVE.replace("Acme", "Bolt"),
        milestones=milestones().replace("Go-live", "Other"),
    )[0]
    assert are_alike(one, named)
    assert not are_alike(one, other)


NUMBERED = 'identifier: {{ scheme: GB-COH, id: "0000000{}" }}\nsummary:'
TWO = milestones(PLAIN, "  - { id: MS-02, title: Handover, baseline_due: 2026-07-31 }")


@pytest.mark.parametrize(
    ("before", "after", "alike"),
    [
        (("", "summary:"), ("", "summary:"), False),
        (("", NUMBERED.format(7)), ("", NUMBERED.format(7)), True),
        (("", NUMBERED.format(7)), ("", NUMBERED.format(8)), False),
        (("", NUMBERED.format(7)), ("", "summary:"), False),
        # Half of the milestones that it had is enough; a third is not.
        ((TWO, "summary:"), (milestones(), "summary:"), True),
        ((TWO, "summary:"), ("milestones: []\n", "summary:"), False),
        ((milestones(), "summary:"), (TWO, "summary:"), True),
        (
            (TWO + "  - { id: MS-03, title: End, baseline_due: 2026-08-31 }\n", "summary:"),
            (milestones(), "summary:"),
            False,
        ),
        ((milestones(), "summary:"), (milestones().replace("Go-live", "Start"), "summary:"), False),
    ],
)
def test_a_vendor_under_another_name_is_known_by_its_number_or_half_its_milestones(
    tmp_path: Path, before: tuple[str, str], after: tuple[str, str], *, alike: bool
) -> None:
    def vendor(side: str, name: str, written: tuple[str, str]) -> Vendor:
        text, fields = written
        profile = VENDOR.format(slug="acme").replace("name: Acme", f"name: {name}")
        files = {"vendor": profile.replace("summary:", fields, 1)}
        return acme(tmp_path / side, **files, **({"milestones": text} if text else {}))[0]

    assert are_alike(vendor("a", "Acme", before), vendor("b", "Apex", after)) == alike
    assert are_alike(vendor("c", "Acme", before), vendor("d", "Acme", after))
