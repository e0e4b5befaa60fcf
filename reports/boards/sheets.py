"""The sheets that dashboards draw: those of the workbooks where there are, and their own."""

from dataclasses import replace

from crm.enums import N_, SizeClass
from reports.asked import Asked
from reports.boards import rows
from reports.boards.board import Look, Picture
from reports.definitions import columns as c
from reports.definitions import coverage, promises, response
from reports.measures.cohorts import EARLIER, years
from reports.report import Column, Kind, Sheet

TOGETHER = N_("Together")
WEEKDAYS = {
    "mon": N_("Mon"), "tue": N_("Tue"), "wed": N_("Wed"), "thu": N_("Thu"), "fri": N_("Fri"),
    "sat": N_("Sat"), "sun": N_("Sun"),
}  # fmt: skip
STEPS = {
    "received": N_("Received"),
    "heard": N_("Acknowledged or answered"),
    "answered": N_("Answered by a person"),
    "advised": N_("Funding consultation"),
    "applied": N_("Applied for"),
    "granted": N_("Granted"),
}
AGAINST = replace(
    c.BEFORE, label=N_("Compared, in %"), note=N_("contact coverage in the period compared with.")
)

SIZES = replace(
    coverage.BY_SIZE,
    title=N_("Coverage by size class, two periods"),
    columns=(c.SIZE_CLASS, *c.SPLIT, AGAINST),
    chart=None,
    total_label=TOGETHER,
)
MONTHS = replace(
    coverage.BY_MONTH,
    title=N_("Contacts by month"),
)
BOTH = replace(coverage.BY_BOTH, total_label=TOGETHER)
SECTIONS = replace(coverage.BY_SECTION, total_label=TOGETHER)
RECENCY = replace(coverage.RECENCY, total_label=TOGETHER)
SMALL = coverage.REACH
INQUIRIES = replace(
    response.BY_MONTH,
    key="inquiries",
    tab=N_("Inquiries"),
    title=N_("Inquiries by month"),
    rows=rows.inquiries_by_month,
    total=rows.all_inquiries,
)
HEAT = Sheet(
    key="heat",
    tab=N_("Heat map"),
    title=N_("Coverage by district and size"),
    lead=N_("The darker, the larger the share that was reached; white: there is no such firm."),
    columns=(
        c.DISTRICT_NUMBER,
        c.DISTRICT_NAME,
        *(Column(size.value, size.label, Kind.SHARE, shaded=True) for size in SizeClass),
    ),
    rows=rows.shares_by_size,
    notes=(N_("How many firms stand behind each share: sheet District and size."),),
)
CALENDAR = Sheet(
    key="calendar",
    tab=N_("Visits by day"),
    title=N_("Calendar of company visits"),
    lead=N_("On which days were firms visited? Of the period, the last twelve months at most."),
    columns=(
        Column("week", N_("Week from"), Kind.DATE),
        *(Column(day, label) for day, label in WEEKDAYS.items()),
        c.VISITS,
    ),
    rows=rows.calendar,
    notes=(N_("A visit counts for each firm, as in the coverage."),),
)
FUNNEL = Sheet(
    key="funnel",
    tab=N_("Way of inquiries"),
    title=N_("How far inquiries came"),
    lead=N_("Of those received in the period, by today: who took a step took all before it."),
    columns=(
        Column("step", N_("Step"), Kind.LABEL, names=STEPS),
        Column("inquiries", N_("Inquiries")),
        Column("of_all", N_("Of all, in %"), Kind.SHARE),
    ),
    rows=rows.funnel,
)

MY_INQUIRIES = Sheet(
    key="my_inquiries",
    tab=N_("My inquiries"),
    title=N_("My inquiries"),
    lead=N_("Received in the period; they count for whoever has them now."),
    columns=(
        Column("whose", N_("Whose"), Kind.LABEL, names={"mine": N_("Mine")}),
        *response.FIGURES,
    ),
    rows=rows.my_inquiries,
)
MY_PROMISES = Sheet(
    key="my_promises",
    tab=N_("My follow-ups"),
    title=N_("My follow-ups"),
    lead=N_("First due in the period."),
    columns=(
        Column("whose", N_("Whose"), Kind.LABEL, names={"mine": N_("Mine")}),
        *promises.FIGURES,
    ),
    rows=rows.my_promises,
)


