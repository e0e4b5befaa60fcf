"""The dashboards: each with its address, its tables, its pictures, its workbook."""

from __future__ import annotations

from flask import Response, abort, g
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.models import Annotation
from crm.permissions import ADMINISTRATOR, REPORTING
from crm.services.annotations import notes_on_days
from crm.web.board_choice import AGAINST, BoardChoice
from crm.web.board_figures import BoardFigures
from crm.web.board_scope import boards_for, options_of
from crm.web.city_map import city_map
from crm.web.council_figures import CouncilFigures, district_names, newest_release
from crm.web.coverage_lookup import recent_copy
from crm.web.file_names import file_name
from crm.web.page import Page
from crm.web.period_choice import PRESET_LABELS
from crm.web.security import current_viewer
from crm.web.workbooks import sent_workbook
from reports.asked import Asked
from reports.boards.board import Board, Whose
from reports.boards.catalogue import board_named
from reports.source import cache


class BoardView(Page):
    route_base = "/boards"
    class_permission_name = "Board"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> str:
        return str(
            self.render_template(
                "boards.html",
                title=_("Dashboards"),
                lead=_("What is worth a look on Monday morning."),
                boards=boards_for(current_viewer),
            )
        )

    @expose("/<board>/")
    @has_access
    @permission_name("show")
    def show(self, board: str) -> tuple[str, int]:
        """400 with the whole page where a choice in the address is none."""
        found, choice = self._asked(board)
        if (found.whose is Whose.ME and current_viewer.advisor_id is None) or not self._has(choice):
            return self._nothing(found), 200
        copy = recent_copy()
        asked = choice.asked(today(), current_viewer.advisor_id)
        page = self.render_template(
            "board.html",
            title=self._title(found, choice),
            lead=gettext(found.question),
            board=found,
            boards=boards_for(current_viewer),
            choice=choice,
            presets=PRESET_LABELS,
            against=AGAINST,
            figures=BoardFigures(found, copy.source, asked),
            notes=self._notes(choice, asked),
            remark=asked.period.remark(today()),
            reference_day=asked.reference_day,
            as_of=copy.as_of if copy.took > cache.PATIENCE else None,
            has_outlines=city_map(self.session) is not None,
        )
        return str(page), 400 if choice.problems else 200

    @expose("/council/")
    @has_access
    @permission_name("show")
    def council(self) -> str:
        """The newest release of the coverage report; whatever is not published is not here."""
        newest = newest_release(self.session)
        return str(
            self.render_template(
                "council.html",
                title=_("For the council"),
                lead=_("What was released, and may be shown to anybody."),
                boards=boards_for(current_viewer),
                snapshot=newest,
                figures=CouncilFigures(newest, district_names(self.session)) if newest else None,
                has_outlines=city_map(self.session) is not None,
            )
        )

    @expose("/<board>.xlsx")
    @has_access
    @permission_name("export")
    def workbook(self, board: str) -> Response:
        """All tables of the page, as they are on it."""
        found, choice = self._asked(board)
        if choice.problems or not self._has(choice):
            abort(404)
        if found.whose is Whose.ME and current_viewer.advisor_id is None:
            abort(404)
        asked = choice.asked(today(), current_viewer.advisor_id)
        figures = BoardFigures(found, recent_copy().source, asked)
        days = (choice.period.first, choice.period.last)
        return sent_workbook(figures.book, file_name(self._title(found, choice), *days))

    def _asked(self, name: str) -> tuple[Board, BoardChoice]:
        board = board_named(name) or abort(404)
        roles = self.appbuilder.sm.role_names(g.user)
        every = bool({ADMINISTRATOR, REPORTING} & roles)
        options = options_of(self.session, current_viewer, board.whose, every)
        return board, BoardChoice.read(today(), board.whose, options)

    def _notes(self, choice: BoardChoice, asked: Asked) -> list[Annotation]:
        team = choice.chosen if choice.whose is Whose.TEAM else None
        return notes_on_days(self.session, asked.period.first, asked.period.last, team)

    @staticmethod
    def _has(choice: BoardChoice) -> bool:
        return bool(choice.chosen) or not choice.field

    @staticmethod
    def _title(board: Board, choice: BoardChoice) -> str:
        if not choice.field:
            return gettext(board.title)
        number = f"{choice.chosen} " if board.whose is Whose.DISTRICT else ""
        return f"{number}{choice.options[choice.chosen]}"

    def _nothing(self, board: Board) -> str:
        page = self.render_template("board_nothing.html", title=gettext(board.title), board=board)
        return str(page)
