"""What a table may be about: firms, or contacts with firms."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField

from crm.enums import Chamber, InteractionKind, RowsAre
from crm.register.contacts.fields import CONTACT_FIELDS
from crm.register.contacts.kinds import OF_A_LIST
from crm.register.mapping.fields import FIRM_FIELDS, PLACE
from crm.web.table_form import TableForm


class FirmTableForm(TableForm):
    rows_are = RowsAre.FIRMS
    known = FIRM_FIELDS
    beside = ("chamber", "is_craft")

    chamber = SelectField(
        _("Its firms are members of"),
        default=Chamber.UNKNOWN.value,
        description=_("Leave it at “Chamber unknown” unless the whole list is one chamber's."),
    )
    is_craft = BooleanField(_("They are craft firms"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chamber.choices = [(one.value, gettext(one.label)) for one in Chamber]

    def missing(self, said: Collection[str]) -> Iterator[Any]:
        if "name" not in said:
            yield _("Say which column has the names of the firms.")
        if not {*said} & {*PLACE}:
            yield _("Say which column tells where the firms are.")


class ContactTableForm(TableForm):
    rows_are = RowsAre.CONTACTS
    known = CONTACT_FIELDS
    beside = ("kind",)

    kind = SelectField(
        _("Its contacts are"),
        default=InteractionKind.VISIT.value,
        description=_("Where no column says which kind of contact it was."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(one.value, gettext(one.label)) for one in OF_A_LIST]

    def missing(self, said: Collection[str]) -> Iterator[Any]:
        if "day" not in said:
            yield _("Say which column has the day.")
        if "name" not in said:
            yield _("Say which column has the names of the firms.")
        if "advisor" not in said:
            yield _("Say which column says who of us led.")


FORMS: dict[RowsAre, type[TableForm]] = {
    form.rows_are: form for form in (FirmTableForm, ContactTableForm)
}
