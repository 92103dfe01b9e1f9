"""People and the ladder: who is missing, who has no backup, whose details may have changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.playbooks import VENDOR, faults, open_playbook, situations, write_playbook
from vendorbook.assessment import assess
from vendorbook.checks import find_situations
from vendorbook.findings import Actor, Finding
from vendorbook.vendor_reading import read_vendor

INES = Actor("client", "ines-ward", "Ines Ward")
KIT = Actor("vendor", "kit-morrow", "Kit Morrow")
ROSA = Actor("vendor", "rosa-lind", "Rosa Lind")
PATH = "vendors/acme/contacts.yml"

ACTIVE = VENDOR.format(slug="acme")
CRITICAL = ACTIVE.replace("critical_function: false", "critical_function: true")
ENDED = CRITICAL.replace("status: active", "status: ended")

OWNER = "id: ines-ward, name: Ines Ward, side: client, roles: [relationship_owner]"
ACCOUNT = "id: kit-morrow, name: Kit Morrow, side: vendor, roles: [account_manager]"
DELIVERY = "id: rosa-lind, name: Rosa Lind, side: vendor, roles: [delivery_manager]"
AL = "id: al-ray, name: Al Ray, side: vendor, roles: [delivery_manager]"
DUTY = "id: jo-duty, name: Jo Duty, side: vendor, roles: [on_call], timezone: Europe/London"
AT_ANY_HOUR = f'{DUTY}, hours: 24x7, phone: "+442079460113"'


def people(*persons: str, ladder: str = "escalation: []\n") -> str:
    """A contacts.yml with one person on each line, from line 2 on; the ladder follows."""
    usual = "title: Somebody, chat: room"
    lines = [
        f"  - {{ {each}, {usual}{'' if 'verified_on' in each else ', verified_on: 2026-09-01'} }}\n"
        for each in persons
    ]
    return "people:\n" + "".join(lines) + ladder


def found(root: Path, as_of: str, code: str, contacts: str, **files: str) -> list[Finding]:
    everything = situations(root, date.fromisoformat(as_of), contacts=contacts, **files)
    return [f for f in everything if f.code == code]


def test_nobody_on_our_side_owns_the_relationship(tmp_path: Path) -> None:
    text = people(OWNER.replace("relationship_owner", "service_owner"), ACCOUNT)
    (missing,) = found(tmp_path, "2026-10-09", "contact-missing", text)
    assert missing.message == "nobody on the client's side is relationship owner"
    assert missing.hint == "give relationship_owner to whoever answers for this vendor here"
    assert (missing.severity, missing.actor, missing.aspect) == (
        "error",
        INES,
        "relationship_owner",
    )
    assert (missing.place.path, missing.place.line, missing.record) == (PATH, 1, "")
    assert (missing.due, missing.days) == (None, None)


def test_a_role_on_the_other_side_does_not_count(tmp_path: Path) -> None:
    text = people(
        OWNER.replace("side: client", "side: vendor"),
        ACCOUNT.replace("side: vendor", "side: other"),
    )
    missing = found(tmp_path, "2026-10-09", "contact-missing", text)
    assert [f.aspect for f in missing] == ["relationship_owner", "account_manager"]
    assert [f.actor for f in missing] == [INES, Actor("vendor")]


@pytest.mark.parametrize(("as_of", "count"), [("2026-09-04", 0), ("2026-09-05", 1)])
def test_the_account_manager_is_missing_from_the_day_after_the_last(
    tmp_path: Path, as_of: str, count: int
) -> None:
    text = people(OWNER, f"{ACCOUNT}, left_on: 2026-09-04", DELIVERY)
    missing = found(tmp_path, as_of, "contact-missing", text)
    assert [f.message for f in missing] == [
        "nobody on the vendor's side is account manager since Kit Morrow left on 4 Sep 2026"
    ] * count
    assert [f.actor for f in missing] == [ROSA] * count


def test_the_last_to_leave_is_named_and_a_successor_is_enough(tmp_path: Path) -> None:
    gone = (
        f"{ACCOUNT}, left_on: 2026-08-03",
        f"{AL}, left_on: 2026-09-04".replace("delivery_manager", "account_manager"),
    )
    (missing,) = found(tmp_path / "one", "2026-10-09", "contact-missing", people(OWNER, *gone))
    assert missing.message.endswith("since Al Ray left on 4 Sep 2026")
    successor = DELIVERY.replace("delivery_manager", "account_manager")
    text = people(OWNER, *gone, successor)
    assert found(tmp_path / "two", "2026-10-09", "contact-missing", text) == []


CHANNEL = (
    "channels:\n  - {{ id: desk, purpose: {}, tool: Portal, address: desk, hours: {} }}\n"
    "routines: []\n"
)


@pytest.mark.parametrize(
    ("vendor", "purpose", "hours", "reason"),
    [
        (ACTIVE, "incident", "24x7", "the channel 'desk' is open 24x7"),
        (ACTIVE, "support", "24x7", "the channel 'desk' is open 24x7"),
        (ACTIVE, "delivery", "24x7", ""),
        (ACTIVE, "incident", "Mon-Fri 08:00-18:00", ""),
        (CRITICAL, "incident", "Mon-Fri 08:00-18:00", "the vendor supports a critical function"),
        (CRITICAL, "incident", "24x7", "the channel 'desk' is open 24x7"),
    ],
)
def test_somebody_must_answer_at_any_hour_where_it_was_promised(
    tmp_path: Path, vendor: str, purpose: str, hours: str, reason: str
) -> None:
    files = {"vendor": vendor, "communication": CHANNEL.format(purpose, hours)}
    missing = found(tmp_path, "2026-10-09", "contact-missing", people(OWNER, ACCOUNT), **files)
    assert [f.message for f in missing] == (
        [f"nobody on the vendor's side is on call with the hours 24x7 and a phone, though {reason}"]
        if reason
        else []
    )
    assert all((f.actor, f.aspect, f.severity) == (KIT, "on_call", "error") for f in missing)


@pytest.mark.parametrize(
    ("person", "count"),
    [
        (AT_ANY_HOUR, 0),
        (AT_ANY_HOUR.replace("hours: 24x7", "hours: 24x7 for level 3"), 0),
        (AT_ANY_HOUR.replace("hours: 24x7", "hours: Mon-Sat 07:00-22:00"), 1),
        (AT_ANY_HOUR.replace("hours: 24x7", "hours: never 24x7"), 1),
        (f"{DUTY}, hours: 24x7", 1),
        (AT_ANY_HOUR.replace("side: vendor", "side: client"), 1),
        (AT_ANY_HOUR.replace("[on_call]", "[service_desk]"), 1),
        (f"{AT_ANY_HOUR}, left_on: 2026-10-08", 1),
        (f"{AT_ANY_HOUR}, left_on: 2026-10-09", 0),
    ],
)
def test_on_call_takes_the_role_the_hours_and_a_phone(
    tmp_path: Path, person: str, count: int
) -> None:
    text = people(OWNER, ACCOUNT, person)
    missing = found(tmp_path, "2026-10-09", "contact-missing", text, vendor=CRITICAL)
    assert [f.aspect for f in missing] == ["on_call"] * count


def test_each_missing_role_is_a_finding_with_an_identity(tmp_path: Path) -> None:
    text = people(DELIVERY)
    missing = found(tmp_path, "2026-10-09", "contact-missing", text, vendor=CRITICAL)
    assert [f.aspect for f in missing] == ["relationship_owner", "account_manager", "on_call"]
    assert len({f.fingerprint for f in missing}) == 3
    later = found(tmp_path / "later", "2026-10-12", "contact-missing", text, vendor=CRITICAL)
    assert {f.fingerprint for f in later} == {f.fingerprint for f in missing}


def test_a_vendor_that_has_ended_needs_nobody(tmp_path: Path) -> None:
    ladder = "escalation: [{ level: 1, for: delivery, vendor: jo-duty, client: jo, after: 1wd }]\n"
    text = people(f"{DUTY}, hours: 24x7, verified_on: 2020-01-06", ladder=ladder)
    everything = situations(tmp_path, date(2026, 10, 9), vendor=ENDED, contacts=text)
    assert [f.code for f in everything] == []


@pytest.mark.parametrize(
    ("person", "fault"),
    [
        (f"{AT_ANY_HOUR}", "Jo Duty (on call) has no backup"),
        (f"{AT_ANY_HOUR}, backup: jo-duty", "Jo Duty (on call) is named as their own backup"),
        (
            f"{AT_ANY_HOUR}, backup: al-ray",
            "Jo Duty (on call) has Al Ray as backup, who left on 8 Oct 2026",
        ),
        (f"{AT_ANY_HOUR}, backup: bo-fern", None),
        (f"{AT_ANY_HOUR}, backup: rosa-lind", None),
        (f"{AT_ANY_HOUR}, left_on: 2026-10-08", None),
        (f"{AT_ANY_HOUR}, left_on: 2026-10-09", "Jo Duty (on call) has no backup"),
        (
            AT_ANY_HOUR.replace("[on_call]", "[technical_lead, account_manager, on_call]"),
            "Jo Duty (account manager, on call) has no backup",
        ),
        (
            AT_ANY_HOUR.replace("[on_call]", "[relationship_owner]").replace("vendor", "client"),
            "Jo Duty (relationship owner) has no backup",
        ),
        (AT_ANY_HOUR.replace("[on_call]", "[delivery_manager, service_desk]"), None),
    ],
)
def test_backup_missing(tmp_path: Path, person: str, fault: str | None) -> None:
    text = people(
        DELIVERY,
        f"{AL}, left_on: 2026-10-08",
        f"{DELIVERY}, left_on: 2026-10-09".replace("rosa-lind", "bo-fern"),
        person,
    )
    lacking = found(tmp_path, "2026-10-09", "backup-missing", text)
    assert [f.message for f in lacking] == ([fault] if fault else [])
    for each in lacking:
        side = "client" if "side: client" in person else "vendor"
        assert each.actor == Actor(side, "jo-duty", "Jo Duty")
        assert (each.severity, each.record, each.place.line) == ("warning", "jo-duty", 5)
        assert each.hint == "name somebody else on the same side as backup"


def test_a_backup_whom_nobody_knows_is_a_fault_of_the_record(tmp_path: Path) -> None:
    text = people(OWNER, ACCOUNT, f"{AT_ANY_HOUR}, backup: nobody")
    assert {f.record for f in found(tmp_path, "2026-10-09", "backup-missing", text)} == {
        "ines-ward",
        "kit-morrow",
    }
    dangling = faults(tmp_path / "two", contacts=text)
    assert "dangling-reference" in {f.code for f in dangling}


# 180 days after 5 January 2026 is 4 July: 26 + 28 + 31 + 30 + 31 + 30 are 176 on 30 June.
@pytest.mark.parametrize(
    ("as_of", "late"), [("2026-01-05", None), ("2026-07-04", None), ("2026-07-05", 1)]
)
def test_contact_unverified_after_180_days(tmp_path: Path, as_of: str, late: int | None) -> None:
    text = people(
        f"{OWNER}, verified_on: 2026-01-05",
        f"{ACCOUNT}, verified_on: 2026-01-05",
        "id: ada-lin, name: Ada Lin, side: other, roles: [], verified_on: 2026-01-05",
        f"{DELIVERY}, verified_on: 2026-01-05, left_on: 2026-05-05",
        f"{AT_ANY_HOUR}, verified_on: 2026-01-06",
    )
    old = found(tmp_path, as_of, "contact-unverified", text)
    assert [(f.record, f.actor, f.place.line) for f in old] == (
        [("ines-ward", INES, 2), ("kit-morrow", KIT, 3), ("ada-lin", INES, 4)] if late else []
    )
    for each in old:
        assert (each.severity, each.due, each.days) == ("warning", date(2026, 7, 4), late)


def test_contact_unverified_says_since_when(tmp_path: Path) -> None:
    text = people(OWNER, f"{ACCOUNT}, verified_on: 2026-01-05")
    (old,) = found(tmp_path, "2026-10-09", "contact-unverified", text)
    assert old.message == (
        "Kit Morrow's details were last confirmed on 5 Jan 2026, 277 days ago, and are to be "
        "confirmed every 180 days"
    )
    assert old.hint == "ask whether they are still right, mend them, and record verified_on"
    assert old.days == 97


STEP = "  - {{ level: {}, for: {}, vendor: {}, client: {}, after: 1h }}\n"


def ladder(*steps: str) -> str:
    """A ladder of steps such as `1 incident kit ines`, from line 7 on, below four people."""
    return "escalation:\n" + "".join(STEP.format(*step.split()) for step in steps)


FOUR = (
    OWNER.replace("ines-ward", "ines"),
    OWNER.replace("ines-ward", "tom").replace("Ines Ward", "Tom Reyl"),
    ACCOUNT.replace("kit-morrow", "kit"),
    DELIVERY.replace("rosa-lind", "rosa"),
)


@pytest.mark.parametrize(
    ("steps", "message", "line"),
    [
        (("1 delivery kit ines", "2 delivery rosa tom"), None, 0),
        (("2 delivery rosa tom", "1 delivery kit ines"), None, 0),
        (
            ("1 delivery kit ines",),
            "the ladder for delivery has one level, and at least two are expected",
            7,
        ),
        (
            ("1 delivery kit ines", "1 delivery rosa tom"),
            "the ladder for delivery has one level, and at least two are expected",
            7,
        ),
        (
            ("1 delivery kit ines", "3 delivery rosa tom"),
            "the ladder for delivery has no level 2",
            8,
        ),
        (
            ("2 delivery kit ines", "3 delivery rosa tom"),
            "the ladder for delivery has no level 1",
            7,
        ),
        (
            ("2 delivery kit ines",),
            "the ladder for delivery has one level, and at least two are expected; has no level 1",
            7,
        ),
        (
            ("1 delivery kit ines", "2 delivery kit tom"),
            "the ladder for delivery has Kit Morrow on level 2 as on level 1",
            8,
        ),
        (
            ("1 delivery kit ines", "2 delivery rosa ines"),
            "the ladder for delivery has Ines Ward on level 2 as on level 1",
            8,
        ),
        (
            ("1 delivery kit ines", "2 delivery kit ines"),
            "the ladder for delivery has Kit Morrow on level 2 as on level 1; has Ines Ward on "
            "level 2 as on level 1",
            8,
        ),
        (
            ("1 delivery kit ines", "3 delivery kit tom"),
            "the ladder for delivery has no level 2; has Kit Morrow on level 3 as on level 1",
            8,
        ),
        (("1 delivery kit ines", "2 delivery rosa tom", "3 delivery kit ines"), None, 0),
        (
            ("1 delivery rosa tom", "1 delivery kit ines", "2 delivery kit tom"),
            "the ladder for delivery has Kit Morrow on level 2 as on level 1; has Tom Reyl on "
            "level 2 as on level 1",
            9,
        ),
    ],
)
def test_ladder_thin(
    tmp_path: Path, steps: tuple[str, ...], message: str | None, line: int
) -> None:
    vendor = ACTIVE.replace("ines-ward", "ines")
    text = people(*FOUR, ladder=ladder(*steps))
    thin = found(tmp_path, "2026-10-09", "ladder-thin", text, vendor=vendor)
    assert [f.message for f in thin] == ([message] if message else [])
    for each in thin:
        assert (each.place.path, each.place.line) == (PATH, line)
        assert (each.severity, each.record, each.aspect) == ("warning", "", "delivery")
        assert each.actor == Actor("client", "ines", "Ines Ward")
        assert each.hint == "name another person on each side for every level, from 1 on"


def test_each_kind_of_trouble_has_its_own_ladder(tmp_path: Path) -> None:
    steps = ("1 delivery kit ines", "2 commercial kit ines", "1 relationship kit ines")
    text = people(*FOUR, ladder=ladder(*steps))
    thin = found(tmp_path, "2026-10-09", "ladder-thin", text)
    assert [f.aspect for f in thin] == ["delivery", "commercial", "relationship"]
    assert len({f.fingerprint for f in thin}) == 3


@pytest.mark.parametrize(
    ("vendor", "communication", "reason"),
    [
        (ACTIVE, CHANNEL.format("incident", "Mon-Fri 08:00-18:00"), ""),
        (ACTIVE, CHANNEL.format("support", "24x7"), "the channel 'desk' is open 24x7"),
        (CRITICAL, "channels: []\nroutines: []\n", "the vendor supports a critical function"),
    ],
)
def test_somebody_to_call_at_any_hour_needs_a_ladder(
    tmp_path: Path, vendor: str, communication: str, reason: str
) -> None:
    text = people(*FOUR, ladder=ladder("1 delivery kit ines", "2 delivery rosa tom"))
    files = {"vendor": vendor, "communication": communication}
    thin = found(tmp_path, "2026-10-09", "ladder-thin", text, **files)
    assert [(f.message, f.aspect, f.place.line) for f in thin] == (
        [(f"the ladder for incident is empty, though {reason}", "incident", 6)] if reason else []
    )


@pytest.mark.parametrize(
    "text",
    [
        people(ACCOUNT, AT_ANY_HOUR, OWNER.replace("side: client", "side: ours")),
        people(OWNER, ACCOUNT, AT_ANY_HOUR, ladder=ladder("x incident jo-duty ines-ward")),
        "people: 5\nescalation: []\n",
    ],
    ids=["a person", "a step", "everybody"],
)
def test_what_could_not_be_read_may_be_what_is_missing(tmp_path: Path, text: str) -> None:
    folder = write_playbook(tmp_path, {"acme": {"contacts": text, "vendor": CRITICAL}})
    portfolio = open_playbook(folder)
    vendor, reported, _ = read_vendor(portfolio, "acme")
    assert [f.code for f in reported] != []
    assert vendor is not None
    seen = {f.code for f in find_situations(assess(vendor, portfolio, date(2026, 10, 9)))}
    assert "contact-missing" not in seen
    assert ("ladder-thin" in seen) == ("side: ours" in text)
