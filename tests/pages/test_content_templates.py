"""Live data on pages written by hand: what it shows, what is refused in which words, and safety."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.playbooks import AGREEMENT, PLAYBOOK, VENDOR, open_playbook, write_playbook
from vendorbook.checks import default_severities
from vendorbook.content import ContentPage, read_content, split_front_matter
from vendorbook.content_surveys import survey_content
from vendorbook.pages.content_templates import find_mistakes, render_content
from vendorbook.pages.expressions import FUNCTIONS, Vocabulary
from vendorbook.pages.live_lists import LiveData
from vendorbook.publish.production import produce
from vendorbook.surveys import Clock

AS_OF = date(2026, 5, 6)
NOW = datetime(2026, 5, 6, 9, tzinfo=UTC)
PINNED = PLAYBOOK + "as_of: 2026-05-06\n"
VOCABULARY = Vocabulary(
    frozenset({"backup-missing", "contact-unverified"}),
    {
        "windows.idea_days": "20",
        "windows.activity_days": "10",
        "tiers.strategic.review": "on_request",
        "organisation.name": "Fish *&* <b>Chips</b> | [x](y) `z` {: #a }",
    },
)
LIVE = LiveData(VOCABULARY, AS_OF)
PATH = "playbook/feedback/index.html"


def said(text: str) -> list[str]:
    """What is wrong with a page: line, column, message and hint."""
    head, body = split_front_matter(text)
    found = find_mistakes(ContentPage("content/page.md", head, body), VOCABULARY)
    assert {each.code for each in found} <= {"content-template"}
    return [f"{f.place.line}:{f.place.column} {f.message} ({f.hint})" for f in found]


def words(body: str) -> str:
    """The text of a page on one line."""
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
    return re.sub(r" ([.,])", r"\1", text)


def live_of(root: Path, *vendors: dict[str, str], playbook: str = PINNED) -> LiveData:
    """The live data of vendors called `v0`, `v1` and so on."""
    write_playbook(root, {f"v{n}": each for n, each in enumerate(vendors)}, playbook=playbook)
    production = produce(root, now=NOW)
    production.close()
    assert production.live is not None
    return production.live


def shown(text: str, live: LiveData) -> str:
    return words(render_content(text, PATH, live))


REFUSED = [
    ('{{ findings("backup-mising") }}',
     "1:14 there is no check 'backup-mising' (did you mean 'backup-missing'?)"),
    ("{{ findings('zebra') }}",
     "1:14 there is no check 'zebra' (there are: backup-missing, contact-unverified)"),
    ("{{ findings() }}",
     "1:1 findings() needs the name of at least one check "
     '(write it like {{ findings("contact-unverified") }})'),
    ('{{ milestones("at risk") }}',
     "1:16 there is no milestone status 'at risk' (did you mean 'at_risk'?)"),
    ("{{ due() }}",
     "1:1 due() takes one whole number of days, from 1 to 90 (write it like {{ due(14) }})"),
    ("{{ due(91) }}",
     "1:1 due() takes one whole number of days, from 1 to 90 (write it like {{ due(14) }})"),
    ("{{ due(-1) }}",
     "1:1 due() takes one whole number of days, from 1 to 90 (write it like {{ due(14) }})"),
    ("{{ due(1.5) }}",
     "1:1 due() takes text in quotes or whole numbers, nothing to be worked out "
     "(write it like {{ due(14) }})"),
    ("{{ due(days=14) }}",
     "1:1 due() takes plain values only, without names (write it like {{ due(14) }})"),
    ("{{ ideas(3) }}",
     "1:1 ideas() takes nothing between its brackets (write it like {{ ideas() }})"),
    ('{{ policy("windows.idea_day") }}',
     "1:12 there is no value 'windows.idea_day' in playbook.yml "
     "(did you mean 'windows.idea_days'?)"),
    ('{{ policy("windows") }}',
     "1:12 'windows' is a whole group of playbook.yml "
     "(name one value of it, such as 'windows.idea_days')"),
    ("{{ policy(20) }}",
     '1:1 policy() takes one path in quotes (write it like {{ policy("windows.idea_days") }})'),
    ('{{ finding("backup-missing") }}',
     "1:4 there is no function 'finding' for pages (did you mean 'findings'?)"),
    ("{{ findings }}",
     "1:1 findings is a function and was not called "
     '(write it like {{ findings("contact-unverified") }})'),
    ("{{ windows.idea_days }}",
     "1:1 this reaches into a value, which pages may not do "
     '(for a value of playbook.yml write it like {{ policy("windows.idea_days") }})'),
    ('{{ policy("windows.idea_days") | upper }}',
     "1:34 there is no filter 'upper' for pages (there are: capitalize, lower, words)"),
    ('{{ policy("windows.idea_days") | lower(3) }}',
     "1:34 the filter 'lower' takes nothing ()"),
    ("{{ praise() | lower }}",
     "1:13 praise() makes a whole list and takes no filter (leave it out)"),
    ("See {{ praise() }}",
     "1:5 praise() makes a whole list, so it must stand alone on its line "
     "(give it a line of its own, with no spaces before it)"),
    ("    {{ praise() }}",
     "1:5 praise() makes a whole list, so it must stand alone on its line "
     "(give it a line of its own, with no spaces before it)"),
    ("{{ praise() }} {{ plans() }}",
     "1:1 praise() makes a whole list, so it must stand alone on its line "
     "(give it a line of its own, with no spaces before it)"),
    ("{{ 1 + 1 }}",
     "1:1 only a call of one function may stand here (write it like {{ due(14) }}; text that "
     "should show braces goes between backticks)"),
    ("{{ }}",
     "1:1 this cannot be read: expected an expression, got '}}' (write it like {{ due(14) }})"),
    ('{{ findings("backup-missing" }}',
     "1:1 this cannot be read: unexpected '}', expected ')' (write it like {{ due(14) }})"),
    ("{{ praise()",
     "1:1 '{{' has no '}}' on the same line within 500 characters (text that should show these "
     "signs goes between backticks)"),
    ("a {% for x in y %}",
     "1:3 statements between {% and %} are not understood on pages (text that should show these "
     "signs goes between backticks)"),
    ("{# later #}",
     "1:1 comments between {# and #} are not understood on pages (write <!-- … --> instead)"),
    ("```\nnever closed\n\n{{ praise() }}",
     "4:1 this stands behind a code fence that is never closed (close the fence with the same "
     "signs that opened it, on a line of their own)"),
    ("---\ntitle: In {{ due(3) }} days\n---\n",
     "2:11 nothing is rendered in front matter, so this would be shown as it is written "
     "(write the value out)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFUSED, ids=lambda each: each[:30])
def test_a_mistake_is_explained(text: str, expected: str) -> None:
    assert said(text)[0] == expected


def test_every_mistake_is_told_at_its_line_and_column_in_one_run() -> None:
    text = """\
