"""What the columns of a table are, said by whoever gives it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import DataRequired, Length

from crm.enums import RowsAre
from crm.register.mapping.fields import Field
from crm.rules import Problem
from crm.web.fields import TrimmedField
from crm.web.forms import CrmForm

NOTHING = ""


class TableForm(CrmForm):
    """Its classes say what the rows are, and what a column of such rows can be."""

    rows_are: ClassVar[RowsAre]
    known: ClassVar[Sequence[Field]]
    beside: ClassVar[Sequence[str]]
    """Fields of the form about all rows."""

    name = TrimmedField(
        _("Name of the table"),
        [DataRequired(_("Under which name shall it be known?")), Length(max=200)],
        description=_("Shown as the source of what it says, and chosen when the next one comes."),
    )

    def columns(self) -> Mapping[str, str]:
        """Field -> column."""
        said = {field.data: field.label.text for field in self.of_columns() if field.data}
        return {field.name: said[field.name] for field in self.known if field.name in said}

    def about(self) -> dict[str, Any]:
        """What holds of all rows, as the table is kept."""
        return {"rows_are": self.rows_are} | {name: self[name].data for name in self.beside}

    def of_columns(self) -> Iterator[Any]:
        return (field for name, field in self._fields.items() if name.startswith("column_"))

    def of_all_rows(self) -> Iterator[Any]:
        return (self[name] for name in self.beside)

    def problems(self) -> Iterator[Problem]:
        said = [field.data for field in self.of_columns() if field.data]
        labels = {field.name: field.label for field in self.known}
        for name, count in Counter(said).items():
            if count > 1:
                message = _("Two columns cannot both be “%(field)s”.")
                yield Problem("", str(message), {"field": gettext(labels[name])})
        for missing in self.missing(set(said)):
            yield Problem("", str(missing))

    def missing(self, said: Collection[str]) -> Iterator[Any]:
        """What some column has to say, in sentences."""
        raise NotImplementedError


def table_form(
    kind: type[TableForm], header: Sequence[str], guessed: Mapping[str, str]
) -> TableForm:
    """With a choice for every column that has a name."""
    choices = [(NOTHING, gettext("– not needed –"))]
    choices += [(field.name, gettext(field.label)) for field in kind.known]
    of_column = {column: field for field, column in guessed.items()}
    fields = {
        f"column_{place}": SelectField(column, default=of_column.get(column, NOTHING))
        for place, column in enumerate(header)
        if column
    }
    form: TableForm = type("FormOfThisTable", (kind,), fields)()
    for field in form.of_columns():
        field.choices = choices
    return form
