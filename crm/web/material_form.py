"""What people fill in about brochures and where they went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, TextAreaField
from wtforms.validators import Length, Optional

from crm.clock import today
from crm.rules import Problem
from crm.rules.material import handout_problems, material_problems
from crm.web.chips import ChoiceField
from crm.web.choices import partners
from crm.web.fields import LocalDateField, SaysWhatIsWrong, TrimmedField
from crm.web.forms import CrmForm, Rules

SHORT = Length(max=200)


class CountField(SaysWhatIsWrong, IntegerField):
    """A whole number as Germans write it too: 1.500."""

    def process_formdata(self, valuelist: list[str]) -> None:
        plain = [value.strip().replace(".", "").replace(" ", "") for value in valuelist]
        try:
            super().process_formdata(plain)
        except ValueError:
            raise ValueError(_("This is no number.")) from None


class MaterialForm(CrmForm):
    title = TrimmedField(_("Title"), [SHORT])
    edition = TrimmedField(_("Edition"), [SHORT], description=_("For instance 2026."))
    language = TrimmedField(_("Language"), [SHORT], default="Deutsch")
    printed = CountField(
        _("Copies printed"), [Optional()], render_kw={"inputmode": "numeric"},
        description=_("All printings of this edition together."),
    )  # fmt: skip
    notes = TextAreaField(
        _("Notes"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() or None],
        render_kw={"rows": 3},
    )
    is_active = BooleanField(_("Is handed out"), default=True)
    rules: Rules = staticmethod(material_problems)


class HandoutForm(CrmForm):
    partner = ChoiceField(_("To which counter"), blank=_("Please choose"))
    copies = CountField(_("Copies"), [Optional()], render_kw={"inputmode": "numeric"})
    handed_on = LocalDateField(_("Day"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner.offer(partners())

    def values(self) -> dict[str, Any]:
        """As crm.services.materials reads it."""
        return {
            "partner_id": self.partner.only_id,
            "copies": self.copies.data,
            "handed_on": self.handed_on.data,
            "client_key": self.client_key.data,
            "today": today(),
        }

    def problems(self) -> Iterator[Problem]:
        for problem in handout_problems(self.values()):
            yield replace(problem, field=problem.field.removesuffix("_id"))
