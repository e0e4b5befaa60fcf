"""What the columns of somebody's table are, kept under a name."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import N_, RowsAre
from crm.errors import DomainError
from crm.models import ImportMapping


def keep_mapping(
    session: Session, name: str, columns: Mapping[str, str], **rest: Any
) -> ImportMapping:
    """A name that is taken means the table of that name, whose columns are now these; DomainError
    where its rows are something else.
    """
    rows_are = rest.get("rows_are", RowsAre.FIRMS)
    mapping = mapping_named(session, name) or ImportMapping(name=name, rows_are=rows_are)
    if mapping.rows_are is not rows_are:
        message = N_("The table “%(name)s” has other rows. Give this one a name of its own.")
        raise DomainError(message, name=mapping.name)
    mapping.columns = json.dumps(dict(columns), ensure_ascii=False)
    for field, value in rest.items():
        setattr(mapping, field, value)
    session.add(mapping)
    session.flush()
    return mapping


def mapping_named(session: Session, name: str) -> ImportMapping | None:
    """However it is capitalised."""
    same = func.lower(ImportMapping.name) == name.strip().lower()
    return session.scalars(select(ImportMapping).where(same)).first()


def find_mapping(session: Session, name: str) -> ImportMapping:
    """DomainError names those that there are."""
    found = mapping_named(session, name)
    if found is None:
        known = ", ".join(session.scalars(select(ImportMapping.name).order_by(ImportMapping.name)))
        if not known:
            message = N_("There is no table %(name)s. Name its columns on the page first.")
            raise DomainError(message, name=name)
        message = N_("There is no table %(name)s. There is: %(known)s.")
        raise DomainError(message, name=name, known=known)
    return found
