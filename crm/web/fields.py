"""Form fields of our own over WTForms: dates as Germans write them, selects that ask the server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from flask import current_app, url_for
from flask_babel import lazy_gettext as _
from markupsafe import Markup, escape
from sqlalchemy import ColumnElement, select
from wtforms import DateField, Field, SelectChoice, SelectField, StringField, TimeField
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import html_params

from crm.web.numbers import read_number

WRITTEN_DATES = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
LAST_DAY = "9999-12-31"
"""Browsers let people type years of six figures otherwise."""


class SaysWhatIsWrong:
    """What could not be read is said; "required" would hide that something was typed."""

    process_errors: Sequence[str]
    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        """An empty input is nothing, not something unreadable."""
        if any(value.strip() for value in valuelist):
            super().process_formdata(valuelist)  # type: ignore[misc]
        elif valuelist:
            self.data = None

    def pre_validate(self, _form: Any) -> None:
        if self.process_errors:
            raise StopValidation


class LocalDateField(SaysWhatIsWrong, DateField):
    """A native date input; what is typed where the browser has none may be 23.11.2026."""

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        kwargs.setdefault("render_kw", {"max": LAST_DAY})
        super().__init__(label, validators, format=WRITTEN_DATES[:2], **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.isoformat() if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("This is no date. Write it like 23.11.2026.")) from None


class LocalTimeField(SaysWhatIsWrong, TimeField):
    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("This is no time. Write it like 14:30.")) from None


class EnumField(SaysWhatIsWrong, SelectField):
    """A select over a LabelledEnum; ``data`` is the member."""

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        enum: type[StrEnum],
        only: Sequence[StrEnum] | None = None,
        blank: Any = None,
        **kwargs: Any,
    ) -> None:
        self.enum = enum
        members = list(only if only is not None else enum)
        choices = [SelectChoice(m.value, _(getattr(m, "label", m.value))) for m in members]
        if blank is not None:
            choices.insert(0, SelectChoice("", blank))
        super().__init__(
            label, validators, choices=choices, coerce=self._member, validate_choice=False, **kwargs
        )

    def _member(self, value: Any) -> StrEnum | None:
        return self.enum(value) if value else None

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Please choose from the list.")) from None


LONGEST_TYPED = 200


class RemoteSelectWidget:
    """A real select that holds only what is chosen; the browser asks ``url`` for the rest."""

    def __call__(self, field: RemoteSelectField, **kwargs: Any) -> Markup:
        attributes = html_params(
            **{
                "id": field.id,
                "name": field.name,
                "class": "form-select",
                "data-remote": url_for(field.endpoint),
                "multiple": field.multiple,
                "required": field.flags.required,
                "data-typed": field.typed or False,
                **kwargs,
            }
        )
        empty = Markup("") if field.multiple else Markup('<option value=""></option>')
        options = (
            Markup('<option value="{}" selected>{}</option>').format(row.id, escape(row))
            for row in field.rows
        )
        return Markup("<select {}>{}{}</select>").format(
            Markup(attributes),
            empty,
            Markup("").join(options),
        )


class RemoteSelectField(Field):
    """Rows of a table too large for a list of options; ``data`` is a row, a list if multiple.

    ``scope`` is asked at every POST: an id from outside it is refused like one that is not there.
    ``typed`` is what stood in the box when the form was sent and was not chosen from the list.
    """

    widget = RemoteSelectWidget()

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        model: type[Any],
        endpoint: str,
        scope: Callable[[], ColumnElement[bool]] | None = None,
        multiple: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.data: Any = None
        self.model, self.endpoint, self.scope, self.multiple = model, endpoint, scope, multiple
        self.typed = ""

    @property
    def rows(self) -> list[Any]:
        data = self.data if self.multiple else [self.data]
        return [row for row in data or [] if row is not None]

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        if formdata is not None:
            self.typed = formdata.get(f"{self.name}-typed", "").strip()[:LONGEST_TYPED]
        super().process(formdata, *args, **kwargs)

    def pre_validate(self, _form: Any) -> None:
        if self.typed:
            raise StopValidation(_("Please choose “%(typed)s” from the list.", typed=self.typed))

    def process_formdata(self, valuelist: list[str]) -> None:
        ids = [each for each in map(read_number, valuelist) if each is not None]
        rows = self._find(ids) if ids else []
        self.data = rows if self.multiple else next(iter(rows), None)
        if len(rows) != len([value for value in valuelist if value]):
            raise ValidationError(_("This entry is not there any more. Please choose again."))

    def _find(self, ids: list[int]) -> list[Any]:
        query = select(self.model).where(self.model.id.in_(ids))
        if self.scope is not None:
            query = query.where(self.scope())
        session = current_app.appbuilder.session  # type: ignore[attr-defined]
        found = {row.id: row for row in session.scalars(query)}
        return [found[i] for i in ids if i in found]

    def populate_obj(self, obj: Any, name: str) -> None:
        setattr(obj, name, self.data)


class TrimmedField(StringField):
    """Text without the blanks around it; nothing but blanks is nothing."""

    data: str | None

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = (self.data or "").strip() or None

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else (self.data or "")