---
title: Feedback
---
# Feedback

{{ findings("backup-mising", "contact-unverified", "contact-unverifed") }}

An answer within {{ policy("windows.idea_dayz") }} days.
"""
    assert [line.partition(" ")[0] for line in said(text)] == ["6:14", "6:53", "8:29"]


@pytest.mark.parametrize(
    "text",
    [
        "```\n{{ nonsense }}\n```",
        "```yaml title='x'\n{% if %}\n```",
        "~~~~\n```\n{{ nonsense }}\n~~~~",
        "- In a list:\n\n    ```\n    {{ nonsense }}\n    ```",
        "> ```\n> {{ nonsense }}\n> ```",
        "Write `{{ nonsense }}` here.",
        "Write ``{{ non`sense }}`` here.",
        "Write `over {{ nonsense }}\ntwo {{ lines }}` here.",
        "## A heading { #anchor }\n\n## Another {#one}",
        "One { brace } and { { two } }",
    ],
)
def test_code_and_anchors_are_left_alone(text: str) -> None:
    assert said(text) == []
    assert render_content(text, PATH, LIVE) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("```\ncode\n```\n{{ nonsense }}", 4),
        ("````\n```\n````\n{{ nonsense }}", 4),
        ("A lone ` sign\n\n{{ nonsense }} and ` another", 3),
        ("- A lone ` sign\n- {{ nonsense }} and ` another", 2),
        (r"An escaped \` sign {{ nonsense }} and ` another", 1),
        ("``` not a fence ` {{ nonsense }}", 1),
    ],
)
def test_what_only_looks_like_code_is_read(text: str, line: int) -> None:
    assert [each.partition(":")[0] for each in said(text)] == [str(line)]


ATTACKS = [
    "{{ ().__class__ }}",
    "{{ ().__class__.__mro__[1].__subclasses__() }}",
    "{{ findings.__globals__ }}",
    '{{ findings("backup-missing").__class__ }}',
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ namespace(x=1) }}",
    "{{ range(10 ** 9) }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ 'a' * 10 ** 10 }}",
    "{{ 'x' | center(10 ** 10) }}",
    "{{ '%1000000000s' | format('x') }}",
    "{{ '{:>9999999999}'.format(1) }}",
    "{{ due(14) | attr('__class__') }}",
    "{{ findings('backup-missing') | map('attr', '__class__') }}",
    "{{ findings(*config) }}",
    "{{ findings(**config) }}",
    "{{ findings(findings('backup-missing')) }}",
    "{{ policy('__class__') }}",
    "{{ policy('windows.__class__') }}",
    "{{ policy['windows'] }}",
    "{{ policy('windows.idea_days')[0] }}",
    "{{ (policy)('windows.idea_days' ~ 'x') }}",
    "{{ dict(a=1) }}",
    "{{ request }}",
    "{{ loop }}",
    "{{ caller() }}",
    "{{ super() }}",
    "{{ x if y else z }}",
    "{{ [[[[1]]]] }}",
    "{{ " + "(" * 245 + ")" * 245 + " }}",
    "{{ " + "-" * 490 + "1 }}",
    "{{ " + "not " * 120 + "x }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% set x = 1 %}",
    "{% for x in range(10 ** 9) %}",
]


@pytest.mark.parametrize("text", ATTACKS, ids=lambda each: each[:40])
def test_the_sandbox_lets_nothing_out_and_nothing_run_away(text: str) -> None:
    assert len(said(text)) == 1
    page = render_content(text, PATH, LIVE)
    assert "vb-mistake" in page
    assert len(page) < 10_000


@pytest.mark.parametrize(
    "text",
    [
        "{{ " * 300_000,
        "{{ praise() }}\n" * 60_000,
        "{% " * 300_000,
        "{#" * 500_000,
        "`" * 1_000_000,
        "` `` ``` " * 100_000,
        "```a\n" * 200_000,
        "{{ '" + "\\'" * 500_000,
        "\"'" * 500_000 + "{{",
        "> " * 500_000,
    ],
    ids=lambda each: each[:10],
)
def test_a_monstrous_page_ends_in_a_bounded_page(text: str) -> None:
    said(text)
    assert len(render_content(text, PATH, LIVE)) < 3_000_000


def test_a_page_with_too_many_expressions_says_so_once() -> None:
    found = said('{{ policy("windows.idea_days") }}\n' * 250)
    assert found == [
        "201:1 this page has more than 200 expressions; this one and those after it are not shown "
        "(divide the page)"
    ]


def test_the_policy_in_force_is_told_with_its_defaults(tmp_path: Path) -> None:
    policy = PINNED + (
        "windows: { idea_days: 15 }\n"
        "severities: { idea-undecided: info, backup-missing: off }\n"
        "scoring: { caps: { K7: false }, confidence: { high: 0.90 } }\n"
        "tiers: { tactical: { review: monthly } }\n"
    )
    values = live_of(tmp_path, {}, playbook=policy).vocabulary.policy
    expected = {
        "windows.idea_days": "15",
        "windows.activity_days": "10",
        "tiers.tactical.review": "monthly",
        "tiers.strategic.review": "quarterly",
        "tiers.commodity.review": "none",
        "scoring.weights.communication": "15",
        "scoring.caps.K1": "on",
        "scoring.caps.K7": "off",
        "organisation.name": "Client",
        "organisation.currency": "not set",
        "as_of": "6 May 2026",
        "severities.idea-undecided": "info",
        "severities.milestone-missed": "error",
        "severities": "backup-missing: off, idea-undecided: info",
    }
    assert {path: values[path] for path in expected} == expected
    assert Decimal(values["scoring.confidence.high"]) == Decimal("0.9")
    assert not [path for path in values if path.startswith(("waivers", "origin"))]


def test_a_value_stands_within_its_sentence_and_is_only_text() -> None:
    text = 'Answer in {{ policy("windows.idea_days") }} days, {{ policy("organisation.name") }}.'
    page = render_content(text, PATH, LIVE)
    assert page.startswith("Answer in 20 days, Fish &#42;&#38;&#42; &#60;b&#62;Chips")
    assert not set("*<>|[]`{}_") & set(page)
    assert html.unescape(page) == ("Answer in 20 days, Fish *&* <b>Chips</b> | [x](y) `z` {: #a }.")


@pytest.mark.parametrize(
    ("written", "expected"),
    [("words", "on request"), ("words | capitalize", "On request"), ("lower", "on&#95;request")],
)
def test_a_few_filters_change_how_a_value_is_written(written: str, expected: str) -> None:
    text = f'{{{{ policy("tiers.strategic.review") | {written} }}}}'
    assert render_content(text, PATH, LIVE) == expected


def test_empty_lists_are_calm() -> None:
    expected = {
        '{{ findings("backup-missing") }}': "Nothing of this kind is open today.",
        '{{ milestones("missed", "at_risk") }}': "No milestone is missed or at risk today.",
        "{{ due(1) }}": "Nothing falls due in the next day.",
        "{{ due(14) }}": "Nothing falls due in the next 14 days.",
        "{{ ideas() }}": "Every idea has its answer today.",
        "{{ praise() }}": "Nobody has been thanked yet.",
        "{{ plans() }}": "No improvement plan is open today.",
    }
    for text, sentence in expected.items():
        assert shown(text, LIVE) == f"{sentence} As of 6 May 2026."


RECORDS = {
    "agreement": AGREEMENT
    + "client_obligations: [{id: OB-01, text: Open it, owner: tomas-reyl, due: 2026-06-20}]\n",
    "milestones": """\
