"""The workbook on how far the office reaches small firms, and where it does not."""

from dataclasses import replace

from crm.enums import N_
from reports.definitions import columns as c
from reports.definitions import coverage as whole
from reports.definitions import small_firms_rows as rows
from reports.definitions.coverage_known import coverage_known
from reports.definitions.method import CONTACT, COVERAGE, FIRM, PERIOD, REACH, SIGNS, SIZE
from reports.report import Chart, KeyFigure, Report, Shape, Sheet
from reports.segment import SMALL_FIRMS

SMALL = N_("Small firms of the city")
AT = (("size_class", SMALL_FIRMS),)
FIGURES = (c.FIRMS, c.REACHED, c.NONE, c.REACH, c.BEFORE)
BY_DISTRICT = Sheet(
    key="district",
    tab=N_("Small firms by district"),
    title=N_("Small firms reached by district"),
    lead=N_("Where does the office reach micro and small firms?"),
    columns=(c.DISTRICT_NUMBER, c.DISTRICT_NAME, *FIGURES),
    unseen=c.UNSEEN_BEFORE,
    rows=rows.small_by_district,
    within=AT,
    total=rows.small_total,
    total_label=SMALL,
    adds_up=False,
    notes=whole.BY_DISTRICT.notes,
)
BY_SECTION = Sheet(
    key="section",
    tab=N_("Small firms by sector"),
    title=N_("Small firms reached by sector"),
    lead=N_("Small firms of which sectors does the office reach?"),
    columns=(c.SECTION, c.SECTION_TITLE, *FIGURES),
    unseen=c.UNSEEN_BEFORE,
    rows=rows.small_by_section,
    within=AT,
    total=rows.small_total,
    total_label=SMALL,
)
BY_MONTH = Sheet(
    key="month",
    tab=N_("Small firms by month"),
    title=N_("Small firms reached by month"),
    lead=N_("When were small firms spoken to?"),
    columns=(c.MONTH, c.CONTACTS, c.VISITS, replace(c.REACHED, apart=("month",))),
    rows=rows.small_by_month,
    within=AT,
    total=rows.small_total,
    total_label=SMALL,
    adds_up=False,
    chart=Chart(
        title=N_("Contacts with small firms by month"),
        description=N_(
            "One column per month: contacts with small firms; a line shows how many small firms"
            " were reached in the month. The numbers are in the table above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=("contacts",),
        line="reached",
    ),
    notes=whole.BY_MONTH.notes,
)
SMALL_FIRM_REACH = Report(
    name="small-firms",
    title=N_("Reach of small firms"),
    question=N_("Does the office reach small firms as often as others, and where does it not?"),
    key_figures=(
        KeyFigure("small", N_("Small firms"), N_("with fewer than 50 employees"), "reach",
                  "companies", SMALL_FIRMS),
        KeyFigure("small_reached", N_("Reached"), N_("with at least one contact"), "reach",
                  "reached", SMALL_FIRMS),
        KeyFigure("small_coverage", N_("Coverage of small firms"),
                  N_("of the small firms had at least one contact"), "reach", "coverage",
                  SMALL_FIRMS),
        KeyFigure("small_before", N_("The period before"), N_("coverage of small firms then"),
                  "district", "before"),
        KeyFigure("index", N_("Index"), N_("1.00: reached as often as all firms"), "reach",
                  "index", SMALL_FIRMS),
        KeyFigure("small_none", N_("Small firms without contact"), N_("in the period"), "reach",
                  "none", SMALL_FIRMS),
    ),
    key_chart="size",
    sheets=(whole.BY_SIZE, whole.REACH, whole.BOUNDS, BY_DISTRICT, BY_SECTION, BY_MONTH),
    definitions=(FIRM, PERIOD, CONTACT, COVERAGE, REACH, SIZE, SIGNS),
    known=coverage_known,
)  # fmt: skip
