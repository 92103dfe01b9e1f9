"""One mistake in any kind of file: its place, its words and what to do about it."""

from __future__ import annotations

import pytest

from tests.playbooks import AGREEMENT, CALENDAR, CONTACTS, PLAYBOOK
from tests.playbooks import VENDOR as ANY_VENDOR
from tests.test_schema_messages import explained

Words = tuple[int, int, str, str, str, str]

VENDOR = ANY_VENDOR.format(slug="acme")
RENEWING = VENDOR.replace("auto_renew: false", "auto_renew: true")
KPI = AGREEMENT.replace("kpis: []", "kpis:") + (
    "  - id: uptime\n    name: Uptime\n    area: quality\n    unit: percent\n"
    "    direction: higher\n    frequency: monthly\n    definition: Minutes up.\n"
    "    source: tool\n    contractual: true\n"
    "    targets:\n      - { from: 2026-01, target: 99.9, minimum: 99.5 }\n"
)
PERSON = (
    "people:\n  - id: a\n    name: A\n    side: vendor\n    title: T\n    roles: [finance]\n"
    '    phone: "+442079460101"\n    verified_on: 2026-01-05\nescalation: []\n'
)
FEEDBACK = (
    "feedback:\n  - id: FB-001\n    kind: praise\n    direction: to_vendor\n"
    "    raised_at: 2026-05-04\n    raised_by: a\n    about: quality\n    summary: S\n"
)
MEASUREMENT = (
    "measurements:\n  - kpi: uptime\n    period: 2026-09\n    reported_on: 2026-10-05\n"
    "    value: 99.9\n"
)
CHANGE = (
    "changes:\n  - id: CR-01\n    title: T\n    type: date\n    cause: vendor\n"
    "    raised_on: 2026-01-05\n    raised_by: a\n    status: proposed\n"
    "    effects: [{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }]\n"
)
EFFECT = "{ milestone: MS-01, from: 2026-04-30, to: 2026-05-29 }"
TRUE_OR_FALSE = "expected true or false"
ONE_EFFECT = (
    "entry 1 of 'effects' does not fit together: an effect is exactly one of: milestone with from "
    "and to, milestone with release, kpi with from_period, measurement with excused, or scope"
)
DURATION = "a whole number followed by m (minutes), h (hours), d (days) or wd (working days)"
TARGETS = "response_targets: {{ critical: {{ respond: {}, resolve: 4h }} }}\n"
MOMENT = "expected a date, or a date and time with its offset from UTC"
MOMENT_HINT = "for example: 2026-10-06T02:10:00+01:00"
PERIOD = "expected a month such as 2026-09 or a quarter such as 2026-Q3"
DIGITS = "write digits only, without quotes, sign or unit; for example: 99.9"
ONE_VALUE = (
    "entry 1 of 'measurements' does not fit together: give exactly one of: value, numerator with "
    "denominator, or not_applicable: true"
)

