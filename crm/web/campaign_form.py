"""What people fill in about a campaign: goal, days, partners, and for whom it is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length, Optional

from crm.clock import today
from crm.enums import SizeClass
from crm.models import Campaign, District
from crm.rules import Problem
from crm.rules.campaign import campaign_problems
from crm.services.campaigns import LISTS, chosen
from crm.web.chips import Choice, ChoiceField
from crm.web.choices import colleagues, partners
from crm.web.fields import LocalDateField, TrimmedField
from crm.web.formats import label
from crm.web.forms import CrmForm
from crm.web.material_form import CountField
from crm.web.sectors import section_choices

PLAIN = ("title", "goal", "goal_firms", "starts_on", "ends_on", "craft_only", "never_reached_only")
NAMES = {"lead_id": "lead", "partner_ids": "partners"}


class CampaignForm(CrmForm):
    title = TrimmedField(_("Title"), [Length(max=200)])
    goal = TextAreaField(
        _("Goal"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() or None],
        render_kw={"rows": 3},
    )
    goal_firms = CountField(
        _("Firms to be reached"), [Optional()], render_kw={"inputmode": "numeric"},
        description=_("Left empty: all on the target list."),
    )  # fmt: skip
    starts_on = LocalDateField(_("First day"), [Optional()])
    ends_on = LocalDateField(_("Last day"), [Optional()])
    lead = ChoiceField(_("Who leads"), blank=_("nobody yet"))
    partners = ChoiceField(_("Partners"), multiple=True)
    size_classes = ChoiceField(_("Size classes"), multiple=True)
    sections = ChoiceField(_("Sectors"), multiple=True)
    districts = ChoiceField(_("Districts"), multiple=True)
    craft_only = BooleanField(_("Craft firms only"))
    never_reached_only = BooleanField(_("Only firms that nobody has spoken to yet"))

    def __init__(self, *args: Any, campaign: Campaign | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.lead.offer(colleagues())
        self.partners.offer(partners())
        for name, offered in _segments().items():
            self._fields[name].offer(_numbered(offered))

    def values(self) -> dict[str, Any]:
        """As crm.services.campaigns and the rules read it."""
        codes = {name: list(offered) for name, offered in _segments().items()}
        return {
            **{name: self._fields[name].data for name in PLAIN},
            **{name: [codes[name][at - 1] for at in self._fields[name].ids] for name in LISTS},
            "lead_id": self.lead.only_id,
            "partner_ids": self.partners.ids,
            "client_key": self.client_key.data,
            "today": today(),
            "was_frozen_on": self.campaign and self.campaign.frozen_at and self.campaign.starts_on,
        }

    def problems(self) -> Iterator[Problem]:
        for problem in campaign_problems(self.values()):
            yield replace(problem, field=NAMES.get(problem.field, problem.field))


def _segments() -> dict[str, dict[str, str]]:
    """Of each list its codes with what people read, in the order of the chips."""
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    districts = session.execute(select(District.number, District.name).order_by(District.name))
    return {
        "size_classes": {size.value: label(size) for size in SizeClass},
        "sections": dict(section_choices()),
        "districts": dict(districts.all()),
    }


def _numbered(offered: dict[str, str]) -> list[Choice]:
    """Chips have numbers; codes stand at theirs."""
    return [Choice(number, name) for number, name in enumerate(offered.values(), start=1)]


def segment_words(campaign: Campaign) -> dict[str, list[str]]:
    """What is chosen, as people read it; a code that is gone stands for itself."""
    offered = _segments()
    return {
        name: [offered[name].get(code, code) for code in chosen(getattr(campaign, name))]
        for name in LISTS
    }


def stored_campaign(campaign: Campaign) -> dict[str, Any]:
    """The form's fields as they are on file."""
    offered = _segments()
    return {
        **{name: getattr(campaign, name) for name in PLAIN},
        **{name: _chips(offered[name], chosen(getattr(campaign, name))) for name in LISTS},
        "lead": Choice(campaign.lead.id, campaign.lead.name) if campaign.lead else None,
        "partners": _named(campaign.partners),
    }


def _chips(offered: dict[str, str], codes: Sequence[str]) -> list[Choice]:
    return [each for code, each in zip(offered, _numbered(offered), strict=True) if code in codes]


def _named(rows: Iterable[Any]) -> list[Choice]:
    return [Choice(row.id, str(row)) for row in rows]
