"""Register completeness on screen: what we have on file beside what there is."""

from __future__ import annotations

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _

from crm.rules.official_parts import SECTION_GROUPS
from crm.web.city_map import city_map
from crm.web.completeness_figures import Choice, CompletenessFigures
from crm.web.controls import allowed
from crm.web.coverage_lookup import names, snapshot
from crm.web.page import Page
from reports.definitions.method import CONFIDENTIAL, OFFICIAL_COVERAGE, REGISTER_COMPLETENESS
from reports.measures.register_completeness import MEMBERS


class CompletenessView(Page):
    route_base = "/coverage/completeness"
    class_permission_name = "Coverage"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> tuple[str, int]:
        source = snapshot()
        choice = Choice.read(source)
        page = self.render_template(
            "completeness.html",
            title=_("Register completeness"),
            lead=_("How many of the firms that there are stand in the register, and are reached."),
            choice=choice,
            kinds=[*MEMBERS],
            figures=CompletenessFigures(source, choice),
            names=names(self.session)["district"],
            groups=SECTION_GROUPS,
            has_outlines=city_map(self.session) is not None,
            definitions=(REGISTER_COMPLETENESS, OFFICIAL_COVERAGE, CONFIDENTIAL),
            may_read=allowed("can_add", "Register"),
        )
        return str(page), 400 if choice.problems else 200
