"""What a pull request means, told from real git repositories, and the audit of a whole history."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.playbooks import AGREEMENT, PLAYBOOK, VENDOR
from tests.repositories import Repository
from vendorbook.cli import main
from vendorbook.reporters.changes import MAX_COMMENT_BYTES

PINNED = PLAYBOOK + "as_of: 2026-05-13\n"
"""A Wednesday: MS-01 was missed on 30 April."""

MILESTONES = """\
milestones:
  - id: MS-01
    title: Go-live
    baseline_due: 2026-04-30
    deliverables: [DL-01]
  - id: MS-02
    title: Handover
    baseline_due: 2026-07-31
    deliverables: [DL-01]
"""
CHANGE = """\
changes:
  - id: CR-01
    title: Data comes later
    type: date
    cause: client
    raised_on: 2026-05-06
    raised_by: rosa-lind
    status: approved
    decided_on: 2026-05-12
    decided_by: ines-ward
    effects: [{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }]
"""
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
FEEDBACK = """\
feedback:
  - id: FB-001
    kind: issue
    severity: high
    direction: to_vendor
    raised_at: 2026-05-04T09:00:00+01:00
    raised_by: ines-ward
    about: quality
    summary: Letters lack an address
"""
FILES = {
    "milestones": MILESTONES,
    "agreement": AGREEMENT.replace("kpis: []\n", KPI),
    "feedback": FEEDBACK,
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "book")
    repository.write({"acme": FILES, "bolt": {}}, playbook=PINNED)
    repository.commit("Begin")
    return repository


def told(repository: Repository, *options: str) -> dict[str, Any]:
    result = run("-C", repository.root, "diff", "HEAD", "--format", "json", *options)
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.output)
    return data


def messages(repository: Repository) -> list[str]:
    return [f"{each['kind']}: {each['message']}" for each in told(repository)["changes"]]


def edit(repository: Repository, path: str, old: str, new: str) -> None:
    file = repository.root / "vendors/acme" / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_move_says_how_far_on_whose_cause_and_what_became_of_the_miss(
    repository: Repository,
) -> None:
    repository.put("vendors/acme/changes.yml", CHANGE)
    data = told(repository)
    # From 30 April to 29 May there are 1, 5–8, 11–15, 18–22 and 26–29 May: 1 + 4 + 5 + 5 + 4 days.
    assert [each["message"] for each in data["changes"]] == [
        "MS-01 'Go-live': missed → upcoming; due 30 Apr 2026 → 29 May 2026, 19 working days later, "
        "by CR-01 (our cause); the miss stays on the record",
        "CR-01 'Data comes later' is approved (our cause), decided on 12 May 2026 by Ines Ward",
    ]
    miss = data["changes"][0]
    assert (miss["kind"], miss["group"], miss["record"]) == ("miss-gone", "misses", "MS-01")
    assert miss["facts"] == {
        "before": {"status": "missed", "due": "2026-04-30", "late": 8},
        "after": {"status": "upcoming", "due": "2026-05-29", "late": None},
        "moves": [{"change": "CR-01", "cause": "client"}],
    }
    assert [each["code"] for each in data["findings"]["cleared"]] == ["milestone-missed"]
    assert data["findings"]["new"] == []
    assert data["as_of"] == "2026-05-13"
    assert data["base"] == repository.git("rev-parse", "HEAD")
    assert data["head"] is None


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            "milestones.yml",
            "2026-04-30\n",
            "2026-04-30\n    delivered_on: 2026-05-12\n",
            ["miss-gone: MS-01 'Go-live': missed → delivered late; delivered on 12 May 2026"],
        ),
        (
            "milestones.yml",
            "baseline_due: 2026-04-30",
            "baseline_due: 2026-05-29",
            [
                "miss-gone: MS-01 'Go-live': missed → upcoming; nothing that was delivered or "
                "decided explains that; due 30 Apr 2026 → 29 May 2026, 19 working days later, by "
                "no new change request; baseline due 30 Apr 2026 → 29 May 2026"
            ],
        ),
        (
            "milestones.yml",
            "baseline_due: 2026-07-31",
            "baseline_due: 2026-05-12",
            [
                "miss-new: MS-02 'Handover': upcoming → missed; due 31 Jul 2026 → 12 May 2026, 57 "
                "working days earlier, by no new change request; baseline due 31 Jul 2026 → 12 May "
                "2026"
            ],
        ),
        (
            "milestones.yml",
            "2026-07-31\n",
            "2026-07-31\n    forecast: 2026-08-14\n",
            ["milestone-status: MS-02 'Handover': upcoming → at risk; forecast 14 Aug 2026"],
        ),
        (
            "milestones.yml",
            MILESTONES[MILESTONES.index("  - id: MS-02") :],
            "",
            ["milestone-gone: MS-02 'Handover', agreed for 31 Jul 2026, is gone"],
        ),
        (
            "milestones.yml",
            "milestones:\n",
            "milestones:\n  - { id: MS-03, title: Archive, baseline_due: 2026-11-30 }\n",
            ["milestone-new: MS-03 'Archive' is new, due 30 Nov 2026, upcoming"],
        ),
        (
            "agreement.yml",
            "out: [Mending]",
            "out: [Mending, Training]",
            ["scope-changed: out of scope: added 'Training'"],
        ),
        (
            "agreement.yml",
            "in: [Testing]",
            "in: [Writing]",
            ["scope-changed: in scope: added 'Writing', dropped 'Testing'"],
        ),
        (
            "agreement.yml",
            "target: 99.9,",
            "target: 99.6,",
            ["kpi-changed: KPI uptime 'Uptime': target from 2026-01: target 99.9 → 99.6"],
        ),
        (
            "agreement.yml",
            "It says yes or no",
            "It says why",
            [
                "deliverable-changed: deliverable DL-01 'Report': acceptance criteria: added 'It "
                "says why', dropped 'It says yes or no'"
            ],
        ),
        (
            "contacts.yml",
            "email: kit@vendor.example",
            "email: kit.morrow@vendor.example",
            ["person-changed: person Kit Morrow: email changed"],
        ),
        (
            "contacts.yml",
            "vendor: rosa-lind, client: ines-ward, after: 30m",
            "vendor: rosa-lind, client: ines-ward, after: 1h",
            ["step-of-the-ladder-changed: step of the ladder level 1 for incident: after 30m → 1h"],
        ),
        (
            "feedback.yml",
            "summary: Letters lack an address",
            "summary: Letters lack an address\n    responded_at: 2026-05-04T10:00:00+01:00\n"
            "    response: We see it too.",
            [
                "feedback-responded: FB-001 (high issue to the vendor) 'Letters lack an address': "
                "open → responded; responded at 4 May 2026, 10:00; response We see it too."
            ],
        ),
        (
            "feedback.yml",
            "feedback:\n",
            "feedback:\n  - { id: FB-002, kind: praise, direction: to_vendor, raised_at: "
            "2026-05-12, raised_by: ines-ward, about: people, summary: A calm move }\n",
            ["feedback-new: FB-002 (praise to the vendor) 'A calm move' is new"],
        ),
        (
            "vendor.yml",
            "end: 2027-12-31\n    auto_renew: false",
            "end: 2027-12-31\n    auto_renew: true\n    renewal_months: 12\n    notice_days: 60",
            [
                "contract-changed: contract main 'Main agreement': auto renew no → yes; renewal "
                "months 12; notice days 60",
                # Sixty days before 31 December 2027 is Monday, 1 November.
                "notice-deadline: notice deadline of 'Main agreement': none → 1 Nov 2027",
            ],
        ),
        (
            "vendor.yml",
            "tier: operational",
            "tier: tactical",
            ["vendor-changed: tier operational → tactical"],
        ),
    ],
)
def test_what_a_change_means(
    repository: Repository, path: str, old: str, new: str, expected: list[str]
) -> None:
    edit(repository, path, old, new)
    assert messages(repository) == expected


def test_order_comments_and_layout_mean_nothing(repository: Repository) -> None:
    head, _, second = MILESTONES.partition("  - id: MS-02")
    first = head.removeprefix("milestones:\n")
    turned = f"# In order of importance.\nmilestones:\n\n  - id: MS-02{second}\n{first}"
    repository.put("vendors/acme/milestones.yml", turned)
    repository.put("vendors/acme/feedback/2026.yml", FEEDBACK)
    (repository.root / "vendors/acme/feedback.yml").unlink()
    data = told(repository)
    assert data["changes"] == []
    assert data["findings"] == {"new": [], "cleared": []}
    text = run("-C", repository.root, "diff", "HEAD", "--format", "markdown").output
    assert "Nothing that the records say has changed" in text


def test_many_new_entries_are_told_in_one_line(repository: Repository) -> None:
    rows = "".join(
        f"  - {{ kpi: uptime, period: 2025-{month:02d}, value: 99.9, reported_on: 2026-01-05 }}\n"
        for month in range(1, 8)
    )
    repository.put("vendors/acme/measurements.yml", f"measurements:\n{rows}")
    assert messages(repository) == [
        "measurement-new: 7 new entries: measurements from uptime of 2025-01 on"
    ]


def test_the_policy_is_told_too(repository: Repository) -> None:
    text = PINNED + "windows: { due_soon_days: 5 }\nseverities: { milestone-missed: info }\n"
    (repository.root / "playbook.yml").write_text(text, encoding="utf-8")
    calendar = repository.root / "calendars/england.yml"
    added = "  - { date: 2026-06-01, name: Closed }\n"
    calendar.write_text(calendar.read_text(encoding="utf-8") + added, encoding="utf-8")
    assert messages(repository) == [
        "calendar-changed: calendar england: 1 day off more (1 Jun 2026)",
        "policy-changed: windows: due soon days 10 → 5",
        "policy-changed: severity of milestone-missed: as usual → info",
    ]


def test_what_an_edit_hid_or_removed_is_not_cleared(repository: Repository) -> None:
    """MS-01 was missed, and nothing was delivered or decided."""
    edit(repository, "milestones.yml", "2026-04-30", "2026-05-29")
    assert told(repository)["findings"]["cleared"] == []
    repository.git("checkout", "--quiet", ".")
    edit(repository, "milestones.yml", MILESTONES, "milestones: []\n")
    assert told(repository)["findings"]["cleared"] == []
    repository.git("checkout", "--quiet", ".")
    shutil.rmtree(repository.root / "vendors/acme")
    assert told(repository)["findings"]["cleared"] == []


def test_vendors_come_go_and_are_renamed(repository: Repository) -> None:
    vendor = VENDOR.format(slug="zeta").replace("Acme", "Zeta")
    repository.write({"zeta": {"vendor": vendor}}, playbook=PINNED)
    repository.git("mv", "vendors/acme", "vendors/acme-group")
    file = repository.root / "vendors/acme-group/vendor.yml"
    renamed = file.read_text(encoding="utf-8").replace("id: acme", "id: acme-group")
    file.write_text(renamed.replace("name: Acme", "name: Acme Group"), encoding="utf-8")
    shutil.rmtree(repository.root / "vendors/bolt")
    assert messages(repository) == [
        "vendor-gone: the folder of Acme is gone, with 1 contract and 0 milestones",
        "vendor-renamed: the folder acme is called acme-group now",
        "vendor-changed: name Acme → Acme Group",
        "vendor-new: Zeta is new, with 1 contract and 0 milestones",
    ]


def test_two_revisions_are_compared_and_the_folder_left_alone(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.put("vendors/acme/changes.yml", CHANGE)
    second = repository.commit("Approve CR-01")
    repository.put("vendors/acme/milestones.yml", "milestones: []\n")
    result = run("-C", repository.root, "diff", first, second, "--format", "json")
    data = json.loads(result.output)
    assert (data["base"], data["head"]) == (first, second)
    assert [each["kind"] for each in data["changes"]] == ["miss-gone", "change-approved"]


def test_text_groups_by_vendor_and_topic_with_the_worst_vendor_first(
    repository: Repository,
) -> None:
    edit(repository, "milestones.yml", "2026-04-30\n", "2026-04-30\n    delivered_on: 2026-05-12\n")
    edit(repository, "contacts.yml", "title: Account", "title: Sales")
    vendor = repository.root / "vendors/bolt/vendor.yml"
    text = vendor.read_text(encoding="utf-8").replace("operational", "tactical")
    vendor.write_text(text, encoding="utf-8")
    result = run("-C", repository.root, "diff", "HEAD")
    name = repository.git("rev-parse", "HEAD")[:10]
    assert result.output == (
        "acme\n"
        "  Missed milestones\n"
        "    MS-01 'Go-live': missed → delivered late; delivered on 12 May 2026\n"
        "  People and channels\n"
        "    person Kit Morrow: title Account → Sales\n"
        "\n"
        "bolt\n"
        "  Contracts and documents\n"
        "    tier operational → tactical\n"
        "\n"
        "New findings\n"
        "  vendors/bolt/vendor.yml:4:1: warning kpi-area-missing\n"
        "    no KPI measures progress or quality or efficiency or cost or satisfaction "
        "of this tactical\n"
        "    vendor; there is no agreement.yml\n"
        "\n"
        "Cleared\n"
        "  vendors/acme/milestones.yml:4:5: error milestone-missed\n"
        "    MS-01 'Go-live' was due on 30 Apr 2026 and is 8 working days late\n"
        "\n"
        f"3 changes, 1 new finding and 1 cleared from {name} to the folder, both judged as of 13 "
        "May 2026.\n"
    )


def test_a_comment_fits_and_counts_what_does_not(repository: Repository) -> None:
    entries = "".join(
        f"  - {{ id: FB-{n:04d}, kind: concern, direction: to_vendor, raised_at: 2026-05-12, "
        f"raised_by: ines-ward, about: people, summary: '{'<b>@all</b> ' * 20}{n}' }}\n"
        for n in range(1, 400)
    )
    repository.put("vendors/acme/feedback.yml", f"feedback:\n{entries}")
    # More than five new entries of feedback are told one by one: each may need an answer.
    text = run("-C", repository.root, "diff", "HEAD", "--format", "markdown").output
    assert 50_000 < len(text.encode()) <= MAX_COMMENT_BYTES
    assert "more do not fit here; `vendorbook diff` lists them all." in text
    assert "<b>" not in text
    assert "@all" not in text


def test_reports_go_to_files_in_several_forms(repository: Repository, tmp_path: Path) -> None:
    edit(repository, "contacts.yml", "title: Account", "title: Sales")
    comment, data = tmp_path / "out/comment.md", tmp_path / "out/diff.json"
    result = run(
        "-C", repository.root, "diff", "HEAD",
        "--output", f"markdown={comment}", "--output", f"json={data}",
    )  # fmt: skip
    assert result.output.startswith("acme\n")
    assert comment.read_text(encoding="utf-8").startswith("### What this change means\n")
    assert len(json.loads(data.read_text(encoding="utf-8"))["changes"]) == 1


LAPSED = """\
documents:
  - { id: iso, type: certificate, title: ISO, expires_on: 2026-04-15, required: true }
  - { id: dpa, type: insurance, title: Cover, expires_on: 2026-04-15, required: true }
