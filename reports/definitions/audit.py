"""What the internal copy of a release says of the file that was published."""

from crm.enums import N_
from reports.definitions.audit_rows import by_sheet
from reports.report import Column, Kind, Ratio, Sheet

NUMBERS = Column("numbers", N_("Counts"), note=N_("of firms, or of what firms have."))
CONFIDENTIAL = Column(
    "confidential",
    N_("Confidential numbers"),
    note=N_("stand for one or two firms, or would tell of one or two."),
)
BESIDES = Column(
    "besides",
    N_("Withheld besides"),
    note=N_("since a confidential one could be worked out from them."),
)
LOSS = Column(
    "loss",
    N_("Loss in %"),
    Kind.SHARE,
    N_("withheld besides, divided by all counts."),
    Ratio(("besides",), ("numbers",)),
)

AUDIT = Sheet(
    key="audit",
    tab=N_("Audit"),
    title=N_("What was withheld"),
    lead=N_("Of the published file, sheet by sheet. On the sheets, these numbers are coloured."),
    columns=(Column("sheet", N_("Sheet"), Kind.LABEL), NUMBERS, CONFIDENTIAL, BESIDES, LOSS),
    rows=by_sheet,
    total_label=N_("Together"),
    adds_up=False,
    notes=(
        N_("A number that stands on several sheets counts on each of them, and once together."),
    ),
)
NARROWEST = N_(
    "Of every number withheld, at least %(values)s values are possible by all that is printed."
)
MARKED = N_("Coloured numbers are withheld in the published file.")
