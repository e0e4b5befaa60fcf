"""Firms that do not want to be written to or called: left out of all that the office begins.

What they begin themselves is answered: who registers or books hears of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from crm.models import Company, Person, Position
from crm.models import CompanyOverview as Firm
from crm.services.family import with_kin

SHOWN = 50


def unwilling() -> Select[Any]:
    """Ids of firms that said so, by whichever id; and of those whose address is that of a person
    who did.
    """
    said = select(Company.id.label("company_id")).where(Company.no_contact_since.is_not(None))
    theirs = (
        select(Position.company_id)
        .join(Person, Person.id == Position.person_id)
        .join(Company, Company.id == Position.company_id)
        .where(
            Person.no_contact_since.is_not(None),
            func.lower(Person.email) == func.lower(Company.email),
        )
    )
    both = select(union(said, theirs).subquery().c.company_id)
    return select(with_kin(both).subquery().c.company_id)


def said_so() -> Subquery:
    """company_id, by whichever id of the firm, and since when it wants no contact."""
    said, one, member = Company, aliased(Firm), aliased(Firm)
    counting = func.coalesce(one.survivor_id, one.id)
    return (
        select(
            member.id.label("company_id"), func.min(said.no_contact_since).label("no_contact_since")
        )
        .select_from(said)
        .join(one, one.id == said.id)
        .join(member, or_(member.id == counting, member.survivor_id == counting))
        .where(said.no_contact_since.is_not(None))
        .group_by(member.id)
        .subquery()
    )


def may_be_contacted() -> ColumnElement[bool]:
    """Of a CompanyOverview."""
    return Firm.id.not_in(unwilling())


def left_out(session: Session, firms: Select[Any]) -> Sequence[Row[Any]]:
    """Of a query of CompanyOverview those who said so: id, label, no_contact_since, and source.
    One more than are shown says that there are more.
    """
    its = aliased(Company)
    columns: tuple[Any, ...] = (Firm.id, Firm.label, its.no_contact_since, its.no_contact_source)
    query = firms.with_only_columns(*columns).join(its, its.id == Firm.id)
    query = query.where(Firm.id.in_(unwilling())).order_by(None).order_by(Firm.label_key, Firm.id)
    return session.execute(query.limit(SHOWN + 1)).all()
