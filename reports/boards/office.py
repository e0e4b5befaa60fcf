"""The office's dashboard."""

from crm.enums import N_
from reports.asked import Asked
from reports.boards import sheets, tiles
from reports.boards.board import Board, Picture, Whose
from reports.definitions.method import COVERAGE_METHOD, RESPONSE
from reports.report import Sheet


def _pictures(asked: Asked) -> tuple[Picture, ...]:
    return (
        sheets.MONTHS_DRAWN,
        sheets.HEAT_DRAWN,
        sheets.years_drawn(asked),
        sheets.SIZES_DRAWN,
        sheets.cohorts_drawn(asked),
        sheets.FUNNEL_DRAWN,
        sheets.CALENDAR_DRAWN,
    )


def _besides(asked: Asked) -> tuple[Sheet, ...]:
    counts = sheets.cohort_counts(asked)
    return (sheets.BOTH, *counts, sheets.SMALL, sheets.RECENCY, sheets.INQUIRIES)


OFFICE = Board(
    name="office",
    title=N_("The office"),
    question=N_("Whom did we reach, where, and what did firms want from us?"),
    whose=Whose.OFFICE,
    tiles=(
        tiles.COVERAGE, tiles.CONTACTS, tiles.VISITS, tiles.SMALL, tiles.INDIVIDUALLY,
        tiles.NEVER, tiles.INQUIRIES, tiles.IN_TIME,
    ),
    pictures=_pictures,
    besides=_besides,
    definitions=(*COVERAGE_METHOD, RESPONSE),
)  # fmt: skip
