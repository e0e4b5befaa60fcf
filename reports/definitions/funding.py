"""The workbook on funding consultations, by programme, by size and by month."""

from crm.enums import N_, SizeClass
from reports.definitions import columns as c
from reports.definitions import funding_rows as rows
from reports.definitions.columns import counted
from reports.definitions.method import FUNDING, PERIOD, SIGNS
from reports.known import Known
from reports.report import Chart, Column, KeyFigure, Kind, Report, Shape, Sheet
from reports.segment import UNKNOWN

ALL = N_("All funding consultations")
FIGURES = (
    counted("consultations", N_("Consultations"), N_("discussed first in the period.")),
    counted("applied", N_("Applied for"), N_("in the period.")),
    counted("granted", N_("Granted"), N_("in the period.")),
    counted("refused", N_("Refused"), N_("in the period.")),
    Column(
        "amount_applied",
        N_("Amount applied for"),
        Kind.AMOUNT,
        N_("euros."),
        stands_on=("applied",),
    ),
    Column(
        "amount_granted", N_("Amount granted"), Kind.AMOUNT, N_("euros."), stands_on=("granted",)
    ),
)
BY_PROGRAMME = Sheet(
    key="programme",
    tab=N_("By programme"),
    title=N_("Funding consultations by programme"),
    lead=N_("What did firms ask about, apply for and get?"),
    columns=(
        Column("name", N_("Programme"), Kind.TITLE, names={UNKNOWN: N_("Programme still open")}),
        *FIGURES,
    ),
    rows=rows.by_programme,
    by=("programme",),
    total=rows.total,
    total_label=ALL,
)
BY_SIZE = Sheet(
    key="size",
    tab=N_("By size"),
    title=N_("Funding consultations by size of the firm"),
    lead=N_("Does public money reach the small firms?"),
    columns=(
        Column("size_class", N_("Size"), Kind.LABEL, names=c.names(SizeClass)),
        *FIGURES,
    ),
    rows=rows.by_size,
    total=rows.total,
    total_label=ALL,
)
BY_MONTH = Sheet(
    key="month",
    tab=N_("By month"),
    title=N_("Funding consultations by month"),
    lead=N_("When was advice given, and when was it granted?"),
    columns=(c.MONTH, *FIGURES),
    rows=rows.by_month,
    total=rows.total,
    total_label=ALL,
    chart=Chart(
        title=N_("Granted and refused"),
        description=N_(
            "One column per month: granted and, above it, refused applications; a line shows how"
            " many consultations there were. The numbers are in the table above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=("granted", "refused"),
        line="consultations",
    ),
)
FUNDING_CONSULTATIONS = Report(
    name="funding",
    title=N_("Funding consultations"),
    question=N_("Which firms were advised on public money, and what did they get?"),
    key_figures=tuple(
        KeyFigure(name, label, note, "programme", name)
        for name, label, note in (
            ("consultations", N_("Consultations"), N_("in the period")),
            ("applied", N_("Applied for"), N_("in the period")),
            ("granted", N_("Granted"), N_("in the period")),
            ("amount_granted", N_("Amount granted"), N_("euros")),
        )
    ),
    key_chart="month",
    sheets=(BY_PROGRAMME, BY_SIZE, BY_MONTH),
    definitions=(PERIOD, FUNDING, SIGNS),
    known=lambda _asked: Known(),
)
