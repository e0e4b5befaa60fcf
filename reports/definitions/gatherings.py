"""The workbook on gatherings: whom they were meant for, who registered, who came."""

from crm.enums import N_, InteractionKind
from reports.definitions import columns as c
from reports.definitions import gatherings_rows as rows
from reports.definitions.columns import counted
from reports.definitions.method import PERIOD, SIGNS, SPLIT, TURNOUT
from reports.known import Counted, Known, NoMore, at_most
from reports.measures.turnout import OF_GATHERINGS
from reports.report import Chart, Column, KeyFigure, Kind, Ratio, Report, Shape, Sheet

ALL = N_("All gatherings")
CAME, FIRMS = Counted("attended"), Counted("firms_that_came")
KNOWN = Known(
    among=(("registered", "listed"), ("attended", "registered"), ("no_show", "registered")),
    at_most=(
        NoMore((CAME, Counted("no_show")), (Counted("registered"),)),
        NoMore((FIRMS,), (CAME,)),
        NoMore((CAME,), (FIRMS,), times="gatherings"),
        at_most("gatherings", "listed"),
    ),
    always=frozenset({"gatherings"}),
)
"""The last holds where only gatherings with such firms count."""
NO_SHOW_RATE = Column(
    "no_show_rate",
    N_("No-shows in %"),
    Kind.SHARE,
    N_("registered and stayed away, divided by all who came or should have."),
    Ratio(("no_show",), ("attended", "no_show")),
    shaded=True,
)
FIGURES = (
    Column("gatherings", N_("Gatherings"), counts="gatherings", alone=True),
    counted("listed", N_("On the lists"), N_("firms on the lists of all gatherings.")),
    counted("registered", N_("Registered"), N_("with those who came or stayed away.")),
    Column("attended", N_("Came"), counts="attended", behind=("firms",)),
    counted("no_show", N_("No-shows")),
    NO_SHOW_RATE,
    Column(
        "firms",
        N_("Firms that came"),
        note=N_("each once."),
        counts="firms_that_came",
        apart=OF_GATHERINGS,
    ),
)
BY_KIND = Sheet(
    key="kind",
    tab=N_("By kind"),
    title=N_("Turnout by kind of gathering"),
    lead=N_("Who was invited to which gatherings, and who came?"),
    columns=(
        Column("kind", N_("Kind"), Kind.LABEL, names=c.names(InteractionKind)),
        *FIGURES,
    ),
    rows=rows.by_kind,
    total=rows.total,
    total_label=ALL,
)
BY_SIZE = Sheet(
    key="size",
    tab=N_("By size class"),
    title=N_("Turnout by size class"),
    lead=N_("Do small firms come?"),
    columns=(c.SIZE_CLASS, *FIGURES),
    rows=rows.by_size,
    total=rows.total,
    total_label=ALL,
)
BY_DISTRICT = Sheet(
    key="district",
    tab=N_("By district"),
    title=N_("Turnout by district"),
    lead=N_("From which districts do firms come? A firm stands in each district it has a site in."),
    columns=(c.DISTRICT_NUMBER, c.DISTRICT_NAME, *FIGURES),
    rows=rows.by_district,
    total=rows.total,
    total_label=ALL,
    adds_up=False,
)
BY_MONTH = Sheet(
    key="month",
    tab=N_("By month"),
    title=N_("Turnout by month"),
    lead=N_("When did gatherings take place, and how many came?"),
    columns=(c.MONTH, *FIGURES),
    rows=rows.by_month,
    total=rows.total,
    total_label=ALL,
    chart=Chart(
        title=N_("Came and stayed away"),
        description=N_(
            "One column per month: firms that came and, above them, those that registered and"
            " stayed away; a line shows how many were on the lists. The numbers are in the table"
            " above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=("attended", "no_show"),
        line="listed",
    ),
)
EVENTS_ONLY_SHARE = Column(
    "events_only_share",
    N_("Events only, in %"),
    Kind.SHARE,
    N_("of the firms with a contact, those met at events alone."),
    Ratio(("events_only",), ("individual", "events_only")),
    shaded=True,
)
EVENTS_ONLY = Sheet(
    key="events_only",
    tab=N_("Events only"),
    title=N_("Firms that are met at events alone"),
    lead=N_("Whom does the office know from forums, round tables and fairs alone?"),
    columns=(c.SIZE_CLASS, c.INDIVIDUAL, c.EVENTS_ONLY, EVENTS_ONLY_SHARE),
    rows=rows.events_only,
    total=rows.events_only_total,
    total_label=N_("All firms"),
)
GATHERINGS = Report(
    name="gatherings",
    title=N_("Gatherings and who comes"),
    question=N_("Whom did gatherings reach, and who never comes?"),
    key_figures=(
        KeyFigure("gatherings", N_("Gatherings"), N_("held in the period"), "kind", "gatherings"),
        KeyFigure("attended", N_("Came"), N_("firms, at all gatherings"), "kind", "attended"),
        KeyFigure("firms", N_("Firms that came"), N_("each once"), "kind", "firms"),
        KeyFigure(
            "no_shows",
            N_("No-shows"),
            N_("of those who came or should have"),
            "kind",
            "no_show_rate",
        ),
        KeyFigure(
            "events_only",
            N_("Events only"),
            N_("of the firms with a contact, those met at events alone"),
            "events_only",
            "events_only_share",
        ),
    ),
    key_chart="month",
    sheets=(BY_KIND, BY_SIZE, BY_DISTRICT, BY_MONTH, EVENTS_ONLY),
    definitions=(PERIOD, TURNOUT, SPLIT, SIGNS),
    known=lambda _asked: KNOWN,
)
