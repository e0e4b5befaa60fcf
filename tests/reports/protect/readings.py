"""How a reader reads each workbook: what its heads count, and what everybody knows of them.

By the words that are printed, and on purpose with nothing of ``reports``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

ALL = "all"
SMALL = "Micro and small together"
Column = tuple[int, ...]


@dataclass(frozen=True)
class Sheet:
    """``dimensions``: in which columns their categories stand; ``heads``: what stands under them,
    such as ``contacts|kind=visit``.
    """

    dimensions: Mapping[str, Column]
    heads: Mapping[str, str]
    has_total: bool = True
    within: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    under: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """``together``: a whole and its parts; ``sums``: the same of single counts; ``among``: fewer
    and more; ``so_many``: fewer, more, and how often;
    ``rates``: head -> heads over heads; ``per_hundred``: head, of what, heads; ``overlapping``:
    dimension and measure; ``some``: the same where not all categories are printed; ``alone``:
    those that do not add up.
    """

    sheets: Mapping[str, Sheet]
    rates: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    per_hundred: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    together: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    among: tuple[tuple[str, str], ...] = ()
    so_many: tuple[tuple[str, str, str], ...] = ()
    overlapping: frozenset[tuple[str, str]] = frozenset()
    some: frozenset[tuple[str, str]] = frozenset()
    alone: frozenset[str] = frozenset()


def by(dimension: str, heads: Mapping[str, str], *columns: int, **more: Any) -> Sheet:
    return Sheet({dimension: columns or (0,)}, heads, **more)


SPLIT = {
    "Firms": "firms",
    "Individual contact": "individual",
    "Events only": "events",
    "No contact": "none",
    "Contacts": "contacts",
    "Company visits": "contacts|kind=visit",
}
BANDS_OF = {
    "Micro (under 10)": ("No employees", "1 to 3", "4 to 6", "7 to 9"),
    "Small (10 to 49)": ("10 to 19", "20 to 49"),
    "Medium (50 to 249)": ("50 to 99", "100 to 199"),
    "200 to 499 (medium or large)": ("200 to 499",),
    "Large (250 and more)": (
        "500 to 999", "1,000 to 2,499", "2,500 to 4,999", "5,000 to 9,999", "10,000 and more",
    ),
    "Size unknown": ("Headcount unknown",),
}  # fmt: skip
RECENCY = ("0 to 90 days", "91 to 180 days", "181 to 365 days", "366 to 730 days",
           "More than 730 days", "No individual contact yet")  # fmt: skip
KINDS = {"Company visit": "visit", "Consultation": "consultation", "Call": "call",
         "Business forum": "forum", "Round table": "round table",
         "Consulting day": "consulting day", "Fair": "fair"}  # fmt: skip
SHORT = {"Micro": "Micro (under 10)", "Small": "Small (10 to 49)", "Medium": "Medium (50 to 249)",
         "200 to 499": "200 to 499 (medium or large)", "Large": "Large (250 and more)",
         "Unknown": "Size unknown"}  # fmt: skip
COVERAGE = Reading(
    sheets={
        "By size": by("size", SPLIT),
        "By size band": by("band", SPLIT),
        "By district": by("district", SPLIT, 0, 1),
        "By sector": by("sector", SPLIT, 0, 1),
        "District and size": by("district", {
            "Firms": "firms", "Firms reached": "reached",
            **{size: f"firms|size={size}" for size in BANDS_OF},
            **{f"{short}, reached": f"reached|size={size}" for short, size in SHORT.items()},
        }, 0, 1),
        "By month": by("month", {
            "Contacts": "contacts", "Firms reached": "reached",
            **{head: f"contacts|kind={kind}" for head, kind in KINDS.items()},
        }),
        "Small firms": by("size", {"Firms": "firms", "Firms reached": "reached",
                                   "No contact": "none"}),
        "Small firms, bounds": by("size", {"Firms": "firms", "Firms reached": "reached"}),
        "Recency": by("size", {"Firms on the reference day": "active",
                               **{band: f"active|since={band}" for band in RECENCY}}),
        "Visit penetration": by("size", {"Firms on the reference day": "active",
                                         "Visited in 36 months": "visited",
                                         "Contacted in the period": "reached on the day"}),
        "Intensity": by("size", {"Firms contacted individually": "individual",
                                 "Individual contacts": "individual contacts",
                                 "Contacts of the top tenth": "top"}),
    },
    rates={
        "Contact coverage in %": (("Individual contact", "Events only"), ("Firms",)),
        "Individually in %": (("Individual contact",), ("Firms",)),
        "Visit penetration in %": (("Visited in 36 months",), ("Firms on the reference day",)),
        "Contact coverage, reference day, in %": (
            ("Contacted in the period",), ("Firms on the reference day",),
        ),
        "Contacts per firm (mean)": (
            ("Individual contacts",), ("Firms contacted individually",),
        ),
        "Share of the top tenth in %": (
            ("Contacts of the top tenth",), ("Individual contacts",),
        ),
    },
    together=(
        ("firms", ("individual", "events", "none")),
        ("firms", ("reached", "none")),
        ("reached", ("individual", "events")),
    ),
    sums=(("individual contacts", tuple(f"contacts|kind={kind}" for kind in
           ("visit", "consultation", "call", "consulting day"))),),
    among=(
        ("reached", "firms"), ("active", "firms"), ("visited", "active"),
        ("reached on the day", "active"), ("reached on the day", "reached"),
        ("reached", "contacts"), ("individual", "individual contacts"),
        ("individual contacts", "contacts"), ("top", "individual contacts"),
    ),
    overlapping=frozenset(
        {("district", measure) for measure in
         ("firms", "individual", "events", "none", "contacts", "reached")} | {("month", "reached")}
    ),
    alone=frozenset({"top"}),
)  # fmt: skip

INQUIRIES = {
    "Received": "received",
    "In time": "in time",
    "Too late": "late",
    "Missed": "missed",
    "In their time": "running",
    "Closed without an answer": "dropped",
}
RESPONSE = Reading(
    sheets={
        "By channel": by("channel", INQUIRIES),
        "By month": by("month", INQUIRIES),
        "By first office": by("office", INQUIRIES),
        "By topic": by("topic", INQUIRIES),
        "Outcomes": by("outcome", {"Inquiries": "received"}),
    },
    rates={"In time, in %": (("In time",), ("In time", "Too late", "Missed"))},
    together=(("received", tuple(INQUIRIES.values())[1:]),),
)

TURNOUT = {
    "Gatherings": "gatherings",
    "On the lists": "listed",
    "Registered": "registered",
    "Came": "came",
    "No-shows": "stayed away",
    "Firms that came": "firms that came",
}
GATHERINGS = Reading(
    sheets={
        "By kind": by("kind of gathering", TURNOUT),
        "By size class": by("size", TURNOUT),
        "By district": by("district", TURNOUT, 0, 1),
        "By month": by("month", TURNOUT),
        "Events only": by("size", {"Individual contact": "individual", "Events only": "events"}),
    },
    rates={
        "No-shows in %": (("No-shows",), ("Came", "No-shows")),
        "Events only, in %": (("Events only",), ("Individual contact", "Events only")),
    },
    among=(
        ("registered", "listed"), ("came", "registered"), ("stayed away", "registered"),
        ("firms that came", "came"),
    ),
    so_many=(("came", "firms that came", "gatherings"),),
    overlapping=frozenset(
        {("district", measure) for measure in TURNOUT.values()}
        | {("month", "firms that came"), ("kind of gathering", "firms that came")}
    ),
    alone=frozenset({"gatherings"}),
)  # fmt: skip

SLOTS = {
    "Slots offered": "offered",
    "Booked": "booked",
    "Used": "used",
    "Did not come": "stayed away",
    "Not noted": "not noted",
}
FOUNDERS = {
    "Founders": "founders",
    "Firm within 12 months": "became",
    "Firm later": "later",
    "Given up": "given up",
    "Still planning": "planning",
    "12 months are over": "over",
    "of these firm within 12 months": "became of those",
}
CONSULTING = Reading(
    sheets={
        "Slots by team": by("team", SLOTS),
        "Slots by month": by("month", SLOTS),
        "Founders by sector": by("sector", FOUNDERS),
        "Founders by month": by("month of the first talk", FOUNDERS),
    },
    rates={
        "Used, in %": (("Used",), ("Slots offered",)),
        "Stayed away, in %": (("Did not come",), ("Used", "Did not come")),
        "Became a firm, in %": (("of these firm within 12 months",), ("12 months are over",)),
    },
    together=(
        ("booked", ("used", "stayed away", "not noted")),
        ("founders", ("became", "later", "given up", "planning")),
    ),
    among=(
        ("booked", "offered"), ("over", "founders"), ("became of those", "over"),
        ("became of those", "became"),
    ),
)  # fmt: skip

CAME_OF_IT = {"Inquiries": "inquiries", "Funding consultations": "consultations"}
YIELD = Reading(
    sheets={
        "By brochure": by("brochure", CAME_OF_IT),
        "By counter": by("counter", CAME_OF_IT),
        "By month": by("month", CAME_OF_IT),
        "Campaigns": by("campaign", {
            "On the list": "targets", "Reached": "reached targets",
            "Contacts": "contacts of a campaign", "Inquiries": "inquiries of a campaign",
            "Funding consultations": "consultations of a campaign",
        }, has_total=False),
    },
    rates={"Reached, in %": (("Reached",), ("On the list",))},
    per_hundred=(("Per 100", "Handed out", ("Inquiries", "Funding consultations")),),
    among=(("reached targets", "targets"),),
)  # fmt: skip

CASES = {
    "Consultations": "consultations",
    "Applied for": "applied",
    "Granted": "granted",
    "Refused": "refused",
}
FUNDING = Reading(
    sheets={
        "By programme": by("programme", CASES),
        "By size": by("size", CASES),
        "By month": by("month", CASES),
    }
)

DUE = {
    "Due": "due",
    "Done in time": "in time",
    "Done late": "late",
    "Not done": "open",
    "Moved": "moved",
    "Still to come": "coming",
    "Dropped": "dropped",
}
PROMISES = Reading(
    sheets={"By month": by("month", DUE)},
    rates={"In time, in %": (("Done in time",), ("Done in time", "Done late", "Not done"))},
    together=(("due", ("in time", "late", "open")),),
    among=(("moved", "due"),),
)

ON_FILE = {"On file": "on file", "Contacted": "contacted"}


def _on_file(dimensions: Mapping[str, Column], of: str, has_total: bool = True) -> Sheet:
    return Sheet(dimensions, ON_FILE, has_total, {"of": of})


COMPLETENESS = Reading(
    sheets={
        "By district": _on_file({"district": (0, 1)}, "chamber"),
        "By sector": _on_file({"sector": (0,)}, "chamber"),
        "District and sector": _on_file({"district": (0, 1), "sector": (2,)}, "chamber", False),
        "Crafts by district": _on_file({"district": (0, 1)}, "crafts"),
    },
    rates={"Contacted, of those on file, in %": (("Contacted",), ("On file",))},
    among=(("contacted", "on file"),),
    overlapping=frozenset({("district", "on file"), ("district", "contacted")}),
)

SMALL_ONES = {"Firms": "firms", "Firms reached": "reached", "No contact": "none"}
OF_SMALL: Mapping[str, Any] = {"within": {"size": SMALL}}
SMALL_FIRMS = replace(
    COVERAGE,
    sheets={
        **{tab: COVERAGE.sheets[tab] for tab in ("By size", "Small firms", "Small firms, bounds")},
        "Small firms by district": by("district", SMALL_ONES, 0, 1, **OF_SMALL),
        "Small firms by sector": by("sector", SMALL_ONES, 0, 1, **OF_SMALL),
        "Small firms by month": by("month", {
            "Contacts": "contacts", "Company visits": "contacts|kind=visit",
            "Firms reached": "reached",
        }, **OF_SMALL),
    },
    rates={**COVERAGE.rates, "Contact coverage in %": (("Firms reached",), ("Firms",))},
    sums=(),
    some=frozenset({("size", "reached")}),
)  # fmt: skip

NEVER = {
    "Firms on the reference day": "active",
    "Spoken to": "spoken to",
    "No individual contact yet": "never",
    "Met at events only": "met at events",
    "No contact at all": "nothing",
}
NEVER_REACHED = Reading(
    sheets={
        "By size": by("size", NEVER),
        "By district": by("district", NEVER, 0, 1),
        "By sector": by("sector", NEVER, 0, 1),
        "By age": by("age", NEVER),
    },
    rates={"Never reached, in %": (("No individual contact yet",),
                                   ("Firms on the reference day",))},
    together=(("never", ("met at events", "nothing")), ("active", ("spoken to", "never"))),
    among=(("never", "active"),),
    overlapping=frozenset({("district", measure) for measure in NEVER.values()}),
)  # fmt: skip

SINCE = COVERAGE.sheets["Recency"].heads
RECENCY_OF_ALL = Reading(
    sheets={
        "By size": by("size", SINCE),
        "By size band": by("band", SINCE),
        "By district": by("district", SINCE, 0, 1),
        "By sector": by("sector", SINCE, 0, 1),
    },
    rates={"Within a year, in %": (RECENCY[:3], ("Firms on the reference day",))},
    overlapping=frozenset({("district", "active")}),
)

ON_THE_DAY = {"Firms on the reference day": "active", "Visited in 36 months": "visited"}
HELD = {"Company visits": "contacts|kind=visit", "Firms visited": "visited in the period"}
BEFORE = {"Visits before": "contacts before|kind=visit",
          "Firms visited before": "visited before"}  # fmt: skip
VISITS = Reading(
    sheets={
        "Visits by size": by("size", {"Firms": "firms", **HELD, **BEFORE}),
        "By month": by("month", HELD),
        "By size": by("size", COVERAGE.sheets["Visit penetration"].heads),
        "By district": by("district", ON_THE_DAY, 0, 1),
        "By sector": by("sector", ON_THE_DAY, 0, 1),
    },
    rates={name: COVERAGE.rates[name] for name in
           ("Visit penetration in %", "Contact coverage, reference day, in %")},
    among=(
        ("active", "firms"), ("visited", "active"), ("reached on the day", "active"),
        ("visited in the period", "firms"),
    ),
    overlapping=frozenset({
        ("district", "active"), ("district", "visited"), ("month", "visited in the period"),
    }),
)  # fmt: skip

ROWS = {
    "Firms in the city": "firms",
    "Firms reached": "reached",
    "Individual contact": "individual",
    "Events only": "events",
    "No contact": "none",
    "Contacts": "contacts",
    "Company visits": "visits",
    "Firms on the reference day": "active",
    "Visited in 36 months": "visited",
    "No individual contact yet": "never",
    "Small firms": "small firms",
    "Small firms reached": "small reached",
    "Small firms without contact": "small none",
    "Inquiries received": "received",
    "Answered in time": "in time",
    "Answered too late": "late",
    "Missed": "missed",
    "In their time": "running",
    "Closed without an answer": "dropped",
    "Follow-ups due": "due",
    "Done in time": "done in time",
    "Done late": "done late",
    "Not done": "not done",
    "Gatherings held": "gatherings",
    "Attendances of firms": "came",
    "Firms that came": "firms that came",
    "Slots offered": "offered",
    "Slots used": "used",
    "Founders first spoken to": "founders",
    "Funding consultations": "consultations",
    "Applied for": "applied",
    "Granted": "granted",
    "Consultations because of a brochure": "of a brochure",
}
ANSWERED = ("Answered in time", "Answered too late", "Missed")
DONE = ("Done in time", "Done late", "Not done")
YEAR = Reading(
    sheets={
        "Figures": Sheet(
            {"figure": (1,)},
            {"This period": "", "The period before": ", before"},
            has_total=False,
            rows=ROWS,
            under={
                **dict.fromkeys(("Firms reached", "Individual contact", "Events only",
                                 "No contact"), ("Firms in the city",)),
                **dict.fromkeys(("Visited in 36 months", "No individual contact yet"),
                                ("Firms on the reference day",)),
                **dict.fromkeys(("Small firms reached", "Small firms without contact"),
                                ("Small firms",)),
                "Answered in time": ANSWERED,
                "Done in time": DONE,
                "Slots used": ("Slots offered",),
            },
        )
    },
    together=(
        ("firms", ("individual", "events", "none")),
        ("firms", ("reached", "none")),
        ("reached", ("individual", "events")),
        ("received", ("in time", "late", "missed", "running", "dropped")),
        ("due", ("done in time", "done late", "not done")),
        ("small firms", ("small reached", "small none")),
    ),
    among=(
        ("reached", "contacts"), ("active", "firms"), ("visited", "active"), ("used", "offered"),
        ("firms that came", "came"), ("of a brochure", "consultations"), ("visits", "contacts"),
        ("never", "active"), ("small firms", "firms"), ("small reached", "reached"),
        ("small none", "none"),
    ),
    so_many=(("came", "firms that came", "gatherings"),),
)  # fmt: skip
READINGS = {
    "year": YEAR,
    "coverage": COVERAGE,
    "small-firms": SMALL_FIRMS,
    "never-reached": NEVER_REACHED,
    "recency": RECENCY_OF_ALL,
    "visits": VISITS,
    "response": RESPONSE,
    "gatherings": GATHERINGS,
    "consulting": CONSULTING,
    "yield": YIELD,
    "funding": FUNDING,
    "promises": PROMISES,
    "completeness": COMPLETENESS,
}
