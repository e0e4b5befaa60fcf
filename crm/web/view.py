"""The base of administration screens over FAB's ModelView, with all of FAB.md solved once."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Sequence
from types import SimpleNamespace
from typing import Any

from flask import abort, current_app, flash, g, has_request_context, redirect, request, url_for
from flask_appbuilder import ModelView
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from crm.errors import sentence
from crm.models.base import Editable
from crm.web.conflict import show_conflict
from crm.web.forms import CrmForm, Rules, no_rules
from crm.web.interface import CrmInterface
from crm.web.list_address import refuse_nonsense
from crm.web.model_fields import field_of
from crm.web.saving import ALREADY_SAVED, expect_version, nothing_new, save, saved_before
from crm.web.search_widget import SearchBar

NO_WORDS = ("csrf_token", "client_key", "version", "password", "conf_password")
NOTHING = (None, "", "unknown", False)
NOT_THERE = object()


def alike(typed: Any, stored: Any) -> bool:
    """Whether one was stored as the other: ``1071`` as ``10.71``."""
    plain = [re.sub(r"[\W_]", "", str(value).casefold()) for value in (typed, stored)]
    return typed == stored or plain[0] == plain[1]


def _default(field: Any) -> Any:
    return field.default() if callable(field.default) else field.default


class CrmView(ModelView):
    """Subclasses name their columns, all of them; a start-up test fails those that do not."""

    page_size = 25
    search_widget = SearchBar
    rules: Rules = staticmethod(no_rules)
    form_base: type[CrmForm] = CrmForm
    change_scope: Callable[[], ColumnElement[bool]] | None = None
    """Which of the rows that one sees one may change; None: all of them."""
    refusal: Any = ""
    """What is said where one may not."""
    datamodel: CrmInterface
    add_form_extra_fields: Any
    edit_form_extra_fields: Any
    exclude_route_methods = {"download", "action", "action_post"}

    # -- filters belong to the request, not to the view that all threads share ----------------
    @property
    def _filters(self) -> Any:
        prototype = self.__dict__.get("_filters_prototype")
        if prototype is None or not has_request_context():
            return prototype
        mine = g.setdefault("crm_filters", {})
        if id(self) not in mine:
            mine[id(self)] = copy.copy(prototype)
            mine[id(self)].clear_filters()
        return mine[id(self)]

    @_filters.setter
    def _filters(self, value: Any) -> None:
        self.__dict__["_filters_prototype"] = value

    # -- forms carry key and version, and our rules ------------------------------------------
    def _init_forms(self) -> None:
        self.add_form_extra_fields = self._fields(self.add_columns, self.add_form_extra_fields)
        self.edit_form_extra_fields = self._fields(self.edit_columns, self.edit_form_extra_fields)
        super()._init_forms()
        for name in ("add_form", "edit_form"):
            made = getattr(self, name)
            if not issubclass(made, CrmForm):
                rules = {"rules": staticmethod(type(self).rules)}
                setattr(self, name, type(name, (self.form_base, made), rules))

    def _fields(self, columns: Any, given: dict[str, Any]) -> dict[str, Any]:
        table = self.datamodel.obj.__table__.columns
        ours = {
            name: field_of(table[name], self.label_columns.get(name, name))
            for name in columns
            if name in table and name not in given
        }
        return {**given, **{name: field for name, field in ours.items() if field is not None}}

    # -- lists --------------------------------------------------------------------------------
    def _list(self, **kwargs: Any) -> Any:
        refuse_nonsense(self)
        return super()._list(**kwargs)

    def _get_list_widget(self, *args: Any, **kwargs: Any) -> Any:
        widgets = super()._get_list_widget(*args, **kwargs)
        told = widgets["list"].template_args
        told["changeable"] = self._changeable(told["pks"])
        return widgets

    def _get_show_widget(self, pk: Any, item: Any, *args: Any, **kwargs: Any) -> Any:
        widgets = super()._get_show_widget(pk, item, *args, **kwargs)
        widgets["show"].template_args["changeable"] = self._changeable([item.id])
        return widgets

    def _changeable(self, pks: Sequence[Any]) -> Collection[Any]:
        """Those of the rows that may be changed."""
        if self.change_scope is None:
            return pks
        model = self.datamodel.obj
        query = select(model.id).where(model.id.in_(pks), type(self).change_scope())  # type: ignore[misc]
        return set(self.session.scalars(query))

    def _to_change(self, pk: Any) -> Any:
        """The row, 404 where it is not seen; back to the list where it may not be changed."""
        item = self.datamodel.get(pk, self._base_filters) or abort(404)
        if not self._changeable([item.id]):
            flash(self.refusal, "danger")
            abort(redirect(self.get_redirect()))
        return item

    def _show(self, pk: Any) -> Any:
        refuse_nonsense(self)
        return super()._show(pk)

    # -- add and edit -------------------------------------------------------------------------
    def _add(self) -> Any:
        form = self.new_form()
        if request.method == "POST":
            result = self._sent_again(form) if self._arrived_before(form) else self._saved(form)
            if result is not None:
                return self._done(result, self.add_row_message)
        return self._get_add_widget(form=form)

    def _saved(self, form: CrmForm) -> Any | None:
        if not form.validate():
            return None
        item = self.datamodel.obj()
        result = save(self.session, form, lambda: self._store(form, item))
        return self._sent_again(form) if result is ALREADY_SAVED else result

    def _arrived_before(self, form: CrmForm) -> bool:
        """Then it is not judged again: what it made would stand in its way."""
        model = self.datamodel.obj
        return issubclass(model, Editable) and bool(saved_before(self.session, model, form))

    def _sent_again(self, form: CrmForm) -> Any | None:
        """What the form made when it was sent first; None while it says more than is on file."""
        item = saved_before(self.session, self.datamodel.obj, form)
        if item is not None and self.says_the_same(form, item):
            nothing_new(self.session, form)
            return item
        said = _("This was saved when it was sent first. What you have written since is not: it is"
                 " still here. Open the entry that is on file and add it there.")  # fmt: skip
        link = Markup('<a href="{}" target="_blank" rel="noopener">{}</a>')
        on_file = item and link.format(url_for(f"{self.endpoint}.edit", pk=item.id), str(item))
        form.form_errors = [Markup("{} {}").format(said, on_file or "")]
        return None

    def says_the_same(self, form: CrmForm, item: Any) -> bool:
        """Whether all that stands in the form of a new entry is on file."""
        typed = {
            name: field.data
            for name, field in form._fields.items()
            if name not in NO_WORDS and field.data not in (*NOTHING, _default(field))
        }
        return all(
            alike(value, stored)
            for name, value in typed.items()
            if (stored := self.on_file(item, name)) is not NOT_THERE
        )

    def on_file(self, item: Any, name: str) -> Any:
        """What a field of the form for a new entry has become; NOT_THERE for what is no column."""
        return getattr(item, name, NOT_THERE)

    def _edit(self, pk: Any) -> Any:
        item = self._to_change(pk)
        if request.method != "POST":
            form = self.stored_form(item)
            self.prefill_form(form, pk)
            return self._edit_widgets(item, form)
        form = self.edit_form.refresh(request.form)
        form._id = item.id
        if form.validate():
            if isinstance(item, Editable):
                expect_version(item, form)
            if save(self.session, form, lambda: self._store(form, item)) is not None:
                return self._done(item, self.edit_row_message)
            item = self.datamodel.get(pk, self._base_filters) or abort(404)
            seen = form.version.data
            if seen and hasattr(item, "version") and seen != str(item.version):
                show_conflict(form, item)
        return self._edit_widgets(item, form)

    def new_form(self) -> CrmForm:
        """With what it usually begins with, or as posted."""
        usual = self.usual() if request.method == "GET" else {}
        return self.add_form(obj=SimpleNamespace(**usual))

    def usual(self) -> dict[str, Any]:
        """What stands in a new form before anybody has typed."""
        return {}

    def stored_form(self, item: Any) -> CrmForm:
        """With what is on file."""
        return self.edit_form(obj=item)

    def _edit_widgets(self, item: Any, form: CrmForm) -> Any:
        widgets = self._get_edit_widget(form=form)
        return self._get_related_views_widgets(
            item, orders={}, pages={}, page_sizes={}, widgets=widgets
        )

    def _store(self, form: CrmForm, item: Any) -> Any:
        form.populate_obj(item)
        self.prepare(item)
        self.session.add(item)
        self.session.flush()
        return item

    def prepare(self, item: Any) -> None:
        """What the server sets and no form may."""

    def _done(self, item: Any, message: str) -> None:
        flash(message, "success")
        g.crm_saved = item

    # -- delete -------------------------------------------------------------------------------
    def is_get_mutation_allowed(self) -> bool:
        """FAB asks whether GET may delete and lets HEAD pass, which carries no token either."""
        return request.method == "POST"

    def _delete(self, pk: Any) -> None:
        item = self._to_change(pk)
        try:
            self.session.delete(item)
            self.session.commit()
            flash(self.delete_row_message, "success")
        except IntegrityError as error:
            self.session.rollback()
            flash(_(sentence(error)), "danger")

    # -- where to go afterwards ---------------------------------------------------------------
    @property
    def session(self) -> Any:
        return current_app.appbuilder.session  # type: ignore[attr-defined]

    def update_redirect(self) -> None:
        """Our pages have addresses; FAB's page history in the session is not kept."""

    def get_redirect(self) -> str:
        return str(url_for(f"{self.endpoint}.list"))

    def address_of(self, item: Any) -> str:
        """Where a saved row is looked at."""
        return self.get_redirect()

    def post_add_redirect(self) -> Response:
        return redirect(self.address_of(g.crm_saved))

    def post_edit_redirect(self) -> Response:
        return redirect(self.address_of(g.crm_saved))