milestones:
  - { id: MS-01, title: Go-live, baseline_due: 2026-04-30, deliverables: [DL-01] }
  - { id: MS-02, title: Handover, baseline_due: 2026-05-29, depends_on: [MS-01] }
""",
    "feedback": """\
feedback:
  - { id: FB-01, kind: praise, direction: to_vendor, raised_at: 2026-03-02, raised_by: ines-ward,
      about: delivery, summary: Well tested. }
  - { id: FB-02, kind: praise, direction: to_client, raised_at: "2026-04-02T10:00:00+01:00",
      raised_by: kit-morrow, about: people, summary: Quick answers. }
  - { id: FB-03, kind: concern, direction: to_vendor, raised_at: 2026-04-20, raised_by: ines-ward,
      about: cost, summary: Dear. }
""",
    "partnership": """\
activities:
  - { id: PA-01, type: idea, title: Test at night, proposed_by: vendor, planned_for: 2026-04-01 }
  - { id: PA-02, type: idea, title: Decided, proposed_by: client, planned_for: 2026-03-02,
      done_on: 2026-03-05, decision: declined }
  - { id: PA-03, type: training, title: A day out, proposed_by: client, planned_for: 2026-03-02 }
""",
    "improvement": """\
improvement:
  - id: IP-01
    title: Fewer repeats
    opened_on: 2026-03-02
    triggered_by: [FB-03]
    root_cause: No data.
    owner_client: ines-ward
    owner_vendor: kit-morrow
    target_end: 2026-07-31
    exit_criteria: [{ text: Three good months }]
    checkpoints:
      - { due: 2026-04-01, held_on: 2026-04-01, outcome: off_track }
      - { due: 2026-05-01, held_on: 2026-05-01, outcome: on_track }
    if_it_fails: We part.
  - id: IP-02
    title: Old one
    opened_on: 2025-03-02
    triggered_by: [FB-03]
    root_cause: No data.
    owner_client: ines-ward
    owner_vendor: kit-morrow
    target_end: 2025-07-31
    exit_criteria: [{ text: Three good months }]
    checkpoints: [{ due: 2025-04-01 }]
    if_it_fails: We part.
    closed_on: 2025-07-31
    outcome: met
