"""The workbook on what advisors do, and how much each has in hand. For team leads only."""

from dataclasses import replace

from crm.enums import N_, InteractionKind
from reports.definitions import columns as c
from reports.definitions import coverage as whole
from reports.definitions import promises
from reports.definitions import workload_rows as rows
from reports.definitions.method import ACTIVITY, FOLLOW_UP_RATE, PERIOD, SIGNS, WORKLOAD
from reports.report import Chart, Column, KeyFigure, Report, Shape, Sheet

TOGETHER = N_("Together")
HELD = tuple(Column(kind.value, kind.label) for kind in InteractionKind)
ADVISORS = replace(
    whole.ADVISORS,
    tab=N_("Workload"),
    columns=(
        *whole.ADVISORS.columns,
        Column("shared_before", N_("Shared, before"), c.SHARED.kind,
               N_("interactions of the period before, shared.")),
        Column("hours_before", N_("Hours, before"), c.HOURS.kind,
               N_("in the period before.")),
    ),
    rows=rows.workload_beside,
    total=rows.workload_total,
)  # fmt: skip
KINDS = Sheet(
    key="kinds",
    tab=N_("By kind"),
    title=N_("What advisors did, by kind"),
    lead=N_("Interactions held, in full for each advisor who took part."),
    columns=(
        c.ADVISOR,
        *HELD,
        Column("firms", N_("Firms"), note=N_("with a contact with the advisor, each once.")),
        Column("attended", N_("Came"), note=N_("people and firms at the advisor's gatherings.")),
    ),
    rows=rows.kinds,
    for_team_leads=True,
    chart=Chart(
        title=N_("Interactions by advisor and kind"),
        description=N_(
            "One column per advisor, stacked by kind of interaction; a line shows with how many"
            " firms. The numbers are in the table above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=tuple(kind.value for kind in InteractionKind),
        line="firms",
    ),
)
WORKLOADS = Report(
    name="workload",
    title=N_("Advisors and workload"),
    question=N_("What do advisors do, and how much does each have in hand?"),
    key_figures=tuple(
        KeyFigure(name, label, note, "advisors", name)
        for name, label, note in (
            ("shared", N_("Interactions"), N_("held in the period, each once")),
            ("shared_before", N_("The period before"), N_("interactions, each once")),
            ("hours", N_("Hours"), N_("of all who took part")),
            ("hours_before", N_("Hours, before"), N_("in the period before")),
            ("open_inquiries", N_("Open inquiries"), N_("on the reference day")),
        )
    ),
    key_chart="kinds",
    sheets=(ADVISORS, KINDS, promises.BY_OWNER),
    definitions=(PERIOD, WORKLOAD, ACTIVITY, FOLLOW_UP_RATE, SIGNS),
)
