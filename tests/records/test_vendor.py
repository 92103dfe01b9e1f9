"""Who the vendor is, its contracts and its documents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.records.reading import SOMEWHERE, faults, read
from vendorbook.records.facts import Money
from vendorbook.records.vendor import Contract, Identifier, Profile, VendorDocument

HEAD = """\
id: keelhaven
name: Keelhaven
category: infrastructure
tier: strategic
status: active
supports_critical_function: true
owner: ines-ward
summary: Runs our data centres.
"""


def test_a_full_profile() -> None:
    profile = read(
        Profile,
        """\
        id: keelhaven
        name: Keelhaven
        legal_name: Keelhaven Managed Services Ltd
        identifier: {scheme: GB-COH, id: "00000000"}
        category: [infrastructure, service_desk]
        tier: strategic
        status: active
        supports_critical_function: true
        substitutability: none
        owner: ines-ward
        deputy: daniel-achebe
        summary: Runs our data centres and the service desk.
        calendar: england-wales
        timezone: Europe/London
        contracts:
          - id: msa-2024
            type: msa
            title: Master services agreement
            reference: https://documents.fenwickvale.example/contracts/keelhaven-msa
            start: 2024-01-01
            end: "2026-12-31"
            value: {amount: 1800000.50, currency: GBP}
            auto_renew: true
            renewal_months: 12
            notice_days: 60
            notice_method: In writing
            renewal_decision: exit
            decided_on: 2026-09-30
        documents:
          - {id: cyber, type: insurance, title: Cyber insurance, expires_on: 2027-03-31,
             required: true, url: "https://documents.fenwickvale.example/keelhaven/cyber"}
          - {id: soc2, type: audit_report, title: Audit report}
        """,
    )

    assert profile == Profile(
        origin=SOMEWHERE,
        id="keelhaven",
        name="Keelhaven",
        legal_name="Keelhaven Managed Services Ltd",
        identifier=Identifier(origin=SOMEWHERE, scheme="GB-COH", id="00000000"),
        category=("infrastructure", "service_desk"),
        tier="strategic",
        status="active",
        supports_critical_function=True,
        substitutability="none",
        owner="ines-ward",
        deputy="daniel-achebe",
        summary="Runs our data centres and the service desk.",
        calendar="england-wales",
        timezone="Europe/London",
        contracts=(
            Contract(
                origin=SOMEWHERE,
                id="msa-2024",
                type="msa",
                title="Master services agreement",
                reference="https://documents.fenwickvale.example/contracts/keelhaven-msa",
                start=date(2024, 1, 1),
                end=date(2026, 12, 31),
                value=Money(origin=SOMEWHERE, amount=Decimal("1800000.50"), currency="GBP"),
                auto_renew=True,
                renewal_months=12,
                notice_days=60,
                notice_method="In writing",
                renewal_decision="exit",
                decided_on=date(2026, 9, 30),
            ),
        ),
        documents=(
            VendorDocument(
                origin=SOMEWHERE,
                id="cyber",
                type="insurance",
                title="Cyber insurance",
                expires_on=date(2027, 3, 31),
                required=True,
                url="https://documents.fenwickvale.example/keelhaven/cyber",
            ),
            VendorDocument(origin=SOMEWHERE, id="soc2", type="audit_report", title="Audit report"),
        ),
    )


def test_a_single_category_is_a_list_of_one() -> None:
    assert read(Profile, HEAD + "contracts: []").category == ("infrastructure",)


def test_a_contract_knows_its_line() -> None:
    profile = read(Profile, HEAD + "contracts:\n  - " + contract("auto_renew: false"))
    assert profile.contracts[0].place("end") == ("test.yml", 10, 78)


def contract(terms: str) -> str:
    return (
        "{id: msa, type: msa, title: Agreement, reference: 'https://x.example/a', "
        f"end: 2026-12-31, start: 2024-01-01, {terms}}}"
    )


@pytest.mark.parametrize(
    "terms",
    [
        "auto_renew: false",
        "auto_renew: false, notice_days: 60",
        "auto_renew: true, renewal_months: 12, notice_days: 60",
        "auto_renew: true, renewal_months: 12, notice_months: 3",
        "auto_renew: false, renewal_decision: exit",
    ],
)
def test_terms_that_a_contract_may_have(terms: str) -> None:
    assert faults(Profile, HEAD + f"contracts: [{contract(terms)}]") == []


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (
            "auto_renew: true, notice_days: 60",
            ["missing-key: 'renewal_months' is missing from a contract"],
        ),
        (
            "auto_renew: true, renewal_months: 12",
            [
                "bad-value: entry 1 of 'contracts' does not fit together: a contract that renews "
                "by itself needs notice_days or notice_months"
            ],
        ),
        (
            "auto_renew: true, renewal_months: 12, notice_days: 60, notice_months: 2",
            [
                "bad-value: entry 1 of 'contracts' does not fit together: notice is given in "
                "notice_days or in notice_months, not in both"
            ],
        ),
        (
            "auto_renew: yes",
            ["wrong-type: 'auto_renew' is the text 'yes', expected true or false"],
        ),
        (
            "auto_renew: false, notice_days: 0",
            ["bad-value: 'notice_days' is '0', expected 1 or more"],
        ),
        ("auto_renew: false, due: x", ["unknown-key: 'due' is not a field of a contract"]),
    ],
)
def test_terms_that_do_not_fit_together(terms: str, expected: list[str]) -> None:
    assert faults(Profile, HEAD + f"contracts: [{contract(terms)}]") == expected


@pytest.mark.parametrize("kind", ["insurance", "certificate", "exit_plan"])
def test_documents_that_lapse_say_when(kind: str) -> None:
    document = f"documents: [{{id: a, type: {kind}, title: A}}]"
    assert faults(Profile, HEAD + "contracts: []\n" + document) == [
        "missing-key: 'expires_on' is missing from a document"
    ]


@pytest.mark.parametrize("kind", ["nda", "dpa", "audit_report"])
def test_other_documents_need_not_lapse(kind: str) -> None:
    document = f"documents: [{{id: a, type: {kind}, title: A}}]"
    assert faults(Profile, HEAD + "contracts: []\n" + document) == []


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("data", []),
        ("[data, other]", []),
        (
            "[]",
            ["bad-value: 'category' is empty, expected at least 1 entry"],
        ),
        ("[data, data]", ["bad-value: 'category' names the same entry twice"]),
        (
            "dta",
            [
                "bad-value: 'category' is 'dta', expected one of application_development, "
                "infrastructure, service_desk, testing, security, data, other"
            ],
        ),
    ],
)
def test_category_is_a_word_or_a_list_of_words(category: str, expected: list[str]) -> None:
    text = HEAD.replace("infrastructure", category) + "contracts: []"
    assert faults(Profile, text) == expected


@pytest.mark.parametrize(
    "address",
    ["ftp://x.example/a", "https://user:secret@x.example/a", "https://me@x.example", "x.example/a"],
)
def test_a_web_address_carries_no_credentials(address: str) -> None:
    text = HEAD + f"contracts: [{contract('auto_renew: false')}]"
    (message,) = faults(Profile, text.replace("https://x.example/a", address))
    assert message == (
        f"bad-format: 'reference' is '{address}', expected a web address that starts with "
        "https:// and holds no user name or password"
    )
