"""The nine figures of the first page, each a cell of one of the other sheets."""

from crm.enums import N_
from reports.report import KeyFigure
from reports.segment import SMALL_FIRMS

KEY_FIGURES = (
    KeyFigure(
        "firms",
        N_("Firms in the city"),
        N_("with at least one active site on at least one day of the period"),
        sheet="size",
        column="companies",
    ),
    KeyFigure(
        "contact_coverage",
        N_("Contact coverage"),
        N_("of all firms had at least one contact with the office"),
        sheet="size",
        column="coverage",
    ),
    KeyFigure(
        "individual_coverage",
        N_("Contacted individually"),
        N_("of all firms: a visit, consultation, call or consulting day"),
        sheet="size",
        column="individual_share",
    ),
    KeyFigure(
        "small_firms",
        N_("Small firms"),
        N_("with fewer than 50 employees (micro and small together)"),
        sheet="reach",
        column="companies",
        row=SMALL_FIRMS,
    ),
    KeyFigure(
        "small_firm_coverage",
        N_("Coverage of small firms"),
        N_("of the small firms had at least one contact"),
        sheet="reach",
        column="coverage",
        row=SMALL_FIRMS,
    ),
    KeyFigure(
        "small_firms_without_contact",
        N_("Small firms without contact"),
        N_("were neither spoken to nor met at an event in the period"),
        sheet="reach",
        column="none",
        row=SMALL_FIRMS,
    ),
    KeyFigure(
        "contacts",
        N_("Contacts"),
        N_("one interaction with one firm is one contact"),
        sheet="size",
        column="contacts",
    ),
    KeyFigure(
        "visits",
        N_("Company visits"),
        N_("visits held in the period, counted for each firm"),
        sheet="size",
        column="visits",
    ),
    KeyFigure(
        "visit_penetration",
        N_("Visit penetration"),
        N_("of the firms active on the reference day were visited within 36 months"),
        sheet="visits",
        column="visit_penetration",
    ),
)
