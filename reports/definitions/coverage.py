"""The council's workbook on contacts with firms: read down, it is the order of its sheets."""

from dataclasses import replace

from crm.enums import N_
from reports.definitions import columns as c
from reports.definitions import coverage_rows as rows
from reports.definitions.coverage_known import coverage_known
from reports.definitions.key_figures import KEY_FIGURES
from reports.definitions.method import COVERAGE_METHOD
from reports.report import Chart, Map, Report, Shape, Sheet

CITY = N_("City")
SIZES = ("size_class",)
THREE_WAYS = ("individual", "events_only", "none")

BY_SIZE = Sheet(
    key="size",
    tab=N_("By size"),
    title=N_("Contacts by size class"),
    lead=N_("Which sizes of firm does the office reach, and how? Small firms come first."),
    columns=(c.SIZE_CLASS, *c.SPLIT, c.BEFORE),
    unseen=c.UNSEEN_BEFORE,
    rows=rows.by_size,
    total=rows.city_before,
    total_label=CITY,
    chart=Chart(
        title=N_("Firms by kind of contact"),
        description=N_(
            "Bars of equal length, one for each size class and one for the city: the share of"
            " firms with individual contact, of firms met at events only, and of firms without"
            " contact. The numbers are in the table of the sheet By size."
        ),
        shape=Shape.STACKED_SHARES,
        series=THREE_WAYS,
        with_total=True,
    ),
    notes=(N_("Headcount classes; not the SME definition of the European Union."),),
)
BY_BAND = Sheet(
    key="size_band",
    tab=N_("By size band"),
    title=N_("Contacts by size band"),
    lead=N_("The same by the finer bands in which the chambers deliver headcounts."),
    columns=(c.SIZE_BAND, *c.SPLIT),
    rows=rows.by_band,
    total=rows.city,
    total_label=CITY,
)
BY_DISTRICT = Sheet(
    key="district",
    tab=N_("By district"),
    title=N_("Contacts by district"),
    lead=N_("Where does the office reach firms?"),
    columns=(c.DISTRICT_NUMBER, c.DISTRICT_NAME, *c.SPLIT),
    rows=rows.by_district,
    total=rows.city,
    total_label=CITY,
    adds_up=False,
    map=Map(
        title=N_("Contact coverage by district"),
        description=N_(
            "Map of the city: the darker a district, the larger the share of its firms with a"
            " contact in the period. The numbers are in the table above."
        ),
        column="coverage",
    ),
    notes=(c.OVERLAP,),
)
BY_BOTH = Sheet(
    key="both",
    tab=N_("District and size"),
    title=N_("Firms by district and size class"),
    lead=N_("Of each size: how many firms there are, and how many were reached."),
    columns=(c.DISTRICT_NUMBER, c.DISTRICT_NAME, *c.FIRMS_BY_SIZE, c.FIRMS, c.REACHED, c.REACH),
    rows=rows.by_district_and_size,
    total=rows.city_by_size,
    total_label=CITY,
    adds_up=False,
    notes=BY_DISTRICT.notes,
)
BY_SECTION = Sheet(
    key="section",
    tab=N_("By sector"),
    title=N_("Contacts by sector"),
    lead=N_("Sections of the classification of economic activities (WZ), both editions together."),
    columns=(c.SECTION, c.SECTION_TITLE, *c.SPLIT),
    rows=rows.by_section,
    total=rows.city,
    total_label=CITY,
)
BY_MONTH = Sheet(
    key="month",
    tab=N_("By month"),
    title=N_("Contacts by month and kind"),
    lead=N_("When were firms spoken to, and on what occasion?"),
    columns=(c.MONTH, *c.KINDS, c.CONTACTS, replace(c.REACHED, apart=("month",))),
    rows=rows.by_month,
    total=rows.all_months,
    total_label=N_("Whole period"),
    adds_up=False,
    chart=Chart(
        title=N_("Contacts by month and kind"),
        description=N_(
            "One column per month, stacked by kind of contact; a line shows how many firms were"
            " reached in the month. The numbers are in the table above."
        ),
        shape=Shape.COLUMNS_AND_LINE,
        series=tuple(kind.key for kind in c.KINDS),
        line="reached",
    ),
    notes=(
        N_(
            "A firm reached in several months counts in each of them and once in the whole"
            " period: the last column does not add up."
        ),
    ),
)
RECENCY = Sheet(
    key="recency",
    tab=N_("Recency"),
    title=N_("Time since the last individual contact"),
    lead=N_("How long ago did somebody speak with the firm? Days, on the reference day."),
    columns=(c.SIZE_CLASS, c.ACTIVE, *c.RECENCY_BANDS),
    rows=rows.recency_by_size,
    total=rows.recency_city,
    total_label=CITY,
    chart=Chart(
        title=N_("Days since the last individual contact"),
        description=N_(
            "Bars of equal length, one for each size class and one for the city: the share of"
            " firms by days since the last individual contact, from up to 90 days to no"
            " individual contact yet. The numbers are in the table above."
        ),
        shape=Shape.STACKED_SHARES,
        series=tuple(band.key for band in c.RECENCY_BANDS),
        with_total=True,
    ),
)
VISITS = Sheet(
    key="visits",
    tab=N_("Visit penetration"),
    title=N_("Visit penetration and reference day"),
    lead=N_(
        "Firms that exist on the reference day: visited in 36 months, contacted in the period."
    ),
    columns=(
        c.SIZE_CLASS,
        c.ACTIVE,
        c.VISITED,
        c.VISIT_PENETRATION,
        c.REACHED_ON_DAY,
        c.COVERAGE_ON_DAY,
    ),
    rows=rows.visits_by_size,
    total=rows.visits_city,
    total_label=CITY,
)

