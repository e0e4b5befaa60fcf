"""Passages from which council papers are written; the office keeps them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from crm.models import TextBlock
from crm.web.interface import CrmInterface
from crm.web.views.reference import ReferenceView


class TextBlockView(ReferenceView):
    route_base = "/papers/passages"
    class_permission_name = "TextBlock"
    datamodel = CrmInterface(TextBlock)
    list_title, add_title = _("Passages of council papers"), _("New passage")
    edit_title, show_title = _("Change the passage"), _("Passage")
    label_columns = {"title": _("Title"), "text": _("Text"), "position": _("Place in the list")}
    list_columns = ["title", "text", "position"]
    show_columns = add_columns = edit_columns = ["title", "text", "position"]
    description_columns = {"text": _("Figures by their name: {{ coverage.small_firm_coverage }}.")}
    search_columns = ["title"]
    order_columns = ["title", "position"]
    base_order = ("position", "asc")
