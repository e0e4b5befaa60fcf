"""What people fill in about people."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, TextAreaField
from wtforms.validators import Length, Optional

from crm.enums import LegalBasis
from crm.models import CompanyOverview, Person
from crm.rules import Problems, Values
from crm.rules.person import person_problems, position_problems
from crm.web.fields import EnumField, LocalDateField, RemoteSelectField, TrimmedField
from crm.web.forms import CrmForm, Rules

SHORT = Length(max=200)


class PersonForm(CrmForm):
    title = TrimmedField(_("Title"), [SHORT])
    first_name = TrimmedField(_("First name"), [SHORT])
    last_name = TrimmedField(_("Last name"), [SHORT])
    phone = TrimmedField(_("Telephone"), [SHORT], render_kw={"type": "tel"})
    mobile = TrimmedField(_("Mobile"), [SHORT], render_kw={"type": "tel"})
    email = TrimmedField(_("E-mail"), [SHORT], render_kw={"type": "email"})
    legal_basis = EnumField(_("Legal basis"), enum=LegalBasis, default=LegalBasis.PUBLIC_TASK)
    review_on = LocalDateField(
        _("Look again on"),
        [Optional()],
        description=_("The day to ask whether this is still needed."),
    )
    birth_year = IntegerField(
        _("Year of birth"),
        [Optional()],
        render_kw={"inputmode": "numeric"},
        description=_(
            "Only of those who run a firm, only the year, and only if they like: so that the"
            " succession is spoken about in time. For nothing else; it goes when the person does."
        ),
    )
    no_contact_since = LocalDateField(_("Wants no contact since"), [Optional()])
    no_contact_source = TrimmedField(_("Who said so, and how"), [SHORT])
    notes = TextAreaField(_("Notes"), filters=[lambda text: (text or "").strip() or None])
    rules: Rules = staticmethod(person_problems)


class PositionForm(CrmForm):
    function = TrimmedField(_("Function"), [SHORT])
    valid_from = LocalDateField(_("From"), [Optional()])
    valid_to = LocalDateField(_("Until"), [Optional()])
    rules: Rules = staticmethod(position_problems)


def new_person_problems(values: Values) -> Problems:
    yield from person_problems(values)
    if "function" in values:
        yield from position_problems(values)


class NewPersonForm(PersonForm):
    """Of a firm's page: with what the person is there."""

    function = TrimmedField(_("Function"), [SHORT])
    valid_from = LocalDateField(_("From"), [Optional()])

    rules: Rules = staticmethod(new_person_problems)


class NewPositionForm(PositionForm):
    """Of a person who is on file already, or at a firm that is."""

    person: Any = RemoteSelectField(_("Person"), model=Person, endpoint="SearchView.people")
    company: Any = RemoteSelectField(
        _("Firm"), model=CompanyOverview, endpoint="SearchView.suggest"
    )
