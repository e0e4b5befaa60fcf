"""The forms about a firm: itself, its sites, its size and sector over time."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from crm.clock import today
from crm.enums import InteractionKind
from crm.models import Company, CompanyFact, CompanyOverview, Site
from crm.services.add_company import add_company
from crm.services.change_facts import change_facts, correct_fact
from crm.services.family import survivor_of
from crm.services.move_site import add_site
from crm.services.suggest_red_flags import withdraw_answered
from crm.web.addresses import company_address, log_address
from crm.web.company_forms import CompanyForm, FactForm, NewCompanyForm, SiteForm
from crm.web.conflict import show_conflict
from crm.web.entry import EntryView
from crm.web.forms import CrmForm
from crm.web.interface import CrmInterface
from crm.web.numbers import read_number
from crm.web.view import NOT_THERE

LOGGED = [kind.value for kind in InteractionKind if not kind.is_gathering]
"""Kinds of contacts that begin with one firm."""

ITSELF = (
    _("The firm"),
    (
        "name",
        ("legal_form", "register_number"),
        ("chamber", "founded_on"),
        ("is_craft", "is_sideline"),
    ),
)
REACH = (_("How to reach it"), (("phone", "email"), "website"))
SIZE = (("size_band", "employees"), ("wz_code", "wz_edition"))
PLACE = (("street", "house_number"), ("postcode", "city"), "district_id")


class CompanyEdit(EntryView):
    route_base = "/companies"
    class_permission_name = "Company"
    datamodel = CrmInterface(Company, eager=[joinedload(Company.overview)])
    add_form, edit_form = NewCompanyForm, CompanyForm
    add_title, edit_title = _("Add a firm"), _("Change the firm")
    add_template = "company_form.html"
    intro = _("Only the name is needed; everything else may follow later.")
    groups = (
        ITSELF,
        (_("Where it is"), PLACE),
        (_("Size and sector"), SIZE),
        REACH,
        ("", ("description",)),
        (_("Succession"), (("succession_on", "succession_note"),)),
        (_("If it wants no contact"), (("no_contact_since", "no_contact_source"),)),
        (_("If it has ended"), (("ended_on", "end_reason"),)),
    )

    def _edit(self, pk: Any) -> Any:
        """Of a merged firm the one that counts."""
        number = read_number(pk)
        survivor = survivor_of(self.session, number) if number else None
        if survivor == number:
            return super()._edit(pk)
        if request.method != "POST":
            abort(redirect(url_for("CompanyEdit.edit", pk=survivor)))
        item = self._to_change(survivor)
        if request.form.get("client_key") == item.client_key:
            return super()._edit(survivor)
        return self._typed_for_another(item)

    def _typed_for_another(self, item: Company) -> Any:
        """What an old tab says of the merged firm stands beside what is on file of this one; the
        next save is about this one.
        """
        form = self.edit_form.refresh(request.form)
        form._id = item.id
        form.validate()
        show_conflict(form, item)
        form.client_key.data = item.client_key
        said = gettext("The firm was merged into %(firm)s. Compare and save again.", firm=item)
        form.form_errors = [said]
        return self._edit_widgets(item, form)

    def defaults(self) -> dict[str, Any]:
        return {"name": request.args.get("name", "").strip()[:200] or None}

    def _store(self, form: CrmForm, item: Company) -> Company:
        if not isinstance(form, NewCompanyForm):
            stored: Company = super()._store(form, item)
            withdraw_answered(self.session, today())
            return stored
        form.populate_obj(item)
        return add_company(self.session, item, {**form.facts(), **_only_place(form)}, today())

    def about(self, item: Company | None) -> str:
        return str(item) if item else ""

    def on_file(self, item: Company, name: str) -> Any:
        """The form of a new firm holds its site and its size too."""
        for row in (item, *item.sites[:1], *item.facts[:1]):
            if hasattr(row, name):
                return getattr(row, name)
        return super().on_file(item, name)

    def _done(self, item: Any, message: str) -> None:
        if request.args.get("then") in LOGGED:
            message = gettext("The firm is on file now. The contact itself is not saved yet.")
        super()._done(item, message)

    def leads_back(self, item: Company | None) -> str:
        """Whoever missed the firm while writing down a contact goes on with it there."""
        kind = request.args.get("then")
        if kind in LOGGED:
            firm = {"company": item.id} if item else {}
            return log_address(kind, draft=request.args.get("draft_of"), **firm)
        return company_address(item.id) if item else url_for("CompanyList.index")  # type: ignore[return-value]


def _only_place(form: NewCompanyForm) -> dict[str, Any]:
    named = ("street", "house_number", "postcode", "city", "district_id")
    return {**dict.fromkeys(named), **form.place()}


class OfFirm(EntryView):
    """What belongs to one firm; the address of a new entry names it: ``?company=5``."""

    class_permission_name = "Company"

    def about(self, item: Any | None) -> str:
        return str(self._firm_of(item))

    def leads_back(self, item: Any | None) -> str:
        return company_address(item.company_id if item else self.firm().id)  # type: ignore[return-value]

    def _firm_of(self, item: Any | None) -> CompanyOverview | str:
        if item is None:
            return self.firm()
        return self.session.get(CompanyOverview, item.company_id) or ""


class SiteEdit(OfFirm):
    route_base = "/sites"
    datamodel = CrmInterface(Site)
    add_form = edit_form = SiteForm
    add_title, edit_title = _("Add a site"), _("Change the site")
    intro = _("A new main site ends the one before: the firm has moved.")
    groups = (
        ("", ("kind", *PLACE, "neighbourhood")),
        (_("On the map"), (("latitude", "longitude"),)),
        (_("Since when, until when"), (("valid_from", "valid_to"),)),
    )

    def defaults(self) -> dict[str, Any]:
        return {"valid_from": today()}

    def _store(self, form: CrmForm, item: Site) -> Site:
        if item.company_id is None:
            item.company_id = self.firm().id
        form.populate_obj(item)
        return add_site(self.session, item)


class FactEdit(OfFirm):
    route_base = "/facts"
    datamodel = CrmInterface(CompanyFact)
    add_form = edit_form = FactForm
    add_title, edit_title = _("Size and sector have changed"), _("Correct size and sector")
    intro = _("What held so far stays on file: last year's report does not change.")
    groups = (("", (*SIZE, ("valid_from", "source"))),)

    def defaults(self) -> dict[str, Any]:
        """What holds now, so that whoever changes one of both keeps the other."""
        columns = (getattr(CompanyFact, name) for pair in SIZE for name in pair)
        open_one = select(*columns).where(
            CompanyFact.company_id == self.firm().id, CompanyFact.valid_to.is_(None)
        )
        row = self.session.execute(open_one).first()
        known = {name: value for name, value in row._mapping.items() if value} if row else {}
        return {"valid_from": today(), **known}

    def new_form(self) -> CrmForm:
        form = super().new_form()
        if isinstance(form, FactForm) and request.method == "POST":
            form.let_size_follow(self.defaults().get("size_band"))
        return form

    def on_file(self, item: CompanyFact, name: str) -> Any:
        """A size that only stood there gave way to an exact number."""
        follows = name == "size_band" and item.employees is not None
        return NOT_THERE if follows else super().on_file(item, name)

    def _store(self, form: CrmForm, item: CompanyFact) -> CompanyFact:
        values, day = form.facts(), form.valid_from.data
        if item.company_id is None:
            return change_facts(self.session, self.firm().id, values, day)
        correct_fact(self.session, item, values, day)
        return item
