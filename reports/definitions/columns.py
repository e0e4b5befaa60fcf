"""Columns that several sheets share; label, type and note stand here once."""

from collections.abc import Mapping

from crm.enums import N_, InteractionKind, LabelledEnum, SizeBand, SizeClass
from crm.rules.wz_sections import BOTH, JOINT_SECTIONS
from reports.known import Pairs
from reports.measures.behind_counts import firms_of as behind_it
from reports.measures.recency import LABELS
from reports.report import Column, Kind, Ratio
from reports.segment import SMALL_FIRMS, UNKNOWN


def names(enum: type[LabelledEnum]) -> Mapping[str, str]:
    return {member.value: member.label for member in enum}


def at_size(size: SizeClass) -> Pairs:
    return (("size_class", size.value),)


def firms_of(kind: str) -> str:
    """The key of the firms with a contact of a kind."""
    return f"{kind}_firms"


def of_size(figure: str, size: str) -> str:
    """The key of a figure of one size class, where sizes stand side by side."""
    return f"{figure}_{size}"


def counted(key: str, label: str, note: str = "", counts: str = "") -> Column:
    """What firms have, with the firms behind it in the rows; named as in other reports if it is the
    same there.
    """
    return Column(key, label, note=note, counts=counts or key, behind=(behind_it(key),))


def _short(key: str) -> str:
    """``K (L)``: the letter of WZ 2008, and behind it those of WZ 2025 where they differ."""
    letter, *others = key.split(BOTH)
    return f"{letter} ({', '.join(one.removeprefix('2025-') for one in others)})" if others else key


SIZE_CLASS = Column("size_class", N_("Size class"), Kind.LABEL, names=names(SizeClass))
SIZE_BAND = Column("size_band", N_("Employees"), Kind.LABEL, names=names(SizeBand))
DISTRICT_NUMBER = Column("district", N_("No."), Kind.CODE, names={UNKNOWN: "–"})
DISTRICT_NAME = Column(
    "district_name", N_("District"), Kind.LABEL, names={UNKNOWN: N_("District unknown")}
)
SECTION = Column(
    "section",
    N_("WZ section 2008 (2025)"),
    Kind.CODE,
    names={key: _short(key) for key in JOINT_SECTIONS} | {UNKNOWN: "–"},
)
SECTION_TITLE = Column("section_title", N_("Sector"), Kind.TITLE, names=JOINT_SECTIONS)
MONTH = Column("month", N_("Month"), Kind.MONTH)
ADVISOR = Column("name", N_("Advisor"), Kind.LABEL, names={"": N_("No advisor named")})

OVERLAP = N_(
    "District rows do not add up to the city: a firm with several sites counts once in the city"
    " and once in each of its districts."
)

VISIT = (("kind", InteractionKind.VISIT.value),)
SIZE_UNKNOWN = at_size(SizeClass.UNKNOWN)

FIRMS = Column("companies", N_("Firms"), counts="companies")
INDIVIDUAL = Column("individual", N_("Individual contact"), counts="individual")
EVENTS_ONLY = Column("events_only", N_("Events only"), counts="events_only")
NONE = Column("none", N_("No contact"), counts="none")
CONTACTS = Column(
    "contacts", N_("Contacts"), counts="contacts", behind=("individual", "events_only")
)
VISITS = Column("visits", N_("Company visits"), counts="contacts", at=VISIT, behind=("visited",))
COVERAGE = Column(
    "coverage",
    N_("Contact coverage in %"),
    Kind.SHARE,
    N_("firms with at least one contact in the period, divided by all firms."),
    Ratio(("individual", "events_only"), ("companies",)),
    shaded=True,
)
INDIVIDUAL_SHARE = Column(
    "individual_share",
    N_("Individually in %"),
    Kind.SHARE,
    N_("firms with a visit, consultation, call or consulting day, divided by all firms."),
    Ratio(("individual",), ("companies",)),
)
BEFORE = Column(
    "before",
    N_("Before, in %"),
    Kind.SHARE,
    N_(
        "contact coverage in the period before: as many whole months, or as many days, up to the"
        " day before this one begins."
    ),
    stands_on=("companies_before", "reached_before", "none_before"),
)
UNSEEN_BEFORE = tuple(
    Column(f"{each}_before", "", counts=f"{each}_before")
    for each in ("companies", "reached", "none")
)
SPLIT = (FIRMS, INDIVIDUAL, EVENTS_ONLY, NONE, COVERAGE, INDIVIDUAL_SHARE, CONTACTS, VISITS)
"""What every breakdown of the coverage shows."""

KINDS = tuple(
    Column(
        kind.value,
        kind.label,
        counts="contacts",
        at=(("kind", kind.value),),
        behind=(firms_of(kind.value),),
    )
    for kind in InteractionKind
)
REACHED = Column("reached", N_("Firms reached"), counts="reached")

