"""The folder becomes a portfolio: what is read, what is refused, and where that is said."""

from __future__ import annotations

from pathlib import Path

from tests.playbooks import CALENDAR, PLAYBOOK, VENDOR, acme, open_playbook, write_playbook
from vendorbook.findings import Finding
from vendorbook.portfolio import load
from vendorbook.vendor_reading import read_vendor

FEEDBACK = """\
feedback:
  - id: FB-00{number}
    kind: praise
    direction: to_vendor
    raised_at: 2026-05-04
    raised_by: ines-ward
    about: delivery
    summary: Well done.
"""


def messages(root: Path, slug: str = "acme") -> list[str]:
    findings = read_vendor(open_playbook(root), slug).findings
    return [_line(finding) for finding in findings]


def _line(finding: Finding) -> str:
    place, hint = finding.place, f" ({finding.hint})" if finding.hint else ""
    return f"{place.path}:{place.line} {finding.code}: {finding.message}{hint}"


def test_a_vendor_is_its_files(tmp_path: Path) -> None:
    vendor, _ = acme(
        tmp_path, milestones="milestones: [{id: MS-01, title: A, baseline_due: 2026-04-30}]"
    )
    assert vendor.profile.name == "Acme"
    assert [milestone.id for milestone in vendor.milestones] == ["MS-01"]
    assert vendor.person_name("kit-morrow") == "Kit Morrow"
    assert vendor.person_name("nobody") == "nobody"
    assert vendor.unusable == frozenset()


def test_a_log_may_be_a_folder_whose_files_are_read_in_the_order_of_their_names(
    tmp_path: Path,
) -> None:
    vendor, _ = acme(
        tmp_path,
        **{
            "feedback/2026-Q2.yml": FEEDBACK.format(number=2),
            "feedback/2026-Q1.yml": FEEDBACK.format(number=1),
            "feedback": FEEDBACK.format(number=9),
        },
    )
    assert [entry.id for entry in vendor.feedback] == ["FB-009", "FB-001", "FB-002"]


def test_a_file_that_is_no_record_is_named_with_what_was_meant(tmp_path: Path) -> None:
    root = write_playbook(
        tmp_path, {"acme": {"milestone.yml": "", "feedback.yaml": "", "x.txt": ""}}
    )
    assert messages(root) == [
        "vendors/acme/feedback.yaml:1 unknown-file: this is no kind of record "
        "(did you mean 'feedback.yml'?)",
        "vendors/acme/milestone.yml:1 unknown-file: this is no kind of record "
        "(did you mean 'milestones.yml'?)",
        "vendors/acme/x.txt:1 unknown-file: this is no kind of record (a vendor's folder holds "
        "vendor.yml, contacts.yml, communication.yml, meetings.yml, agreement.yml, milestones.yml, "
        "changes.yml, feedback.yml, measurements.yml, reviews.yml, improvement.yml, "
        "partnership.yml)",
    ]


def test_a_symbolic_link_is_refused_and_never_followed(tmp_path: Path) -> None:
    root = write_playbook(tmp_path / "book", {"acme": {}})
    secret = tmp_path / "secret.yml"
    secret.write_text("milestones: [{secret: 1}]")
    (root / "vendors/acme/milestones.yml").symlink_to(secret)
    (root / "vendors/other").symlink_to(root / "vendors/acme")
    portfolio, findings, _ = load(root)
    assert portfolio is not None
    assert portfolio.slugs == ("acme",)
    assert [_line(finding) for finding in findings] == [
        "vendors/other:1 unknown-file: this is no vendor's folder (every vendor has a folder of "
        "its own, such as vendors/acme/)"
    ]
    vendor, findings, _ = read_vendor(portfolio, "acme")
    assert vendor is not None
    assert vendor.milestones == ()
    assert [_line(finding) for finding in findings] == [
        "vendors/acme/milestones.yml:1 unknown-file: this is a symbolic link; records are plain "
        "files (replace it by the file itself)"
    ]


def test_missing_files_are_findings(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {"acme": {}})
    (root / "vendors/acme/contacts.yml").unlink()
    assert messages(root) == [
        "vendors/acme/contacts.yml:1 missing-file: contacts.yml is missing; every vendor folder "
        "has one (begin with 'people: []' and 'escalation: []', each on a line of its own; "
        "'vendorbook new SLUG' begins another folder with more to copy)"
    ]


def test_a_folder_without_a_playbook_says_so(tmp_path: Path) -> None:
    portfolio, findings, _ = load(tmp_path)
    assert portfolio is None
    assert [finding.message for finding in findings] == [
        "there is no playbook.yml here, so there is no playbook to read"
    ]


