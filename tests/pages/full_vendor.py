"""A vendor every field of whose records is filled, each with something that stands nowhere else."""

FULL_VENDOR = {
    "vendor": """\
id: acme
name: Acme Trading Name
legal_name: Acme Name In Law
identifier: { scheme: GB-SCHEME, id: "00123400" }
category: [testing, data]
tier: tactical
status: exiting
supports_critical_function: true
substitutability: hard
owner: ines-ward
deputy: pia-nand
summary: What Acme does for us.
calendar: england
timezone: Europe/Dublin
contracts:
  - id: slug-of-days
    type: sow
    title: Title of the first contract
    reference: https://documents.example/reference-one
    start: 2024-02-03
    end: 2026-12-30
    value: { amount: 70123, currency: GBP }
    auto_renew: true
    renewal_months: 77
    notice_days: 47
    notice_method: By recorded post
    renewal_decision: renegotiate
    decided_on: 2026-09-13
  - id: slug-of-months
    type: nda
    title: Title of the second contract
    reference: https://documents.example/reference-two
    start: 2025-04-05
    end: 2027-06-29
    auto_renew: true
    renewal_months: 78
    notice_months: 34
documents:
  - id: slug-of-document
    type: audit_report
    title: Title of the document
    expires_on: 2027-03-14
    required: true
    url: https://documents.example/address-of-document
""",
    "contacts": """\
people:
  - { id: ines-ward, name: Ines Ward, side: client, title: Title of Ines, roles: [relationship_owner], email: ines@client.example, phone: "+442079460151", chat: "@chat-of-ines", hours: Hours of Ines, timezone: Europe/Athens, backup: pia-nand, verified_on: 2026-08-11 }
  - { id: pia-nand, name: Pia Nand, side: client, title: Title of Pia, roles: [contract_manager], email: pia@client.example, verified_on: 2026-08-12 }
  - { id: rosa-lind, name: Rosa Lind, side: vendor, title: Title of Rosa, roles: [delivery_manager, on_call], phone: "+442079460152", hours: 24x7, timezone: Europe/Berlin, verified_on: 2026-08-13 }
  - { id: omar-tait, name: Omar Tait, side: other, title: Title of Omar, roles: [security], email: omar@other.example, verified_on: 2026-08-14, left_on: 2026-09-08 }
escalation:
  - { level: 6, for: commercial, vendor: rosa-lind, client: ines-ward, after: 37m, via: slug-of-channel }
""",  # noqa: E501 - one record on one line reads best
    "communication": """\
channels:
  - { id: slug-of-channel, purpose: informal, tool: Tool of the channel, address: https://chat.example/address-of-channel, hours: Hours of the channel, respond_within: 43m, owner: rosa-lind }
routines:
  - { id: slug-of-routine, kind: meeting, title: Title of the routine, level: tactical, cadence: fortnightly, starts_on: 2026-01-12, ends_on: 2026-12-21, chair: pia-nand, attendees: [omar-tait], agenda: communication/page-of-agenda.md }
  - { id: slug-of-report, kind: report, title: Title of the report, level: strategic, cadence: semiannual, starts_on: 2026-01-01, chair: rosa-lind, agenda: An agenda in words }
""",  # noqa: E501 - one record on one line reads best
    "meetings": """\
meetings:
  - id: MT-001
    routine: slug-of-routine
    date: 2026-03-17
    status: held
    minutes: https://documents.example/address-of-minutes
    summary: Summary of the meeting.
    decisions: [Decision of the meeting]
    actions:
      - { id: AC-001, text: Text of an action done, owner: rosa-lind, due: 2026-04-14, done_on: 2026-04-13 }
      - { id: AC-002, text: Text of an action dropped, owner: pia-nand, due: 2026-04-15, dropped: Reason for dropping, internal: true }
    internal: true
  - { id: MT-002, date: 2026-03-18, status: cancelled, cancelled_by: both }
""",  # noqa: E501 - one record on one line reads best
    "agreement": """\
objectives: [{ text: Text of the objective, measured_by: slug-of-kpi }]
scope: { in: [What is inside], out: [What is outside], assumptions: [What was assumed] }
deliverables:
  - { id: DL-01, title: Title of the deliverable, contract: slug-of-days, acceptance_criteria: [Criterion of acceptance], acceptor: ines-ward, review_days: 52 }
quality_standards:
  - { id: QS-01, standard: Text of the standard, acceptable_level: Level of the standard, method: Method of the standard, kpi: slug-of-kpi }
client_obligations:
  - { id: OB-01, text: Text of the obligation, owner: pia-nand, due: 2026-05-18, done_on: 2026-05-21, internal: true }
response_targets:
  critical: { respond: 31m, resolve: 9h }
  high: { respond: 32m, resolve: 13h }
  medium: { respond: 33m, resolve: 14h }
  low: { respond: 34m, resolve: 16h }
  feedback: { respond: 26wd }
kpis:
  - id: slug-of-kpi
    name: Name of the KPI
    area: efficiency
    unit: hours
    direction: higher
    frequency: monthly
    definition: Definition of the KPI.
    source: client
    weight: 2.75
    contractual: true
    targets:
      - { from: 2026-05, target: 91.25, minimum: 81.25, floor: 71.25 }
      - { from: 2026-07, target: 92.25, minimum: 82.25, floor: 72.25, change: CR-04 }
    min_sample: 629
    if_missing: fail
    credit_pct: 3.25
""",  # noqa: E501 - one record on one line reads best
    "milestones": """\
milestones:
  - id: MS-01
    title: Title of the milestone
    type: approval
    deliverables: [DL-01]
    contract: slug-of-days
    baseline_due: 2026-02-16
    grace_days: 53
    critical: true
    weight: 4.75
    value: { amount: 41234, currency: EUR }
    depends_on: [OB-01]
    forecast: 2026-02-19
    delivered_on: 2026-02-24
    rejections: [{ date: 2026-02-20, reason: Reason for rejecting. }]
    accepted_on: 2026-02-26
    evidence: https://documents.example/evidence-of-milestone
    internal: true
  - { id: MS-02, title: Partly done, baseline_due: 2026-11-16, percent_delivered: 58 }
  - { id: MS-03, title: Long ago, baseline_due: 2025-11-17, date_unknown: true }
  - { id: MS-04, title: Put off, baseline_due: 2026-11-18 }
""",
    "changes": """\
changes:
  - id: CR-01
    title: Title of the change
    type: date
    cause: external
    raised_on: 2026-06-08
    raised_by: rosa-lind
    status: approved
    decided_on: 2026-06-10
    decided_by: pia-nand
    reference: https://documents.example/reference-of-change
    effects: [{ milestone: MS-02, from: 2026-11-16, to: 2026-11-23 }]
    internal: true
  - { id: CR-02, title: Second, type: release, cause: client, raised_on: 2026-06-09, raised_by: rosa-lind, status: approved, decided_on: 2026-06-11, decided_by: pia-nand, effects: [{ milestone: MS-04, release: deferred, revisit_on: 2027-01-18 }] }
  - { id: CR-03, title: Third, type: relief, cause: client, raised_on: 2026-06-09, raised_by: rosa-lind, status: rejected, decided_on: 2026-06-11, decided_by: pia-nand, effects: [{ measurement: { kpi: slug-of-kpi, period: 2026-08 }, excused: true }] }
  - { id: CR-04, title: Fourth, type: kpi_target, cause: vendor, raised_on: 2026-06-09, raised_by: rosa-lind, status: proposed, effects: [{ kpi: slug-of-kpi, from_period: 2026-07 }, { scope: Scope that changes }] }
""",  # noqa: E501 - one record on one line reads best
    "measurements": """\
measurements:
  - { kpi: slug-of-kpi, period: 2026-06, value: 93.75, reported_on: 2026-07-03, evidence: "https://documents.example/evidence-of-value", note: Note beside the value, excused: CR-03, credit: waived, internal: true }
  - { kpi: slug-of-kpi, period: 2026-07, numerator: 3111, denominator: 3222, reported_on: 2026-08-04 }
  - { kpi: slug-of-kpi, period: 2026-08, not_applicable: true, reported_on: 2026-09-07 }
""",  # noqa: E501 - one record on one line reads best
    "feedback": """\
feedback:
  - id: FB-001
    kind: issue
    direction: to_client
    raised_at: 2026-07-13T09:41:00+01:00
    raised_by: rosa-lind
    about: security
    relates_to: [MS-01]
    summary: Summary of the issue.
    detail: Detail of the issue.
    severity: medium
    assigned_to: pia-nand
    responded_at: 2026-07-14T10:42:00+01:00
    response: Response to the issue.
    resolved_at: 2026-07-15T11:43:00+01:00
    resolution: Resolution of the issue.
    escalation_level: 8
    disputed: true
    dispute_outcome: Outcome of the dispute.
    internal: true
""",
    "reviews": """\
reviews:
  - id: RV-01
    kind: quarterly
    period: 2026-Q2
    held_on: 2026-07-20
    chair: ines-ward
    attendees: [omar-tait]
    ratings: [{ area: management, rating: exceptional, narrative: Narrative of the rating. }]
    recommend: "no"
    recommend_reason: Reason for the recommendation.
    vendor_comment: Comment of the vendor.
    vendor_commented_on: 2026-07-22
    decisions: [Decision of the review]
    actions:
      - { id: AC-003, text: Text of an action of the review, owner: rosa-lind, due: 2026-07-27, done_on: 2026-07-28 }
      - { id: AC-005, text: Text of another action of the review, owner: rosa-lind, due: 2026-07-29, dropped: Reason of the review, internal: true }
    internal: true
""",  # noqa: E501 - one record on one line reads best
    "improvement": """\
improvement:
  - id: IP-01
    title: Title of the plan
    opened_on: 2026-04-20
    agreed_on: 2026-04-22
    triggered_by: [RV-01]
    root_cause: Cause behind the plan.
    owner_client: pia-nand
    owner_vendor: rosa-lind
    target_end: 2026-09-21
    exit_criteria: [{ text: Text of the criterion, kpi: slug-of-kpi, target: 94.25, consecutive_periods: 23 }]
    actions:
      - { id: AC-004, text: Text of an action of the plan, owner: rosa-lind, due: 2026-05-25, done_on: 2026-05-28 }
      - { id: AC-006, text: Text of another action of the plan, owner: rosa-lind, due: 2026-05-29, dropped: Reason of the plan, internal: true }
    checkpoints: [{ due: 2026-05-26, held_on: 2026-05-27, outcome: off_track, note: Note of the checkpoint. }]
    if_it_fails: What happens if it fails.
    closed_on: 2026-09-23
    outcome: partly_met
    internal: true
""",  # noqa: E501 - one record on one line reads best
    "partnership": """\
vision: The vision of both sides.
goals:
  - { id: GO-01, text: Text of the goal reached, owner_client: ines-ward, owner_vendor: rosa-lind, target_date: 2026-06-29, measured_by: slug-of-kpi, achieved_on: 2026-06-25, internal: true }
  - { id: GO-02, text: Text of the goal dropped, owner_client: pia-nand, owner_vendor: rosa-lind, target_date: 2026-06-30, dropped: Reason for dropping the goal }
activities:
  - { id: PA-01, type: idea, title: Title of the idea, proposed_by: vendor, planned_for: 2026-05-05, done_on: 2026-05-07, decision: parked, participants: [omar-tait], outcome: Outcome of the idea., benefit: Benefit of the idea, relates_to: [DL-01], internal: true }
  - { id: PA-02, type: joint_workshop, title: Title of the workshop, proposed_by: client, planned_for: 2026-05-06 }
""",  # noqa: E501 - one record on one line reads best
}
