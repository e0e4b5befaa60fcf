"""The search bar above an administration list: a field per column, the filter people mean."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_appbuilder.models.sqla.filters import FilterContains
from flask_appbuilder.widgets import RenderTemplateWidget


class SearchBar(RenderTemplateWidget):
    """Texts are searched for what they contain, everything else for what it is."""

    template = "appbuilder/general/widgets/search.html"

    def __call__(self, **kwargs: Any) -> str:
        offered = self.template_args["filters"].get_search_filters()
        form = self.template_args["form"]
        fields = [
            self._named(form[column], column, offered[column])
            for column in self.template_args["include_cols"]
            if offered.get(column)
        ]
        return str(super().__call__(fields=fields, **kwargs))

    def _named(self, field: Any, column: str, filters: list[Any]) -> Any:
        """FAB finds the filter by its place in the column's list, not by a name."""
        place = next((i for i, each in enumerate(filters) if isinstance(each, FilterContains)), 0)
        field.name = f"_flt_{place}_{column}"
        field.validators, field.flags.required = (), False
        field.process(request.args)
        return field
