"""What a finding's code means: manuals for people, as plain values.

Checks carry their manual as their docstring. The codes that reading and validating files give have
no check of their own; their manuals stand here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from vendorbook.findings import Severity

Group = Literal["record", "situation"]
"""`record` for faults in what was written, `situation` for facts in the world as of a day."""


class CheckManual(NamedTuple):
    """The manual page of one code.

    Attributes:
        code: The code as findings print it.
        severity: How bad it is unless the policy says otherwise.
        group: Fault in the record, or situation.
        text: The manual: a summary line, then paragraphs and indented examples.
    """

    code: str
    severity: Severity
    group: Group
    text: str

    @property
    def summary(self) -> str:
        """The first line, without its full stop."""
        return self.text.partition("\n")[0].rstrip(".")


def _reading(code: str, text: str, severity: Severity = "error") -> CheckManual:
    return CheckManual(code, severity, "record", text.strip())


READING_MANUALS: tuple[CheckManual, ...] = (
    _reading(
        "yaml-syntax",
        """
The file is not one plain YAML document.

Finds indentation that does not add up, quotes that are never closed, bytes that are not UTF-8,
invisible characters, tags, a second document, and keys that are not text. The rest of the file
cannot be judged until this is mended.

Why it matters: a file that two people read differently is no record.

Fails:

    milestones:
      - id: MS-01
        title: Claims intake: live

Passes:

    milestones:
      - id: MS-01
        title: "Claims intake: live"
""",
    ),
    _reading(
        "duplicate-key",
        """
A key stands twice in the same mapping.

Finds keys that are repeated. Most YAML readers keep the last value without a word; here the first
one counts until somebody decides.

Why it matters: two pull requests that each add the same line merge without a conflict.

Fails:

    - id: MS-01
      title: Claims intake live
      title: Claims intake for motor live

Passes:

    - id: MS-01
      title: Claims intake for motor live
""",
    ),
    _reading(
        "alias-forbidden",
        """
The file uses an anchor, an alias or a merge key.

Finds `&name`, `*name` and `<<`. Text that starts with one of these signs needs quotes.

Why it matters: a small file with aliases can unfold into gigabytes, and a value that is written
elsewhere cannot be reviewed where it counts.

Fails:

    evidence: *latest

Passes:

    evidence: https://documents.fenwickvale.example/acceptance/ms-01
""",
    ),
    _reading(
        "too-large",
        """
The file is larger than 1,000,000 bytes, or nested deeper than 30 levels.

Why it matters: no record needs it, and checks must stay quick for everybody.

Fails: one `feedback.yml` with ten years of entries.

Passes: a folder `feedback/` with one file for each year.
""",
    ),
    _reading(
        "unknown-key",
        """
A key is not a field of its record.

Finds mistyped and invented keys, and suggests the field that was probably meant. A milestone's
status, its due date and the like are derived and no fields either.

Why it matters: a mistyped key is a fact that nobody would ever see again.

Fails:

    - id: MS-01
      titel: Claims intake live

Passes:

    - id: MS-01
      title: Claims intake live
""",
    ),
    _reading(
        "missing-key",
        """
A field that the record needs is missing.

Fails:

    - id: MS-01
      title: Claims intake live

Passes:

    - id: MS-01
      title: Claims intake live
      baseline_due: 2026-04-30
""",
    ),
    _reading(
        "wrong-type",
        """
A value is of the wrong kind, such as text where a number is expected.

Only `true`, `false`, `null` and plain numbers are anything but text; dates and times are text, with
or without quotes.

Fails:

    critical: yes

Passes:

    critical: true
""",
    ),
    _reading(
        "bad-value",
        """
A value is of the right kind but not one of those allowed.

Finds words outside a field's list, numbers outside its range, empty text and lists, and fields that
do not fit together.

Fails:

    tier: gold

Passes:

    tier: strategic
""",
    ),
    _reading(
        "bad-format",
        """
A date, id, phone number or other formatted text is not of its form.

Fails:

    baseline_due: 30/04/2026

Passes:

    baseline_due: 2026-04-30
""",
    ),
    _reading(
        "unknown-file",
        """
A file or folder is no record.

Finds whatever lies in a vendor's folder, or beside the vendors' folders, and is no kind of record:
mistyped names, `.yaml` instead of `.yml`, symbolic links. Names that start with a dot are left
alone.

Why it matters: a record under a name that nobody reads is lost without a sound.

Fails: `vendors/keelhaven/milestone.yml`

Passes: `vendors/keelhaven/milestones.yml`
""",
    ),
    _reading(
        "missing-file",
        """
A file that every playbook or vendor has is missing.

A playbook has `playbook.yml`; every vendor's folder has `vendor.yml` and `contacts.yml`. All other
files are welcome when there is something to write in them.
""",
    ),
    _reading(
        "content-template",
        """
Live data on a page written by hand cannot be shown.

Finds what stands between `{{` and `}}` on a page below `content/` and is not one call of one of the
functions for pages, with names that exist: checks, milestone statuses, paths of playbook.yml. A
list must stand alone on its line. Text in code is left alone. The page shows the mistake in its
place until it is mended.

Why it matters: a list that is silently empty reads as good news.

Fails:

    {{ findings("contact-unverifed") }}

Passes:

    {{ findings("contact-unverified") }}
""",
    ),
    _reading(
        "waiver-unused",
        """
A waiver in playbook.yml covers no finding, or has expired.

Why it matters: a waiver that outlives its reason hides the next finding of the same kind.
""",
        "warning",
    ),
)
