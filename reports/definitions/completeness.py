"""The workbook on the register: firms on file beside those the statistics office counted."""

from crm.enums import N_, OfficiallyCounted
from crm.rules.official_parts import SECTION_GROUPS
from reports.definitions import columns as c
from reports.definitions import completeness_rows as rows
from reports.definitions.method import (
    CONFIDENTIAL,
    CONTACT,
    OFFICIAL_COVERAGE,
    REGISTER_COMPLETENESS,
    SIGNS,
)
from reports.known import Known
from reports.report import Chart, Column, KeyFigure, Kind, Map, Report, Shape, Sheet
from reports.segment import UNKNOWN

MEMBERS = (("counted", OfficiallyCounted.CHAMBER.value),)
CRAFT = (("counted", OfficiallyCounted.CRAFT.value),)
YEAR = Column("year", N_("End of"), Kind.CODE)
GROUP = Column("group", N_("Sections"), Kind.CODE, names={UNKNOWN: "–"})
GROUP_TITLE = Column(
    "group_title",
    N_("Group of sectors"),
    Kind.TITLE,
    names={**SECTION_GROUPS, UNKNOWN: N_("Sector unknown")},
)
FIGURES = (
    Column("on_file", N_("On file"), counts="on_file"),
    Column("official", N_("Officially counted"), note=N_("a dot: confidential."), is_open=True),
    Column(
        "completeness",
        N_("Completeness in %"),
        Kind.SHARE,
        N_("on file, divided by officially counted."),
        shaded=True,
        stands_on=("on_file",),
    ),
    Column(
        "contacted",
        N_("Contacted"),
        note=N_("in the year, of those on file."),
        counts="contacted_on_file",
    ),
    Column(
        "official_coverage",
        N_("Contacted, of those counted, in %"),
        Kind.SHARE,
        N_("contacted, divided by officially counted."),
        stands_on=("contacted",),
    ),
    Column(
        "coverage",
        N_("Contacted, of those on file, in %"),
        Kind.SHARE,
        N_("contacted, divided by on file."),
        stands_on=("contacted", "on_file"),
    ),
)
CITY = N_("City, each firm once")
LIKE = N_("A firm stands in each district it has a site in; the office counts each once.")
COMPLETE = Map(
    title=N_("Register completeness by district"),
    description=N_(
        "Map of the city: the darker a district, the larger the share of its officially counted"
        " firms that are on file. The numbers are in the table above."
    ),
    column="completeness",
)
BY_DISTRICT = Sheet(
    key="district",
    tab=N_("By district"),
    title=N_("Members of the chamber of commerce by district"),
    lead=N_("Where does the register lack firms, and where is the office seldom?"),
    columns=(c.DISTRICT_NUMBER, c.DISTRICT_NAME, YEAR, *FIGURES),
    rows=rows.by_district,
    map=COMPLETE,
    by=("district", "year"),
    same=("year",),
    within=MEMBERS,
    total=rows.chamber_total,
    total_label=CITY,
    adds_up=False,
    notes=(LIKE,),
)
BY_GROUP = Sheet(
    key="group",
    tab=N_("By sector"),
    title=N_("Members of the chamber of commerce by group of sectors"),
    lead=N_("Of which sectors does the register lack firms?"),
    columns=(GROUP, GROUP_TITLE, YEAR, *FIGURES),
    rows=rows.by_group,
    by=("group", "year"),
    same=("year",),
    within=MEMBERS,
    total=rows.chamber_total,
    total_label=CITY,
    adds_up=False,
)
BY_BOTH = Sheet(
    key="both",
    tab=N_("District and sector"),
    title=N_("Members of the chamber of commerce by district and group of sectors"),
    lead=N_("Which sectors are missing where?"),
    columns=(c.DISTRICT_NUMBER, c.DISTRICT_NAME, GROUP, YEAR, *FIGURES),
    rows=rows.by_both,
    by=("district", "group", "year"),
    same=("year",),
    within=MEMBERS,
    notes=(LIKE,),
)
BY_YEAR = Sheet(
    key="year",
    tab=N_("By year"),
    title=N_("Members of the chamber of commerce by year"),
    lead=N_("Does the register keep up with the city?"),
    columns=(YEAR, *FIGURES),
    rows=rows.chamber_by_year,
    within=MEMBERS,
    chart=Chart(
        title=N_("On file and officially counted"),
        description=N_(
            "One column per year: firms on file; a line shows how many were officially counted."
            " The numbers are in the table above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=("on_file",),
        line="official",
    ),
)
CRAFT_BY_YEAR = Sheet(
    key="craft_year",
    tab=N_("Crafts by year"),
    title=N_("Craft firms by year"),
    lead=N_("Craft firms on file beside those on the roll of crafts."),
    columns=(YEAR, *FIGURES),
    rows=rows.craft_by_year,
    within=CRAFT,
)
CRAFT_BY_DISTRICT = Sheet(
    key="craft_district",
    tab=N_("Crafts by district"),
    title=N_("Craft firms by district"),
    lead=N_("Where does the register lack craft firms?"),
    columns=(c.DISTRICT_NUMBER, c.DISTRICT_NAME, YEAR, *FIGURES),
    rows=rows.craft_by_district,
    map=COMPLETE,
    by=("district", "year"),
    same=("year",),
    within=CRAFT,
    total=rows.craft_total,
    total_label=CITY,
    adds_up=False,
    notes=(LIKE,),
)


COMPLETENESS = Report(
    name="completeness",
    title=N_("Register completeness"),
    question=N_("How many of the firms that there are stand in the register, and are reached?"),
    key_figures=tuple(
        KeyFigure(name, label, note, "district", name)
        for name, label, note in (
            ("on_file", N_("On file"), N_("members of the chamber of commerce")),
            ("official", N_("Officially counted"), N_("by the statistics office")),
            ("completeness", N_("Completeness"), N_("on file, of those counted")),
            ("official_coverage", N_("Contacted"), N_("of those counted")),
            ("coverage", N_("Contacted"), N_("of those on file")),
        )
    ),
    key_chart="year",
    sheets=(BY_DISTRICT, BY_GROUP, BY_BOTH, BY_YEAR, CRAFT_BY_YEAR, CRAFT_BY_DISTRICT),
    definitions=(REGISTER_COMPLETENESS, OFFICIAL_COVERAGE, CONFIDENTIAL, CONTACT, SIGNS),
    known=lambda _asked: Known(among=(("contacted_on_file", "on_file"),)),
)