# kind, a good file, what is replaced in it, by what, and the one finding
MISTAKES: dict[str, tuple[str, str, str, str, Words]] = {
    "tier misspelt": ("vendor", VENDOR, "operational", "operatonal", (
        4, 7, "bad-value", "'tier' is 'operatonal', expected one of strategic, tactical, "
        "operational, commodity", "did you mean 'operational'?", "acme")),
    "tier from elsewhere": ("vendor", VENDOR, "operational", "gold", (
        4, 7, "bad-value", "'tier' is 'gold', expected one of strategic, tactical, operational, "
        "commodity", "How much the relationship matters, by value and risk", "acme")),
    "tier as a mapping": ("vendor", VENDOR, "operational", "{ level: 1 }", (
        4, 1, "wrong-type", "'tier' is a mapping of fields, expected one of strategic, tactical, "
        "operational, commodity", "How much the relationship matters, by value and risk", "acme")),
    "tier as a list": ("vendor", VENDOR, "operational", "[operational]", (
        4, 1, "wrong-type", "'tier' is a list, expected one of strategic, tactical, operational, "
        "commodity", "did you mean 'operational'?", "acme")),
    "tier empty": ("vendor", VENDOR, "operational", "", (
        4, 6, "wrong-type", "'tier' is empty, expected one of strategic, tactical, operational, "
        "commodity", "How much the relationship matters, by value and risk", "acme")),
    "no for false": ("vendor", VENDOR, "function: false", "function: no", (
        6, 29, "wrong-type", f"'supports_critical_function' is the text 'no', {TRUE_OR_FALSE}",
        "write false instead of no", "acme")),
    "one of two categories": ("vendor", VENDOR, ": testing", ": [testing, testin]", (
        3, 21, "bad-value", "entry 2 of 'category' (category) is 'testin', expected one of "
        "application_development, infrastructure, service_desk, testing, security, data, other",
        "did you mean 'testing'?", "acme")),
    "no such time zone": ("vendor", VENDOR, "owner:", "timezone: Mars/Olympus\nowner:", (
        7, 11, "bad-format", "'timezone' is 'Mars/Olympus', which is no time zone; expected a name "
        "such as Europe/London", "for example: Europe/London", "acme")),
    "end of a contract": ("vendor", VENDOR, "    end: 2027-12-31\n", "", (
        10, 5, "missing-key", "'end' is missing from a contract", "add end: 2026-12-31 (The last "
        "day in force of the agreed term, before any renewal)", "main")),
    "end of a contract that renews": (
        "vendor", RENEWING + "    renewal_months: 12\n    notice_days: 60\n",
        "    end: 2027-12-31\n", "", (
        10, 5, "missing-key", "'end' is missing from a contract", "add end: 2026-12-31 (The last "
        "day in force of the agreed term, before any renewal)", "main")),
    "renewal without its length": (
        "vendor", RENEWING + "    renewal_months: 12\n    notice_days: 60\n",
        "    renewal_months: 12\n", "", (
        10, 5, "missing-key", "'renewal_months' is missing from a contract", "add renewal_months: "
        "12 (How many months the contract goes on each time it renews by itself)", "main")),
    "renewal without notice": (
        "vendor", RENEWING + "    renewal_months: 12\n    notice_days: 60\n",
        "    notice_days: 60\n", "", (
        10, 5, "bad-value", "entry 1 of 'contracts' does not fit together: a contract that renews "
        "by itself needs notice_days or notice_months", "", "main")),
    "notice twice": (
        "vendor", RENEWING + "    renewal_months: 12\n    notice_days: 60\n",
        "notice_days: 60\n", "notice_days: 60\n    notice_months: 2\n", (
        10, 5, "bad-value", "entry 1 of 'contracts' does not fit together: notice is given in "
        "notice_days or in notice_months, not in both", "", "main")),
    "certificate for ever": (
        "vendor", VENDOR + "documents:\n  - { id: iso, type: certificate, title: ISO, "
        "expires_on: 2026-09-15 }\n", ", expires_on: 2026-09-15", "", (
        18, 5, "missing-key", "'expires_on' is missing from a document", "add expires_on: "
        "2027-03-31 (The last day it is valid; for an exit plan, the day by which it must be "
        "reviewed)", "iso")),
    "KPI direction": ("agreement", KPI, "direction: higher", "direction: up", (
        10, 16, "bad-value", "'direction' is 'up', expected one of higher, lower",
        "Whether a higher or a lower number is better", "uptime")),
    "KPI direction misspelt": ("agreement", KPI, "direction: higher", "direction: hihger", (
        10, 16, "bad-value", "'direction' is 'hihger', expected one of higher, lower",
        "did you mean 'higher'?", "uptime")),
    "target in percent": ("agreement", KPI, "99.9,", "99.9%,", (
        16, 34, "wrong-type", "'target' is the text '99.9%', expected a number", DIGITS, "uptime")),
    "target in quotes": ("agreement", KPI, "99.9,", "'99.9',", (
        16, 34, "wrong-type", "'target' is the text '99.9', expected a number", DIGITS, "uptime")),
    "decimal comma in braces": ("agreement", KPI, "target: 99.9", "target: 99,9", (
        16, 37, "unknown-key", "'9' is not a field of a target", "write a decimal point: 99.9",
        "uptime")),
    "thousands in braces": ("agreement", KPI, "target: 99.9", "target: 1,500", (
        16, 36, "unknown-key", "'500' is not a field of a target",
        "write 1500 without a comma, or 1.500 if it is a decimal one", "uptime")),
    "thousands": ("measurements", MEASUREMENT, "99.9", "1,500", (
        5, 12, "wrong-type", "'value' is the text '1,500', expected a number",
        "write 1500 without a comma, or 1.500 if it is a decimal one", "")),
    "colon forgotten in braces": ("agreement", KPI, "minimum: 99.5", "minimum 99.5", (
        16, 40, "unknown-key", "'minimum 99.5' is not a field of a target",
        "write 'minimum: 99.5', with a colon", "uptime")),
    "decimal comma": ("measurements", MEASUREMENT, "99.9", "99,9", (
        5, 12, "wrong-type", "'value' is the text '99,9', expected a number",
        "write a decimal point: 99.9", "")),
    "text behind a hash": ("contacts", PERSON, "name: A", "name: # 1 Backup", (
        3, 10, "wrong-type", "'name' is empty, expected text",
        "what follows '#' is a comment; put it in quotes if it belongs to the value", "a")),
    "fifth quarter": ("agreement", KPI, "2026-01", "2026-Q5", (
        16, 17, "bad-format", f"'from' is '2026-Q5', {PERIOD}", "for example: 2026-01", "uptime")),
    "duration in words": ("agreement", AGREEMENT + TARGETS.format("30m"), "30m", "30 min", (
        6, 42, "bad-format", f"'respond' is '30 min', expected {DURATION}", "for example: 30m",
        "")),
    "duration without unit": ("agreement", AGREEMENT + TARGETS.format("30m"), "30m", "30", (
        6, 42, "wrong-type", "'respond' is the number 30, expected text", "for example: 30m", "")),
    "unknown severity": ("agreement", AGREEMENT + TARGETS.format("30m"), "critical", "urgent", (
        6, 21, "unknown-key", "'urgent' is not a field of 'response_targets'",
        "the other fields it may have are: critical, high, medium, low, feedback", "")),
    "nothing to accept": ("agreement", AGREEMENT, "[It says yes or no]", "[]", (
        4, 33, "bad-value", "'acceptance_criteria' is empty, expected at least 1 entry",
        "for example: [A claim submitted on a phone reaches the handler within two minutes.]",
        "DL-01")),
    "phone as digits": ("contacts", PERSON, '"+442079460101"', "442079460101", (
        7, 12, "wrong-type", "'phone' is the number 442079460101, expected text",
        'for example: "+442079460101"', "a")),
    "phone at home": ("contacts", PERSON, "+442079460101", "020 7946 0101", (
        7, 12, "bad-format", "'phone' is '020 7946 0101', expected a phone number as + and 7 to 15 "
        "digits, without spaces", 'for example: "+442079460101"', "a")),
    "role misspelt": ("contacts", PERSON, "[finance]", "[finances]", (
        6, 13, "bad-value", "entry 1 of 'roles' (role) is 'finances', expected one of "
        "relationship_owner, executive_sponsor, service_owner, delivery_manager, account_manager, "
        "technical_lead, on_call, service_desk, contract_manager, finance, security",
        "did you mean 'finance'?", "a")),
    "level in words": ("contacts", CONTACTS, "level: 1", "level: first", (
        8, 14, "wrong-type", "'level' is the text 'first', expected a whole number",
        "write digits only, without quotes, sign or unit; for example: 1", "")),
    "no time at all": ("contacts", CONTACTS, "after: 30m", "after: 0m", (
        8, 77, "bad-format", f"'after' is '0m', expected {DURATION}", "for example: 30m", "")),
    "issue without severity": ("feedback", FEEDBACK, "praise", "issue", (
        2, 5, "missing-key", "'severity' is missing from a feedback entry",
        "add severity: high (How bad it is; every issue needs one)", "FB-001")),
    "praise with severity": ("feedback", FEEDBACK, "    summary: S\n",
                             "    summary: S\n    severity: high\n", (
        9, 15, "bad-value", "'severity' does not fit together: praise has no severity, since "
        "nothing needs an answer or a fix: leave it out", "How bad it is; every issue needs one",
        "FB-001")),
    "time without offset": ("feedback", FEEDBACK, "2026-05-04", "2026-05-04T10:00:00", (
        5, 16, "bad-format", f"'raised_at' is '2026-05-04T10:00:00', {MOMENT}",
        "add the offset, for example 2026-05-04T10:00:00+01:00 in summer time of London",
        "FB-001")),
    "hour twenty-five": ("feedback", FEEDBACK, "2026-05-04", "2026-05-04T25:00:00Z", (
        5, 16, "bad-format", f"'raised_at' is '2026-05-04T25:00:00Z', {MOMENT}", MOMENT_HINT,
        "FB-001")),
    "only an hour": ("feedback", FEEDBACK, "2026-05-04", "10:30", (
        5, 16, "bad-format", f"'raised_at' is '10:30', {MOMENT}", MOMENT_HINT, "FB-001")),
    "answer without a day": ("feedback", FEEDBACK, "    summary: S\n",
                             "    summary: S\n    response: R\n", (
        2, 5, "missing-key", "'responded_at' is missing from a feedback entry",
        "add responded_at: 2026-10-06T02:35:00+01:00 (When the first real answer came; an "
        "automatic reply is none)", "FB-001")),
    "nothing measured": ("measurements", MEASUREMENT, "    value: 99.9\n", "", (
        2, 5, "bad-value", ONE_VALUE, "", "")),
    "two ways of measuring": ("measurements", MEASUREMENT, "value: 99.9\n",
                              "value: 99.9\n    not_applicable: true\n", (
        2, 5, "bad-value", ONE_VALUE, "", "")),
    "half a share": ("measurements", MEASUREMENT, "value: 99.9", "numerator: 45", (
        2, 5, "missing-key", "'denominator' is missing from a measurement",
        "add denominator: 50 (For a share: out of how many, or for a cost KPI what was earned)",
        "")),
    "not available": ("measurements", MEASUREMENT, "99.9", "n/a", (
        5, 12, "wrong-type", "'value' is the text 'n/a', expected a number",
        "write digits only, without quotes, sign or unit; for example: 99.93", "")),
    "mixed cause": ("changes", CHANGE, "cause: vendor", "cause: both", (
        5, 12, "bad-value", "'cause' is 'both', expected one of vendor, client, external",
        "Whose doing it is; a move that the vendor caused still costs score", "CR-01")),
    "no old date": ("changes", CHANGE, "from: 2026-04-30, ", "", (
        9, 15, "missing-key", "'from' is missing from an effect",
        "add from: 2026-06-30 (The due date in force before the change)", "CR-01")),
    "deferred for ever": ("changes", CHANGE, EFFECT, "{ milestone: MS-01, release: deferred }", (
        9, 15, "missing-key", "'revisit_on' is missing from an effect", "add revisit_on: "
        "2027-01-15 (For a deferral, the day by which it is decided again)", "CR-01")),
    "no effect": ("changes", CHANGE, f"[{EFFECT}]", "[]", (
        9, 5, "bad-value", "'effects' is empty, expected at least 1 entry",
        "for example: [{milestone: MS-04, from: 2026-06-30, to: 2026-07-31}]", "CR-01")),
    "effect on nothing": ("changes", CHANGE, EFFECT, "{ milestone: MS-01 }", (
        9, 15, "bad-value", ONE_EFFECT, "", "CR-01")),
    "two effects in one": ("changes", CHANGE, EFFECT, EFFECT.replace("{", "{ release: waived,"), (
        9, 15, "bad-value", ONE_EFFECT, "", "CR-01")),
    "day thirty-two": ("calendar", CALENDAR, "to: 2027-12-31", "to: 2027-12-32", (
        3, 33, "bad-format", "'to' is '2027-12-32', expected a date as year-month-day",
        "for example: 2027-12-31", "")),
    "day in capitals": ("calendar", CALENDAR, "[sat, sun]", "[Sat, sun]", (
        2, 11, "bad-value", "entry 1 of 'weekend' (weekday) is 'Sat', expected one of mon, tue, "
        "wed, thu, fri, sat, sun", "did you mean 'sat'?", "")),
    "almost a window": ("playbook", PLAYBOOK + "windows: { due_soon_days: 5 }\n",
                        "due_soon_days", "due_soon", (
        3, 12, "unknown-key", "'due_soon' is not a field of 'windows'",
        "did you mean 'due_soon_days'?", "")),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_one_finding_in_every_kind_of_file(name: str) -> None:
    kind, good, old, new, expected = MISTAKES[name]
    assert explained(good, kind).findings == []
    assert good.count(old) == 1
    findings = explained(good.replace(old, new), kind).findings
    assert [
        (f.place.line, f.place.column, f.code, f.message, f.hint, f.record) for f in findings
    ] == [expected]


@pytest.mark.parametrize("phone", ["+442079460101", "'+442079460101'"])
def test_a_phone_number_with_its_plus_needs_no_quotes(phone: str) -> None:
    assert explained(PERSON.replace('"+442079460101"', phone), "contacts").findings == []
