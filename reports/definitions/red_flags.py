"""The workbook on firms in trouble and the jobs at stake. For team leads only."""

from crm.enums import N_, RedFlagKind, RedFlagOutcome
from reports.definitions import columns as c
from reports.definitions import red_flags_rows as rows
from reports.definitions.method import PERIOD, RED_FLAGS, SIGNS
from reports.report import Chart, Column, KeyFigure, Kind, Report, Shape, Sheet

ALL = N_("All red flags")
INTERNAL = N_("Internal, for team leads only. Confidential red flags are left out.")
KIND = Column("kind", N_("Red flag"), Kind.LABEL, names=c.names(RedFlagKind))
RAISED = Column("raised", N_("Raised"))
CLAIMED = Column("jobs_claimed", N_("Jobs, claimed"), note=N_("of the raised, as the firms say."))
CONFIRMED = Column("jobs_confirmed", N_("Jobs, confirmed"), note=N_("of the raised, looked into."))
OPEN = Column("open", N_("Open"), note=N_("on the reference day."))
CLOSED = Column("closed", N_("Closed"), note=N_("in the period, whenever they were raised."))
FLAGS = Sheet(
    key="red_flags",
    tab=N_("Red flags"),
    title=N_("Red flags by kind"),
    lead=INTERNAL,
    columns=(
        KIND,
        RAISED,
        CLAIMED,
        CONFIRMED,
        OPEN,
        Column("open_jobs_claimed", N_("Jobs of the open, claimed")),
        Column("open_jobs_confirmed", N_("Jobs of the open, confirmed")),
        CLOSED,
        *(Column(each.value, each.label) for each in RedFlagOutcome),
    ),
    rows=rows.flags,
    total=rows.all_flags,
    total_label=ALL,
    for_team_leads=True,
    chart=Chart(
        title=N_("Red flags raised and closed by kind"),
        description=N_(
            "One column per kind: red flags raised in the period and, above them, those closed; a"
            " line shows how many are open. The numbers are in the table above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=("raised", "closed"),
        line="open",
    ),
)
BESIDE = Sheet(
    key="before",
    tab=N_("Beside the period before"),
    title=N_("Red flags beside the period before"),
    lead=INTERNAL,
    columns=(
        KIND,
        RAISED,
        Column("raised_before", N_("Raised before"), note=N_("in the period before.")),
        CLAIMED,
        Column("jobs_claimed_before", N_("Jobs before, claimed")),
        OPEN,
        Column("open_before", N_("Open then"), note=N_("on the last day of the period before.")),
        CLOSED,
        Column("closed_before", N_("Closed before"), note=N_("in the period before.")),
    ),
    rows=rows.beside,
    total=rows.all_beside,
    total_label=ALL,
    for_team_leads=True,
)
RED_FLAGS_AND_JOBS = Report(
    name="red-flags",
    title=N_("Red flags and jobs"),
    question=N_("Which firms are in trouble, how many jobs are at stake, and what came of it?"),
    key_figures=tuple(
        KeyFigure(name, label, note, sheet, column)
        for name, sheet, column, label, note in (
            ("raised", "red_flags", "raised", N_("Raised"), N_("in the period")),
            ("raised_before", "before", "raised_before", N_("Raised before"),
             N_("in the period before")),
            ("jobs", "red_flags", "jobs_claimed", N_("Jobs, claimed"),
             N_("of the raised, as the firms say")),
            ("open", "red_flags", "open", N_("Open"), N_("on the reference day")),
            ("open_jobs", "red_flags", "open_jobs_claimed", N_("Jobs of the open, claimed"),
             N_("as the firms say")),
            ("averted", "red_flags", RedFlagOutcome.AVERTED.value, RedFlagOutcome.AVERTED.label,
             N_("closed in the period")),
        )
    ),
    key_chart="red_flags",
    sheets=(FLAGS, BESIDE),
    definitions=(PERIOD, RED_FLAGS, SIGNS),
)  # fmt: skip
