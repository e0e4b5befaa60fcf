"""What a release says other than the last one of the same report and period."""

from crm.enums import N_
from reports.definitions.changes_rows import changed
from reports.report import Column, Kind, Sheet

CHANGES = Sheet(
    key="changes",
    tab=N_("Changes"),
    title=N_("Changes since the last release"),
    lead=N_("Numbers that are other than in the last release of the same period."),
    columns=(
        Column("sheet", N_("Sheet"), Kind.LABEL),
        Column("row", N_("Row"), Kind.LABEL),
        Column("figure", N_("Figure"), Kind.LABEL),
        Column("then", N_("Released then"), Kind.LABEL),
        Column("now", N_("Released now"), Kind.LABEL),
    ),
    rows=changed,
)
SINCE = N_("The last release is that of %(day)s, %(mark)s.")
NONE = N_("Every number is as it was released then.")
