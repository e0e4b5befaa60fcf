"""The workbook on what teams set out to reach, and how far they are. For team leads only."""

from crm.enums import N_, TargetMeasure
from reports.definitions import columns as c
from reports.definitions import targets_rows as rows
from reports.definitions.method import PERIOD, SIGNS, SPLIT
from reports.definitions.method import TARGETS as METHOD
from reports.report import Chart, Column, KeyFigure, Kind, Ratio, Report, Shape, Sheet

INTERNAL = N_("Internal, for team leads only.")
REACHED = Column("reached", N_("Reached"), note=N_("up to today."))
GOAL = Column("goal", N_("Goal"))
SHARE = Column(
    "share", N_("Reached, in %"), Kind.SHARE, N_("of the goal."), Ratio(("reached",), ("goal",))
)
PASSED = Column("passed", N_("Days passed, in %"), Kind.SHARE, N_("of the target's days."))
BY_TARGET = Sheet(
    key="targets",
    tab=N_("Targets"),
    title=N_("Targets and how far each is"),
    lead=INTERNAL,
    columns=(
        Column("team", N_("Team"), Kind.TITLE),
        Column("measure", N_("What is counted"), Kind.LABEL, names=c.names(TargetMeasure)),
        Column("first_day", N_("First day"), Kind.DATE),
        Column("last_day", N_("Last day"), Kind.DATE),
        GOAL,
        REACHED,
        SHARE,
        PASSED,
        Column("before", N_("Reached before"), note=N_("in the target's period before.")),
    ),
    rows=rows.targets,
    by=("target",),
    for_team_leads=True,
)
SUMMARY = Sheet(
    key="summary",
    tab=N_("Reached or not"),
    title=N_("Targets that are over, and those that go on"),
    lead=INTERNAL,
    columns=(
        Column("state", N_("Target"), Kind.LABEL, names=rows.STATES),
        Column("targets", N_("Targets")),
        Column("met", N_("Reached"), note=N_("as much as the goal, or more.")),
        Column("behind", N_("Behind"), note=N_("neither of these.")),
        Column("on_course", N_("On course"),
               note=N_("not reached yet, but no less than the days passed ask for.")),
    ),
    rows=rows.summary,
    total=rows.all_targets,
    total_label=N_("All targets"),
    for_team_leads=True,
    chart=Chart(
        title=N_("Targets reached, behind and on course"),
        description=N_(
            "Bars of equal length, one for targets that are over, one for those that go on and one"
            " for all: the share that was reached, is behind and is on course. The numbers are in"
            " the table of the sheet Reached or not."
        ),
        shape=Shape.STACKED_SHARES,
        series=("met", "behind", "on_course"),
        with_total=True,
    ),
)  # fmt: skip
TARGET_PROGRESS = Report(
    name="targets",
    title=N_("Targets and progress"),
    question=N_("What did teams set out to reach, and how far are they?"),
    key_figures=tuple(
        KeyFigure(name, label, note, "summary", name)
        for name, label, note in (
            ("targets", N_("Targets"), N_("with a day in the period")),
            ("met", N_("Reached"), N_("as much as the goal, or more")),
            ("on_course", N_("On course"), N_("no less than the days passed ask for")),
            ("behind", N_("Behind"), N_("less than the days passed ask for")),
        )
    ),
    key_chart="summary",
    sheets=(SUMMARY, BY_TARGET),
    definitions=(PERIOD, METHOD, SPLIT, SIGNS),
)
