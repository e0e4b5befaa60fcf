"""One firm on file is really two: choose what goes to the new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired

from crm.clock import today
from crm.models import (
    Company,
    FundingCase,
    Interaction,
    Participation,
    Position,
    Responsibility,
)
from crm.rules import Problems
from crm.rules.company import company_problems
from crm.services.scope import (
    visible_follow_ups,
    visible_funding_cases,
    visible_interactions,
    visible_red_flags,
)
from crm.services.split_company import KEYS, MOVABLE, of_firm, split
from crm.services.split_keys import register_keys
from crm.web.addresses import company_address
from crm.web.company_forms import SHORT
from crm.web.fields import TrimmedField
from crm.web.formats import day, label
from crm.web.forms import CrmForm
from crm.web.numbers import read_number
from crm.web.page import Page
from crm.web.register_lines import register_lines
from crm.web.saving import ALREADY_SAVED, save, saved_before
from crm.web.security import current_viewer

SHOWN = 200
"""Of each kind, the latest; what is older stays, and can follow by splitting once more."""
LEGENDS: Mapping[str, Any] = {
    KEYS: _("Numbers in registers"),
    "sites": _("Sites"),
    "positions": _("People"),
    "participations": _("Contacts"),
    "follow_ups": _("Follow-ups"),
    "inquiries": _("Inquiries"),
    "red_flags": _("Red flags"),
    "funding_cases": _("Funding consultations"),
    "facts": _("Size and sector over time"),
    "responsibilities": _("Who cares for it"),
}
WITH: Mapping[str, tuple[Any, ...]] = {
    "positions": (joinedload(Position.person),),
    "participations": (joinedload(Participation.interaction),),
    "responsibilities": (joinedload(Responsibility.advisor),),
    "funding_cases": (joinedload(FundingCase.programme),),
}
WORDS: Mapping[str, Callable[[Any], str]] = {
    "sites": lambda row: f"{label(row.kind)}: {row.address}",
    "positions": lambda row: f"{row.person}, {row.function}",
    "participations": lambda row: _contact(row.interaction),
    "follow_ups": lambda row: f"{row.promise} ({day(row.due_on)})",
    "inquiries": lambda row: row.subject,
    "red_flags": lambda row: f"{label(row.kind)}, {day(row.raised_on)}",
    "funding_cases": lambda row: f"{row.programme or ''} {day(row.discussed_on)}".strip(),
    "facts": lambda row: f"{label(row.size_band)}, {row.wz_code or '–'} ({day(row.valid_from)})",
    "responsibilities": lambda row: str(row.advisor),
}


def _contact(contact: Interaction) -> str:
    title = f": {contact.title}" if contact.title else ""
    return f"{day(contact.happened_on)}, {label(contact.kind)}{title}"


class SplitForm(CrmForm):
    name = TrimmedField(_("Name of the new firm"), [InputRequired(), SHORT])
    legal_form = TrimmedField(_("Legal form"), [SHORT])
    register_number = TrimmedField(_("Register number"), [SHORT])

    def problems(self) -> Problems:
        values = {"name": self.name.data, "needs_name": True, "today": today()}
        yield from company_problems(values)


class SplitView(Page):
    route_base = "/companies"
    class_permission_name = "Duplicate"
    default_view = "split"

    @expose("/<int:pk>/split", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def split(self, pk: int) -> str | Response:
        with_sites = joinedload(Company.all_sites)
        firm: Company = self.find(Company, pk, Company.merged_into_id.is_(None), with_sites)
        form = SplitForm()
        if request.method == "POST":
            made = saved_before(self.session, Company, form) or self._made(firm, form)
            if made is not None and made is not ALREADY_SAVED:
                flash(gettext("The new firm is on file. What you chose went there."), "success")
                return redirect(company_address(made.id) or "/")
        return str(
            self.render_template(
                "split.html",
                title=gettext("Split %(firm)s", firm=firm),
                firm=firm,
                form=form,
                parts=[(name, LEGENDS[name], self._offered(firm, name)) for name in LEGENDS],
                chosen={name: self._chosen(name) for name in LEGENDS},
                shown=SHOWN,
            )
        )

    def _made(self, firm: Company, form: SplitForm) -> Any:
        if not form.validate():
            return None
        given = {"name": form.name.data, "legal_form": form.legal_form.data,
                 "register_number": form.register_number.data,
                 "client_key": form.client_key.data}  # fmt: skip
        chosen = {name: self._allowed(name) for name in LEGENDS}
        return save(self.session, form, lambda: split(self.session, firm, given, chosen))

    def _chosen(self, name: str) -> set[int]:
        return {pk for pk in map(read_number, request.form.getlist(name)) if pk}

    def _allowed(self, name: str) -> set[int]:
        """Of what was sent that which the viewer sees."""
        wanted = self._chosen(name)
        scope = self._scope(name)
        if scope is None or not wanted:
            return wanted
        model = MOVABLE[name]
        query = select(model.id).where(model.id.in_(wanted), scope)
        if name == "participations":
            query = query.join(Interaction, Interaction.id == Participation.interaction_id)
        return set(self.session.scalars(query))

    def _offered(self, firm: Company, name: str) -> list[tuple[int, str]]:
        """(id, words) of what the viewer sees, the latest first."""
        if name == KEYS:
            return register_lines(register_keys(self.session, firm)[:SHOWN])
        if name == "sites":
            sites = sorted(firm.all_sites, key=lambda site: -site.id)
            return [(site.id, WORDS[name](site)) for site in sites[:SHOWN]]
        model, scope = MOVABLE[name], self._scope(name)
        query = select(model).where(of_firm(firm, name))
        if name == "participations":
            query = query.join(Interaction, Interaction.id == Participation.interaction_id)
            query = query.order_by(Interaction.happened_on.desc())
        if scope is not None:
            query = query.where(scope)
        query = query.options(*WITH.get(name, ())).order_by(model.id.desc()).limit(SHOWN)
        return [(row.id, WORDS[name](row)) for row in self.session.scalars(query)]

    def _scope(self, name: str) -> ColumnElement[bool] | None:
        scopes = {
            "participations": visible_interactions,
            "follow_ups": visible_follow_ups,
            "red_flags": visible_red_flags,
            "funding_cases": visible_funding_cases,
        }
        return scopes[name](current_viewer) if name in scopes else None
