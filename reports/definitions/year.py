"""The year at a glance: the figures of all reports on one sheet, with the period before."""

from crm.enums import N_
from reports.definitions import year_rows as rows
from reports.definitions.method import (
    CONTACT,
    COVERAGE,
    FIRM,
    FOLLOW_UP_RATE,
    FOUNDERS,
    FUNDING,
    NEVER_REACHED,
    PERIOD,
    RESPONSE,
    SIGNS,
    SIZE,
    SLOTS,
    SPLIT,
    TURNOUT,
    VISIT_PENETRATION,
    YIELD,
)
from reports.definitions.year_known import year_known
from reports.definitions.year_lines import LINES
from reports.report import Column, KeyFigure, Kind, Report, Sheet

FIGURES = Sheet(
    key="figures",
    tab=N_("Figures"),
    title=N_("The figures of all reports"),
    lead=N_("What the office did, in this period and in the one before."),
    columns=(
        Column("topic", N_("Topic"), Kind.LABEL, names={line.topic: line.topic for line in LINES}),
        Column("figure", N_("Figure"), Kind.LABEL, names={line.key: line.label for line in LINES}),
        Column("now", N_("This period")),
        Column("before", N_("The period before")),
        Column("share", N_("Share, in %"), Kind.SHARE),
        Column("share_before", N_("Share before, in %"), Kind.SHARE),
        Column(
            "of",
            N_("Of what"),
            Kind.LABEL,
            names={line.key: line.of for line in LINES if line.of},
        ),
    ),
    rows=rows.figures,
    by=("figure",),
    lines=LINES,
    notes=(
        N_(
            "The period before has as many whole months, or as many days, and ends the day before"
            " this one begins. Each figure is explained by the report of its topic."
        ),
    ),
)
KEYS = (
    ("reached", "now", N_("Firms reached"), N_("with at least one contact in the period")),
    ("reached", "share", N_("Contact coverage"), N_("of all firms")),
    ("reached", "share_before", N_("The period before"), N_("contact coverage")),
    ("small_reached", "share", N_("Small firms reached"), N_("of the small firms")),
    ("small_reached", "share_before", N_("The period before"), N_("of the small firms")),
    ("visits", "now", N_("Company visits"), N_("held in the period")),
    ("received", "now", N_("Inquiries"), N_("received in the period")),
    ("in_time", "share", N_("Answered in time"),
     N_("of those that were answered or should have been")),
    ("due_in_time", "share", N_("Follow-ups done in time"), N_("of those that were due")),
)  # fmt: skip
YEAR = Report(
    name="year",
    title=N_("The year at a glance"),
    question=N_("What did the office do in the year, and how does it compare with the one before?"),
    key_figures=tuple(
        KeyFigure(f"{row}_{column}", label, note, "figures", column, row)
        for row, column, label, note in KEYS
    ),
    key_chart="",
    sheets=(FIGURES,),
    definitions=(
        PERIOD, FIRM, CONTACT, SPLIT, COVERAGE, SIZE, NEVER_REACHED, VISIT_PENETRATION, RESPONSE,
        FOLLOW_UP_RATE, TURNOUT, SLOTS, FOUNDERS, FUNDING, YIELD, SIGNS,
    ),
    known=year_known,
)  # fmt: skip
