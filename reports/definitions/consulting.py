"""The workbook on consulting days: slots, no-shows, founders and what became of them."""

from crm.enums import N_
from crm.rules.venture import OFFERED
from crm.rules.wz_sections import SECTIONS
from reports.definitions import columns as c
from reports.definitions import consulting_rows as rows
from reports.definitions.method import FOUNDERS, PERIOD, SIGNS, SLOTS
from reports.known import Known, adds_up, at_most
from reports.report import Chart, Column, KeyFigure, Kind, Ratio, Report, Shape, Sheet
from reports.segment import UNKNOWN

KNOWN = Known(
    adds_up=(
        adds_up("booked", "used", "no_shows", "unsettled"),
        adds_up("founders", *(f"founders_{what}" for what in
                ("became", "became_later", "dropped", "planning"))),
    ),
    among=(
        ("founders_year_over", "founders"),
        ("founders_became_of_year_over", "founders_year_over"),
        ("founders_became_of_year_over", "founders_became"),
    ),
    at_most=(at_most("booked", "offered"),),
    open=frozenset({"offered"}),
)  # fmt: skip
SLOT_FIGURES = (
    Column("days", N_("Days"), note=N_("consulting days that were held."), is_open=True),
    Column("offered", N_("Slots offered"), counts="offered"),
    Column("booked", N_("Booked"), counts="booked"),
    Column("used", N_("Used"), note=N_("who had booked came."), counts="used"),
    Column("no_shows", N_("Did not come"), counts="no_shows"),
    Column(
        "unsettled",
        N_("Not noted"),
        note=N_("nobody wrote down whether they came."),
        counts="unsettled",
    ),
    Column(
        "share_used",
        N_("Used, in %"),
        Kind.SHARE,
        N_("slots used, divided by slots offered."),
        Ratio(("used",), ("offered",)),
        shaded=True,
    ),
    Column(
        "share_absent",
        N_("Stayed away, in %"),
        Kind.SHARE,
        N_("those who did not come, divided by those of whom it is noted."),
        Ratio(("no_shows",), ("used", "no_shows")),
    ),
)
FOUNDER_FIGURES = (
    Column(
        "founders", N_("Founders"), note=N_("first spoken to in the period."), counts="founders"
    ),
    Column("became", N_("Firm within 12 months"), counts="founders_became"),
    Column("became_later", N_("Firm later"), counts="founders_became_later"),
    Column("dropped", N_("Given up"), counts="founders_dropped"),
    Column("planning", N_("Still planning"), counts="founders_planning"),
    Column("year_over", N_("12 months are over"), counts="founders_year_over"),
    Column(
        "became_of_year_over",
        N_("of these firm within 12 months"),
        counts="founders_became_of_year_over",
    ),
    Column(
        "share_became",
        N_("Became a firm, in %"),
        Kind.SHARE,
        N_("firms within 12 months, divided by founders whose 12 months are over."),
        Ratio(("became_of_year_over",), ("year_over",)),
        shaded=True,
    ),
)

BY_TEAM = Sheet(
    key="team",
    tab=N_("Slots by team"),
    title=N_("Slots of consulting days by team"),
    lead=N_("How many slots were offered, and how many were used?"),
    columns=(Column("name", N_("Team"), Kind.TITLE), *SLOT_FIGURES),
    rows=rows.slots_by_team,
    by=("team",),
    total=rows.all_slots,
    total_label=N_("Both teams"),
)
BY_MONTH = Sheet(
    key="month",
    tab=N_("Slots by month"),
    title=N_("Slots of consulting days by month"),
    lead=N_("When were consulting days, and how well were they used?"),
    columns=(c.MONTH, *SLOT_FIGURES),
    rows=rows.slots_by_month,
    total=rows.all_slots,
    total_label=N_("All consulting days"),
    chart=Chart(
        title=N_("Slots used and those who did not come"),
        description=N_(
            "One column per month: slots used and, above them, those who had booked and did not"
            " come; a line shows how many were offered. The numbers are in the table above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=("used", "no_shows"),
        line="offered",
    ),
)
BY_SECTION = Sheet(
    key="section",
    tab=N_("Founders by sector"),
    title=N_("Founders by sector, and what became of them"),
    lead=N_("Who spoke to the office before founding, and is there a firm a year later?"),
    columns=(
        Column(
            "section",
            N_("Sector"),
            Kind.TITLE,
            names={code: SECTIONS[code] for code in OFFERED} | {UNKNOWN: N_("Sector unknown")},
        ),
        *FOUNDER_FIGURES,
    ),
    rows=rows.founders_by_section,
    total=rows.all_founders,
    total_label=N_("All founders"),
)
FIRST_TALKS = Sheet(
    key="first_talks",
    tab=N_("Founders by month"),
    title=N_("Founders by the month of their first talk"),
    lead=N_("When did founders come, and is there a firm a year later?"),
    columns=(c.MONTH, *FOUNDER_FIGURES),
    rows=rows.founders_by_month,
    total=rows.all_founders,
    total_label=N_("All founders"),
)
CONSULTING = Report(
    name="consulting",
    title=N_("Consulting days and founders"),
    question=N_("How were consulting days used, and what became of the founders who came?"),
    key_figures=(
        KeyFigure("offered", N_("Slots offered"), N_("on days held"), "team", "offered"),
        KeyFigure("used", N_("Used"), N_("of the slots offered"), "team", "share_used"),
        KeyFigure(
            "absent", N_("Stayed away"), N_("of those of whom it is noted"), "team", "share_absent"
        ),
        KeyFigure(
            "founders", N_("Founders"), N_("first talk in the period"), "section", "founders"
        ),
        KeyFigure(
            "became",
            N_("Became a firm"),
            N_("within 12 months, of those whose 12 months are over"),
            "section",
            "share_became",
        ),
    ),
    key_chart="month",
    sheets=(BY_TEAM, BY_MONTH, BY_SECTION, FIRST_TALKS),
    definitions=(PERIOD, SLOTS, FOUNDERS, SIGNS),
    known=lambda _asked: KNOWN,
)
