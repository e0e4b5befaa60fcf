"""What the page of an inquiry shows, to whoever changes it or takes a step."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from crm.clock import today
from crm.enums import InquiryOutcome
from crm.models import Company, FollowUp, Inquiry, InquiryHandover, Interaction
from crm.services.funding import cases_that_came_of
from crm.services.inquiries import days_taken
from crm.services.scope import visible_follow_ups, visible_inquiries, visible_interactions
from crm.services.suggest_owner import Suggestion, suggest_owner
from crm.web.choices import colleagues
from crm.web.office import office
from crm.web.page import Page
from crm.web.security import current_viewer

WHOLE = (
    joinedload(Inquiry.company).joinedload(Company.overview),
    joinedload(Inquiry.owner),
    joinedload(Inquiry.partner),
    joinedload(Inquiry.topic),
    joinedload(Inquiry.material),
    joinedload(Inquiry.campaign),
    joinedload(Inquiry.handed_out_by),
    selectinload(Inquiry.pauses),
    selectinload(Inquiry.handovers).options(
        joinedload(InquiryHandover.giver), joinedload(InquiryHandover.taker)
    ),
)


class InquiryPage(Page):
    class_permission_name = "Inquiry"

    def _inquiry(self, pk: int) -> Inquiry:
        found: Inquiry = self.find(Inquiry, pk, visible_inquiries(current_viewer), *WHOLE)
        return found

    def _page(self, inquiry: Inquiry, typed: Mapping[str, str] | None = None) -> str:
        """``typed`` was refused and stands there again."""
        mine = current_viewer.changes_everything or current_viewer.advisor_ids
        promises = self._promises(inquiry.id)
        return str(
            self.render_template(
                "inquiry_show.html",
                title=inquiry.subject,
                inquiry=inquiry,
                typed=typed or {},
                taken=days_taken(office(), inquiry, today()),
                contacts=self._contacts(inquiry.id),
                promises=promises,
                cases=cases_that_came_of(self.session, current_viewer, inquiry=inquiry.id),
                changeable_ids={p.id for p in promises if mine is True or p.owner_id in mine},
                outcomes=list(InquiryOutcome),
                colleagues=[each for each in colleagues() if each.id != inquiry.owner_id],
                suggestions=self._suggestions(inquiry),
                me=current_viewer.advisor_id,
            )
        )

    def _suggestions(self, inquiry: Inquiry) -> list[Suggestion]:
        if inquiry.owner_id or not inquiry.is_open:
            return []
        return suggest_owner(self.session, inquiry, today())

    def _contacts(self, pk: int) -> list[Interaction]:
        query = select(Interaction).where(
            Interaction.inquiry_id == pk, visible_interactions(current_viewer)
        )
        return list(self.session.scalars(query.order_by(Interaction.happened_on, Interaction.id)))

    def _promises(self, pk: int) -> list[FollowUp]:
        query = select(FollowUp).where(
            FollowUp.inquiry_id == pk, visible_follow_ups(current_viewer)
        )
        query = query.options(joinedload(FollowUp.owner)).order_by(FollowUp.due_on, FollowUp.id)
        return list(self.session.scalars(query))
