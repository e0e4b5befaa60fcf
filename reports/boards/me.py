"""One's own dashboard; nobody else sees it."""

from crm.enums import N_
from reports.asked import Asked
from reports.boards import sheets, tiles
from reports.boards.board import Board, Picture, Whose
from reports.definitions.method import COVERAGE_METHOD, FOLLOW_UP_RATE, RESPONSE
from reports.report import Sheet


def _pictures(asked: Asked) -> tuple[Picture, ...]:
    return (
        sheets.MONTHS_DRAWN,
        sheets.FUNNEL_DRAWN,
        sheets.cohorts_drawn(asked),
        sheets.CALENDAR_DRAWN,
    )


def _besides(asked: Asked) -> tuple[Sheet, ...]:
    return (sheets.SIZES, *sheets.cohort_counts(asked), sheets.MY_INQUIRIES, sheets.MY_PROMISES)


ME = Board(
    name="me",
    title=N_("My figures"),
    question=N_("Whom did I reach, and did I keep my word?"),
    whose=Whose.ME,
    tiles=(
        tiles.CONTACTS, tiles.VISITS, tiles.CONSULTATIONS, tiles.INDIVIDUALLY,
        tiles.MY_INQUIRIES, tiles.MY_ANSWERS, tiles.MY_PROMISES, tiles.MY_KEPT,
    ),
    pictures=_pictures,
    besides=_besides,
    definitions=(*COVERAGE_METHOD, RESPONSE, FOLLOW_UP_RATE),
)  # fmt: skip
