"""The workbook on how long ago somebody spoke with each firm."""

from dataclasses import replace

from crm.enums import N_
from reports.definitions import columns as c
from reports.definitions import coverage as whole
from reports.definitions import recency_rows as rows
from reports.definitions.coverage_known import coverage_known
from reports.definitions.method import DISTRICT, FIRM, PERIOD, SECTOR, SIGNS, SIZE
from reports.definitions.method import RECENCY as METHOD
from reports.measures.recency import LABELS, NEVER
from reports.report import Column, KeyFigure, Kind, Ratio, Report, Sheet

CITY = N_("City")
WITHIN_YEAR = Column(
    "within_year",
    N_("Within a year, in %"),
    Kind.SHARE,
    N_("individual contact in the 365 days up to the reference day, divided by all firms."),
    Ratio(rows.WITHIN_YEAR, ("companies",)),
    shaded=True,
)
BEFORE = Column(
    "before",
    N_("Then, in %"),
    Kind.SHARE,
    N_("the same on the last day of the period before."),
    stands_on=tuple(f"{each}_before" for each in ("companies", *rows.WITHIN_YEAR)),
)
UNSEEN = (
    Column("companies_before", "", counts="active_before"),
    *(
        Column(f"{band}_before", "", counts="active_before", at=(("recency", band),))
        for band in LABELS
    ),
)
"""All bands, since they add up."""
FIGURES = (c.ACTIVE, *c.RECENCY_BANDS, WITHIN_YEAR, BEFORE)
BY_SIZE = replace(
    whole.RECENCY,
    key="size",
    tab=N_("By size"),
    columns=(c.SIZE_CLASS, *FIGURES),
    unseen=UNSEEN,
    rows=rows.by_size,
    total=rows.city,
)
BY_BAND = Sheet(
    key="size_band",
    tab=N_("By size band"),
    title=N_("Last individual contact by size band"),
    lead=N_("The same by the finer bands in which the chambers deliver headcounts."),
    columns=(c.SIZE_BAND, *FIGURES),
    unseen=UNSEEN,
    rows=rows.by_band,
    total=rows.city,
    total_label=CITY,
)
BY_DISTRICT = Sheet(
    key="district",
    tab=N_("By district"),
    title=N_("Last individual contact by district"),
    lead=N_("Where has nobody been for a long time?"),
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
    title=N_("Last individual contact by sector"),
    lead=N_("With which sectors has nobody spoken for a long time?"),
    columns=(c.SECTION, c.SECTION_TITLE, *FIGURES),
    unseen=UNSEEN,
    rows=rows.by_section,
    total=rows.city,
    total_label=CITY,
)
RECENCY = Report(
    name="recency",
    title=N_("Recency of contact"),
    question=N_("How long ago did somebody speak with each firm?"),
    key_figures=tuple(
        KeyFigure(name, label, note, "size", column)
        for name, column, label, note in (
            ("firms_on_day", "companies", N_("Firms"), N_("on the reference day")),
            ("last_90_days", "0-90", LABELS["0-90"], N_("since the last individual contact")),
            ("within_year", "within_year", N_("Within a year"), N_("of all firms")),
            ("within_year_before", "before", N_("The period before"), N_("on its last day")),
            ("over_730_days", "over_730", LABELS["over_730"],
             N_("since the last individual contact")),
            ("never", NEVER, LABELS[NEVER], N_("firms, on the reference day")),
        )
    ),
    key_chart="size",
    sheets=(BY_SIZE, BY_BAND, BY_DISTRICT, BY_SECTION),
    definitions=(FIRM, PERIOD, METHOD, SIZE, SECTOR, DISTRICT, SIGNS),
    known=coverage_known,
)  # fmt: skip
