"""What the pages of one gathering have in common."""

from __future__ import annotations

from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload, selectinload

from crm.clock import today
from crm.enums import InteractionStatus, ParticipationStatus
from crm.models import AdvisorAssignment, GatheringPartner, Interaction
from crm.models.base import LARGEST_NUMBER
from crm.services.scope import changeable_interactions, visible_interactions
from crm.services.seats import lock, move_up
from crm.services.settle import held_as_somebody_came
from crm.web.attendance_list import AttendanceList
from crm.web.calling_off import to_hear_of_it
from crm.web.erasing import may_erase
from crm.web.gathering_form import KINDS, ParticipantForm
from crm.web.gathering_letters import GatheringLetters
from crm.web.page import Page
from crm.web.security import current_viewer
from crm.web.tapping import tap
from crm.web.undo import may_wait, say_with_undo

STEPS = (ParticipationStatus.INVITED, ParticipationStatus.REGISTERED,
         ParticipationStatus.ATTENDED, ParticipationStatus.NO_SHOW)  # fmt: skip
"""What is tapped beside each name."""


class GatheringPage(Page):
    route_base = "/gatherings"
    class_permission_name = "Interaction"

    def gathering(self, pk: int, scope: ColumnElement[bool]) -> Interaction:
        return self.session.scalars(self._found(pk, scope)).first() or abort(404)

    def with_right(self, pk: int) -> tuple[Interaction, bool]:
        """The gathering, and whether its list may be changed."""
        mine = changeable_interactions(current_viewer).label("mine")
        query = self._found(pk, visible_interactions(current_viewer)).add_columns(mine)
        found = self.session.execute(query).first() or abort(404)
        return found.Interaction, bool(found.mine)

    def _found(self, pk: int, scope: ColumnElement[bool]) -> Select[Any]:
        query = select(Interaction).where(
            Interaction.id == min(pk, LARGEST_NUMBER), Interaction.kind.in_(KINDS), scope
        )
        advisors = selectinload(Interaction.assignments).joinedload(AdvisorAssignment.advisor)
        partners = selectinload(Interaction.partners).joinedload(GatheringPartner.partner)
        return query.options(
            advisors, selectinload(Interaction.topics), partners, joinedload(Interaction.plan)
        )

    def say_it_was_held(self, gathering: Interaction) -> None:
        """Where people came, a gathering is planned no longer; it counts from then on."""
        held: list[bool] = []
        act = lambda: held.append(held_as_somebody_came(self.session, gathering, today()))  # noqa: E731
        if tap(self.session, act) and any(held):
            say_with_undo(
                _("People came, so it counts as held from now on."),
                may_wait(gathering.happened_on),
                url_for("SettleView.settle", pk=gathering.id),
                status=InteractionStatus.PLANNED.value,
            )

    def let_in(self, pk: int) -> None:
        """Those who wait for seats that have become free. In the transaction of what freed them."""
        gathering = lock(self.session, pk)
        moved = move_up(self.session, gathering)
        GatheringLetters(self.session, gathering).tell_moved_up(moved)

    def list_page(self, gathering: Interaction, mine: bool, form: ParticipantForm | None) -> str:
        """The gathering with its participants; ``form`` is one that was sent back."""
        return str(
            self.render_template(
                "gathering_show.html",
                title=str(gathering),
                gathering=gathering,
                mine=mine,
                came=ParticipationStatus.ATTENDED,
                off=to_hear_of_it(self.session, gathering),
                erasable=mine and may_erase(gathering),
                attendance=AttendanceList(self.session, gathering.id),
                form=form or _empty_form(gathering),
                statuses=list(ParticipationStatus),
                steps=STEPS,
            )
        )


def _empty_form(gathering: Interaction) -> ParticipantForm:
    """Whoever is added on the day or after it was there."""
    return ParticipantForm(formdata=None, data={"status": likely_status(gathering)})


def likely_status(gathering: Interaction) -> ParticipationStatus:
    """Of those who are put on the list now."""
    begun = gathering.happened_on <= today()
    return ParticipationStatus.ATTENDED if begun else ParticipationStatus.REGISTERED
