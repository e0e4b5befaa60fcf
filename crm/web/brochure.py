"""Which brochure made somebody ask, and at whose counter it lay: by choice or by its code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from wtforms.validators import Length

from crm.enums import N_
from crm.models import MaterialCode
from crm.rules import Problem
from crm.services.materials import find_code
from crm.web.chips import ChoiceField
from crm.web.fields import TrimmedField
from crm.web.forms import CrmForm
from crm.web.offers import materials


class BrochureForm(CrmForm):
    """The part of a form about it; a code says both and counts more than what is chosen."""

    material = ChoiceField(_("Brochure"), blank=_("none"))
    brochure_code = TrimmedField(
        _("or the code on it"), [Length(max=40)], render_kw={"autocapitalize": "characters"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.material.offer(materials())

    def brochure(self, counter_id: int | None) -> dict[str, int | None]:
        """As crm.services.inquiries reads it; ``counter_id`` where no code says which."""
        code = self._code()
        if code is not None:
            return {"material_id": code.material_id, "handed_out_by_id": code.partner_id}
        chosen = self.material.only_id
        return {"material_id": chosen, "handed_out_by_id": counter_id if chosen else None}

    def brochure_problems(self) -> Iterator[Problem]:
        if self.brochure_code.data and self._code() is None:
            yield Problem(
                "brochure_code", N_("No brochure has this code. Choose it from the list.")
            )

    def _code(self) -> MaterialCode | None:
        written = self.brochure_code.data
        session = current_app.appbuilder.session  # type: ignore[attr-defined]
        return find_code(session, written) if written else None