def test_bad_folder_names_and_stray_files_are_findings(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {"acme": {}})
    (root / "vendors/Bad Name").mkdir()
    (root / "vendors/notes.txt").write_text("x")
    (root / "vendors/.DS_Store").write_text("x")
    findings = load(root).findings
    assert [finding.message for finding in findings] == [
        "the folder name 'Bad Name' is not lower-case words joined by hyphens",
        "this is no vendor's folder",
    ]


def test_calendars_must_be_there_and_make_sense(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {"acme": {}})
    (root / "calendars/england.yml").write_text(CALENDAR.replace("to: 2027", "to: 2024"))
    (root / "calendars/never.yml").write_text(
        "name: Never\nweekend: [mon, tue, wed, thu, fri, sat, sun]\n"
        "covers: { from: 2026-01-01, to: 2026-12-31 }\nnon_working: []\n"
    )
    findings = load(root).findings
    assert [_line(finding) for finding in findings] == [
        "calendars/england.yml:3 impossible-dates: the calendar covers 2025-01-01 to 2024-12-31, "
        "which ends before it starts",
        "calendars/never.yml:2 policy-incoherent: every day of the week is a weekend here, so "
        "nothing could ever fall due",
    ]


def test_another_vendor_can_be_asked_for_its_promises(tmp_path: Path) -> None:
    milestones = "milestones: [{id: MS-05, title: B, baseline_due: 2026-04-30}]"
    root = write_playbook(tmp_path, {"acme": {}, "bolt": {"milestones": milestones}})
    portfolio = open_playbook(root)
    neighbour = portfolio.neighbour("bolt")
    assert neighbour is not None
    assert [milestone.id for milestone in neighbour.milestones] == ["MS-05"]
    assert neighbour.contacts is None
    assert portfolio.neighbour("nobody") is None


def test_ten_mistakes_in_ten_files_are_ten_findings_at_their_places(tmp_path: Path) -> None:
    """Planted across the whole playbook, all found in one run."""
    root = write_playbook(
        tmp_path,
        {
            "acme": {
                "vendor": VENDOR.format(slug="acme").replace("operational", "gold"),
                "communication": "channels: []\nroutins: []\n",
                "meetings": "meetings: [{id: MT-1, date: 2026-05-04, status: held}]\n",
                "agreement": "objectives: []\nscope: {in: []}\ndeliverables: []\nkpis: []\n",
                "milestones": "milestones:\n  - {id: MS-01, title: A, baseline_due: 30/04/2026}\n",
                "changes": "changes:\n\t- id: CR-01\n",
                "feedback": "feedback: &all []\n",
                "measurements": "measurements: {}\n",
                "improvement": "improvement: []\nimprovement: []\n",
                "partnership": "vision: 2030\n",
            }
        },
        playbook=PLAYBOOK,
    )
    assert messages(root) == [
        "vendors/acme/vendor.yml:4 bad-value: 'tier' is 'gold', expected one of strategic, "
        "tactical, operational, commodity (How much the relationship matters, by value and risk)",
        "vendors/acme/communication.yml:2 unknown-key: 'routins' is not a field of this file (did "
        "you mean 'routines'?)",
        "vendors/acme/meetings.yml:1 bad-format: 'id' is 'MT-1', expected MT, a hyphen and two to "
        "four digits (for example: MT-001)",
        "vendors/acme/agreement.yml:2 missing-key: 'out' is missing from 'scope' (add out: "
        "[Desk-side support in branches] (What the vendor does not do for us, one sentence each))",
        "vendors/acme/milestones.yml:2 bad-format: 'baseline_due' is '30/04/2026', expected a date "
        "as year-month-day (for example: 2026-04-30)",
        "vendors/acme/changes.yml:2 yaml-syntax: a character here cannot start a value (indent "
        "with spaces, never with tabs)",
        "vendors/acme/feedback.yml:1 alias-forbidden: the anchor '&all' is not allowed (write the "
        "value out; text that starts with '&' needs quotes)",
        "vendors/acme/measurements.yml:1 wrong-type: 'measurements' is a mapping of fields, "
        "expected a list (for example: [{kpi: availability, period: 2026-09, value: 99.93, "
        "reported_on: 2026-10-05}])",
        "vendors/acme/improvement.yml:2 duplicate-key: 'improvement' stands twice in this mapping; "
        "the first one counts (it is already at line 1: remove one of the two, or merge them)",
        "vendors/acme/partnership.yml:1 wrong-type: 'vision' is the number 2030, expected text "
        '(put it in quotes: "2030")',
    ]
