"""Writing down a visit, a consultation or a call, correcting it, and looking at it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import InteractionKind, InteractionStatus
from crm.models import CompanyOverview, FollowUp, Interaction, Login
from crm.models.base import LARGEST_NUMBER
from crm.services.campaigns import running_for
from crm.services.day_plan import Appointment, appointments, with_participants
from crm.services.flagged import raised_in
from crm.services.funding import cases_of_contact, note_programmes
from crm.services.inquiries import answer_by
from crm.services.log_interaction import change_interaction, log_interaction
from crm.services.scope import changeable_interactions, visible_interactions
from crm.web.addresses import company_address, contact_address, log_address
from crm.web.campaign_chips import asked_campaign
from crm.web.choices import people
from crm.web.conflict import show_conflict
from crm.web.contact_form import ContactForm, PeopleForm, new_contact
from crm.web.controls import allowed
from crm.web.erasing import erase_button, may_erase
from crm.web.filters import read_day
from crm.web.formats import label, weekday
from crm.web.inquiry_form import asked_inquiry
from crm.web.offers import running_campaigns
from crm.web.office import office
from crm.web.page import Page, whole_number
from crm.web.saving import ALREADY_SAVED, expect_version, nothing_new, save, sent_again
from crm.web.security import current_viewer
from crm.web.stored_contact import WHOLE, beside, guests, says_the_same, stored_contact
from crm.web.views.draft import drafted_values

LOGGED = [kind for kind in InteractionKind if not kind.is_gathering]
PLANNED_SHOWN = 3


class LogContactView(Page):
    route_base = "/contacts"
    class_permission_name = "Interaction"

    @expose(f"/new/<any({','.join(LOGGED)}):kind>", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self, kind: str) -> str | Response:
        form = self._new_form(InteractionKind(kind))
        if self._is_sent() and form.validate():
            logged = save(self.session, form, lambda: self._log(form))
            if logged is ALREADY_SAVED:
                return self._sent_again(form) or self._form_page(form, None)
            if logged is not None:
                return self._logged(logged)
        return self._form_page(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def edit(self, pk: int) -> str | Response:
        contact = self._contact(pk, changeable_interactions(current_viewer))
        if contact is None:
            return self._elsewhere(pk)
        form = self._edit_form(contact)
        if self._is_sent() and form.validate() and self._changed(form, contact):
            flash(_("The contact is saved."), "success")
            return redirect(contact_address(form.kind, pk))
        return self._form_page(form, contact)

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str | Response:
        by, changed_by = aliased(Login), aliased(Login)
        mine = changeable_interactions(current_viewer).label("mine")
        query = (
            select(Interaction, mine, by, changed_by)
            .outerjoin(by, by.id == Interaction.created_by_id)
            .outerjoin(changed_by, changed_by.id == Interaction.changed_by_id)
            .where(Interaction.id == min(pk, LARGEST_NUMBER), Interaction.kind.in_(LOGGED))
            .where(visible_interactions(current_viewer))
            .options(*WHOLE)
        )
        found = self.session.execute(query).unique().first()
        if found is None:
            return self._elsewhere(pk)
        return self.render_template(
            "contact_show.html",
            title=label(found.Interaction.kind),
            contact=found.Interaction,
            mine=found.mine,
            erasable=found.mine and may_erase(found.Interaction),
            changeable_ids=_changeable(found.Interaction.follow_ups),
            raised=raised_in(self.session, current_viewer, pk),
            cases=cases_of_contact(self.session, pk),
            made_by=found[2],
            changed_by=found[3],
        )

    @expose("/people")
    @has_access
    @permission_name("show")
    def people(self) -> str:
        """The chips of a firm's people, for the form in which firm and day were just chosen."""
        company_id = whole_number("company", 0, 0, LARGEST_NUMBER)
        day = read_day(request.args["day"]) if request.args.get("day") else today()
        form = PeopleForm(formdata=None)
        form.persons.offer(people(company_id, day) if company_id else [])
        running = {each.id: each.name for each in running_campaigns()} if company_id else {}
        listed = running_for(self.session, company_id, today()) if running else []
        return self.render_template(
            "contact_people.html", form=form, campaigns=[running[pk] for pk in listed]
        )

    # -- forms ----------------------------------------------------------------------------
    def _is_sent(self) -> bool:
        """The firm's people and another kind are asked for without scripts: by sending the form."""
        return request.method == "POST" and "reload" not in request.form

    def _new_form(self, kind: InteractionKind) -> ContactForm:
        if request.method == "POST":
            return ContactForm(kind)
        drafted = drafted_values(self.session)
        company_id = whole_number("company", 0, 0, LARGEST_NUMBER)
        if drafted is not None:
            if company_id and not drafted.get("company"):
                drafted["company"], drafted["company-typed"] = str(company_id), ""
            return ContactForm(kind, formdata=drafted)
        company = self.session.get(CompanyOverview, company_id) if company_id else None
        values = new_contact(current_viewer, company, asked_inquiry(self.session))
        values.setdefault("campaign", asked_campaign())
        if request.args.get("status") == InteractionStatus.PLANNED:
            values["status"] = InteractionStatus.PLANNED
        return ContactForm(kind, formdata=None, data=values)

    def _edit_form(self, contact: Interaction) -> ContactForm:
        there = guests(contact)
        on_file = {
            **stored_contact(contact),
            "client_key": contact.client_key,
            "version": contact.version,
        }
        if request.method == "POST":
            return ContactForm(contact.kind, data=on_file, guests=there)
        if request.args.get("status") == InteractionStatus.HELD:
            on_file["status"] = InteractionStatus.HELD
        drafted = drafted_values(self.session)
        return ContactForm(contact.kind, formdata=drafted, data=on_file, guests=there)

    def _form_page(self, form: ContactForm, contact: Interaction | None) -> str:
        titles = {
            InteractionKind.VISIT: _("Log a company visit"),
            InteractionKind.CONSULTATION: _("Log a consultation"),
            InteractionKind.CALL: _("Log a call"),
        }
        plans = {
            InteractionKind.VISIT: _("Plan a company visit"),
            InteractionKind.CONSULTATION: _("Plan a consultation"),
            InteractionKind.CALL: _("Plan a call"),
        }
        planning = contact is None and form.status.data is InteractionStatus.PLANNED
        title = (plans if planning else titles).get(form.kind, label(form.kind))
        return str(
            self.render_template(
                "contact_form.html",
                title=_("Change the contact") if contact else title,
                form=form,
                contact=contact,
                raised=raised_in(self.session, current_viewer, contact.id) if contact else [],
                kinds=LOGGED,
                planning=planning,
                planned=self._planned() if not contact and self._asks_what(form) else [],
                answers=None if contact else asked_inquiry(self.session),
                add_firm_address=False if contact else _add_firm_address(form.kind),
            )
        )

    def _asks_what(self, form: ContactForm) -> bool:
        """Nobody has said yet what is written down: perhaps what the calendar knows."""
        planning = form.status.data is InteractionStatus.PLANNED
        return not (planning or form.company.data or form.inquiry.data)

    def _planned(self) -> list[Appointment]:
        """What the viewer had planned up to today and has not written down yet."""
        if current_viewer.advisor_id is None:
            return []
        found = appointments(self.session, current_viewer.advisor_id, today())
        waiting = [row for row in found if row.happened_on <= today() and row.kind in LOGGED]
        return with_participants(self.session, waiting[-PLANNED_SHOWN:])[0]

    def _sent_again(self, form: ContactForm) -> Response | None:
        return sent_again(self.session, Interaction, form, "LogContactView.edit")

    def _log(self, form: ContactForm) -> Interaction:
        contact = log_interaction(self.session, form.values())
        note_programmes(self.session, contact, form.programmes.ids)
        answer_by(office(), contact)
        return contact

    def _change(self, contact: Interaction, form: ContactForm) -> Interaction:
        change_interaction(self.session, contact, form.values())
        note_programmes(self.session, contact, form.programmes.ids)
        answer_by(office(), contact)
        return contact

    # -- afterwards -----------------------------------------------------------------------
    def _logged(self, contact: Interaction) -> Response:
        firms = [each.company_id for each in contact.participations if each.company_id]
        planned = contact.status is InteractionStatus.PLANNED
        said = _("The appointment is saved.") if planned else _("The contact is saved.")
        what = f"{label(contact.kind)}, {weekday(contact.happened_on)}."
        another = Markup('<a href="{}">{}</a>').format(
            log_address(contact.kind), _("Log another contact")
        )
        undo = erase_button(contact)
        flash(Markup("<span>{} {} {}</span> {}").format(said, what, another, undo), "success")
        address = company_address(next(iter(firms), None))
        return redirect(address or contact_address(contact.kind, contact.id))

    def _changed(self, form: ContactForm, contact: Interaction) -> bool:
        """After a refusal what is stored now stands beside what was typed."""
        if says_the_same(form, contact):
            return nothing_new(self.session, form)
        expect_version(contact, form)
        if save(self.session, form, lambda: self._change(contact, form)) is not None:
            return True
        stored = self._contact(contact.id, changeable_interactions(current_viewer)) or abort(404)
        if form.version.data != str(stored.version):
            show_conflict(form, stored, beside(stored))
        return False

    def _contact(self, pk: int, scope: ColumnElement[bool]) -> Interaction | None:
        query = select(Interaction).where(
            Interaction.id == min(pk, LARGEST_NUMBER), Interaction.kind.in_(LOGGED), scope
        )
        return self.session.scalars(query.options(*WHOLE)).unique().first()

    def _elsewhere(self, pk: int) -> Response:
        """Gatherings have a page of their own; what is not the viewer's is not there."""
        query = select(Interaction.kind).where(
            Interaction.id == min(pk, LARGEST_NUMBER), visible_interactions(current_viewer)
        )
        kind = self.session.scalar(query)
        if kind is None or not kind.is_gathering:
            abort(404)
        return redirect(contact_address(kind, pk))


def _add_firm_address(kind: InteractionKind) -> str | bool:
    """Where a firm that is not found is added; False for those who may not."""
    return allowed("can_add", "Company") and url_for("CompanyEdit.add", then=kind)


def _changeable(follow_ups: Iterable[FollowUp]) -> set[int]:
    """Whose buttons are shown; what a button does is refused by scope all the same."""
    theirs = current_viewer.advisor_ids
    return {f.id for f in follow_ups if current_viewer.changes_everything or f.owner_id in theirs}
