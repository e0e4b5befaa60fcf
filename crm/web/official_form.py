"""The form that a table of the statistics office is given in with."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField
from wtforms.validators import ValidationError

from crm.web import uploads
from crm.web.forms import CrmForm
from crm.web.uploads import Upload


class OfficialForm(CrmForm):
    file = FileField(
        _("Table"),
        render_kw={"accept": ".csv,.txt,.xlsx,.xls,.ods,text/csv"},
        description=_("CSV or a workbook, as the statistics office publishes it."),
    )
    upload = HiddenField()
    dry_run = BooleanField(
        _("Only try: say what would happen, change nothing"),
        default=True,
        description=_("Afterwards one button takes it in."),
    )
    kept: Upload | None = None

    def keep_file(self) -> None:
        """The one given in now, or the one that was given in before."""
        if self.file.data:
            self.kept = uploads.keep(self.file.data, g.user.id)
        elif self.upload.data:
            self.kept = uploads.kept(self.upload.data, g.user.id)
        self.upload.data = self.kept.key if self.kept else ""

    def validate_file(self, _field: Any) -> None:
        if self.kept is None and self.upload.raw_data and self.upload.raw_data[0]:
            raise ValidationError(gettext("The file is not kept any more. Please choose it again."))
        if self.kept is None:
            raise ValidationError(gettext("Choose a file first."))