REACHED_OF = {
    SizeClass.MICRO: N_("Micro, reached"),
    SizeClass.SMALL: N_("Small, reached"),
    SizeClass.MEDIUM: N_("Medium, reached"),
    SizeClass.FROM_200_TO_499: N_("200 to 499, reached"),
    SizeClass.LARGE: N_("Large, reached"),
    SizeClass.UNKNOWN: N_("Unknown, reached"),
}
FIRMS_BY_SIZE = tuple(
    column
    for size, reached in REACHED_OF.items()
    for column in (
        Column(of_size("companies", size.value), size.label, counts="companies", at=at_size(size)),
        Column(of_size("reached", size.value), reached, counts="reached", at=at_size(size)),
    )
)
"""Side by side, the firms of each size class and how many of them were reached."""

ACTIVE = Column("companies", N_("Firms on the reference day"), counts="active")
RECENCY_BANDS = tuple(
    Column(band, label, counts="active", at=(("recency", band),)) for band, label in LABELS.items()
)
VISITED = Column("visited", N_("Visited in 36 months"), counts="visited")
VISIT_PENETRATION = Column(
    "visit_penetration",
    N_("Visit penetration in %"),
    Kind.SHARE,
    N_("firms visited in the 36 months up to the reference day, divided by those active then."),
    Ratio(("visited",), ("companies",)),
    shaded=True,
)
REACHED_ON_DAY = Column("reached", N_("Contacted in the period"), counts="reached_on_day")
COVERAGE_ON_DAY = Column(
    "coverage",
    N_("Contact coverage, reference day, in %"),
    Kind.SHARE,
    N_("of the firms active on the reference day, those with a contact in the period."),
    Ratio(("reached",), ("companies",)),
)

GROUP = Column(
    "group",
    N_("Size class"),
    Kind.LABEL,
    names={**names(SizeClass), SMALL_FIRMS: N_("Micro and small together")},
)
UNKNOWN_REACHED = Column(
    "unknown_reached", N_("Size unknown, reached"), counts="reached", at=SIZE_UNKNOWN
)
UNKNOWN_NONE = Column(
    "unknown_none", N_("Size unknown, not reached"), counts="none", at=SIZE_UNKNOWN
)
REACH = Column(
    "coverage",
    COVERAGE.label,
    Kind.SHARE,
    COVERAGE.note,
    Ratio(("reached",), ("companies",)),
    shaded=True,
)
INDEX = Column(
    "index",
    N_("Index"),
    Kind.INDEX,
    N_("coverage divided by the coverage of all firms; 1.00: reached as often as all."),
    Ratio(("coverage",), ("coverage",), under_total=True),
)
LOWEST = Column(
    "lowest",
    N_("Lowest possible coverage in %"),
    Kind.SHARE,
    N_("if all firms of unknown size without contact belonged here."),
    Ratio(("reached",), ("companies", "unknown_none")),
)
HIGHEST = Column(
    "highest",
    N_("Highest possible coverage in %"),
    Kind.SHARE,
    N_("if all firms of unknown size with contact belonged here."),
    Ratio(("reached", "unknown_reached"), ("companies", "unknown_reached")),
)
LOWEST_INDEX = Column(
    "lowest_index",
    N_("Lowest index"),
    Kind.INDEX,
    ratio=Ratio(("lowest",), ("coverage",), under_total=True),
)
HIGHEST_INDEX = Column(
    "highest_index",
    N_("Highest index"),
    Kind.INDEX,
    ratio=Ratio(("highest",), ("coverage",), under_total=True),
)

FIRMS_INDIVIDUALLY = Column("contacted", N_("Firms contacted individually"), counts="individual")
INDIVIDUAL_CONTACTS = Column(
    "contacts", N_("Individual contacts"), counts="individual_contacts", behind=("contacted",)
)
MEAN = Column(
    "mean",
    N_("Contacts per firm (mean)"),
    Kind.INDEX,
    ratio=Ratio(("contacts",), ("contacted",)),
)
MEDIAN = Column("median", N_("Contacts per firm (median)"), Kind.DECIMAL, stands_on=("contacted",))
TALK = Column(
    "talk",
    N_("Talk"),
    Kind.TITLE,
    names={
        "guests": N_("With people who have no firm yet or stand for none"),
        "before_founding": N_("With firms before they were founded"),
        "after_end": N_("With firms after their end"),
    },
)
TALKS = Column("number", N_("Number"), counts="talks")

TOP_CONTACTS = Column(
    "top_contacts",
    N_("Contacts of the top tenth"),
    counts="top_contacts",
    alone=True,
    behind=("top_tenth",),
)
TOP_SHARE = Column(
    "top_share",
    N_("Share of the top tenth in %"),
    Kind.SHARE,
    N_("the tenth of the firms contacted most often, and their share of individual contacts."),
    Ratio(("top_contacts",), ("contacts",)),
)

PARTICIPATIONS = Column("participations", N_("Interactions (in full)"))
SHARED = Column("shared", N_("Interactions (shared)"), Kind.DECIMAL)
HOURS = Column("hours", N_("Hours"), Kind.DECIMAL)
OPEN_INQUIRIES = Column("open_inquiries", N_("Open inquiries"))
IN_CARE = Column("companies_in_care", N_("Firms in care"))
