"""How many and how: every knob of the demo city.

A new kind of interaction needs one line in KINDS; the rest of the seed follows from it.
"""

from dataclasses import dataclass
from datetime import date

from crm.enums import InteractionKind, SizeBand


@dataclass(frozen=True, slots=True)
class Individual:
    """One firm at a time is spoken to. Shares are of one; ``share`` of all individual contacts."""

    share: float
    minutes: tuple[int, int]
    hours: tuple[int, int] = (8, 16)
    place: str | None = None
    noted: float = 0.9
    promises: float = 0.25
    two_firms: float = 0.0
    two_advisors: float = 0.1
    confidential: float = 0.0


@dataclass(frozen=True, slots=True)
class Gathering:
    """Many firms in one room. ``firms`` and ``guests`` are the fewest and the most who come."""

    months: tuple[int, ...]
    firms: tuple[int, int]
    starts_at: str
    minutes: int
    weekday: int
    """0 is Monday."""
    per_month: int = 1
    guests: tuple[int, int] = (0, 0)
    invites: str = "city"
    """Who is asked: the "city", one "district" or "young" firms."""
    advisors: int = 2
    both_teams: bool = False
    last_week: bool = False
    days: int = 1


KINDS: dict[InteractionKind, Individual | Gathering] = {
    InteractionKind.VISIT: Individual(
        0.31, (30, 120), noted=0.97, promises=0.45, two_firms=0.1, two_advisors=0.2
    ),
    InteractionKind.CONSULTATION: Individual(
        0.27, (30, 90), place="Amt für Wirtschaft", promises=0.4, two_firms=0.05, confidential=0.04
    ),
    InteractionKind.CALL: Individual(
        0.42, (5, 35), noted=0.75, promises=0.22, two_firms=0.01, two_advisors=0.0
    ),
    InteractionKind.FORUM: Gathering(
        (3, 4, 5, 9, 10, 11), (50, 110), "17:00", 180, weekday=3, advisors=4, both_teams=True
    ),
    InteractionKind.ROUND_TABLE: Gathering(
        (1, 2, 3, 4, 5, 6, 9, 10, 11, 12),
        (10, 28),
        "18:30",
        150,
        weekday=1,
        per_month=2,
        invites="district",
    ),
    InteractionKind.CONSULTING_DAY: Gathering(
        (2, 4, 6, 9, 10, 12),
        (4, 9),
        "09:00",
        420,
        weekday=3,
        guests=(7, 14),
        invites="young",
        advisors=4,
        both_teams=True,
    ),
    InteractionKind.FAIR: Gathering(
        (2,),
        (110, 190),
        "10:00",
        960,
        weekday=5,
        advisors=6,
        both_teams=True,
        last_week=True,
        days=2,
    ),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """``companies`` on file, ended ones included, and ``interactions`` of every kind."""

    companies: int
    interactions: int

    def __str__(self) -> str:
        return f"{self.companies}x{self.interactions}"


INTERACTIONS = 24_600
"""In five years of Magdeburg; other years in proportion."""
CONTACTS_PER_ADVISOR_AND_YEAR = 2_000
"""A larger set gets more advisors than the cast, so that nobody has more than this."""
BUSIEST_CONTACTS = 2_000
BUSIEST_FROM_INTERACTIONS = 200_000
"""From this size on one firm has exactly so many contacts, to measure its page with."""

INDEXES_LAST_FROM = 200_000
"""From so many interactions on, indexes are made after the rows."""

CLOSURES_PER_YEAR = 0.055
"""Of the stock. Each closure is followed by a founding in the same place and trade group."""
MOST_ENDED = 0.7
"""However many the years: no more ended firms than this share of the stock."""
END_REASONS = {
    "closed": 0.70,
    "insolvency": 0.09,
    "moved_away": 0.11,
    "merged": 0.04,
    "left_register": 0.04,
    "unknown": 0.02,
}
MOVES_PER_YEAR = 0.022
MOVES_TO_OTHER_DISTRICT = 0.65
SIZE_CHANGES = (0.12, 0.03)
"""Share of firms with one change of size on record, and with two."""
TO_WZ_2025 = 0.06
"""Firms whose code was carried over to WZ 2025, from that day on at the earliest:"""
WZ_2025_FROM = date(2025, 1, 1)
FOUNDED_WITH_WZ_2025 = 0.5
EXACT_HEADCOUNT = 0.38
SIDELINE = 0.22
BRANCHES = {
    SizeBand.FROM_7: 0.05,
    SizeBand.FROM_10: 0.10,
    SizeBand.FROM_20: 0.18,
    SizeBand.FROM_50: 0.25,
    SizeBand.FROM_100: 0.3,
    SizeBand.FROM_200: 0.4,
    SizeBand.FROM_500: 0.6,
    SizeBand.FROM_1000: 0.8,
}
SUCCESSIONS = 0.035
"""Firms in which somebody else took over during the years."""

MONTHS = (0.85, 1.0, 1.15, 1.05, 1.0, 1.1, 0.62, 0.5, 1.2, 1.2, 1.25, 0.75)
WEEKDAYS = (0.85, 1.1, 1.15, 1.15, 0.7, 0.0, 0.0)
CHRISTMAS = 0.12
"""What is left of the work between 20 December and 3 January."""

OWN_FIRMS = {"bestandsbetreuung": 0.85, "akquise": 0.32}
"""Share of a team's contacts with firms in the advisor's own districts."""
NEGLECTED_DISTRICTS = {"08": 0.1, "10": 0.1, "12": 0.15, "22": 0.12, "46": 0.15, "78": 0.05}
NEGLECTED_SECTIONS = {"K": 0.25, "L": 0.2, "N": 0.6, "Q": 0.5, "S": 0.3, "D": 0.2}
"""What is left of the interest in these, under WZ 2008."""
INTEREST = {
    SizeBand.NONE: 0.6,
    SizeBand.FROM_1: 1.0,
    SizeBand.FROM_4: 1.6,
    SizeBand.FROM_7: 2.0,
    SizeBand.FROM_10: 3.0,
    SizeBand.FROM_20: 5.0,
    SizeBand.FROM_50: 6.0,
    SizeBand.FROM_100: 7.0,
    SizeBand.FROM_200: 8.0,
    SizeBand.FROM_500: 9.0,
    SizeBand.UNKNOWN: 0.5,
}
OPEN_DOORS = {
    SizeBand.NONE: 0.50,
    SizeBand.FROM_1: 0.70,
    SizeBand.FROM_4: 0.78,
    SizeBand.FROM_7: 0.84,
    SizeBand.FROM_10: 0.92,
    SizeBand.FROM_20: 0.96,
    SizeBand.UNKNOWN: 0.35,
}
"""Share of firms that are ever spoken to one by one; all of the larger ones."""
SOCIABLE = 0.40
"""Share of firms that ever come to a gathering."""
UNEVENNESS, LUCKIEST = 1.0, 9.0
"""Sigma and upper end of the log-normal: some firms call every month, most never."""

CANCELLED, NOBODY_THERE = 0.045, 0.02
GATHERING_CANCELLED = 0.03
COMES, STAYS_AWAY = 0.70, 0.10
"""Of those on a gathering's list; the rest was invited and did not answer."""
PLANNED_AHEAD_DAYS = 42
PLANNED_PER_ADVISOR = (6, 12)
TODAY_FOR_DEMO_ADVISOR = ("09:00", "11:00", "14:00", "15:30")
LATE_ENTRIES = {0: 0.7, 1: 0.15, 3: 0.08, 8: 0.05, 21: 0.02}
"""Days between a contact and its entry."""

PROMISE_DAYS = (5, 45)
FORGOTTEN, FORGOTTEN_BY_OVERWORKED = 0.13, 0.4
KEPT_EARLY = {"in_time": 0.68, "late": 0.14, "moved": 0.13, "dropped": 0.05}
DROP_REASONS = (
    "Hat sich für die Firma erledigt.",
    "Von der Kammer übernommen.",
    "Firma hat abgesagt.",
    "Doppelt eingetragen.",
    "Programm ist ausgelaufen.",
)
FIRM_GONE = "Die Firma gibt es nicht mehr."
FIRMS_BY_NAME = (4, 12)
"""Firms that an advisor has in care by name."""

LEGAL_FORMS = (
    "Einzelunternehmen",
    "e. K.",
    "GbR",
    "UG",
    "GmbH",
    "GmbH & Co. KG",
    "OHG",
    "KG",
    "AG",
)
LEGAL_WEIGHTS = {
    SizeBand.NONE: (72, 3, 4, 6, 13, 1, 0.3, 0.5, 0.1),
    SizeBand.FROM_1: (50, 7, 4, 5, 30, 3, 0.5, 0.5, 0.1),
    SizeBand.FROM_4: (34, 9, 3, 2, 46, 5, 0.7, 0.6, 0.2),
    SizeBand.FROM_10: (11, 5, 1, 1, 67, 12, 0.7, 1.5, 0.8),
    SizeBand.FROM_50: (0, 0, 0, 0, 72, 22, 0, 2, 4),
    SizeBand.UNKNOWN: (66, 3, 4, 7, 17, 2, 0.4, 0.4, 0.1),
}
"""From the band on, until the next one on the list."""
WOMEN = {"salon": 0.85, "beauty": 0.92, "bau": 0.07, "kfz": 0.07, "industrie": 0.15, "pflege": 0.7}
WOMEN_ELSEWHERE = 0.34
PERSONS = {
    SizeBand.NONE: 1.0,
    SizeBand.FROM_1: 1.15,
    SizeBand.FROM_4: 1.4,
    SizeBand.FROM_10: 2.1,
    SizeBand.FROM_50: 3.2,
    SizeBand.FROM_200: 4.2,
    SizeBand.UNKNOWN: 1.0,
}
"""People on file per firm on average, from the band on."""