REACH = Sheet(
    key="reach",
    tab=N_("Small firms"),
    title=N_("Small-firm reach"),
    lead=N_("Are small firms reached as often as all firms?"),
    columns=(c.GROUP, c.FIRMS, c.REACHED, c.NONE, c.REACH, c.INDEX),
    rows=rows.reach_of_small,
    by=SIZES,
    some=True,
    total=rows.reach_of_all,
    total_label=N_("All firms"),
    adds_up=False,
)
BOUNDS = Sheet(
    key="bounds",
    tab=N_("Small firms, bounds"),
    title=N_("Small-firm reach: bounds"),
    lead=N_("How far could the unknown sizes move the figures?"),
    columns=(
        c.GROUP, c.FIRMS, c.REACHED, c.UNKNOWN_REACHED, c.UNKNOWN_NONE, c.REACH, c.LOWEST,
        c.HIGHEST, c.LOWEST_INDEX, c.HIGHEST_INDEX,
    ),
    rows=rows.reach_of_small,
    by=SIZES,
    some=True,
    total=rows.reach_of_all,
    total_label=N_("All firms"),
    adds_up=False,
    notes=(
        N_(
            "The size of some firms is unknown. The lowest and the highest value are those that"
            " the figure could have, whichever of those firms belong to the class. Among all"
            " firms they count in any case, so that nothing moves."
        ),
    ),
)  # fmt: skip
INTENSITY = Sheet(
    key="intensity",
    tab=N_("Intensity"),
    title=N_("Intensity of individual contact"),
    lead=N_("How often were firms spoken to that were spoken to at all?"),
    columns=(
        c.SIZE_CLASS, c.FIRMS_INDIVIDUALLY, c.INDIVIDUAL_CONTACTS, c.MEAN, c.MEDIAN, c.TOP_CONTACTS,
        c.TOP_SHARE,
    ),
    rows=rows.intensity_by_size,
    total=rows.intensity_city,
    total_label=CITY,
    adds_up=False,
)  # fmt: skip
OUTSIDE = Sheet(
    key="outside",
    tab=N_("Outside"),
    title=N_("Talks outside the count"),
    lead=N_("Founders and others: talks that are no contact of a firm, so that none is lost."),
    columns=(c.TALK, c.TALKS),
    rows=rows.outside_talks,
)
ADVISORS = Sheet(
    key="advisors",
    tab=N_("Advisors"),
    title=N_("Workload by advisor"),
    lead=N_("Internal, for team leads only."),
    columns=(c.ADVISOR, c.PARTICIPATIONS, c.SHARED, c.HOURS, c.OPEN_INQUIRIES, c.IN_CARE),
    rows=rows.advisors,
    total=rows.advisors_total,
    total_label=N_("Together"),
    adds_up=False,
    for_team_leads=True,
    notes=(
        N_("In full: counts for each advisor who took part. Shared: 1/k for each of k advisors."),
    ),
)

COVERAGE = Report(
    name="coverage",
    title=N_("Contacts with firms"),
    question=N_("Which firms was the office in contact with, how, and which did it not reach?"),
    key_figures=KEY_FIGURES,
    key_chart="size",
    sheets=(
        BY_SIZE, REACH, BOUNDS, BY_BAND, BY_DISTRICT, BY_BOTH, BY_SECTION, BY_MONTH, RECENCY,
        VISITS, INTENSITY, OUTSIDE, ADVISORS,
    ),
    definitions=COVERAGE_METHOD,
    known=coverage_known,
)  # fmt: skip
