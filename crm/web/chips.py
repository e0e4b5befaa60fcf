"""Choosing among a few rows: chips to tap for several, a plain select for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _
from markupsafe import Markup
from wtforms import Field, FieldList, SelectChoice, SelectMultipleField, widgets
from wtforms.validators import ValidationError
from wtforms.widgets import html_params

from crm.enums import LabelledEnum
from crm.web.formats import label


@dataclass(frozen=True)
class Choice:
    """A row that can be chosen, free of the session that read it. Its id says which it is."""

    id: int
    name: str = field(compare=False)
    name_en: str | None = field(default=None, compare=False)
    note: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.name


class ChipsWidget(widgets.ListWidget):
    input_type = "checkbox"

    def __call__(self, choice: ChoiceField, **kwargs: Any) -> Markup:
        attributes = {"id": choice.id, **kwargs, "class": "choice-chips"}
        chips = (self._chip(choice, row) for row in choice.offered)
        return Markup("<ul {}>{}</ul>").format(
            Markup(html_params(**attributes)), Markup("").join(chips)
        )

    def _chip(self, choice: ChoiceField, row: Choice) -> Markup:
        chosen = {"checked": True} if row in choice.chosen else {}
        box = html_params(type=self.input_type, name=choice.name, value=row.id, **chosen)
        note = Markup(" <small>{}</small>").format(row.note) if row.note else ""
        text = Markup("<span>{}{}</span>").format(label(row), note)
        chip = Markup('<li><label class="choice-chip"><input {}>{}</label></li>')
        return chip.format(Markup(box), text)


class EnumChips(SelectMultipleField):
    """Members of a closed vocabulary to tap; ``data`` is a list of them."""

    def __init__(self, label: Any = None, *, enum: type[LabelledEnum], **kwargs: Any) -> None:
        choices = [SelectChoice(each.value, _(each.label)) for each in enum]
        super().__init__(label, choices=choices, coerce=enum, widget=EnumChipsWidget(), **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Please choose from the list.")) from None


class EnumChipsWidget(widgets.ListWidget):
    def __call__(self, field: EnumChips, **kwargs: Any) -> Markup:
        attributes = html_params(**{"id": field.id, **kwargs, "class": "choice-chips"})
        chips = (self._chip(field.name, *choice[:3]) for choice in field.iter_choices())
        return Markup("<ul {}>{}</ul>").format(Markup(attributes), Markup("").join(chips))

    def _chip(self, name: str, value: str, text: Any, chosen: bool) -> Markup:
        box = html_params(type="checkbox", name=name, value=value, checked=chosen)
        chip = Markup('<li><label class="choice-chip"><input {}><span>{}</span></label></li>')
        return chip.format(Markup(box), text)


class OneChipWidget(ChipsWidget):
    """One of a few, chosen by one tap, and taken back by the first chip."""

    def __call__(self, choice: ChoiceField, **kwargs: Any) -> Markup:
        attributes = {"id": choice.id, **kwargs, "class": "choice-chips"}
        nothing = {} if choice.chosen else {"checked": True}
        box = html_params(type="radio", name=choice.name, value="", **nothing)
        chip = Markup('<li><label class="choice-chip"><input {}><span>{}</span></label></li>')
        chips = (self._chip(choice, row) for row in choice.offered)
        return Markup("<ul {}>{}{}</ul>").format(
            Markup(html_params(**attributes)),
            chip.format(Markup(box), choice.blank),
            Markup("").join(chips),
        )

    input_type = "radio"


class OneOfWidget(widgets.Select):
    def __call__(self, choice: ChoiceField, **kwargs: Any) -> Markup:
        options = Markup("").join(
            Markup("<option {}>{}</option>").format(
                Markup(html_params(value=row.id, selected=row in choice.chosen)), label(row)
            )
            for row in choice.offered
        )
        empty = Markup('<option value="">{}</option>').format(choice.blank)
        attributes = Markup(html_params(id=choice.id, name=choice.name, **kwargs))
        return Markup("<select {}>{}{}</select>").format(attributes, empty, options)


class ChoiceField(Field):
    """``data`` is a Choice, a list of them if multiple; ``offer`` says what there is to choose."""

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        multiple: bool = False,
        blank: Any = "–",
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", ChipsWidget() if multiple else OneOfWidget())
        super().__init__(label, validators, **kwargs)
        self.multiple, self.blank = multiple, blank
        self.offered: list[Choice] = []

    @property
    def chosen(self) -> list[Choice]:
        data: Any = self.data
        return list(data or []) if self.multiple else [data] if data else []

    @property
    def ids(self) -> list[int]:
        return [row.id for row in self.chosen]

    @property
    def only_id(self) -> int | None:
        return next(iter(self.ids), None)

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was posted waits in raw_data until ``offer`` says which rows those are."""

    def offer(self, rows: Iterable[Choice]) -> None:
        """Rows chosen on file stay on offer when they are not among ``rows`` any more."""
        self.offered = list(rows)
        self.offered += [row for row in self.chosen if row not in self.offered]
        if self.raw_data is not None:
            found = [row for row in self.offered if str(row.id) in self.raw_data]
            self.data = found if self.multiple else next(iter(found), None)

    def pre_validate(self, form: Any) -> None:
        posted = {value for value in self.raw_data or () if value}
        if posted - {str(row.id) for row in self.offered}:
            raise ValidationError(_("This entry is not there any more. Please choose again."))


class Entries(FieldList):
    """A few small forms under each other; ``errors`` are those of all their fields."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        """WTForms takes ``²`` for a digit too, and then for a number, which it is not."""
        plain = [name for name in formdata if name.isascii()]
        yield from super()._extract_indices(prefix, plain)

    @property
    def errors(self) -> list[str]:
        fields = (each for entry in self.entries for each in entry.form)
        return [message for each in fields for message in each.errors]

    @errors.setter
    def errors(self, _found: Any) -> None:
        """FieldList collects them nested; ours are read where they stand."""