""",
}


def test_each_function_lists_what_it_names(tmp_path: Path) -> None:
    live = live_of(tmp_path, RECORDS)
    # 30 April 2026 was a Thursday; Friday, Tuesday (Monday is a holiday) and Wednesday follow.
    assert shown('{{ milestones("missed", "at_risk") }}', live) == (
        "Vendor Milestone Status Due Late "
        "Acme MS-01 Go-live missed 30 Apr 2026 3 working days "
        "Acme MS-02 Handover at risk 29 May 2026 As of 6 May 2026."
    )
    assert "MS-02" not in shown('{{ milestones("missed") }}', live)
    found = shown('{{ findings("milestone-missed") }}', live)
    assert "Acme · MS-01 'Go-live' was due on 30 Apr 2026 and is 3 working days late" in found
    assert "Vendor acts: Rosa Lind" in found
    assert "29 May 2026 Acme MS-02 Handover milestone Rosa Lind" in shown("{{ due(23) }}", live)
    assert "MS-02" not in shown("{{ due(22) }}", live)
    assert "20 Jun 2026 Acme OB-01 Open it our obligation Tomas Reyl" in shown(
        "{{ due(45) }}", live
    )
    # April 2026 has 20 working days after the 1st (two of Easter's are off), May three by the 6th.
    assert shown("{{ ideas() }}", live) == (
        "Vendor Idea Raised by On Waiting "
        "Acme PA-01 Test at night the vendor 1 Apr 2026 22 working days As of 6 May 2026."
    )
    assert shown("{{ praise() }}", live) == (
        "Quick answers. to us from Acme, by Kit Morrow, 2 Apr 2026 · FB-02 "
        "Well tested. to Acme, by Ines Ward, 2 Mar 2026 · FB-01 As of 6 May 2026."
    )
    assert shown("{{ plans() }}", live) == (
        "Vendor Plan Open since To end by Latest checkpoint Owners "
        "Acme IP-01 Fewer repeats 2 Mar 2026 31 Jul 2026 on track Ines Ward, Kit Morrow "
        "As of 6 May 2026."
    )
    page = render_content('{{ milestones("missed") }}', PATH, live)
    assert 'href="../../vendors/v0/milestones/#ms-01"' in page


def test_findings_come_worst_first_without_the_waived(tmp_path: Path) -> None:
    waived = (
        "waivers: [{code: milestone-missed, record: MS-03, reason: Agreed, expires_on: 2026-12-31}]"
    )
    dates = ["2026-04-30", "2026-03-31", "2026-04-15"]
    rows = [
        f"  - {{ id: MS-0{n}, title: M{n}, baseline_due: {day} }}\n"
        for n, day in enumerate(dates, start=1)
    ]
    live = live_of(
        tmp_path, {"milestones": "milestones:\n" + "".join(rows)}, playbook=PINNED + waived
    )
    found = shown('{{ findings("milestone-missed") }}', live)
    assert found.index("MS-02") < found.index("MS-01")
    assert "MS-03" not in found


def many(count: int, day: str) -> dict[str, str]:
    rows = [
        f"  - {{ id: MS-{n:03}, title: M{n}, baseline_due: {day} }}\n" for n in range(1, count + 1)
    ]
    return {"milestones": "milestones:\n" + "".join(rows)}


@pytest.mark.parametrize(
    "text", ['{{ findings("milestone-missed") }}', '{{ milestones("missed") }}']
)
def test_a_list_shows_twenty_rows_and_says_how_many_more(tmp_path: Path, text: str) -> None:
    live = live_of(tmp_path, many(13, "2026-04-30"), many(12, "2026-04-29"))
    page = render_content(text, PATH, live)
    assert page.count("#ms-") == 20
    assert 'and 5 more: <a href="../../">all that needs action</a>. As of' in page


def test_what_falls_due_is_counted_within_the_days_asked_for(tmp_path: Path) -> None:
    live = live_of(tmp_path, many(25, "2026-05-12"), many(30, "2026-07-01"))
    assert "and 5 more: all that needs action." in shown("{{ due(6) }}", live)
    assert "Nothing falls due in the next 5 days." in shown("{{ due(5) }}", live)
    assert "and 5 more: all that needs action." in shown("{{ due(55) }}", live)
    assert "and 35 more: all that needs action." in shown("{{ due(56) }}", live)


def test_ideas_stand_vendor_by_vendor_the_oldest_first(tmp_path: Path) -> None:
    def ideas(*days: str) -> dict[str, str]:
        rows = [
            f"  - {{ id: PA-0{n}, type: idea, title: Of {day}, proposed_by: vendor, "
            f"planned_for: {day} }}\n"
            for n, day in enumerate(days, start=1)
        ]
        return {"partnership": "activities:\n" + "".join(rows)}

    live = live_of(tmp_path, ideas("2026-03-03", "2026-04-01"), ideas("2026-03-02", "2026-04-02"))
    found = re.findall(r"Of (2026-\d\d-\d\d)", shown("{{ ideas() }}", live))
    assert found == ["2026-03-02", "2026-04-02", "2026-03-03", "2026-04-01"]


def test_only_the_latest_ten_thanks_are_shown(tmp_path: Path) -> None:
    rows = [
        f"  - {{ id: FB-{n:02}, kind: praise, direction: to_vendor, raised_at: 2026-03-{n:02}, "
        f"raised_by: ines-ward, about: delivery, summary: Thanks {n}. }}\n"
        for n in range(1, 13)
    ]
    page = shown("{{ praise() }}", live_of(tmp_path, {"feedback": "feedback:\n" + "".join(rows)}))
    assert re.findall(r"Thanks (\d+)", page) == [str(n) for n in range(12, 2, -1)]
    assert "and 2 more: on each vendor's page Feedback." in page


def test_a_mistake_is_shown_in_its_place() -> None:
    text = 'Before.\n\n{{ finding("<b>") }}\n\nIn a {{ finding("*x*") }} sentence.\n'
    page = render_content(text, PATH, LIVE)
    assert (
        '\n<div class="vb-mistake" role="note"><p><strong>This cannot be shown:</strong> there is '
        "no function &#39;finding&#39; for pages. <span>Did you mean &#39;findings&#39;?</span></p>"
        "<p><code>{{ finding(&#34;&lt;b&gt;&#34;) }}</code></p></div>\n" in page
    )
    assert 'In a <strong class="vb-mistake">there is no function &#39;finding' in page
    assert "*x*" not in page
    assert 'finding("*x*") }} sentence.' in html.unescape(page.replace("</strong>", ""))


def test_without_a_policy_every_list_says_why() -> None:
    page = shown("{{ praise() }}", None)  # type: ignore[arg-type]
    assert page == (
        "This cannot be shown: the playbook's policy cannot be used. Mend playbook.yml first "
        "{{ praise() }}"
    )


HOSTILE = (
    "</section><img src=x onerror=alert(1)> **bold** `x` [a](javascript:alert(1)) "
    "{{ 7 * 7 }} {% x %} {: onclick=y } <!-- ]]> &lt;script&gt; |"
)


def test_record_text_stays_text(tmp_path: Path) -> None:
    quoted = json.dumps(HOSTILE)
    vendor = VENDOR.format(slug="v0").replace("name: Acme", f"name: {quoted}")
    records = {
        **RECORDS,
        "vendor": vendor,
        "milestones": RECORDS["milestones"].replace("Go-live", quoted),
        "feedback": RECORDS["feedback"].replace("Well tested.", quoted),
        "partnership": RECORDS["partnership"].replace("Test at night", quoted),
        "improvement": RECORDS["improvement"].replace("Fewer repeats", quoted),
    }
    live = live_of(tmp_path, records)
    calls = ['milestones("missed")', 'findings("milestone-missed")', "due(90)", "ideas()",
             "praise()", "plans()"]  # fmt: skip
    for call in calls:
        page = render_content(f"{{{{ {call} }}}}", PATH, live)
        assert "<img" not in page, call
        assert HOSTILE in html.unescape(page), call
        assert "\n\n" not in page.strip(), call
        assert page.count("</section>") == 1, call


def test_pages_are_read_wherever_they_lie_below_content(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    (folder / "deep/er").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "deep/er/page.md").write_bytes(b"\xef\xbb\xbf---\r\ntitle: X\r\n---\r\n# Page\r\n")
    (folder / ".hidden/page.md").write_text("{{ x }}")
    (folder / "latin.md").write_bytes(b"caf\xe9")
    (folder / "large.md").write_text("x" * 1_000_001)
    pages, findings = read_content(tmp_path)
    assert pages == [ContentPage("content/deep/er/page.md", "---\ntitle: X\n---\n", "# Page\n")]
    assert [(f.code, f.place.path, f.message) for f in findings] == [
        ("too-large", "content/large.md", "this page has more than 1,000,000 bytes"),
        ("content-template", "content/latin.md", "this page is not UTF-8 text, so it was not read"),
    ]


def test_the_policy_says_how_bad_a_mistake_is(tmp_path: Path) -> None:
    write_playbook(tmp_path, {}, playbook=PINNED + "severities: { content-template: warning }\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/page.md").write_text("{{ praised() }}\n")
    (found,) = survey_content(open_playbook(tmp_path), Clock(AS_OF, AS_OF))
    assert (found.severity, found.hint) == ("warning", "did you mean 'praise'?")


def test_every_function_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs/content.md").read_text(encoding="utf-8")
    for example in FUNCTIONS.values():
        assert f"{{{{ {example} }}}}" in text


def test_the_vocabulary_is_that_of_the_checks(tmp_path: Path) -> None:
    live = live_of(tmp_path, {})
    assert live.vocabulary.codes == frozenset(default_severities())
    assert "content-template" in live.vocabulary.codes