def by_year(asked: Asked) -> Sheet:
    """Each year has its column, and so the sheet its declaration only when it is asked for."""
    shown = rows.map_years(asked)
    return Sheet(
        key="years",
        tab=N_("Districts by year"),
        title=N_("Coverage of the districts, year by year"),
        lead=N_("The years of the calendar; the last one up to the reference day."),
        columns=(
            c.DISTRICT_NUMBER,
            c.DISTRICT_NAME,
            *(Column(str(year), str(year), Kind.SHARE, shaded=True) for year in shown),
        ),
        rows=rows.by_year,
        total=rows.city_by_year,
        total_label=coverage.CITY,
        adds_up=False,
    )


def cohort(asked: Asked) -> Sheet:
    return _cohorts(
        asked, "cohorts", N_("Cohorts"), Kind.SHARE, rows.kept_up,
        N_("First contacted in that year: still in contact?"),
        N_("Of the firms first contacted in a year that still existed, those with a contact."),
    )  # fmt: skip


def cohort_counts(asked: Asked) -> tuple[Sheet, Sheet]:
    reached = _cohorts(
        asked, "cohorts_met", N_("Cohorts, contacted"), Kind.COUNT, rows.cohort_met,
        N_("Cohorts: firms contacted in each year"),
        N_("So many of the firms first contacted in a year had a contact in the other years."),
    )  # fmt: skip
    existed = _cohorts(
        asked, "cohorts_there", N_("Cohorts, existing"), Kind.COUNT, rows.cohort_there,
        N_("Cohorts: firms that existed in each year"),
        N_("So many of the firms first contacted in a year existed on a day of the other years."),
    )  # fmt: skip
    return reached, existed


def _cohorts(
    asked: Asked, key: str, tab: str, kind: Kind, made: object, title: str, lead: str
) -> Sheet:
    shown = years(asked.reference_day)
    named = {EARLIER: N_("earlier"), **{str(year): str(year) for year in shown}}
    return Sheet(
        key=key,
        tab=tab,
        title=title,
        lead=lead,
        columns=(
            Column("first_year", N_("First contact"), Kind.LABEL, names=named),
            Column("firms", N_("Firms")),
            *(Column(str(year), str(year), kind, shaded=kind is Kind.SHARE) for year in shown),
        ),
        rows=made,  # type: ignore[arg-type]
    )


KINDS = tuple(kind.key for kind in c.KINDS)
BANDS = tuple(band.key for band in c.RECENCY_BANDS)
SIZE_KEYS = tuple(size.value for size in SizeClass)
MONTHS_DRAWN = Picture(
    MONTHS, Look.MONTHS, KINDS, (*KINDS, "contacts", "reached"), marks=True, wide=True
)
SIZES_DRAWN = Picture(
    SIZES, Look.PERIODS, ("coverage", "before"),
    ("companies", "individual", "events_only", "none", "coverage", "before"),
)  # fmt: skip
SECTIONS_DRAWN = Picture(
    SECTIONS, Look.SHARES, ("individual", "events_only", "none"),
    ("companies", "individual", "events_only", "none", "coverage"),
)  # fmt: skip
RECENCY_DRAWN = Picture(RECENCY, Look.AGES, BANDS, ("companies", *BANDS))
HEAT_DRAWN = Picture(HEAT, Look.HEAT, SIZE_KEYS, SIZE_KEYS)
CALENDAR_DRAWN = Picture(
    CALENDAR, Look.CALENDAR, tuple(WEEKDAYS), (*WEEKDAYS, "visits"), marks=True, wide=True
)
FUNNEL_DRAWN = Picture(FUNNEL, Look.FUNNEL, ("inquiries",), ("inquiries", "of_all"))


def years_drawn(asked: Asked) -> Picture:
    shown = tuple(map(str, rows.map_years(asked)))
    return Picture(by_year(asked), Look.YEARS_ON_MAP, shown, shown)


def cohorts_drawn(asked: Asked) -> Picture:
    shown = tuple(map(str, years(asked.reference_day)))
    return Picture(cohort(asked), Look.HEAT, shown, ("firms", *shown))
