"""The form that a register file is given in with; the file is kept while the rest is put right."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import current_app, g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import DataRequired, Optional, ValidationError

from crm.clock import today
from crm.enums import RowsAre
from crm.register.reading.text_file import sha256_of
from crm.register.source import OTHER_CITY, proposed_day
from crm.rules.period import FIRST_FIGURES
from crm.web import uploads
from crm.web.fields import LocalDateField
from crm.web.formats import day
from crm.web.forms import CrmForm
from crm.web.imports import Choice
from crm.web.register_sources import sources
from crm.web.uploads import Upload

NEW_TABLE = "new-table"
"""Chosen where nobody has said yet what its columns are."""


class ImportForm(CrmForm):
    source = SelectField(_("Where it comes from"), validators=[DataRequired()])
    file = FileField(_("File"), render_kw={"accept": ".csv,.txt,.xlsx,.xls,.ods,text/plain"})
    upload = HiddenField()
    proposed = HiddenField()
    as_of = LocalDateField(
        _("What it says holds from"),
        [Optional()],
        description=_("Left empty, the day is proposed from the file's name."),
    )
    gone = BooleanField(_("It lists firms that have left the register"))
    full = BooleanField(
        _("It names all firms"),
        description=_("Firms on file that it does not name have left the register."),
    )
    many = BooleanField(_("Even if more than a tenth of those on file are not in it"))
    dry_run = BooleanField(
        _("Only try: say what would happen, change nothing"),
        default=True,
        description=_("Afterwards one button takes it in."),
    )
    kept: Upload | None = None

    @property
    def is_of_contacts(self) -> bool:
        """They have days of their own and end no firms."""
        return is_of_contacts(self.source.data)

    @property
    def lists_of_contacts(self) -> list[str]:
        return [name for name in sources() if is_of_contacts(name)]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source.choices = [(source.name, _(source.title)) for source in sources().values()]
        self.source.choices.append((NEW_TABLE, _("A table that has not come before …")))
        self.source.description = _other_cities()

    def keep_file(self) -> None:
        """The one given in now, or the one that was given in before."""
        if self.file.data:
            self.kept = uploads.keep(self.file.data, g.user.id)
        elif self.upload.data:
            self.kept = uploads.kept(self.upload.data, g.user.id)
        self.upload.data = self.kept.key if self.kept else ""

    def validate_file(self, _field: Any) -> None:
        if self.kept is None and self.upload.raw_data and self.upload.raw_data[0]:
            raise ValidationError(_("The file is not kept any more. Please choose it again."))
        if self.kept is None:
            raise ValidationError(_("Choose a file first."))

    def validate_as_of(self, field: Any) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("The day %(day)s is still to come.", day=day(field.data)))
        if field.data and field.data.year < FIRST_FIGURES:
            message = _("The day %(day)s lies before all registers.", day=day(field.data))
            raise ValidationError(message)

    def validate_gone(self, field: Any) -> None:
        if self.is_of_contacts and (field.data or self.full.data):
            raise ValidationError(_("A list of contacts ends no firms."))

    def validate_full(self, field: Any) -> None:
        if field.data and self.gone.data:
            message = _("A list names all firms or those that have left, not both.")
            raise ValidationError(message)

    def propose_day(self) -> bool:
        """Fills the day in, and says from where; False when it was given for this file."""
        if self.kept is None:
            return False
        if self.is_of_contacts:
            self.as_of.data = today()
            return False
        proposed, words = proposal(self.kept.name)
        if self.as_of.data is not None and not self._is_of_an_earlier_file(proposed):
            return False
        self.as_of.data, self.as_of.description = proposed, words
        self.as_of.raw_data = None
        self.proposed.data = proposed.isoformat()
        return True

    def _is_of_an_earlier_file(self, proposed: date) -> bool:
        """Whether the day is what was proposed for another file than the one given in now."""
        unchanged = self.as_of.data.isoformat() == self.proposed.data
        return bool(self.file.data) and unchanged and self.as_of.data != proposed

    def choice(self, upload: Upload, as_of: date) -> Choice:
        source, gone, dry_run = self.source.data, self.gone.data, self.dry_run.data
        full, many = self.full.data, self.many.data
        form = f"{self.client_key.data} {sha256_of(upload.path)} {source} {as_of} {gone} {full}"
        kept = (upload.key, upload.name)
        return Choice(*kept, source, as_of, gone, dry_run, once=form, full=full, many=many)


def is_of_contacts(source_name: str | None) -> bool:
    source = sources().get(source_name or "")
    return source is not None and source.rows_are is RowsAre.CONTACTS


def proposal(file_name: str) -> tuple[date, str]:
    """The day that a file most likely holds from, and where that comes from, in a sentence."""
    proposed, named = proposed_day(file_name, today())
    if not named:
        return proposed, gettext("The file's name says no month, so today is proposed.")
    return proposed, gettext(
        "Proposed from the file's name: %(day)s. Change it if the file says otherwise.",
        day=day(proposed),
    )


def other_city(source_name: str) -> str:
    """What has to be said of a register that is not of this office's city."""
    source, ours = sources().get(source_name), current_app.config["CITY"]
    theirs = source.city if source and source.city else ours
    return "" if theirs == ours else gettext(OTHER_CITY, theirs=theirs, ours=ours)


def _other_cities() -> str:
    said = ((source.title, other_city(source.name)) for source in sources().values())
    return " ".join(f"{title}: {words}" for title, words in said if words)
