"""The workbook on company visits: how many, to whom, and how much of the city they cover."""

from dataclasses import replace

from crm.enums import N_
from reports.definitions import columns as c
from reports.definitions import coverage as whole
from reports.definitions import visits_rows as rows
from reports.definitions.coverage_known import coverage_known
from reports.definitions.method import CONTACT, DISTRICT, FIRM, PERIOD, SECTOR, SIGNS, SIZE
from reports.definitions.method import VISIT_PENETRATION as METHOD
from reports.report import Chart, Column, KeyFigure, Kind, Report, Shape, Sheet

CITY = N_("City")
BEFORE = Column(
    "before",
    N_("Then, in %"),
    Kind.SHARE,
    N_("visit penetration on the last day of the period before."),
    stands_on=("companies_before", "visited_before"),
)
UNSEEN = (
    Column("companies_before", "", counts="active_before"),
    Column("visited_before", "", counts="visited_before"),
)
FIGURES = (c.ACTIVE, c.VISITED, c.VISIT_PENETRATION, BEFORE)
BY_SIZE = replace(
    whole.VISITS,
    key="size",
    tab=N_("By size"),
    columns=(*whole.VISITS.columns, BEFORE),
    unseen=UNSEEN,
    rows=rows.by_size,
    total=rows.city_and_reached,
)
BY_DISTRICT = Sheet(
    key="district",
    tab=N_("By district"),
    title=N_("Visit penetration by district"),
    lead=N_("Where was somebody in the house within 36 months?"),
    columns=(c.DISTRICT_NUMBER, c.DISTRICT_NAME, *FIGURES),
    unseen=UNSEEN,
    rows=rows.by_district,
    total=rows.city,
    total_label=CITY,
    adds_up=False,
    notes=(c.OVERLAP,),
)
BY_SECTION = Sheet(
    key="section",
    tab=N_("By sector"),
    title=N_("Visit penetration by sector"),
    lead=N_("Firms of which sectors were visited within 36 months?"),
    columns=(c.SECTION, c.SECTION_TITLE, *FIGURES),
    unseen=UNSEEN,
    rows=rows.by_section,
    total=rows.city,
    total_label=CITY,
)
VISITS_HELD = Column(
    "visits",
    N_("Company visits"),
    note=N_("held in the period, counted for each firm."),
    counts="contacts",
    at=c.VISIT,
    behind=("visited",),
)
FIRMS_VISITED = Column(
    "visited",
    N_("Firms visited"),
    note=N_("each once in a month, and once in the whole period."),
    counts="visited_in_period",
    apart=("month",),
)
BY_MONTH = Sheet(
    key="month",
    tab=N_("By month"),
    title=N_("Company visits by month"),
    lead=N_("When were firms visited, and how many?"),
    columns=(c.MONTH, VISITS_HELD, FIRMS_VISITED),
    rows=rows.by_month,
    total=rows.all_months,
    total_label=N_("Whole period"),
    adds_up=False,
    chart=Chart(
        title=N_("Company visits by month"),
        description=N_(
            "One column per month: company visits; a line shows how many firms were visited. The"
            " numbers are in the table above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=("visits",),
        line="visited",
    ),
)
HELD_BY_SIZE = Sheet(
    key="held",
    tab=N_("Visits by size"),
    title=N_("Company visits of the period by size class"),
    lead=N_("Which firms were visited in the period, and in the one before?"),
    columns=(
        c.SIZE_CLASS,
        c.FIRMS,
        VISITS_HELD,
        replace(FIRMS_VISITED, note=N_("each once."), apart=()),
        Column(
            "visits_before",
            N_("Visits before"),
            note=N_("in the period before."),
            counts="contacts_before",
            at=c.VISIT,
            behind=("visited_before",),
        ),
        Column("visited_before", N_("Firms visited before"), counts="visited_in_period_before"),
    ),
    rows=rows.held_by_size,
    total=rows.held,
    total_label=CITY,
)
VISITS = Report(
    name="visits",
    title=N_("Company visits"),
    question=N_("How many firms did the office visit, and how much of the city do visits cover?"),
    key_figures=(
        KeyFigure("visits", N_("Company visits"), N_("held in the period"), "held", "visits"),
        KeyFigure("visited_firms", N_("Firms visited"), N_("in the period, each once"), "held",
                  "visited"),
        KeyFigure("visits_before", N_("Visits before"), N_("in the period before"), "held",
                  "visits_before"),
        KeyFigure("visit_penetration", N_("Visit penetration"),
                  N_("of the firms active on the reference day were visited within 36 months"),
                  "size", "visit_penetration"),
        KeyFigure("penetration_before", N_("The period before"), N_("on its last day"), "size",
                  "before"),
    ),
    key_chart="month",
    sheets=(HELD_BY_SIZE, BY_MONTH, BY_SIZE, BY_DISTRICT, BY_SECTION),
    definitions=(FIRM, PERIOD, CONTACT, METHOD, SIZE, SECTOR, DISTRICT, SIGNS),
    known=coverage_known,
)  # fmt: skip
