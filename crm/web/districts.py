"""The city's districts to choose from, read once in a request."""

from __future__ import annotations

from typing import Any

from flask import current_app, g
from sqlalchemy import select
from wtforms import SelectField

from crm.models import District


def district_choices() -> list[tuple[str, str]]:
    """(id, number and name)"""
    if "districts" not in g:
        query = select(District.id, District.number, District.name).order_by(District.number)
        rows = current_app.appbuilder.session.execute(query)  # type: ignore[attr-defined]
        g.districts = [(str(row.id), f"{row.number} {row.name}") for row in rows]
    return list(g.districts)


class DistrictField(SelectField):
    """``data`` is a district's id or None."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        choices = lambda: [("", "–"), *district_choices()]  # noqa: E731
        super().__init__(label, choices=choices, coerce=_number, **kwargs)


def _number(value: Any) -> int | None:
    return int(value) if value and str(value).isdigit() else None
