"""The playbook's policy: whose it is, how long things may take, how scores are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Literal

from vendorbook.records.facts import Record, defaulted, record

ReviewCadence = Literal["monthly", "quarterly", "semiannual", "annual", "none"]
PolicySeverity = Literal["error", "warning", "info", "off"]


@record
class Organisation(Record):
    """Whose playbook this is, and where its days begin and end."""

    name: str
    timezone: str
    calendar: str
    currency: str | None = None


@record
class Windows(Record):
    """How long things may take before somebody is told.

    Working days up to `activity_days`, calendar days from `contact_verified_days` on.
    """

    due_soon_days: int = 10
    review_days: int = 10
    resubmission_days: int = 10
    backdate_days: int = 5
    report_kpi_days: int = 5
    credit_days: int = 20
    action_error_days: int = 10
    dispute_days: int = 20
    idea_days: int = 20
    activity_days: int = 10
    contact_verified_days: int = 180
    feedback_silent_days: int = 90
    praise_silent_days: int = 180
    record_silent_days: int = 45
    review_comment_days: int = 14
    notice_info_days: int = 90
    notice_warning_days: int = 60
    notice_error_days: int = 30
    document_warning_days: int = 30


@record
class StrategicTier(Record):
    """What strategic vendors are owed."""

    review: ReviewCadence = "quarterly"


@record
class TacticalTier(Record):
    """What tactical vendors are owed."""

    review: ReviewCadence = "semiannual"


@record
class OperationalTier(Record):
    """What operational vendors are owed."""

    review: ReviewCadence = "annual"


@record
class CommodityTier(Record):
    """What commodity vendors are owed."""

    review: ReviewCadence = "none"


@record
class Tiers(Record):
    """How often each tier of vendor is reviewed."""

    strategic: StrategicTier = field(default_factory=defaulted(StrategicTier))
    tactical: TacticalTier = field(default_factory=defaulted(TacticalTier))
    operational: OperationalTier = field(default_factory=defaulted(OperationalTier))
    commodity: CommodityTier = field(default_factory=defaulted(CommodityTier))


@record
class Weights(Record):
    """How much each practice counts; together exactly 100."""

    communication: Decimal = Decimal(15)
    expectations: Decimal = Decimal(25)
    feedback: Decimal = Decimal(15)
    performance: Decimal = Decimal(35)
    partnership: Decimal = Decimal(10)


@record
class Bands(Record):
    """The least score of each grade."""

    A: Decimal = Decimal(90)
    B: Decimal = Decimal(75)
    C: Decimal = Decimal(60)
    D: Decimal = Decimal(40)
    E: Decimal = Decimal(0)


@record
class Caps(Record):
    """Which facts limit the grade whatever the score."""

    K1: bool = True
    K2: bool = True
    K3: bool = True
    K4: bool = True
    K5: bool = True
    K6: bool = True
    K7: bool = True


@record
class Confidence(Record):
    """The least share of the expected data for each level."""

    high: Decimal = Decimal("0.8")
    medium: Decimal = Decimal("0.6")
    low: Decimal = Decimal("0.5")


@record
class Scoring(Record):
    """How scores are made."""

    weights: Weights = field(default_factory=defaulted(Weights))
    late_points_per_day: Decimal = Decimal(5)
    bands: Bands = field(default_factory=defaulted(Bands))
    caps: Caps = field(default_factory=defaulted(Caps))
    confidence: Confidence = field(default_factory=defaulted(Confidence))
    trend: Decimal = Decimal(3)


@record
class Waiver(Record):
    """A finding that is lived with for a while; a field left out matches everything."""

    code: str
    vendor: str | None = None
    record: str | None = None
    reason: str
    expires_on: date
    approved_by: str | None = None


@record
class SiteSettings(Record):
    """How the published site links back to the records."""

    edit_url: str | None = None
    internal_notice: str | None = None


@record
class Playbook(Record):
    """The file `playbook.yml`."""

    schema_version: int
    organisation: Organisation
    as_of: date | None = None
    windows: Windows = field(default_factory=defaulted(Windows))
    tiers: Tiers = field(default_factory=defaulted(Tiers))
    scoring: Scoring = field(default_factory=defaulted(Scoring))
    severities: Mapping[str, PolicySeverity] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    site: SiteSettings = field(default_factory=defaulted(SiteSettings))
