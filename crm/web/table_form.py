"""What the columns of a table are, said by whoever gives it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired, Length

from crm.enums import Chamber
from crm.register.mapping.fields import FIRM_FIELDS, NAMES, PLACE
from crm.rules import Problem
from crm.web.fields import TrimmedField
from crm.web.forms import CrmForm

NOTHING = ""


class TableForm(CrmForm):
    name = TrimmedField(
        _("Name of the table"),
        [DataRequired(_("Under which name shall it be known?")), Length(max=200)],
        description=_("Shown as the source of what it says, and chosen when the next one comes."),
    )
    chamber = SelectField(
        _("Its firms are members of"),
        default=Chamber.UNKNOWN.value,
        description=_("Leave it at “Chamber unknown” unless the whole list is one chamber's."),
    )
    is_craft = BooleanField(_("They are craft firms"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chamber.choices = [(one.value, gettext(one.label)) for one in Chamber]

    def columns(self) -> Mapping[str, str]:
        """Field -> column."""
        said = {field.data: field.label.text for field in self.of_columns() if field.data}
        return {field.name: said[field.name] for field in FIRM_FIELDS if field.name in said}

    def of_columns(self) -> Iterator[Any]:
        return (field for name, field in self._fields.items() if name.startswith("column_"))

    def problems(self) -> Iterator[Problem]:
        said = [field.data for field in self.of_columns() if field.data]
        for name, count in Counter(said).items():
            if count > 1:
                label = gettext(NAMES[name].label)
                message = _("Two columns cannot both be “%(field)s”.")
                yield Problem("", str(message), {"field": label})
        if "name" not in said:
            yield Problem("", str(_("Say which column has the names of the firms.")))
        if not set(said) & set(PLACE):
            yield Problem("", str(_("Say which column tells where the firms are.")))


def table_form(header: Sequence[str], guessed: Mapping[str, str]) -> TableForm:
    """With a choice for every column that has a name."""
    choices = [(NOTHING, gettext("– not needed –"))]
    choices += [(field.name, gettext(field.label)) for field in FIRM_FIELDS]
    of_column = {column: field for field, column in guessed.items()}
    fields = {
        f"column_{place}": SelectField(column, default=of_column.get(column, NOTHING))
        for place, column in enumerate(header)
        if column
    }
    form: TableForm = type("FormOfThisTable", (TableForm,), fields)()
    for field in form.of_columns():
        field.choices = choices
    return form
