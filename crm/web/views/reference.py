"""Lists that the office keeps: topics, districts, teams, advisors, responsibilities."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import joinedload
from wtforms import SelectField
from wtforms.validators import Optional

from crm.clock import today
from crm.models import (
    Absence,
    Advisor,
    CareClass,
    District,
    Responsibility,
    Team,
    TeamMembership,
    Topic,
)
from crm.rules.absence import absence_problems
from crm.rules.care_class import care_class_problems
from crm.rules.responsibility import responsibility_problems
from crm.services.scope import changeable_memberships
from crm.web.fields import RemoteSelectField
from crm.web.interface import CrmInterface
from crm.web.membership_form import MembershipForm
from crm.web.sectors import section_choices
from crm.web.security import current_viewer
from crm.web.view import CrmView

LABELS = {
    "code": _("Code"),
    "name": _("Name"),
    "name_en": _("English name"),
    "position": _("Place in the list"),
    "keywords": _("Other words for it"),
    "suggests": _("Suggests the red flag"),
    "months": _("Months between two contacts"),
    "number": _("Number"),
    "area_hectares": _("Area (ha)"),
    "inhabitants": _("Inhabitants"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "hours": _("Office hours"),
    "languages": _("Languages"),
    "deputy": _("Who stands in"),
    "first_day": _("First day"),
    "last_day": _("Last day"),
    "user": _("Login"),
    "advisor": _("Advisor"),
    "team": _("Team"),
    "is_leader": _("Leads the team"),
    "valid_from": _("From"),
    "valid_to": _("Until"),
    "district": _("District"),
    "topic": _("Topic"),
    "company": _("Firm"),
    "wz_section": _("WZ section"),
    "is_public": _("Shown to the public"),
}


def _sections() -> list[tuple[str, str]]:
    return [("", "–"), *section_choices()]


class ReferenceView(CrmView):
    """A short list that can be read whole."""

    label_columns = LABELS
    default_view_permission = "list"


class TopicView(ReferenceView):
    route_base = "/administration/topics"
    class_permission_name = "Topic"
    datamodel = CrmInterface(Topic)
    list_title, add_title, edit_title = _("Topics"), _("New topic"), _("Change topic")
    show_title = _("Topic")
    list_columns = ["name", "name_en", "code", "position"]
    show_columns = add_columns = edit_columns = [*list_columns, "keywords", "suggests"]
    description_columns = {
        "keywords": _("By these, people find it on the public page: loan, grant, guarantee.")
    }
    search_columns = ["name", "code"]
    order_columns = ["name", "code", "position"]
    base_order = ("position", "asc")


class CareClassView(ReferenceView):
    route_base = "/administration/care-classes"
    class_permission_name = "CareClass"
    datamodel = CrmInterface(CareClass)
    rules = staticmethod(care_class_problems)
    list_title, add_title = _("Care classes"), _("New care class")
    edit_title, show_title = _("Change care class"), _("Care class")
    list_columns = show_columns = add_columns = edit_columns = ["name", "name_en", "code", "months"]
    search_columns = ["name", "code"]
    order_columns = ["name", "code", "months"]
    base_order = ("months", "asc")


class DistrictView(ReferenceView):
    route_base = "/administration/districts"
    class_permission_name = "District"
    datamodel = CrmInterface(District)
    list_title, add_title, edit_title = _("Districts"), _("New district"), _("Change district")
    show_title = _("District")
    list_columns = show_columns = ["number", "name", "area_hectares", "inhabitants"]
    add_columns = edit_columns = ["number", "name", "area_hectares", "inhabitants"]
    search_columns = ["number", "name"]
    order_columns = ["number", "name", "inhabitants"]
    base_order = ("number", "asc")


class TeamView(ReferenceView):
    route_base = "/administration/teams"
    class_permission_name = "Team"
    datamodel = CrmInterface(Team)
    list_title, add_title, edit_title = _("Teams"), _("New team"), _("Change team")
    show_title = _("Team")
    list_columns = show_columns = add_columns = edit_columns = ["name", "code"]
    search_columns = ["name"]
    order_columns = ["name", "code"]
    base_order = ("name", "asc")


class AdvisorView(ReferenceView):
    route_base = "/administration/advisors"
    class_permission_name = "Advisor"
    datamodel = CrmInterface(Advisor, eager=[joinedload(Advisor.user)])
    list_title, add_title, edit_title = _("Advisors"), _("New advisor"), _("Change advisor")
    show_title = _("Advisor")
    list_columns = ["name", "email", "phone", "user"]
    show_columns = ["name", "email", "phone", "hours", "languages", "user"]
    add_columns = edit_columns = ["name", "email", "phone", "hours", "languages", "user"]
    search_columns = ["name", "email"]
    order_columns = ["name", "email"]
    base_order = ("name", "asc")


class TeamMembershipView(ReferenceView):
    route_base = "/administration/memberships"
    class_permission_name = "TeamMembership"
    datamodel = CrmInterface(
        TeamMembership,
        eager=[joinedload(TeamMembership.advisor), joinedload(TeamMembership.team)],
    )
    form_base = MembershipForm
    change_scope = staticmethod(lambda: changeable_memberships(current_viewer))
    refusal = _("You say who is in the team that you lead. This entry is of another one.")
    list_title, add_title = _("Who is in which team"), _("New membership")
    edit_title, show_title = _("Change membership"), _("Membership")
    list_columns = show_columns = ["advisor", "team", "is_leader", "valid_from", "valid_to"]
    add_columns = edit_columns = ["advisor", "team", "is_leader", "valid_from", "valid_to"]
    search_columns = ["advisor", "team", "is_leader"]
    order_columns = ["valid_from", "valid_to"]
    base_order = ("valid_from", "desc")


class AbsenceView(ReferenceView):
    route_base = "/administration/absences"
    class_permission_name = "Absence"
    datamodel = CrmInterface(
        Absence, eager=[joinedload(Absence.advisor), joinedload(Absence.deputy)]
    )
    rules = staticmethod(absence_problems)
    list_title, add_title = _("Who is away"), _("New absence")
    edit_title, show_title = _("Change absence"), _("Absence")
    list_columns = show_columns = ["advisor", "first_day", "last_day", "deputy"]
    add_columns = edit_columns = ["advisor", "first_day", "last_day", "deputy"]
    search_columns = ["advisor", "first_day", "last_day"]
    order_columns = ["first_day", "last_day"]
    base_order = ("first_day", "desc")


class ResponsibilityView(ReferenceView):
    route_base = "/administration/responsibilities"
    class_permission_name = "Responsibility"
    datamodel = CrmInterface(
        Responsibility,
        eager=[
            joinedload(Responsibility.advisor),
            joinedload(Responsibility.district),
            joinedload(Responsibility.topic),
            joinedload(Responsibility.company),
        ],
    )
    rules = staticmethod(responsibility_problems)
    list_title, add_title = _("Who cares for what"), _("New responsibility")
    edit_title, show_title = _("Change responsibility"), _("Responsibility")
    list_columns = show_columns = [
        "advisor", "district", "wz_section", "topic", "company", "valid_from", "valid_to",
    ]  # fmt: skip
    add_columns = edit_columns = [*list_columns, "is_public"]
    add_form_extra_fields = edit_form_extra_fields = {
        "wz_section": SelectField(
            LABELS["wz_section"], choices=_sections, coerce=lambda key: key or None
        ),
    }
    search_columns = ["advisor", "district"]
    order_columns = ["valid_from", "valid_to"]
    base_order = ("valid_from", "desc")

    def usual(self) -> dict[str, Any]:
        return {"valid_from": today()}

    def _init_properties(self) -> None:
        from crm.models import Company

        company: Any = RemoteSelectField(
            LABELS["company"], [Optional()], model=Company, endpoint="SearchView.suggest"
        )
        self.add_form_extra_fields = {**self.add_form_extra_fields, "company": company}
        self.edit_form_extra_fields = self.add_form_extra_fields
        super()._init_properties()
