"""One mistake, one finding; and no mistake hides another, whatever it is and wherever it stands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.playbooks import AGREEMENT, CONTACTS, PLAYBOOK, VENDOR, write_playbook
from tests.test_cli import run
from tests.test_schema_messages_laws import keys, value_at, written
from vendorbook.documents import parse_document
from vendorbook.findings import Finding
from vendorbook.portfolio import load
from vendorbook.records import VENDOR_KINDS
from vendorbook.schemas import validate
from vendorbook.surveys import Clock, survey_vendor

DEMO = Path(__file__).parents[1]
TODAY = date(2026, 10, 9)
CLOCK = Clock(TODAY, TODAY)
GONE = object()
PLANTED = {
    "feedback": """\
feedback:
  - { id: FB-998, kind: praise, direction: to_vendor, raised_at: 2026-05-04, raised_by: nobody,
      about: delivery, summary: Well done., relates_to: [{wanted}] }
""",
    "meetings": "meetings: [{ id: MT-998, routine: nowhere, date: 2026-05-04, status: held }]\n",
}


def found(root: Path, slug: str = "acme", *, situations: bool = False) -> list[Finding]:
    portfolio = load(root).portfolio
    assert portfolio is not None
    return survey_vendor(portfolio, slug, CLOCK, situations=situations).findings


def lines(findings: Iterable[Finding], *, numbers: bool = True) -> list[str]:
    """Each finding in words; with `numbers`, with its line."""
    return [
        f"{each.place.path.rpartition('/')[2]}{f':{each.place.line}' if numbers else ''} "
        f"{each.code}: {each.message}"
        for each in findings
    ]


def broken_files(kind: str, wrong: object) -> Iterator[tuple[Path, bytes, str]]:
    """The demo's files of a kind, each with one value of each shape changed; and what was done."""
    seen = set()
    for file in sorted(DEMO.glob(f"vendors/*/{kind}.yml")):
        document, _ = parse_document(file.read_bytes(), file.name)
        assert document is not None
        for path, key in keys(document.data):
            shape = (*(step if isinstance(step, str) else 0 for step in path), key)
            if shape in seen:
                continue
            seen.add(shape)
            mapping: dict[str, Any] = value_at(document.data, path)
            right = dict(mapping)
            if wrong is GONE:
                del mapping[key]
            else:
                mapping[key] = wrong
            yield file, written(document.data).encode(), f"{file.parent.name} {path} {key}"
            mapping.clear()
            mapping.update(right)


def copy_demo(root: Path) -> None:
    for name in ("vendors", "calendars"):
        shutil.copytree(DEMO / name, root / name)
    shutil.copy(DEMO / "playbook.yml", root)


def plant(root: Path, kind: str) -> str:
    """Add an entry with one mistake to another file of every vendor, and say what is wrong."""
    log = "meetings" if kind == "feedback" else "feedback"
    wanted = "QS-99" if kind == "partnership" else "PA-99"
    for folder in (root / "vendors").iterdir():
        fragment = folder / log / "planted.yml"
        fragment.parent.mkdir(exist_ok=True)
        fragment.write_text(PLANTED[log].replace("{wanted}", wanted), encoding="utf-8")
    return "nowhere" if log == "meetings" else wanted


@pytest.mark.parametrize("wrong", [GONE, "§ no such value §"], ids=["gone", "wrong"])
@pytest.mark.parametrize("kind", VENDOR_KINDS)
def test_a_mistake_in_the_form_is_one_finding_and_hides_none_in_another_file(
    tmp_path: Path, kind: str, wrong: object
) -> None:
    copy_demo(tmp_path)
    planted = plant(tmp_path, kind)
    before = {
        each.name: lines(found(tmp_path, each.name), numbers=False)
        for each in (tmp_path / "vendors").iterdir()
    }
    for file, content, what in broken_files(kind, wrong):
        slug = file.parent.name
        path = file.relative_to(DEMO)
        document, _ = parse_document(content, path.as_posix())
        assert document is not None
        form = lines(validate(document, kind, slug).findings, numbers=False)
        right = (tmp_path / path).read_bytes()
        (tmp_path / path).write_bytes(content)
        after = lines(found(tmp_path, slug), numbers=False)
        (tmp_path / path).write_bytes(right)
        if form:  # else it need not be there
            assert set(after) <= {*before[slug], *form}, what
            assert set(form) <= set(after), what
            assert [each for each in after if f"'{planted}'" in each], what


