"""Adding, changing and deleting through the API: once, in the right version, by the rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import Schema
from sqlalchemy import ColumnElement
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from crm.clock import today
from crm.models.base import Editable
from crm.rules import Values
from crm.web.api.access import endpoint
from crm.web.api.answers import FieldError, Refusal, answer
from crm.web.api.body import ROW, json_body, sent_key
from crm.web.api.interface import ApiInterface
from crm.web.forms import Rules, no_rules

NOT_YOURS = lazy_gettext("Only who took part may change this, or who leads their team.")


class Writing:
    datamodel: ApiInterface
    session: Session
    show_model_schema: Schema
    add_model_schema: Schema
    edit_model_schema: Schema
    rules: Rules = staticmethod(no_rules)
    whole: Sequence[Any] = ()
    """What is loaded along with one row; as with those of a list when empty."""
    changeable: Callable[[], ColumnElement[bool]] | None = None
    """Which of the visible rows the caller may change; all of them when None."""

    @endpoint("/", "POST", "add")
    def post(self) -> Response:
        """Add
        ---
        post:
          summary: Add to {{things}}
          requestBody:
            content: {application/json: {schema: {$ref: '#/components/schemas/{{api}}.post'}}}
          responses:
            200:
              description: This client_key was stored before; nothing was added
              content: {application/json: {schema: {$ref: '#/components/schemas/{{api}}.entry'}}}
            201:
              description: Added
              content: {application/json: {schema: {$ref: '#/components/schemas/{{api}}.entry'}}}
        """
        body = json_body()
        earlier = self.sent_before(body)
        if earlier is not None:
            return self._answer(200, earlier)
        values = self.add_model_schema.load(body)
        self.check(values)
        try:
            item = self.create(values)
            self.session.flush()
            self.session.commit()
        except IntegrityError as error:
            return self._raced(error, body)
        return self._answer(201, item)

    @endpoint(ROW, "PUT", "edit")
    def put(self, pk: int) -> Response:
        """Change
        ---
        put:
          summary: Change one of the {{things}}; fields that are left out stay as they are
          requestBody:
            content: {application/json: {schema: {$ref: '#/components/schemas/{{api}}.put'}}}
          responses:
            200:
              description: Changed
              content: {application/json: {schema: {$ref: '#/components/schemas/{{api}}.entry'}}}
          x-refuses: [409]
        """
        body = json_body()
        optional = tuple(name for name in self.edit_model_schema.fields if name != "version")
        item = self.to_change(pk)
        values = self.edit_model_schema.load(body, partial=optional)
        if values.pop("version") != item.version:
            raise self._conflict(pk, body)
        self.check({**self.values_of(item), **values}, item)
        try:
            self.change(item, values)
            self.session.flush()
            self.session.commit()
        except StaleDataError:
            self.session.rollback()
            raise self._conflict(pk, body) from None
        return self._answer(200, item)

    # -- what a resource may do differently ---------------------------------------------------
    def create(self, values: dict[str, Any]) -> Any:
        item = self.datamodel.obj(**values)
        self.session.add(item)
        return item

    def change(self, item: Any, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(item, name, value)

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        """422 with what the rules find, in the words that the forms use."""
        errors = self.problems(type(self).rules, values)
        if errors:
            raise Refusal(422, errors=errors)

    def problems(self, rules: Rules, values: Values, path: str = "") -> list[FieldError]:
        found = rules({"today": today(), **values})
        return [FieldError(path + _path(p.field), _(p.message, **p.values)) for p in found]

    def values_of(self, item: Any) -> dict[str, Any]:
        """What the rules read of a row that is on file."""
        names = self.edit_model_schema.fields
        return {name: getattr(item, name) for name in names if hasattr(type(item), name)}

    # -- rows ---------------------------------------------------------------------------------
    def visible(self, pk: int) -> Any:
        item = self.datamodel.one(pk, *self.whole)
        if item is None:
            raise Refusal(404)
        return item

    def to_change(self, pk: int) -> Any:
        item = self.visible(pk)
        scope = type(self).changeable
        if scope is not None:
            allowed = self.datamodel.rows(self.datamodel.obj.id == pk, scope())
            if self.session.scalar(allowed.with_only_columns(self.datamodel.obj.id)) is None:
                raise Refusal(403, NOT_YOURS)
        return item

    def shown(self, item: Any) -> Any:
        return self.show_model_schema.dump(item)

    def sent_before(self, body: dict[str, Any]) -> Editable | None:
        """The row that this very request made when it came the first time."""
        key = sent_key(body)
        if key is None:
            return None
        same = self.datamodel.rows(self.datamodel.obj.client_key == key)
        return self.session.scalar(same)

    def _raced(self, error: IntegrityError, body: dict[str, Any]) -> Response:
        self.session.rollback()
        earlier = self.sent_before(body) if "client_key" in str(error.orig) else None
        if earlier is None:
            raise error
        return self._answer(200, earlier)

    def _conflict(self, pk: int, body: dict[str, Any]) -> Refusal:
        self.session.expire_all()
        return Refusal(409, sent=body, stored=self.shown(self.visible(pk)))

    def _answer(self, status: int, item: Any) -> Response:
        """Read anew, so that what is shown is what is stored: nothing, if the caller has just
        handed over what only its owners see.
        """
        pk = item.id
        self.session.expire_all()
        stored = self.datamodel.one(pk, *self.whole)
        return answer(status, id=pk, result=stored and self.shown(stored))


def _path(field: str) -> str:
    """Forms name follow_ups-0-due_on what JSON holds at follow_ups.0.due_on."""
    return field.replace("-", ".")
