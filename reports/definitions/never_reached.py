"""The workbook on firms with which nobody has spoken by themselves yet."""

from crm.enums import N_
from reports.definitions import columns as c
from reports.definitions import never_reached_rows as rows
from reports.definitions.coverage_known import CLASSES
from reports.definitions.method import DISTRICT, NEVER_REACHED, RECENCY, SECTOR, SIGNS, SIZE
from reports.known import AddsUp, Counted, Known
from reports.measures.recency import LABELS, NEVER
from reports.measures.unreached import AGES
from reports.report import Chart, Column, KeyFigure, Kind, Ratio, Report, Shape, Sheet

CITY = N_("City")
AT_NEVER = (("recency", NEVER),)
PARTS = ("never_events", "never_nothing")
KNOWN = Known(
    adds_up=(
        AddsUp(Counted("active"), (Counted("spoken_to"), Counted("active", AT_NEVER))),
        AddsUp(Counted("active", AT_NEVER), tuple(map(Counted, PARTS))),
    ),
    finer=CLASSES,
    among=tuple((part, "active") for part in PARTS),
)
FIGURES = (
    c.ACTIVE,
    Column("spoken_to", N_("Spoken to"), note=N_("individually, ever."), counts="spoken_to"),
    Column("never", LABELS[NEVER], counts="active", at=AT_NEVER),
    Column(
        "never_events",
        N_("Met at events only"),
        note=N_("of these: they came to a forum, round table or fair."),
        counts="never_events",
    ),
    Column(
        "never_nothing",
        N_("No contact at all"),
        note=N_("of these: nobody has met them anywhere."),
        counts="never_nothing",
    ),
    Column(
        "share",
        N_("Never reached, in %"),
        Kind.SHARE,
        N_("without an individual contact up to the reference day, divided by all firms."),
        Ratio(("never",), ("companies",)),
        shaded=True,
    ),
    Column(
        "before",
        N_("Then, in %"),
        Kind.SHARE,
        N_("the same on the last day of the period before."),
        stands_on=("companies_before", "never_before"),
    ),
)
UNSEEN = (
    Column("companies_before", "", counts="active_before"),
    Column("never_before", "", counts="active_before", at=AT_NEVER),
)
BY_SIZE = Sheet(
    key="size",
    tab=N_("By size"),
    title=N_("Firms never reached by size class"),
    lead=N_("Of which size are the firms with which nobody has spoken yet?"),
    columns=(c.SIZE_CLASS, *FIGURES),
    unseen=UNSEEN,
    rows=rows.by_size,
    total=rows.city,
    total_label=CITY,
    chart=Chart(
        title=N_("Firms never reached by size class"),
        description=N_(
            "Bars of equal length, one for each size class and one for the city: the share of"
            " firms spoken to individually, of firms met at events only, and of firms without any"
            " contact. The numbers are in the table of the sheet By size."
        ),
        shape=Shape.STACKED_SHARES,
        series=("spoken_to", *PARTS),
        with_total=True,
    ),
)
BY_DISTRICT = Sheet(
    key="district",
    tab=N_("By district"),
    title=N_("Firms never reached by district"),
    lead=N_("Where are the firms with which nobody has spoken yet?"),
    columns=(c.DISTRICT_NUMBER, c.DISTRICT_NAME, *FIGURES),
    unseen=UNSEEN,
    rows=rows.by_district,
    total=rows.city,
    total_label=CITY,
    adds_up=False,
    notes=(c.OVERLAP,),
)
BY_SECTION = Sheet(
    key="section",
    tab=N_("By sector"),
    title=N_("Firms never reached by sector"),
    lead=N_("To which sectors has the office not spoken?"),
    columns=(c.SECTION, c.SECTION_TITLE, *FIGURES),
    unseen=UNSEEN,
    rows=rows.by_section,
    total=rows.city,
    total_label=CITY,
)
BY_AGE = Sheet(
    key="age",
    tab=N_("By age"),
    title=N_("Firms never reached by age"),
    lead=N_("Are they young firms, or has the office passed them by for years?"),
    columns=(Column("age", N_("Age of the firm"), Kind.LABEL, names=AGES), *FIGURES),
    unseen=UNSEEN,
    rows=rows.by_age,
    total=rows.city,
    total_label=CITY,
)
NEVER_REACHED_FIRMS = Report(
    name="never-reached",
    title=N_("Firms never reached"),
    question=N_("With how many firms has nobody spoken yet, and which are they?"),
    key_figures=tuple(
        KeyFigure(name, label, note, "size", column)
        for name, column, label, note in (
            ("never", "never", LABELS[NEVER], N_("firms, on the reference day")),
            ("share", "share", N_("Never reached"), N_("of all firms on the reference day")),
            ("share_before", "before", N_("The period before"), N_("on its last day")),
            ("met_at_events", "never_events", N_("Met at events only"), N_("of those firms")),
            ("no_contact", "never_nothing", N_("No contact at all"), N_("of those firms")),
        )
    ),
    key_chart="size",
    sheets=(BY_SIZE, BY_DISTRICT, BY_SECTION, BY_AGE),
    definitions=(NEVER_REACHED, RECENCY, SIZE, SECTOR, DISTRICT, SIGNS),
    known=lambda _asked: KNOWN,
)