VENDOR_OF = VENDOR.format(slug="acme")
REFERRING = """\
feedback:
  - { id: FB-01, kind: praise, direction: to_vendor, raised_at: 2026-05-04, raised_by: ines-ward,
      about: delivery, summary: Well done., relates_to: [MS-99] }
"""
DANGLING = (
    "feedback.yml:3 dangling-reference: 'MS-99' is not defined in milestones.yml or anywhere else "
    "in this vendor"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            VENDOR_OF.replace("operational", "strategc"),
            "vendor.yml:4 bad-value: 'tier' is 'strategc', expected one of strategic, tactical, "
            "operational, commodity",
        ),
        (
            VENDOR_OF.replace("tier: operational\n", ""),
            "vendor.yml:1 missing-key: 'tier' is missing from this file",
        ),
        (
            VENDOR_OF.replace("auto_renew: false", "auto_renew: true"),
            "vendor.yml:10 bad-value: entry 1 of 'contracts' does not fit together: a contract "
            "that renews by itself needs notice_days or notice_months",
        ),
        (VENDOR_OF + "\tx: 1\n", "vendor.yml:17 yaml-syntax: "),
    ],
    ids=["value", "key", "combination", "yaml"],
)
def test_a_profile_that_cannot_be_used_hides_no_reference(
    tmp_path: Path, text: str, told: str
) -> None:
    root = write_playbook(tmp_path, {"acme": {"vendor": text, "feedback": REFERRING}})
    profile = [each for each in lines(found(root)) if each.startswith("vendor.yml")]
    assert lines(found(root))[0] == DANGLING
    assert profile
    assert profile[0].startswith(told)


def test_a_profile_that_is_not_there_hides_no_reference(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {"acme": {"feedback": REFERRING}})
    (root / "vendors" / "acme" / "vendor.yml").unlink()
    assert lines(found(root)) == [
        DANGLING,
        "vendor.yml:1 missing-file: vendor.yml is missing; every vendor folder has one",
    ]


def test_all_that_is_wrong_with_one_record_is_told_at_once(tmp_path: Path) -> None:
    milestones = """\
        milestones:
          - id: MS-01
            titel: Go-live
            baseline_due: 2026-04-30
            delivered_on: 2026-05-12
            accepted_on: 2026-05-11
            evidence: https://documents.example/1
            critical: maybe
            depends_on: [MS-07]
          - id: MS-01
            title: Hand-over
            baseline_due: 2026-06-31
        """
    root = write_playbook(tmp_path, {"acme": {"milestones": milestones}})
    assert lines(found(root)) == [
        "milestones.yml:2 milestone-without-deliverable: MS-01 'Go-live' names no deliverable",
        "milestones.yml:3 unknown-key: 'titel' is not a field of a milestone",
        "milestones.yml:6 impossible-dates: accepted_on (11 May 2026) lies before delivered_on "
        "(12 May 2026)",
        "milestones.yml:8 wrong-type: 'critical' is the text 'maybe', expected true or false",
        "milestones.yml:9 dangling-reference: 'MS-07' is not defined in milestones.yml or anywhere "
        "else in this vendor",
        "milestones.yml:10 duplicate-id: the id MS-01 is used already, at "
        "vendors/acme/milestones.yml:2",
        "milestones.yml:11 milestone-without-deliverable: MS-01 'Hand-over' names no deliverable",
        "milestones.yml:12 bad-format: 'baseline_due' is '2026-06-31', which is no day of the "
        "calendar",
    ]


def test_what_a_broken_record_may_hold_is_not_called_missing(tmp_path: Path) -> None:
    """Nobody says that an account manager is missing when one has a mistake in the date."""
    contacts = CONTACTS.replace("email: kit@vendor.example, verified_on: 2026-01-05",
                                "email: kit@vendor.example, verified_on: 2026-01-55")  # fmt: skip
    root = write_playbook(tmp_path, {"acme": {"contacts": contacts}})
    told = lines(found(root, situations=True))
    assert [each for each in told if "contact-missing" in each] == []
    assert [each for each in told if each.startswith("contacts.yml:5 ")] == [
        "contacts.yml:5 bad-format: 'verified_on' is '2026-01-55', expected a date as "
        "year-month-day",
    ]


def test_what_one_of_many_choices_would_explain_is_not_told(tmp_path: Path) -> None:
    """The KPI whose area is missing may be that of cost; who decides may have the right role."""
    kpi = (
        "  - { id: %s, name: X, area: %s, unit: percent, direction: higher, frequency: monthly,"
        " definition: X, source: tool, contractual: true, targets: [{ from: 2026-01, target: 99,"
        " minimum: 98 }] }\n"
    )
    areas = ("progress", "quality", "satisfaction", "efficiency", "costs")
    change = """\
        changes:
          - { id: CR-01, title: Later, type: scope, cause: client, raised_on: 2026-03-02,
              raised_by: kit-morrow, status: approved, decided_on: 2026-03-04,
              decided_by: pia-nand, reference: "https://documents.example/cr-01",
              effects: [{ scope: More. }] }
        """
    files = {
        "vendor": VENDOR_OF.replace("operational", "tactical"),
        "agreement": AGREEMENT.replace(
            "kpis: []\n", "kpis:\n" + "".join(kpi % (each, each) for each in areas)
        ),
        "contacts": CONTACTS.replace("roles: [contract_manager]", "roles: contract_manager"),
        "changes": change,
    }
    root = write_playbook(tmp_path, {"acme": files})
    assert [line.partition(" ")[2].partition(",")[0] for line in lines(found(root))] == [
        "bad-value: 'area' is 'costs'",
        "wrong-type: 'roles' is the text 'contract_manager'",
    ]


