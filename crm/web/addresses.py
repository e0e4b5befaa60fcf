"""Where a firm and a contact are looked at."""

from __future__ import annotations

from typing import Any

from flask import Flask, request, url_for
from flask_appbuilder.utils.base import get_safe_redirect

from crm.enums import InteractionKind
from crm.web.public_address import address_for_reader


def company_address(company_id: int | None) -> str | None:
    return url_for("CompanyPage.show", pk=company_id) if company_id else None


def contact_address(kind: InteractionKind, pk: int) -> str:
    view = "GatheringView" if kind.is_gathering else "LogContactView"
    return url_for(f"{view}.show", pk=pk)


def log_address(kind: InteractionKind | str = InteractionKind.VISIT, **values: Any) -> str:
    """The form for a new contact; ``company`` and ``status`` may be given."""
    return url_for("LogContactView.new", kind=str(kind), **values)


def back_to(otherwise: str) -> str:
    """Where a button with a field ``next`` wants to go back to, if that is one of our pages."""
    wanted = request.form.get("next")
    return get_safe_redirect(wanted) if wanted else otherwise


def install(app: Flask) -> None:
    app.jinja_env.globals.update(
        company_address=company_address,
        contact_address=contact_address,
        log_address=log_address,
        address_for_reader=address_for_reader,
    )
