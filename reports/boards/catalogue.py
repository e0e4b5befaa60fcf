"""The dashboards, in reading order. What the council may see is drawn from released reports."""

from reports.boards.board import Board
from reports.boards.district import DISTRICT
from reports.boards.me import ME
from reports.boards.office import OFFICE
from reports.boards.team import TEAM

BOARDS = (OFFICE, TEAM, ME, DISTRICT)


def board_named(name: str) -> Board | None:
    return next((board for board in BOARDS if board.name == name), None)