def test_ids_that_are_made_up_are_never_told(tmp_path: Path) -> None:
    milestones = """\
        milestones:
          - title: Go-live
            baseline_due: 2026-04-30
            delivered_on: 2026-05-12
            accepted_on: 2026-05-11
            evidence: https://documents.example/1
        """
    root = write_playbook(tmp_path, {"acme": {"milestones": milestones}})
    wrong = [each for each in found(root) if each.severity == "error"]
    assert lines(wrong) == [
        "milestones.yml:2 missing-key: 'id' is missing from a milestone",
        "milestones.yml:5 impossible-dates: accepted_on (11 May 2026) lies before delivered_on "
        "(12 May 2026)",
    ]
    assert [each.record for each in wrong] == ["", ""]


def test_a_policy_that_cannot_be_used_hides_no_vendor(tmp_path: Path) -> None:
    policy = PLAYBOOK + "severities: { milestone-mised: error, kpi-red: fatal }\n"
    root = write_playbook(tmp_path, {"acme": {"feedback": REFERRING}}, playbook=policy)
    for command in ("validate", "check"):
        result = run("-C", root, command, "--no-cache", "--format", "json")
        assert result.exit_code == 1
        report = json.loads(result.stdout)
        assert [(each["path"], each["code"], each["message"]) for each in report["findings"]] == [
            ("playbook.yml", "policy-incoherent", "there is no check 'milestone-mised'"),
            (
                "playbook.yml",
                "bad-value",
                "'kpi-red' is 'fatal', expected one of error, warning, info, off",
            ),
            ("vendors/acme/feedback.yml", "dangling-reference", DANGLING.partition(": ")[2]),
        ]
        warning = "Warning: the policy cannot be used, so only faults were looked for\n"
        assert result.stderr == (warning if command == "check" else "")


def test_a_policy_that_is_no_yaml_hides_no_vendor(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {"acme": {"feedback": REFERRING}}, playbook="organisation: [\n")
    result = run("-C", root, "validate", "--no-cache")
    assert result.exit_code == 1
    assert "playbook.yml:" in result.stdout
    assert DANGLING.partition(": ")[2] in result.stdout
    assert "2 errors in 1 vendor" in result.stdout


def test_a_reference_into_a_vendor_whose_profile_is_broken_is_resolved(tmp_path: Path) -> None:
    milestone = "milestones: [{ id: MS-0%d, title: X, baseline_due: 2026-12-04, depends_on: [%s] }]"
    root = write_playbook(
        tmp_path,
        {
            "acme": {"milestones": milestone % (1, "bolt/MS-02, bolt/MS-03")},
            "bolt": {
                "vendor": VENDOR.format(slug="bolt").replace("operational", "strategc"),
                "milestones": milestone % (2, ""),
            },
        },
    )
    assert [each for each in lines(found(root)) if "dangling" in each] == [
        "milestones.yml:1 dangling-reference: 'MS-03' is not defined in vendors/bolt/milestones.yml"
    ]


EVERYWHERE = {
    "playbook.yml": ("timezone: Europe/London", "timezone: Europe/Lundun", "bad-format"),
    "calendars/england-wales.yml": ("date: 2026-04-03", "date: 2026-04-33", "bad-format"),
    "vendors/oxbow-meridian/vendor.yml": ("tier: ", "tier: very ", "bad-value"),
    "vendors/oxbow-meridian/contacts.yml": ("side: vendor", "side: vendr", "bad-value"),
    "vendors/oxbow-meridian/communication.yml": ("kind: report", "kind: repot", "bad-value"),
    "vendors/oxbow-meridian/meetings.yml": (
        "routine: delivery-call",
        "routine: delivery-cal",
        "dangling-reference",
    ),
    "vendors/oxbow-meridian/agreement.yml": ("direction: lower", "direction: down", "bad-value"),
    "vendors/oxbow-meridian/milestones.yml": ("[DL-02]", "[DL-92]", "dangling-reference"),
    "vendors/oxbow-meridian/changes.yml": ("decided_on: 20", "decided_on: on 20", "bad-format"),
    "vendors/oxbow-meridian/feedback.yml": ("to_vendor", "to_vender", "bad-value"),
    "vendors/oxbow-meridian/measurements.yml": ("value: 98.4", "value: good", "wrong-type"),
    "vendors/oxbow-meridian/reviews.yml": ("rating: marginal", "rating: margnal", "bad-value"),
    "vendors/oxbow-meridian/improvement.yml": (
        "owner_vendor: marcus-reed",
        "owner_vendor: ben-okafor",
        "dangling-reference",
    ),
    "vendors/oxbow-meridian/partnership.yml": ("title: ", "titel: ", "unknown-key"),
}


