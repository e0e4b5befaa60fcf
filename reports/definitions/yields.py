"""The workbook on what came of brochures, by brochure, by counter and by month."""

from crm.enums import N_
from reports.definitions import columns as c
from reports.definitions import yield_rows as rows
from reports.definitions.columns import counted
from reports.definitions.method import CAMPAIGN, PERIOD, SIGNS, YIELD
from reports.known import Known
from reports.report import Chart, Column, KeyFigure, Kind, Ratio, Report, Shape, Sheet
from reports.segment import UNKNOWN

ALL = N_("All brochures")
OF_MATERIAL = ("inquiries_of_material", "consultations_of_material")
OF_CAMPAIGN = ("contacts_of_campaign", "inquiries_of_campaign", "consultations_of_campaign")
FIGURES = (
    Column(
        "handed_out",
        N_("Handed out"),
        note=N_("copies given to counters in the period."),
        is_open=True,
    ),
    counted("inquiries", N_("Inquiries"), N_("that name the brochure."), OF_MATERIAL[0]),
    counted(
        "consultations",
        N_("Funding consultations"),
        N_("whose inquiry or contact names the brochure."),
        OF_MATERIAL[1],
    ),
    Column(
        "per_100",
        N_("Per 100"),
        Kind.DECIMAL,
        N_("inquiries and funding consultations per 100 copies handed out."),
        stands_on=("inquiries", "consultations"),
    ),
)

BY_MATERIAL = Sheet(
    key="material",
    tab=N_("By brochure"),
    title=N_("What came of each brochure"),
    lead=N_("How many turned to the city because of it?"),
    columns=(Column("name", N_("Brochure"), Kind.TITLE), *FIGURES),
    rows=rows.by_material,
    by=("material",),
    total=rows.total,
    total_label=ALL,
)
BY_COUNTER = Sheet(
    key="counter",
    tab=N_("By counter"),
    title=N_("What came of brochures at each counter"),
    lead=N_("Where do they lie well?"),
    columns=(
        Column("name", N_("Counter"), Kind.TITLE, names={UNKNOWN: N_("Counter unknown")}),
        *FIGURES,
    ),
    rows=rows.by_counter,
    by=("counter",),
    total=rows.total,
    total_label=ALL,
)
BY_MONTH = Sheet(
    key="month",
    tab=N_("By month"),
    title=N_("What came of brochures by month"),
    lead=N_("When were they handed out, and when did firms turn to the city?"),
    columns=(c.MONTH, *FIGURES),
    rows=rows.by_month,
    total=rows.total,
    total_label=ALL,
    chart=Chart(
        title=N_("Inquiries and funding consultations that name a brochure"),
        description=N_(
            "One column per month: inquiries and, above them, funding consultations that name a"
            " brochure; a line, with its axis on the right, shows how many copies were handed out."
            " The numbers are in the table above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=("inquiries", "consultations"),
        line="handed_out",
        line_apart=True,
    ),
)
BY_CAMPAIGN = Sheet(
    key="campaign",
    tab=N_("Campaigns"),
    title=N_("Campaigns and whom they reached"),
    lead=N_("How many firms of the target list were spoken to, and what came of it?"),
    columns=(
        Column("name", N_("Campaign"), Kind.TITLE),
        Column(
            "targets",
            N_("On the list"),
            note=N_("firms of the list of the first day."),
            counts="targets",
        ),
        Column(
            "reached",
            N_("Reached"),
            note=N_("of these, with at least one contact since the first day."),
            counts="targets_reached",
        ),
        Column("share", N_("Reached, in %"), Kind.SHARE, ratio=Ratio(("reached",), ("targets",))),
        counted("contacts", N_("Contacts"), N_("of the period that name it."), OF_CAMPAIGN[0]),
        counted("inquiries", N_("Inquiries"), N_("of the period that name it."), OF_CAMPAIGN[1]),
        counted(
            "consultations",
            N_("Funding consultations"),
            N_("of the period that name it."),
            OF_CAMPAIGN[2],
        ),
    ),
    rows=rows.by_campaign,
    by=("campaign",),
)
YIELDS = Report(
    name="yield",
    title=N_("Campaigns and brochures"),
    question=N_("How many firms turned to the city because of a brochure or a campaign?"),
    key_figures=(
        KeyFigure(
            "handed_out", N_("Handed out"), N_("copies in the period"), "material", "handed_out"
        ),
        KeyFigure("inquiries", N_("Inquiries"), N_("that name one"), "material", "inquiries"),
        KeyFigure(
            "consultations",
            N_("Funding consultations"),
            N_("that came of one"),
            "material",
            "consultations",
        ),
        KeyFigure(
            "per_100", N_("Per 100"), N_("of both, per 100 handed out"), "material", "per_100"
        ),
    ),
    key_chart="month",
    sheets=(BY_MATERIAL, BY_COUNTER, BY_MONTH, BY_CAMPAIGN),
    definitions=(PERIOD, YIELD, CAMPAIGN, SIGNS),
    known=lambda _asked: Known(among=(("targets_reached", "targets"),)),
)
