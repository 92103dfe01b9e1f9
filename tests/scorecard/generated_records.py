"""The files of a vendor made by chance, up to what was agreed; logs are in `generated_logs`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.scorecard import generated_logs as logs
from tests.scorecard.generated_draft import CLIENT_SIDE, SECURE, VENDOR_SIDE, Draft
from tests.scorecard.second_dates import ONE_DAY, Plain, add_months, period_holding

LADDERS = ("incident", "delivery", "commercial")


def all_files(draft: Draft, slug: str) -> Plain:
    """All files of one vendor by name; those that are absent are left out."""
    made: Plain = {
        "vendor": vendor(draft, slug),
        "contacts": contacts(draft),
        "agreement": agreement(draft),
        "milestones": {"milestones": milestones(draft)},
        "communication": {"channels": [], "routines": routines(draft)},
    }
    made["meetings"] = {"meetings": logs.meetings(draft, made["communication"]["routines"])}
    made["measurements"] = {"measurements": logs.measurements(draft, made["agreement"]["kpis"])}
    made["feedback"] = {"feedback": logs.feedback(draft)}
    made["reviews"] = {"reviews": logs.reviews(draft)}
    made["improvement"] = {"improvement": logs.plans(draft, made["agreement"]["kpis"])}
    made["partnership"] = logs.partnership(draft)
    draft.chance.shuffle(draft.changes)
    made["changes"] = {"changes": draft.changes}
    return {n: f for n, f in made.items() if n in draft.present | {"vendor", "contacts"}}


def vendor(draft: Draft, slug: str) -> Plain:
    long_ago = draft.year_start - 400 * ONE_DAY
    first = draft.near(draft.quarter_start, 1, 1) if draft.maybe(0.15) else long_ago
    starts = [first, *([draft.near(draft.end)] if draft.maybe(0.3) else [])]
    record: Plain = {
        "id": slug,
        "name": "Acme",
        "category": draft.one_of("testing", ["data", "security"]),
        "tier": draft.one_of("strategic", "tactical", "operational", "commodity"),
        "status": draft.one_of("onboarding", "active", "active", "exiting", "ended"),
        "supports_critical_function": draft.maybe(0.3),
        "owner": "ines-ward",
        "summary": "Does things.",
        "contracts": [
            {
                "id": f"contract-{number}",
                "type": "sow",
                "title": "Agreement",
                "reference": SECURE,
                "start": str(start),
                "end": str(add_months(start, 48)),
                "auto_renew": False,
            }
            for number, start in enumerate(draft.chance.sample(starts, len(starts)))
        ],
    }
    if draft.maybe(0.3):
        record["timezone"] = draft.one_of("America/New_York", "Asia/Tokyo", "Europe/Paris")
    if draft.maybe(0.4):
        record["documents"] = [document(draft, number) for number in range(2)]
    return record


def document(draft: Draft, number: int) -> Plain:
    kind = draft.one_of("insurance", "certificate", "audit_report")
    record: Plain = {"id": f"paper-{number}", "type": kind, "title": "Paper"}
    if kind != "audit_report" or draft.maybe(0.5):
        record["expires_on"] = str(draft.near(draft.as_of, 6, 12))
    return record | ({"required": True} if draft.maybe(0.7) else {})


def contacts(draft: Draft) -> Plain:
    people = [
        ("ines-ward", "client", ["relationship_owner"]),
        ("pia-nand", "client", ["contract_manager"]),
        ("kit-morrow", "vendor", ["account_manager"]),
        ("rosa-lind", "vendor", []),
        ("otto-lund", "other", []),
    ]
    return {
        "people": [
            {
                "id": slug,
                "name": "Somebody",
                "side": side,
                "title": "Expert",
                "roles": roles,
                "chat": slug,
                "verified_on": str(draft.as_of),
            }
            for slug, side, roles in people
        ],
        "escalation": [
            {"level": level, "for": ladder, "vendor": "kit-morrow", "client": "ines-ward"}
            | {"after": "30m"}
            for ladder in LADDERS[: draft.chance.randint(0, 3)]
            for level in range(1, draft.chance.randint(2, 4))
        ],
    }


def agreement(draft: Draft) -> Plain:
    record: Plain = {
        "objectives": [{"text": "Less to worry about"}],
        "scope": {"in": ["Everything"], "out": ["The rest"]},
        "deliverables": [],
        "kpis": [],
    }
    if "agreement" in draft.present:
        record["kpis"] = [kpi(draft, number) for number in range(draft.chance.randint(0, 4))]
        record["response_targets"] = response_targets(draft)
    return record


def response_targets(draft: Draft) -> Plain:
    targets: Plain = {
        severity: {
            "respond": draft.one_of("30m", "2h", "1d", "1wd", "3wd"),
            "resolve": draft.one_of("4h", "26h", "3d", "5wd", "20wd"),
        }
        for severity in ("critical", "high", "medium", "low")
        if draft.maybe(0.9)
    }
    return targets | ({"feedback": {"respond": draft.one_of("5wd", "2d")}} if targets else {})


def kpi(draft: Draft, number: int) -> Plain:
    slug = f"kpi-{number}"
    record: Plain = {
        "id": slug,
        "name": "Measure",
        "area": draft.one_of("progress", "quality", "efficiency", "cost", "satisfaction"),
        "unit": draft.one_of("percent", "hours"),
        "direction": draft.one_of("higher", "lower"),
        "frequency": draft.one_of("monthly", "monthly", "quarterly"),
        "definition": "As agreed.",
        "source": "tool",
        "contractual": draft.maybe(0.5),
    }
    record["targets"] = kpi_targets(draft, record)
    if draft.maybe(0.7):
        record["weight"] = draft.one_of(1, 2, 3, Decimal("0.5"))
    if draft.maybe(0.3):
        record["min_sample"] = 10
    if draft.maybe(0.5):
        record["if_missing"] = draft.one_of("fail", "fail", "exclude")
    return record


def kpi_targets(draft: Draft, record: Plain) -> list[Plain]:
    """One to three dated targets; each after the first names the change that agreed it."""
    begins = [draft.quarter_start if draft.maybe(0.2) else add_months(draft.year_start, -3)]
    if "changes" in draft.present and draft.maybe(0.4):
        begins += [add_months(begins[0], months) for months in draft.one_of((3,), (3, 15), (14,))]
    targets: list[Plain] = []
    for begin in begins:
        period = period_holding(begin, record["frequency"])
        target: Plain = {"from": period} | levels(draft, record["direction"])
        if targets:
            decided = min(begin, draft.as_of) - 10 * ONE_DAY
            effects = [{"kpi": record["id"], "from_period": period}]
            target["change"] = draft.add_change(
                "kpi_target", "client", decided, effects, approved=True
            )
        targets.append(target)
    return targets


def levels(draft: Draft, direction: str) -> Plain:
    """Target, minimum and perhaps floor, in the KPI's own direction."""
    best, gap, fall = draft.one_of(90, Decimal("99.90"), 4), draft.one_of(0, 2, Decimal("0.4")), 3
    sign = -1 if direction == "higher" else 1
    row: Plain = {"target": best, "minimum": best + sign * gap}
    if gap == 0 or draft.maybe(0.5):
        row["floor"] = row["minimum"] + sign * fall
    return row


