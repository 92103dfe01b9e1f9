"""Portfolios of any size for measuring: valid, varied, and the same bytes on every machine.

Each vendor has about 110 kB of records: 60 milestones, 200 feedback entries, 24 months of 8 KPIs,
and the other files to go with them. Some milestones are missed and some wait for other vendors.
"""

from __future__ import annotations

import argparse
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 10, 9)
_FIRST_DAY = date(2025, 1, 1)
_DAYS_APART = 13
"""Of milestones, so that the last of them is still within the calendar."""

_NOUNS = ("claims", "policies", "letters", "payments", "branches", "servers", "handlers", "reports")
_VERBS = ("arrived late", "were mixed up", "answered slowly", "were done early", "went missing")
_PLACES = ("in Leeds", "over the weekend", "after the release", "at month end", "on the portal")


def main() -> None:
    """Write a portfolio to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vendors", type=int, default=300)
    arguments = parser.parse_args()
    size = write_portfolio(arguments.folder, arguments.vendors)
    print(f"{arguments.vendors} vendors, {size / 1e6:.1f} MB of records in {arguments.folder}")


def write_portfolio(folder: Path, vendors: int) -> int:
    """Write a whole playbook with that many vendors; returns the bytes of their records."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("playbook.yml", "mkdocs.yml"):
        shutil.copy(REPOSITORY / name, folder / name)
    for name in ("calendars", "content"):
        shutil.copytree(REPOSITORY / name, folder / name, dirs_exist_ok=True)
    slugs = [f"vendor-{number:05d}" for number in range(vendors)]
    return sum(_write_vendor(folder / "vendors" / slug, slug, slugs) for slug in slugs)


def write_demo_copies(folder: Path, vendors: int) -> int:
    """The demo's vendors again and again under other names; returns the bytes of their records."""
    size = write_portfolio(folder, 0)
    demo = sorted(path.name for path in (REPOSITORY / "vendors").iterdir() if path.is_dir())
    for number in range(vendors):
        name, copy = demo[number % len(demo)], f"{number // len(demo):04d}"
        target = folder / "vendors" / f"{name}-{copy}"
        shutil.copytree(REPOSITORY / "vendors" / name, target)
        for file in target.rglob("*.yml"):
            text = file.read_text(encoding="utf-8")
            if file.name == "vendor.yml":
                text = text.replace(f"id: {name}\n", f"id: {name}-{copy}\n", 1)
            for other in demo:
                text = text.replace(f"{other}/MS-", f"{other}-{copy}/MS-")
            file.write_text(text, encoding="utf-8")
            size += len(text.encode())
    return size


