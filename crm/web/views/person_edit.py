"""The forms about people: themselves, and what they are at which firm."""

from __future__ import annotations

from flask import abort, request, url_for
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.models import CompanyOverview, Person, Position
from crm.models.base import LARGEST_NUMBER
from crm.services.suggest_red_flags import withdraw_answered
from crm.web.addresses import company_address
from crm.web.entry import EntryView
from crm.web.forms import CrmForm
from crm.web.interface import CrmInterface
from crm.web.page import whole_number
from crm.web.person_forms import NewPersonForm, NewPositionForm, PersonForm, PositionForm


class PersonEdit(EntryView):
    """A new one may begin at a firm: ``?company=5``."""

    route_base = "/people"
    class_permission_name = "Person"
    datamodel = CrmInterface(Person)
    add_form, edit_form = NewPersonForm, PersonForm
    add_title, edit_title = _("Add a person"), _("Change the person")
    groups = (
        ("", (("title", "first_name", "last_name"), ("function", "valid_from"))),
        (_("How to reach them"), (("phone", "mobile"), "email")),
        (_("Data protection"), (("legal_basis", "review_on"), "birth_year")),
        (_("If they want no contact"), (("no_contact_since", "no_contact_source"),)),
        ("", ("notes",)),
    )

    def new_form(self) -> CrmForm:
        form = super().new_form()
        if self._firm_named() is None:
            del form.function, form.valid_from
        return form

    def _firm_named(self) -> CompanyOverview | None:
        return self.firm() if request.args.get("company") else None

    def _store(self, form: CrmForm, item: Person) -> Person:
        firm = self._firm_named() if item.id is None else None
        if firm is not None:
            function, begun = form.function.data, form.valid_from.data
            item.positions.append(Position(company_id=firm.id, function=function, valid_from=begun))
        stored: Person = super()._store(form, item)
        withdraw_answered(self.session, today())
        return stored

    def about(self, item: Person | None) -> str:
        return str(item or self._firm_named() or "")

    def leads_back(self, item: Person | None) -> str:
        firm = self._firm_named()
        if firm is not None:
            return company_address(firm.id) or ""
        return url_for("PersonPage.show", pk=item.id) if item else url_for("PersonList.index")


class PositionEdit(EntryView):
    """The address of a new one names the firm or the person; the other one is asked for."""

    route_base = "/positions"
    class_permission_name = "Person"
    datamodel = CrmInterface(Position)
    add_form, edit_form = NewPositionForm, PositionForm
    add_title, edit_title = _("Add a function"), _("Change the function")
    groups = (("", ("person", "company", "function", ("valid_from", "valid_to"))),)

    def new_form(self) -> CrmForm:
        form = super().new_form()
        if request.args.get("company"):
            del form.company
        else:
            self._person()
            del form.person
        return form

    def _person(self) -> Person:
        return self.session.get(Person, whole_number("person", 0, 0, LARGEST_NUMBER)) or abort(404)

    def _store(self, form: CrmForm, item: Position) -> Position:
        if item.id is None:
            at_firm = "company" not in form
            item.company_id = self.firm().id if at_firm else form.company.data.id
            item.person_id = form.person.data.id if at_firm else self._person().id
            item.client_key = form.client_key.data
        for name in ("function", "valid_from", "valid_to"):
            setattr(item, name, form[name].data)
        self.session.add(item)
        self.session.flush()
        return item

    def about(self, item: Position | None) -> str:
        if item is not None:
            return f"{item.person} · {item.company}"
        return str(self.firm() if request.args.get("company") else self._person())

    def leads_back(self, item: Position | None) -> str:
        by_firm = request.args.get("company") or request.args.get("back") == "company"
        if by_firm:
            return company_address(item.company_id if item else self.firm().id) or ""
        return url_for("PersonPage.show", pk=(item.person_id if item else self._person().id))
