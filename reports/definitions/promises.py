"""The workbook on what was promised and kept."""

from crm.enums import N_
from reports.definitions import columns as c
from reports.definitions import promises_rows as rows
from reports.definitions.columns import counted
from reports.definitions.method import FOLLOW_UP_RATE, PERIOD, SIGNS
from reports.known import Known, adds_up
from reports.report import Chart, Column, KeyFigure, Kind, Ratio, Report, Shape, Sheet

KNOWN = Known(
    adds_up=(adds_up("due", "due_in_time", "due_late", "due_open"),), among=(("due_moved", "due"),)
)
DUE = counted("due", N_("Due"), N_("first due in the period, and by the reference day."))
IN_TIME = counted(
    "in_time", N_("Done in time"), N_("by the day for which it was promised."), "due_in_time"
)
LATE = counted("late", N_("Done late"), counts="due_late")
OPEN = counted("open", N_("Not done"), counts="due_open")
RATE = Column(
    "rate",
    N_("In time, in %"),
    Kind.SHARE,
    N_("done in time, divided by all that were due."),
    Ratio(("in_time",), ("in_time", "late", "open")),
    shaded=True,
)
FIGURES = (
    DUE,
    IN_TIME,
    LATE,
    OPEN,
    RATE,
    counted("moved", N_("Moved"), N_("of the due ones: to another day."), "due_moved"),
    counted("coming", N_("Still to come"), N_("due later in the period."), "due_later"),
    counted("dropped", N_("Dropped"), N_("with a reason; left out."), "due_dropped"),
)
BY_MONTH = Sheet(
    key="month",
    tab=N_("By month"),
    title=N_("Follow-ups by month"),
    lead=N_("What was promised for when, and was it done by then?"),
    columns=(c.MONTH, *FIGURES),
    rows=rows.by_month,
    total=rows.all_promises,
    total_label=N_("All follow-ups"),
    chart=Chart(
        title=N_("Follow-ups done in time and late"),
        description=N_(
            "One column per month: follow-ups done by the day for which they were promised and,"
            " above them, those done later; a line shows how many were due. The numbers are in"
            " the table above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=("in_time", "late"),
        line="due",
    ),
)
BY_OWNER = Sheet(
    key="owner",
    tab=N_("Advisors"),
    title=N_("Follow-ups by advisor"),
    lead=N_("Internal, for team leads only."),
    columns=(c.ADVISOR, *FIGURES),
    rows=rows.by_owner,
    for_team_leads=True,
)
PROMISES = Report(
    name="promises",
    title=N_("Follow-ups"),
    question=N_("What was promised to firms, and was it kept?"),
    key_figures=(
        KeyFigure("due", N_("Follow-ups due"), N_("first due in the period"), "month", "due"),
        KeyFigure("rate", N_("Done in time"), N_("by the day promised first"), "month", "rate"),
        KeyFigure("late", N_("Done late"), N_("after the day promised first"), "month", "late"),
        KeyFigure("open", N_("Not done"), N_("of those that were due"), "month", "open"),
    ),
    key_chart="month",
    sheets=(BY_MONTH, BY_OWNER),
    definitions=(PERIOD, FOLLOW_UP_RATE, SIGNS),
    known=lambda _asked: KNOWN,
)
