"""What the pages of one gathering have in common."""

from __future__ import annotations

from flask import abort
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from crm.enums import ParticipationStatus
from crm.models import AdvisorAssignment, Interaction
from crm.models.base import LARGEST_NUMBER
from crm.services.scope import changeable_interactions, visible_interactions
from crm.web.attendance_list import AttendanceList
from crm.web.clock import today
from crm.web.gathering_form import KINDS, ParticipantForm
from crm.web.page import Page
from crm.web.security import current_viewer


class GatheringPage(Page):
    route_base = "/gatherings"
    class_permission_name = "Interaction"

    def gathering(self, pk: int, scope: ColumnElement[bool]) -> Interaction:
        query = select(Interaction).where(
            Interaction.id == min(pk, LARGEST_NUMBER), Interaction.kind.in_(KINDS), scope
        )
        advisors = selectinload(Interaction.assignments).joinedload(AdvisorAssignment.advisor)
        query = query.options(advisors, selectinload(Interaction.topics))
        return self.session.scalars(query).first() or abort(404)

    def with_right(self, pk: int) -> tuple[Interaction, bool]:
        """The gathering, and whether its list may be changed."""
        found = self.gathering(pk, visible_interactions(current_viewer))
        mine = select(Interaction.id).where(
            Interaction.id == found.id, changeable_interactions(current_viewer)
        )
        return found, self.session.scalar(mine) is not None

    def list_page(self, gathering: Interaction, mine: bool, form: ParticipantForm | None) -> str:
        """The gathering with its participants; ``form`` is one that was sent back."""
        return str(
            self.render_template(
                "gathering_show.html",
                title=str(gathering),
                gathering=gathering,
                mine=mine,
                attendance=AttendanceList(self.session, gathering.id),
                form=form or _empty_form(gathering),
                statuses=list(ParticipationStatus),
            )
        )


def _empty_form(gathering: Interaction) -> ParticipantForm:
    """Whoever is added on the day or after it was there."""
    begun = gathering.happened_on <= today()
    status = ParticipationStatus.ATTENDED if begun else ParticipationStatus.REGISTERED
    return ParticipantForm(formdata=None, data={"status": status})
