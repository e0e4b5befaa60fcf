"""One district's dashboard: of the firms with a site in it."""

from crm.enums import N_
from reports.asked import Asked
from reports.boards import sheets, tiles
from reports.boards.board import Board, Picture, Whose
from reports.definitions.method import COVERAGE_METHOD
from reports.report import Sheet


def _pictures(asked: Asked) -> tuple[Picture, ...]:
    return (
        sheets.MONTHS_DRAWN,
        sheets.SIZES_DRAWN,
        sheets.SECTIONS_DRAWN,
        sheets.RECENCY_DRAWN,
        sheets.cohorts_drawn(asked),
        sheets.CALENDAR_DRAWN,
    )


def _besides(asked: Asked) -> tuple[Sheet, ...]:
    return (*sheets.cohort_counts(asked), sheets.SMALL)


DISTRICT = Board(
    name="district",
    title=N_("A district"),
    question=N_("Which firms of the district did we reach, and which not yet?"),
    whose=Whose.DISTRICT,
    tiles=(
        tiles.COVERAGE, tiles.CONTACTS, tiles.VISITS, tiles.SMALL, tiles.INDIVIDUALLY, tiles.NEVER,
    ),
    pictures=_pictures,
    besides=_besides,
    definitions=COVERAGE_METHOD,
)  # fmt: skip