def test_one_mistake_in_every_file_of_a_vendor_is_one_finding_each(tmp_path: Path) -> None:
    copy_demo(tmp_path)
    planted = []
    for path, (right, wrong, code) in EVERYWHERE.items():
        file = tmp_path / path
        before, _, after = file.read_text(encoding="utf-8").partition(right)
        file.write_text(f"{before}{wrong}{after}", encoding="utf-8")
        planted.append((path, before.count("\n") + 1, code))
    result = run("-C", tmp_path, "validate", "--no-cache", "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)["findings"]
    assert [
        (each["path"], each["line"], each["code"]) for each in told if each["severity"] == "error"
    ] == sorted(planted)


def test_a_file_with_hundreds_of_mistakes_has_no_other_findings(tmp_path: Path) -> None:
    milestone = "  - { id: MS-01, title: 7, baseline_due: 2026-04-30, depends_on: [MS-77] }\n"
    root = write_playbook(
        tmp_path, {"acme": {"milestones": "milestones:\n" + milestone * 501, "feedback": REFERRING}}
    )
    told = found(root)
    assert len(told) == 501
    assert {each.code for each in told} == {"wrong-type"}


BOOK = """\
changes:
  - { id: CR-01, title: Later, type: date, cause: vendor, raised_on: 2026-04-01,
      raised_by: kit-morrow, status: approved, decided_on: 2026-04-03, decided_by: pia-nand,
      reference: "https://documents.example/cr-01",
      effects: [{ milestone: MS-01, from: 2026-04-30, to: 2026-12-31 }] }
"""
PROMISE = """\
milestones:
  - { id: MS-01, title: Go-live, baseline_due: 2026-04-30, deliverables: [DL-01] }
"""


@pytest.mark.parametrize(
    "changes",
    [
        BOOK.replace("approved", "aproved"),
        BOOK.replace("2026-04-03", "3.4.2026"),
        BOOK.replace("}] }", "} }"),
    ],
    ids=["status", "date", "yaml"],
)
def test_no_miss_is_found_while_a_change_that_moved_it_cannot_be_read(
    tmp_path: Path, changes: str
) -> None:
    files = {"milestones": PROMISE, "agreement": AGREEMENT, "changes": BOOK}
    root = write_playbook(tmp_path, {"acme": files})
    before = found(root, situations=True)
    assert [each for each in before if "milestone" in each.code] == []
    (root / "vendors" / "acme" / "changes.yml").write_text(changes, encoding="utf-8")
    told = found(root, situations=True)
    assert [each for each in told if "milestone" in each.code or "score" in each.code] == []
    assert {each.place.path for each in told if each not in before} == {"vendors/acme/changes.yml"}


def test_a_file_under_a_wrong_name_is_one_finding(tmp_path: Path) -> None:
    files = {"milestones": PROMISE, "agreement": AGREEMENT, "changes": BOOK}
    root = write_playbook(tmp_path, {"acme": files})
    folder = root / "vendors" / "acme"
    before = lines(found(root))
    for name in ("milestones.yml", "agreement.yml", "contacts.yml", "vendor.yml"):
        wrong = folder / name.replace(".yml", "s.yaml")
        (folder / name).rename(wrong)
        told = lines(found(root))
        wrong.rename(folder / name)
        unknown = f"{wrong.name}:1 unknown-file: this is no kind of record"
        assert [each for each in told if each not in before] == [unknown]


def test_check_says_that_a_calendar_cannot_be_used(tmp_path: Path) -> None:
    root = write_playbook(tmp_path, {"acme": {"milestones": PROMISE, "agreement": AGREEMENT}})
    file = root / "calendars" / "england.yml"
    text = file.read_text(encoding="utf-8")
    wrong = text.replace("2026-04-03", "03/04/2026").replace("to: 2027-12-31", "to: 2024-12-31")
    file.write_text(wrong, encoding="utf-8")
    result = run("-C", root, "check", "--no-cache", "--as-of", "2026-06-01")
    assert result.exit_code == 1
    assert result.stderr == (
        "Warning: nothing was looked for that depends on the calendar england, which cannot be "
        "used\n"
    )
    assert "'date' is '03/04/2026'" in result.stdout
    assert "covers 2025-01-01 to 2024-12-31, which ends before it starts" in result.stdout
