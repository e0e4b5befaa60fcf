"""A team's dashboard: of the contacts at which one of its advisors was."""

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
        sheets.cohorts_drawn(asked),
        sheets.HEAT_DRAWN,
        sheets.CALENDAR_DRAWN,
    )


def _besides(asked: Asked) -> tuple[Sheet, ...]:
    return (sheets.BOTH, *sheets.cohort_counts(asked), sheets.SMALL)


TEAM = Board(
    name="team",
    title=N_("The team"),
    question=N_("Whom did the team reach, and how does it stay in contact?"),
    whose=Whose.TEAM,
    tiles=(
        tiles.COVERAGE, tiles.CONTACTS, tiles.VISITS, tiles.CONSULTATIONS, tiles.SMALL,
        tiles.INDIVIDUALLY,
    ),
    pictures=_pictures,
    besides=_besides,
    definitions=COVERAGE_METHOD,
)  # fmt: skip
