"""Forms that a page of ours leads to and that lead back to it: a firm's site, a person's position.

The sequence (validate, save once, tell of conflicts) is CrmView's; list and show are pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from flask import abort, request
from flask_babel import lazy_gettext as _

from crm.models import CompanyOverview
from crm.models.base import LARGEST_NUMBER
from crm.services.family import survivor_of
from crm.web.forms import CrmForm
from crm.web.page import whole_number
from crm.web.view import CrmView
from crm.web.views.draft import drafted_values

Group = tuple[Any, Sequence[str | tuple[str, ...]]]
"""A legend and the names of its fields; names in a tuple stand side by side."""


class EntryView(CrmView):
    """Subclasses name ``add_form``, ``edit_form`` and ``groups``."""

    include_route_methods = {"add", "edit"}
    add_template = edit_template = "entry.html"
    list_columns = show_columns = add_columns = edit_columns = ["id"]
    search_columns = order_columns = ["id"]
    add_row_message = edit_row_message = _("Saved.")
    groups: ClassVar[Sequence[Group]]
    intro: ClassVar[Any] = ""

    def new_form(self) -> CrmForm:
        if request.method == "POST":
            return super().new_form()
        drafted = drafted_values(self.session)
        if drafted is not None:
            return self.add_form(formdata=drafted)
        return self.add_form(formdata=None, data=self.defaults())

    def stored_form(self, item: Any) -> CrmForm:
        drafted = drafted_values(self.session)
        return super().stored_form(item) if drafted is None else self.edit_form(formdata=drafted)

    def defaults(self) -> dict[str, Any]:
        """What a new form begins with."""
        return {}

    def firm(self) -> CompanyOverview:
        """The firm named in the address of a new entry; if that was merged, the one that counts."""
        pk = whole_number("company", 0, 0, LARGEST_NUMBER)
        return self.session.get(CompanyOverview, survivor_of(self.session, pk)) or abort(404)

    def leads_back(self, item: Any | None) -> str:
        """The page that the form belongs to; ``item`` is None while it is new."""
        raise NotImplementedError

    def about(self, item: Any | None) -> str:
        """Whom or what the form is about, above it."""
        return ""

    # -- what CrmView asks for ------------------------------------------------------------------
    def _get_add_widget(self, form: CrmForm, **_kwargs: Any) -> dict[str, Any]:
        return self._parts(form, None)

    def _edit_widgets(self, item: Any, form: CrmForm) -> dict[str, Any]:
        return self._parts(form, item)

    def _parts(self, form: CrmForm, item: Any | None) -> dict[str, Any]:
        """What entry.html reads as ``widgets``."""
        return {
            "form": form,
            "groups": [(legend, rows) for legend, rows in self._rows(form) if rows],
            "intro": self.intro,
            "about": self.about(item),
            "cancel": self.leads_back(item),
        }

    def _rows(self, form: CrmForm) -> Iterator[tuple[Any, list[list[str]]]]:
        """The groups without fields that this form does not have."""
        for legend, named in self.groups:
            rows = ([row] if isinstance(row, str) else row for row in named)
            there = ([name for name in row if name in form] for row in rows)
            yield legend, [row for row in there if row]

    def address_of(self, item: Any) -> str:
        return self.leads_back(item)
