"""The tiles of the dashboards; what they say is printed on a sheet of the workbook, too."""

from crm.enums import N_
from reports.boards import sheets
from reports.boards.board import Better, Tile
from reports.report import KeyFigure
from reports.segment import SMALL_FIRMS

COVERAGE = Tile(
    KeyFigure(
        "coverage",
        N_("Contact coverage"),
        N_("of all firms had at least one contact"),
        "size",
        "coverage",
    ),
    sheets.MONTHS,
    "reached",
)
INDIVIDUALLY = Tile(
    KeyFigure(
        "individually",
        N_("Contacted individually"),
        N_("visit, consultation, call or consulting day"),
        "size",
        "individual",
    ),
)
CONTACTS = Tile(
    KeyFigure("contacts", N_("Contacts"), N_("one interaction with one firm"), "size", "contacts"),
    sheets.MONTHS,
    "contacts",
)
VISITS = Tile(
    KeyFigure("visits", N_("Company visits"), N_("counted for each firm"), "size", "visits"),
    sheets.MONTHS,
    "visit",
)
CONSULTATIONS = Tile(
    KeyFigure(
        "consultations",
        N_("Consultations"),
        N_("counted for each firm"),
        "month",
        "consultation",
    ),
    sheets.MONTHS,
    "consultation",
)
SMALL = Tile(
    KeyFigure(
        "small_firms",
        N_("Small firms reached"),
        N_("of those with fewer than 50 employees"),
        "reach",
        "coverage",
        SMALL_FIRMS,
    ),
)
WITHOUT = Tile(
    KeyFigure("without", N_("Firms without contact"), N_("in the period"), "size", "none"),
    better=Better.LESS,
)
NEVER = Tile(
    KeyFigure(
        "never",
        N_("No individual contact yet"),
        N_("firms active on the reference day"),
        "recency",
        "never",
    ),
    better=Better.LESS,
)
INQUIRIES = Tile(
    KeyFigure("inquiries", N_("Inquiries"), N_("received in the period"), "inquiries", "received"),
    sheets.INQUIRIES,
    "received",
    Better.NEITHER,
)
IN_TIME = Tile(
    KeyFigure(
        "in_time",
        N_("Answered in time"),
        N_("of those that were answered or missed"),
        "inquiries",
        "share",
    ),
    sheets.INQUIRIES,
    "in_time",
)
MY_INQUIRIES = Tile(
    KeyFigure(
        "my_inquiries",
        N_("My inquiries"),
        N_("received in the period"),
        "my_inquiries",
        "received",
        "mine",
    ),
    better=Better.NEITHER,
)
MY_ANSWERS = Tile(
    KeyFigure(
        "my_answers",
        N_("Answered in time"),
        N_("of those that were answered or missed"),
        "my_inquiries",
        "share",
        "mine",
    ),
)
MY_PROMISES = Tile(
    KeyFigure(
        "my_promises",
        N_("Follow-ups due"),
        N_("first due in the period"),
        "my_promises",
        "due",
        "mine",
    ),
    better=Better.NEITHER,
)
MY_KEPT = Tile(
    KeyFigure(
        "my_kept",
        N_("Follow-ups done in time"),
        N_("of those that were due"),
        "my_promises",
        "rate",
        "mine",
    ),
)
