"""What a campaign's page shows: its list, then and now, its progress, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from crm.clock import today
from crm.enums import InteractionStatus
from crm.models import Campaign, Inquiry, Interaction
from crm.services import campaigns
from crm.services.funding import cases_that_came_of
from crm.services.inquiry_board import inquiry_rows
from crm.services.scope import (
    changeable_interactions,
    visible_inquiries,
    visible_interactions,
)
from crm.web import contact_columns
from crm.web.campaign_form import segment_words
from crm.web.controls import allowed
from crm.web.coverage_lookup import snapshot
from crm.web.gathering_form import KINDS
from crm.web.page import Page
from crm.web.security import current_viewer
from reports.measures.campaign_progress import campaign_progress

WHOLE = (joinedload(Campaign.lead), joinedload(Campaign.partners))
SHOWN = 20


class CampaignShow(Page):
    class_permission_name = "Campaign"

    def _campaign(self, pk: int) -> Campaign:
        found: Campaign = self.find(Campaign, pk, None, *WHOLE)
        return found

    def _page(self, campaign: Campaign) -> str:
        day = today()
        return str(
            self.render_template(
                "campaign.html",
                title=campaign.title,
                campaign=campaign,
                segment=segment_words(campaign),
                size=campaigns.size_of(self.session, campaign),
                weeks=self._weeks(campaign, day),
                open_firms=campaigns.not_reached(self.session, campaign, day, SHOWN + 1),
                shown=SHOWN,
                gatherings=self._gatherings(day) if campaign.frozen_at else [],
                left_out=campaigns.left_out_of(self.session, campaign),
                inquiries=self._inquiries(campaign.id),
                contacts=self._contacts(campaign.id),
                cases=cases_that_came_of(
                    self.session, current_viewer, campaign=campaign.id, at_most=SHOWN
                ),
                is_running=campaign.starts_on <= day <= campaign.ends_on,
                actions=list(self._actions(campaign.id)),
            )
        )

    def _weeks(self, campaign: Campaign, day: date) -> list[dict[str, Any]]:
        if campaign.frozen_at is None:
            return []
        until = min(campaign.ends_on, day)
        rows = campaign_progress(snapshot(), campaign.id, campaign.starts_on, until)
        return [{str(name): value for name, value in r.items()} for r in rows.to_dict("records")]

    def _gatherings(self, day: date) -> list[Interaction]:
        """To which the viewer may invite the firms of the list."""
        query = select(Interaction).where(
            Interaction.kind.in_(KINDS),
            Interaction.status == InteractionStatus.PLANNED,
            Interaction.happened_on >= day,
            changeable_interactions(current_viewer),
        )
        coming = query.order_by(Interaction.happened_on, Interaction.id)
        return list(self.session.scalars(coming.limit(SHOWN)))

    def _inquiries(self, pk: int) -> list[Any]:
        named = inquiry_rows().where(Inquiry.campaign_id == pk, visible_inquiries(current_viewer))
        latest = named.order_by(Inquiry.received_at.desc(), Inquiry.id.desc())
        return list(self.session.execute(latest.limit(SHOWN)).all())

    def _contacts(self, pk: int) -> list[Any]:
        it = Interaction
        columns = (it.id, it.kind, it.title, it.happened_on, it.status, contact_columns.firms(2))
        query = select(*columns).where(it.campaign_id == pk, visible_interactions(current_viewer))
        latest = query.order_by(it.happened_on.desc(), it.id.desc())
        return list(self.session.execute(latest.limit(SHOWN)))

    def _actions(self, pk: int) -> Iterator[tuple[str, str, str]]:
        if allowed("can_edit", "Campaign"):
            yield url_for("CampaignView.edit", pk=pk), _("Edit"), "pencil"
        yield url_for("CampaignTargetList.index", campaign=pk), _("Target list"), "list-check"