"""


def unwatched(repository: Repository, profile: str) -> int:
    """How many open findings the end of the vendor hides."""
    repository.put("vendors/acme/vendor.yml", profile)
    repository.commit("Go on")
    edit(repository, "vendor.yml", "status: active", "status: ended")
    edit(repository, "milestones.yml", "2026-04-30", "2026-05-29")
    data = told(repository)
    first, second, *_ = data["changes"]
    assert second["kind"] == "miss-gone"
    count: int = first["facts"]["unwatched"]
    assert (first["kind"], first["group"], first["vendor"]) == ("vendor-ended", "watch", "acme")
    assert first["message"] == (
        f"status active → ended: {count} open findings are no longer watched"
    )
    assert data["findings"]["cleared"] == []
    repository.git("checkout", "--quiet", "--", ".")
    return count


def test_the_end_of_a_vendor_comes_first_and_hides_what_is_open(repository: Repository) -> None:
    active = VENDOR.format(slug="acme")
    assert unwatched(repository, active + LAPSED) == unwatched(repository, active) + 2


def test_the_end_of_a_vendor_with_nothing_open_hides_nothing(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "book")
    later = VENDOR.format(slug="acme").replace("start: 2025-01-01", "start: 2026-12-15")
    exiting = later.replace("status: active", "status: exiting")
    quiet = PINNED + "severities: { contract-not-started: off }\n"
    repository.write({"acme": {"vendor": exiting}}, playbook=quiet)
    repository.commit("Begin")
    edit(repository, "vendor.yml", "status: exiting", "status: ended")
    assert messages(repository) == ["vendor-ended: status exiting → ended"]


def test_the_end_of_a_vendor_hides_one(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "book")
    later = VENDOR.format(slug="acme").replace("start: 2025-01-01", "start: 2026-12-15")
    repository.write({"acme": {"vendor": later}}, playbook=PINNED)
    repository.commit("Begin")
    edit(repository, "vendor.yml", "status: active", "status: ended")
    assert messages(repository) == [
        "vendor-ended: status active → ended: 1 open finding is no longer watched"
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "there is no revision 'nowhere' here; fetch it first, or correct its name"),
        (("HEAD", "nowhere"), "there is no revision 'nowhere' here"),
        (("HEAD", "--vendor", "acne"), "there is no vendor 'acne'; did you mean 'acme'?"),
        (("HEAD", "--output", "markdwn=x.md"), "there is no format 'markdwn'"),
    ],
)
def test_what_cannot_be_compared(
    repository: Repository, arguments: tuple[str, ...], message: str
) -> None:
    result = run("-C", repository.root, "diff", *arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_a_broken_playbook_is_reported_like_anywhere_else(repository: Repository) -> None:
    (repository.root / "playbook.yml").write_text("schema_version: 1\n", encoding="utf-8")
    result = run("-C", repository.root, "diff", "HEAD")
    assert result.exit_code == 1
    assert "playbook.yml:1:1: error missing-key" in result.output


def test_the_audit_names_every_change_of_a_promise(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "book")
    onboarding = VENDOR.format(slug="acme").replace("status: active", "status: onboarding")
    files = {**FILES, "vendor": onboarding}
    repository.write({"acme": files}, playbook=PINNED)
    repository.commit("Begin", "2026-01-12T10:00:00+00:00")
    edit(repository, "milestones.yml", "2026-07-31", "2026-08-31")
    free = repository.commit("Agree on a better date", "2026-01-13T10:00:00+00:00")
    edit(repository, "vendor.yml", "status: onboarding", "status: active")
    repository.commit("Start", "2026-02-02T10:00:00+00:00")
    repository.put("vendors/acme/changes.yml", CHANGE)
    repository.git("checkout", "--quiet", "-b", "change")
    repository.commit("Approve CR-01", "2026-05-12T10:00:00+01:00")
    repository.git("checkout", "--quiet", "main")
    repository.git(
        "merge", "--quiet", "--no-ff", "-m", "Merge the change", "change",
        date="2026-05-13T09:00:00+01:00",
    )  # fmt: skip
    merged = repository.git("rev-parse", "HEAD")
    edit(repository, "milestones.yml", "2026-08-31", "2026-10-30")
    late = repository.commit("Tidy up", "2026-06-01T10:00:00+01:00")
    edit(
        repository,
        "milestones.yml",
        MILESTONES[: MILESTONES.index("  - id: MS-02")],
        "milestones:\n",
    )
    gone = repository.commit("Tidy up more", "2026-06-02T10:00:00+01:00")

    result = run("-C", repository.root, "audit")
    assert result.exit_code == 0
    assert result.output == (
        "acme\n"
        "  MS-02 'Handover': baseline_due was changed from 31 Jul 2026 to 31 Aug 2026, while the "
        "vendor was onboarding\n"
        f"    {free[:10]}, 13 Jan 2026, Ines Ward: Agree on a better date\n"
        "  MS-01 'Go-live': the miss of 30 Apr 2026 was covered by CR-01 (our cause, decided on 12 "
        "May 2026)\n"
        f"    {merged[:10]}, 13 May 2026, Ines Ward: Merge the change\n"
        "  MS-02 'Handover': baseline_due was changed from 31 Aug 2026 to 30 Oct 2026, after it "
        "was agreed\n"
        f"    {late[:10]}, 1 Jun 2026, Ines Ward: Tidy up\n"
        "  MS-01 'Go-live', agreed for 30 Apr 2026 and missed on 29 May 2026, was removed\n"
        f"    {gone[:10]}, 2 Jun 2026, Ines Ward: Tidy up more\n"
        "\n"
        "2 baselines changed, 1 milestone removed and 1 miss covered in the history.\n"
    )
    data = json.loads(run("-C", repository.root, "audit", "--format", "json").output)
    assert [each["kind"] for each in data] == [
        "baseline-changed", "miss-covered", "baseline-changed", "milestone-removed",
    ]  # fmt: skip
    assert (data[1]["commit"], data[1]["date"], data[1]["author"]) == (
        merged, "2026-05-13", "Ines Ward",
    )  # fmt: skip


def test_the_audit_sees_a_miss_that_an_edit_covered(repository: Repository) -> None:
    edit(repository, "milestones.yml", "2026-04-30", "2026-05-29")
    repository.commit("Correct a date", "2026-05-14T10:00:00+01:00")
    output = run("-C", repository.root, "audit").output
    assert "the miss of 30 Apr 2026 was covered by an edit; nothing was delivered" in output
    assert output.endswith(
        "1 baseline changed, 0 milestones removed and 1 miss covered in the history.\n"
    )


def test_the_audit_counts_a_vendor_whose_folder_went(repository: Repository) -> None:
    shutil.rmtree(repository.root / "vendors/acme")
    repository.commit("Tidy up", "2026-05-14T10:00:00+01:00")
    output = run("-C", repository.root, "audit").output
    assert "  the folder of Acme is gone, and with it 2 milestones\n" in output
    assert output.endswith(
        "\n0 baselines changed, 0 milestones removed, 1 vendor removed and 0 misses covered in the "
        "history.\n"
    )


def test_a_hostile_author_drives_no_terminal(repository: Repository) -> None:
    edit(repository, "milestones.yml", "2026-04-30", "2026-05-29")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--author=\x1b[31mEve <e@x.example>", "-m", "\x1b]0;x\x07")
    output = run("-C", repository.root, "audit").output
    assert "\x1b" not in output
    assert "\x07" not in output


def test_without_a_repository_there_is_no_history(tmp_path: Path) -> None:
    (tmp_path / "playbook.yml").write_text(PLAYBOOK, encoding="utf-8")
    result = run("-C", tmp_path, "audit")
    assert result.exit_code == 2
    assert result.output == "Error: the folder is in no git repository, so it has no history\n"


def test_the_audit_of_a_shallow_clone_claims_no_more_than_it_read(
    repository: Repository, tmp_path: Path
) -> None:
    edit(repository, "milestones.yml", "2026-04-30", "2026-05-29")
    repository.commit("Correct a date", "2026-05-14T10:00:00+01:00")
    clone = Repository(tmp_path / "shallow")
    clone.git("fetch", "--quiet", "--depth=1", f"file://{repository.top}", "HEAD")
    clone.git("checkout", "--quiet", "FETCH_HEAD")
    result = run("-C", clone.root, "audit")
    assert result.stdout == (
        "0 baselines changed, 0 milestones removed and 0 misses covered in the commits of this "
        "shallow clone; older ones are unread.\n"
    )
    assert result.stderr == "Warning: this clone is shallow, so older commits were not read\n"