def _write_vendor(folder: Path, slug: str, slugs: list[str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(slug)
    files = {
        "vendor": _vendor(slug),
        "contacts": _contacts(slug),
        "communication": _communication(),
        "agreement": _agreement(),
        "milestones": _milestones(chance, slug, slugs),
        "changes": _changes(chance),
        "feedback": _feedback(chance),
        "measurements": _measurements(chance),
        "meetings": _meetings(chance),
        "reviews": _reviews(),
        "partnership": _partnership(),
    }
    size = 0
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


def _sentence(chance: random.Random) -> str:
    noun, verb, place = chance.choice(_NOUNS), chance.choice(_VERBS), chance.choice(_PLACES)
    return f"The {noun} {verb} {place}"


def _vendor(slug: str) -> str:
    return f"""\
id: {slug}
name: {slug.replace("-", " ").title()}
category: infrastructure
tier: operational
status: active
supports_critical_function: false
owner: our-owner
summary: Keeps a part of the business running, round the clock.
contracts:
  - id: main
    type: msa
    title: Main agreement
    reference: https://documents.fenwickvale.example/{slug}
    start: {_FIRST_DAY}
    end: 2027-12-31
    auto_renew: false
"""


def _contacts(slug: str) -> str:
    people = []
    for number, (person, side, role) in enumerate(
        (
            ("our-owner", "client", "relationship_owner"),
            ("our-contracts", "client", "contract_manager"),
            ("their-account", "vendor", "account_manager"),
            ("their-delivery", "vendor", "delivery_manager"),
        )
    ):
        people.append(
            f"  - id: {person}\n    name: Person {number} of {slug}\n    side: {side}\n"
            f"    title: {role.replace('_', ' ').capitalize()}\n    roles: [{role}]\n"
            f"    email: {person}@{slug}.example\n    verified_on: 2026-08-03\n"
        )
    ladder = (
        "  - { level: 1, for: incident, vendor: their-delivery, client: our-owner, after: 30m }\n"
        "  - { level: 2, for: incident, vendor: their-account, client: our-contracts, after: 1h }\n"
    )
    return "people:\n" + "".join(people) + "escalation:\n" + ladder


def _communication() -> str:
    return """\
channels:
  - { id: desk, purpose: support, tool: Portal, address: https://desk.vendor.example }
routines:
  - id: monthly-call
    kind: meeting
    title: Monthly call
    level: tactical
    cadence: monthly
    starts_on: 2025-01-01
    chair: our-owner
"""


def _agreement() -> str:
    deliverables = "".join(
        f"  - id: DL-{number:02d}\n    title: Deliverable {number}\n"
        f"    acceptance_criteria: [It does what was agreed in chapter {number}]\n"
        "    acceptor: our-owner\n"
        for number in range(1, 11)
    )
    areas = ("progress", "quality", "efficiency", "cost", "satisfaction")
    kpis = "".join(
        f"  - id: kpi-{number}\n    name: KPI number {number}\n    area: {areas[number % 5]}\n"
        "    unit: percent\n    direction: higher\n    frequency: monthly\n"
        "    definition: Good ones of all, counted by the tool.\n    source: tool\n"
        "    contractual: false\n    targets: [{ from: 2024-10, target: 99, minimum: 97 }]\n"
        for number in range(8)
    )
    return (
        "objectives:\n  - text: Keep it running\n"
        "scope:\n  in: [Operation]\n  out: [Everything else]\n"
        f"deliverables:\n{deliverables}kpis:\n{kpis}"
    )


def _milestones(chance: random.Random, slug: str, slugs: list[str]) -> str:
    entries = []
    for number in range(1, 61):
        due = _FIRST_DAY + timedelta(days=number * _DAYS_APART)
        while due.weekday() > 4:
            due += timedelta(days=1)
        lines = [
            f"  - id: MS-{number:03d}",
            f"    title: Milestone {number} of the plan, {chance.choice(_NOUNS)}",
            f"    deliverables: [DL-{number % 10 + 1:02d}]",
            f"    baseline_due: {due}",
            "    value: { amount: 12000, currency: GBP }",
        ]
        if due < AS_OF - timedelta(days=40) or (due < AS_OF and chance.random() < 0.6):
            delivered = due + timedelta(days=chance.choice((-3, -1, 0, 0, 0, 2, 6)))
            if delivered + timedelta(days=5) < AS_OF:
                lines.append(f"    delivered_on: {delivered}")
                lines.append(f"    accepted_on: {delivered + timedelta(days=4)}")
                lines.append(f"    evidence: https://documents.fenwickvale.example/ms/{number}")
        elif number == 60 and len(slugs) > 1 and chance.random() < 0.2:
            other = slugs[(slugs.index(slug) + 1) % len(slugs)]
            lines.append(f"    depends_on: [MS-059, {other}/MS-050]")
        entries.append("\n".join(lines) + "\n")
    return "milestones:\n" + "".join(entries)


def _changes(chance: random.Random) -> str:
    entries = []
    for number in range(1, 7):
        milestone = number * 9
        due = _FIRST_DAY + timedelta(days=milestone * _DAYS_APART)
        while due.weekday() > 4:
            due += timedelta(days=1)
        raised = due - timedelta(days=25)
        if raised > AS_OF - timedelta(days=20):
            continue
        cause = chance.choice(("client", "vendor"))
        entries.append(
            f"  - id: CR-{number:02d}\n    title: Move milestone {milestone}\n    type: date\n"
            f"    cause: {cause}\n    raised_on: {raised}\n    raised_by: their-delivery\n"
            f"    status: approved\n    decided_on: {raised + timedelta(days=7)}\n"
            "    decided_by: our-contracts\n"
            f"    effects: [{{ milestone: MS-{milestone:03d}, from: {due}, "
            f"to: {due + timedelta(days=10)} }}]\n"
        )
    return "changes:\n" + "".join(entries)


def _feedback(chance: random.Random) -> str:
    entries = []
    for number in range(1, 201):
        day = _FIRST_DAY + timedelta(days=number * 3)
        kind = chance.choice(("praise", "suggestion", "concern", "issue"))
        lines = [
            f"  - id: FB-{number:03d}",
            f"    kind: {kind}",
            "    direction: to_vendor",
            f"    raised_at: {day}T10:30:00+00:00",
            "    raised_by: our-owner",
            f"    about: {chance.choice(('delivery', 'quality', 'communication'))}",
            f"    relates_to: [MS-{number % 60 + 1:03d}]",
            f"    summary: {_sentence(chance)}, entry {number}.",
        ]
        if kind == "issue":
            lines.append(f"    severity: {chance.choice(('low', 'medium', 'high'))}")
        if kind != "praise":
            lines += [
                f"    responded_at: {day + timedelta(days=1)}T09:00:00+00:00",
                f"    response: {_sentence(chance)}; we look into it.",
            ]
        if kind == "issue":
            lines += [
                f"    resolved_at: {day + timedelta(days=4)}T16:00:00+00:00",
                "    resolution: Mended, and watched for a week.",
            ]
        entries.append("\n".join(lines) + "\n")
    return "feedback:\n" + "".join(entries)


def _measurements(chance: random.Random) -> str:
    entries = []
    for month in range(24):
        year, index = 2024 + (9 + month) // 12, (9 + month) % 12 + 1
        reported = (date(year, index, 28) + timedelta(days=8)).replace(day=4)
        entries += [
            f"  - kpi: kpi-{number}\n    period: {year}-{index:02d}\n"
            f"    value: {95 + chance.randrange(500) / 100:.2f}\n    reported_on: {reported}\n"
            for number in range(8)
        ]
    return "measurements:\n" + "".join(entries)


def _meetings(chance: random.Random) -> str:
    entries = []
    for number in range(1, 22):
        day = _FIRST_DAY + timedelta(days=number * 30)
        entries.append(
            f"  - id: MT-{number:03d}\n    routine: monthly-call\n    date: {day}\n"
            f"    status: held\n    summary: {_sentence(chance)}.\n    actions:\n"
            f"      - id: AC-{number:03d}\n        text: Look into it and tell us.\n"
            f"        owner: their-delivery\n        due: {day + timedelta(days=14)}\n"
            f"        done_on: {day + timedelta(days=10)}\n"
        )
    return "meetings:\n" + "".join(entries)


def _reviews() -> str:
    return """\
reviews:
  - id: RV-01
    kind: annual
    period: "2026"
    held_on: 2026-03-17
    chair: our-owner
    ratings:
      - { area: quality, rating: satisfactory, narrative: As agreed. }
      - { area: schedule, rating: very_good, narrative: Two days early on the whole. }
"""


def _partnership() -> str:
    return """\
vision: One team.
goals: []
activities:
  - id: PA-01
    type: strategic_planning
    title: Planning day
    proposed_by: client
    planned_for: 2026-02-10
    done_on: 2026-02-10
"""


if __name__ == "__main__":
    main()