def milestones(draft: Draft) -> list[Plain]:
    if "milestones" not in draft.present:
        return []
    return [milestone(draft, f"MS-{n:02}") for n in range(1, draft.chance.randint(1, 7))]


def milestone(draft: Draft, slug: str) -> Plain:
    due = draft.some_day()
    record: Plain = {"id": slug, "title": "Something done", "baseline_due": str(due)}
    if draft.maybe(0.3):
        record["grace_days"] = draft.one_of(1, 2, 5)
    if draft.maybe(0.3):
        record["critical"] = True
    if draft.maybe(0.2):
        record["weight"] = draft.one_of(1, 3, Decimal("0.5"))
    if draft.maybe(0.05):
        return record | {"date_unknown": True}
    released, due = moved_and_released(draft, record, due)
    if draft.maybe(0.75):
        delivered = draft.near(due, 3, 0 if draft.lucky() else 12)
        record["delivered_on"] = str(delivered)
        if draft.maybe(0.6) and not released:
            accepted = draft.near(delivered, 0, 20)
            record |= {"accepted_on": str(accepted), "evidence": SECURE}
    if not draft.maybe((1 + draft.luck) / 2):
        turned_down = draft.near(due, 6, 15)
        if "accepted_on" in record:
            # An accepted hand-over was rejected before it came again, never afterwards.
            last = date.fromisoformat(record["delivered_on"]) - ONE_DAY
            turned_down = min(turned_down, last - draft.one_of(0, 0, 90) * ONE_DAY)
        record["rejections"] = [{"date": str(turned_down), "reason": "Not right yet"}]
    return record


def moved_and_released(draft: Draft, record: Plain, due: date) -> tuple[bool, date]:
    """Log changes of one milestone: whether any releases it, and the date that was agreed last."""
    released = False
    decided = draft.near(due, 30, 5)
    for _ in range(draft.one_of(0, 0, 1, 1, 2, 3) if "changes" in draft.present else 0):
        cause = draft.one_of("vendor", "vendor", "client", "external")
        if draft.maybe(0.6):
            new = draft.near(due, 5, 40)
            effect: Plain = {"milestone": record["id"], "from": str(due), "to": str(new)}
            kind = "date"
        else:
            release = draft.one_of("waived", "deferred", "deferred", "cancelled")
            effect = {"milestone": record["id"], "release": release}
            if release == "deferred":
                effect["revisit_on"] = str(decided + 90 * ONE_DAY)
            kind, new, released = "release", due, True
        approved = draft.maybe(0.7)
        draft.add_change(kind, cause, decided, [effect], approved=approved)
        due = new if approved else due
        decided += draft.one_of(0, 1, 5, 20) * ONE_DAY
    return released, due


def routines(draft: Draft) -> list[Plain]:
    cadences = ("weekly", "fortnightly", "monthly", "quarterly", "semiannual", "annual")
    found = []
    for number in range(draft.chance.randint(0, 4)):
        start = draft.near(draft.quarter_start, 20, 20)
        if draft.maybe(0.6):
            start = draft.year_start - draft.chance.randint(0, 400) * ONE_DAY
        routine: Plain = {
            "id": f"routine-{number}",
            "kind": draft.one_of("meeting", "report"),
            "title": "Talk",
            "level": "operational",
            "cadence": draft.one_of(*cadences),
            "starts_on": str(start),
            "chair": draft.one_of(*CLIENT_SIDE, *VENDOR_SIDE),
        }
        if draft.maybe(0.2):
            routine["ends_on"] = str(max(start, draft.near(draft.end, 10, 3)))
        found.append(routine)
    return found if "communication" in draft.present else []
