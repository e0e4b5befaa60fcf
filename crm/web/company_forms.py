"""What people fill in about a firm: itself, where it is, how large it is and what it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FloatField, IntegerField, TextAreaField
from wtforms.validators import Length, Optional

from crm.enums import Chamber, EndReason, SiteKind, SizeBand, WzEdition
from crm.rules import Problems, Values
from crm.rules.company import company_problems
from crm.rules.company_fact import fact_problems
from crm.rules.site import PLACE, site_problems
from crm.services.find_company import Hit
from crm.services.find_duplicates import possible_duplicates
from crm.web.districts import DistrictField
from crm.web.fields import EnumField, LocalDateField, TrimmedField
from crm.web.forms import CrmForm, Rules

SHORT = Length(max=200)
CODE = Length(max=40)
CONFIRMED = "save_anyway"


def _no_blanks(text: str | None) -> str | None:
    return (text or "").strip() or None


class CommaNumberField(FloatField):
    """52,13 is 52.13."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value.replace(",", ".").strip() for value in valuelist])


class _CompanyFields(CrmForm):
    name = TrimmedField(_("Name"), [SHORT])
    legal_form = TrimmedField(_("Legal form"), [SHORT])
    register_number = TrimmedField(
        _("Register number"), [SHORT], description=_("As on the letterhead, for example HRB 4711.")
    )
    chamber = EnumField(_("Chamber"), enum=Chamber, default=Chamber.UNKNOWN)
    is_craft = BooleanField(_("Craft firm"))
    is_sideline = BooleanField(_("Sideline"))
    phone = TrimmedField(_("Telephone"), [SHORT], render_kw={"type": "tel"})
    email = TrimmedField(_("E-mail"), [SHORT], render_kw={"type": "email"})
    website = TrimmedField(_("Website"), [SHORT], render_kw={"inputmode": "url"})
    founded_on = LocalDateField(_("Since"), [Optional()])
    description = TextAreaField(_("What it does"), filters=[_no_blanks])


class CompanyForm(_CompanyFields):
    ended_on = LocalDateField(_("Ended on"), [Optional()])
    end_reason = EnumField(_("Why it ended"), enum=EndReason, blank="–")
    succession_on = LocalDateField(_("Succession settled: noted on"), [Optional()])
    succession_note = TrimmedField(_("Who carries it on"), [SHORT])
    no_contact_since = LocalDateField(_("Wants no contact since"), [Optional()])
    no_contact_source = TrimmedField(
        _("Who said so, and how"),
        [SHORT],
        description=_("Then it is left out of invitations, campaigns and the plan of visits."),
    )
    rules: Rules = staticmethod(company_problems)


class SizeFields(CrmForm):
    """Size and sector, in a form of their own or in that of a new firm."""

    size_band = EnumField(_("Size"), enum=SizeBand, default=SizeBand.UNKNOWN)
    employees = IntegerField(
        _("Employees exactly"), [Optional()], description=_("If known; the size follows from it.")
    )
    wz_code = TrimmedField(
        _("WZ code"),
        [CODE],
        description=_("Type what the firm does, or the code, with or without dots."),
    )
    wz_edition = EnumField(_("Edition"), enum=WzEdition, default=WzEdition.WZ_2008)
    source = TrimmedField(_("Who says so"), [SHORT], default=lambda: gettext("The firm itself"))

    def facts(self) -> Values:
        data: dict[str, Any] = dict(self.data)
        return {**data, "source": data["source"] or gettext("The firm itself")}


class FactForm(SizeFields):
    valid_from = LocalDateField(_("From"), [Optional()])
    rules: Rules = staticmethod(fact_problems)

    def let_size_follow(self, on_file: SizeBand | None) -> None:
        """The size that stood there gives way to an exact number; a size chosen does not."""
        if self.employees.data is not None and self.size_band.data is on_file:
            self.size_band.data = SizeBand.UNKNOWN


class SiteForm(CrmForm):
    kind = EnumField(_("Kind"), enum=SiteKind, default=SiteKind.MAIN)
    street = TrimmedField(_("Street"), [SHORT])
    house_number = TrimmedField(_("House number"), [CODE])
    postcode = TrimmedField(_("Postcode"), [CODE])
    city = TrimmedField(_("Town"), [SHORT])
    neighbourhood = TrimmedField(_("Neighbourhood"), [SHORT])
    district_id = DistrictField(_("District"))
    latitude = CommaNumberField(_("Latitude"), [Optional()])
    longitude = CommaNumberField(_("Longitude"), [Optional()])
    valid_from = LocalDateField(_("From"), [Optional()])
    valid_to = LocalDateField(_("Until"), [Optional()])
    rules: Rules = staticmethod(site_problems)


def new_company_problems(values: Values) -> Problems:
    """The firm's own, and those of site and size as far as they are given."""
    yield from company_problems({**values, "needs_name": True})
    if any(values.get(name) for name in ("house_number", *PLACE)):
        yield from site_problems(values)
    yield from fact_problems(values)


class NewCompanyForm(_CompanyFields, SizeFields):
    """With its main site and its size, as far as known; those on file already are shown first."""

    street = TrimmedField(_("Street"), [SHORT])
    house_number = TrimmedField(_("House number"), [CODE])
    postcode = TrimmedField(_("Postcode"), [CODE])
    city = TrimmedField(_("Town"), [SHORT], default=lambda: current_app.config["CITY"])
    district_id = DistrictField(_("District"))
    rules: Rules = staticmethod(new_company_problems)
    duplicates: list[Hit] = []

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        if CONFIRMED in request.form:
            return sound
        self.duplicates = self._duplicates()
        return sound and not self.duplicates

    def _duplicates(self) -> list[Hit]:
        session = current_app.appbuilder.session  # type: ignore[attr-defined]
        street, number = self.street.data, self.house_number.data
        return possible_duplicates(session, self.name.data, street, number)

    def place(self) -> Mapping[str, Any]:
        """With the town alone too: a firm without a site in the city counts in no figure."""
        given = {name: self.data.get(name) for name in ("street", "house_number", *PLACE)}
        return given if any(given.values()) else {}
