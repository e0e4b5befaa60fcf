"""The workbook on inquiries and how long they waited; of all, or of those one office forwarded."""

from crm.enums import N_, InquiryChannel, InquiryOutcome
from reports.definitions import columns as c
from reports.definitions import response_rows as rows
from reports.definitions.columns import counted
from reports.definitions.method import PERIOD, RESPONSE, SIGNS
from reports.known import Known, adds_up
from reports.measures.behind_counts import firms_of
from reports.measures.outcomes import OPEN
from reports.report import Chart, Column, KeyFigure, Kind, Ratio, Report, Shape, Sheet
from reports.segment import UNKNOWN

ALL = N_("All inquiries")
ANSWERED = ("in_time", "late")
KNOWN = Known(adds_up=(adds_up("received", "in_time", "late", "missed", "running", "dropped"),))
IN_TIME = counted("in_time", N_("In time"))
LATE = counted("late", N_("Too late"))
MISSED = counted("missed", N_("Missed"), N_("still open, past their last day."))
SHARE = Column(
    "share",
    N_("In time, in %"),
    Kind.SHARE,
    N_("answered in time, divided by all that were answered or missed."),
    Ratio(("in_time",), ("in_time", "late", "missed")),
    shaded=True,
)
FIGURES = (
    counted("received", N_("Received")),
    IN_TIME,
    LATE,
    MISSED,
    counted("running", N_("In their time"), N_("without an answer, not past their last day.")),
    counted("dropped", N_("Closed without an answer")),
    SHARE,
    Column(
        "median_days",
        N_("Median, days"),
        Kind.DECIMAL,
        N_("working days, of the answered."),
        stands_on=ANSWERED,
    ),
    Column(
        "p90_days",
        N_("Ninth tenth, days"),
        Kind.DECIMAL,
        N_("nine of ten took no longer."),
        stands_on=ANSWERED,
    ),
)

BY_CHANNEL = Sheet(
    key="channel",
    tab=N_("By channel"),
    title=N_("Response times by the way in"),
    lead=N_("How long did firms wait, and by which way did they turn to the city?"),
    columns=(
        Column("channel", N_("How it came in"), Kind.LABEL, names=c.names(InquiryChannel)),
        *FIGURES,
    ),
    rows=rows.by_channel,
    total=rows.total,
    total_label=ALL,
)
BY_MONTH = Sheet(
    key="month",
    tab=N_("By month"),
    title=N_("Response times by month"),
    lead=N_("When did inquiries come in, and how long did they wait?"),
    columns=(c.MONTH, *FIGURES),
    rows=rows.by_month,
    total=rows.total,
    total_label=ALL,
    chart=Chart(
        title=N_("Answered in time and too late"),
        description=N_(
            "One column per month: inquiries answered in time and, above them, those answered too"
            " late; a line shows how many were received. The numbers are in the table above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=("in_time", "late"),
        line="received",
    ),
)
BY_PARTNER = Sheet(
    key="partner",
    tab=N_("By first office"),
    title=N_("Response times by the office that saw them first"),
    lead=N_("What did citizens' offices, the trade office and chambers forward?"),
    columns=(
        Column(
            "name",
            N_("First office"),
            Kind.TITLE,
            names={UNKNOWN: N_("Directly at the business office")},
        ),
        *FIGURES,
    ),
    rows=rows.by_partner,
    by=("partner",),
    total=rows.total,
    total_label=ALL,
)
BY_TOPIC = Sheet(
    key="topic",
    tab=N_("By topic"),
    title=N_("Response times by topic"),
    lead=N_("What did firms want to know?"),
    columns=(
        Column("name", N_("Topic"), Kind.TITLE, names={UNKNOWN: N_("Topic unknown")}),
        *FIGURES,
    ),
    rows=rows.by_topic,
    by=("topic",),
    total=rows.total,
    total_label=ALL,
)
OUTCOMES = Sheet(
    key="outcomes",
    tab=N_("Outcomes"),
    title=N_("What became of the inquiries"),
    lead=N_("Each inquiry of the period stands in one row."),
    columns=(
        Column(
            "outcome",
            N_("Outcome"),
            Kind.LABEL,
            names=dict(c.names(InquiryOutcome)) | {OPEN: N_("still open")},
        ),
        Column("inquiries", N_("Inquiries"), counts="received", behind=(firms_of("inquiries"),)),
        Column(
            "of_all",
            N_("Of all, in %"),
            Kind.SHARE,
            ratio=Ratio(("inquiries",), ("inquiries",), under_total=True),
        ),
    ),
    rows=rows.outcomes,
    total=rows.all_outcomes,
    total_label=ALL,
)
RESPONSE_TIMES = Report(
    name="response",
    title=N_("Inquiries and response times"),
    question=N_("How long did firms wait for an answer of the city, and what became of it?"),
    key_figures=(
        KeyFigure("received", N_("Inquiries"), N_("received in the period"), "channel", "received"),
        KeyFigure(
            "in_time",
            N_("Answered in time"),
            N_("of those that were answered or should have been"),
            "channel",
            "share",
        ),
        KeyFigure(
            "median",
            N_("Median"),
            N_("working days up to the first answer of a person"),
            "channel",
            "median_days",
        ),
        KeyFigure(
            "ninth_tenth",
            N_("Ninth tenth"),
            N_("working days within which nine of ten were answered"),
            "channel",
            "p90_days",
        ),
        KeyFigure(
            "missed", N_("Missed"), N_("still open, past their last day"), "channel", "missed"
        ),
    ),
    key_chart="month",
    sheets=(BY_CHANNEL, BY_MONTH, BY_PARTNER, BY_TOPIC, OUTCOMES),
    definitions=(PERIOD, RESPONSE, SIGNS),
    known=lambda _asked: KNOWN,
)
