"""People the office knows: the list, and what is kept of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import abort, current_app, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, and_, or_, select

from crm.clock import today
from crm.enums import LegalBasis
from crm.models import CompanyOverview, Person, Position
from crm.models.base import LARGEST_NUMBER
from crm.services.find_person import find_people
from crm.services.person_card import PAGE_SIZE, person_card
from crm.web.addresses import company_address
from crm.web.filters import Filter, enum_choices
from crm.web.listing import Column, ListPage
from crm.web.page import Page, whole_number
from crm.web.security import current_viewer

MOST_FOUND = 500


def _matching(text: str) -> ColumnElement[bool]:
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    hits = find_people(session, text, limit=MOST_FOUND, today=today())
    return Person.id.in_([hit.id for hit in hits])


def _name(row: Any) -> str:
    first = " ".join(filter(None, (row.title, row.first_name)))
    return f"{row.last_name}, {first}" if first else str(row.last_name)


class PersonList(ListPage):
    """One line for each firm at which somebody is now."""

    route_base = "/people"
    class_permission_name = "Person"
    default_view_permission = "list"
    title = _("People")
    lead = _("One line for each firm at which somebody has a function.")
    empty = _("Remove a filter. New people are added on the page of their firm.")
    export_name = _("people")
    base_order = ("name", "asc")
    columns = (
        Column("name", _("Name"), _name, order=Person.name_key, priority=1,
               link=lambda row: url_for("PersonPage.show", pk=row.id)),
        Column("function", _("Function"), lambda row: row.function),
        Column("company", _("Firm"), lambda row: row.label, priority=1,
               link=lambda row: company_address(row.company_id)),
        Column("phone", _("Telephone"), lambda row: row.phone or row.mobile, priority=3),
        Column("email", _("E-mail"), lambda row: row.email, priority=3),
        Column("legal_basis", _("Legal basis"), lambda row: row.legal_basis, "enum", priority=0),
        Column("review_on", _("Look again on"), lambda row: row.review_on, "day", priority=3),
    )  # fmt: skip
    filters = (
        Filter("q", _("Find"), _matching, placeholder=_("Name of the person, or of the firm too")),
        Filter(
            "basis",
            _("Legal basis"),
            lambda code: Person.legal_basis == LegalBasis(code),
            "choice",
            enum_choices(LegalBasis),
        ),
        Filter("review", _("To be looked at by"), lambda day: Person.review_on <= day, "day"),
    )

    def rows(self) -> Select[Any]:
        columns: tuple[Any, ...] = (
            Person.id, Person.title, Person.first_name, Person.last_name, Person.phone,
            Person.mobile, Person.email, Person.legal_basis, Person.review_on,
            Position.function, Position.company_id, CompanyOverview.label,
        )  # fmt: skip
        still = or_(Position.valid_to.is_(None), Position.valid_to >= today())
        now = and_(Position.person_id == Person.id, still)
        query = select(*columns).select_from(Person).outerjoin(Position, now)
        return query.outerjoin(CompanyOverview, CompanyOverview.id == Position.company_id)

    def tie_breaker(self) -> Sequence[Any]:
        return (Person.id, Position.id)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        if self.appbuilder.sm.has_access("can_add", self.class_permission_name):
            yield url_for("PersonEdit.add"), gettext("Add a person"), "plus-lg"


class PersonPage(Page):
    route_base = "/people"
    class_permission_name = "Person"
    default_view = "show"
    default_view_permission = "show"

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        page = whole_number("page", 1, 1, 400)
        pk = min(pk, LARGEST_NUMBER)
        card = person_card(self.session, current_viewer, pk, today(), page) or abort(404)
        return str(
            self.render_template(
                "person.html",
                title=str(card.person),
                card=card,
                person=card.person,
                page=page,
                size=PAGE_SIZE,
                page_address=lambda page: url_for("PersonPage.show", pk=pk, page=page),
                actions=list(self._actions(pk)),
            )
        )

    def _actions(self, pk: int) -> Iterator[tuple[str, str, str]]:
        if self.appbuilder.sm.has_access("can_edit", self.class_permission_name):
            yield url_for("PersonEdit.edit", pk=pk), gettext("Edit"), "pencil"
            yield url_for("PositionEdit.add", person=pk), gettext("Add a function"), "plus-lg"
