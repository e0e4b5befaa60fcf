"""The base of the API's resources over FAB's ModelRestApi, with all of FAB.md solved once.

A resource says what it lists, shows, takes, filters and sorts by; nothing else goes in or out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask import Response
from flask_appbuilder.api import ModelRestApi
from flask_babel import gettext as _
from marshmallow import Schema

from crm.web.api.access import endpoint
from crm.web.api.answers import FieldError, Refusal, answer
from crm.web.api.arguments import Arguments, ListArguments, expect_arguments, list_arguments
from crm.web.api.body import ROW
from crm.web.api.described import described_fields, entry_of, page_of
from crm.web.api.interface import ApiInterface
from crm.web.api.json_api import JsonApi
from crm.web.api.search import Searches, conditions
from crm.web.api.writing import Writing
from crm.web.interface import COUNT_CAP


class CrmApi(Writing, JsonApi, ModelRestApi):
    datamodel: ApiInterface
    list_model_schema: Schema
    show_model_schema: Schema
    add_model_schema: Schema
    edit_model_schema: Schema
    search: ClassVar[Searches]
    orders: ClassVar[Mapping[str, Any]]
    """Name in the address -> column; ``id`` is the order when none is asked for."""
    exclude_route_methods = {"delete"}
    extra_schemas = (ListArguments,)
    _apispec_parameter_schemas: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "list_model_schema" in vars(cls):
            cls.list_columns = list(cls.list_model_schema.fields)
            cls.show_columns = list(cls.show_model_schema.fields)
            cls.add_columns = list(cls.add_model_schema.fields)
            cls.edit_columns = list(cls.edit_model_schema.fields)
            cls.search_columns, cls.order_columns = list(cls.search), list(cls.orders)

    def _init_properties(self) -> None:
        """FAB would make up what is not named, and filters that all threads share."""

    @endpoint("/_info", "GET", "list")
    def info(self) -> Response:
        """Get
        ---
        get:
          summary: What can be asked of and sent to {{things}}
          responses:
            200:
              description: Fields, filters with their comparisons, orders, own permissions
              content: {application/json: {schema: {type: object}}}
          x-refuses: [400]
        """
        expect_arguments()
        said: dict[str, Any] = {}
        self.merge_current_user_permissions(said)
        return answer(
            200,
            permissions=sorted(said["permissions"]),
            list_columns=self.list_columns,
            show_columns=self.show_columns,
            order_columns=self.order_columns,
            filters={name: list(search.operators) for name, search in self.search.items()},
            add_columns=described_fields(self.add_model_schema),
            edit_columns=described_fields(self.edit_model_schema),
        )

    @endpoint("/", "GET", "list")
    def get_list(self) -> Response:
        """List
        ---
        get:
          summary: List {{things}}
          parameters:
          - in: query
            name: q
            description: Filters, order and page as JSON
            content:
              application/json:
                schema: {$ref: '#/components/schemas/ListArguments'}
                example: {order_column: id, page: 0, page_size: 25}
          responses:
            200:
              description: One page; count is at most 10000
              content: {application/json: {schema: {$ref: '#/components/schemas/{{api}}.page'}}}
          x-refuses: [400]
        """
        asked = list_arguments()
        columns = self._asked_columns(asked.columns)
        wanted = conditions(self.search, asked.filters)
        order = self._order(asked)
        count = self.datamodel.count(*wanted)
        rows = self.datamodel.page(
            wanted, order, asked.order_direction == "desc", asked.page, asked.page_size
        )
        result = [{name: row.get(name) for name in columns} for row in self.listed(rows)]
        return answer(
            200,
            count=count,
            count_is_capped=count >= COUNT_CAP,
            page=asked.page,
            page_size=asked.page_size,
            result=result,
        )

    @endpoint(ROW, "GET", "show")
    def get(self, pk: int) -> Response:
        """Show
        ---
        get:
          summary: Show one of the {{things}}
          responses:
            200:
              description: The entry with what belongs to it
              content: {application/json: {schema: {$ref: '#/components/schemas/{{api}}.entry'}}}
          x-refuses: [400]
        """
        expect_arguments()
        return answer(200, id=pk, result=self.shown(self.visible(pk)))

    def listed(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        return list(self.list_model_schema.dump(rows, many=True))

    def _asked_columns(self, names: list[str]) -> list[str]:
        unknown = [name for name in names if name not in self.list_columns]
        if unknown:
            message = _("There are these columns: %(names)s.", names=", ".join(self.list_columns))
            raise Refusal(400, errors=[FieldError("q.columns", message)])
        return names or list(self.list_columns)

    def _order(self, asked: Arguments) -> Any:
        name = asked.order_column or "id"
        if name not in self.orders:
            message = _("Sort by one of these: %(names)s.", names=", ".join(self.orders))
            raise Refusal(400, errors=[FieldError("q.order_column", message)])
        return self.orders[name]

    def add_apispec_components(self, api_spec: Any) -> None:
        super().add_apispec_components(api_spec)
        name, schema = type(self).__name__, api_spec.components.schema
        schema(f"{name}.get_list", schema=self.list_model_schema)
        schema(f"{name}.get", schema=self.show_model_schema)
        for method, sent in (("post", self.add_model_schema), ("put", self.edit_model_schema)):
            if method not in self.exclude_route_methods:
                schema(f"{name}.{method}", schema=sent)
        schema(f"{name}.page", component=page_of(f"{name}.get_list"))
        schema(f"{name}.entry", component=entry_of(f"{name}.get"))
