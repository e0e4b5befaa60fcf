"""The motion that a paper answers, read from an OParl Paper as councils publish it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.enums import N_
from crm.errors import DomainError
from reports.papers.paper import Motion


def read_motion(content: bytes, by: str = "") -> Motion:
    """``by``: the group, where the paper gives its address alone. DomainError with a sentence."""
    paper = _paper(content)
    number, on = paper.get("reference"), paper.get("date")
    if not number or not isinstance(number, str):
        raise DomainError(N_("The paper has no number (reference)."))
    try:
        day = date.fromisoformat(str(on))
    except ValueError:
        message = N_("The paper's date is not one: %(value)s. Expected is 2003-11-21.")
        raise DomainError(message, value=on or "–") from None
    named = by or _named(paper)
    if not named:
        raise DomainError(
            N_("The paper does not name the group that brought it in: say who it is.")
        )
    return Motion(number, named, day)


def _paper(content: bytes) -> Mapping[str, Any]:
    try:
        paper = json.loads(content)
    except ValueError:
        raise DomainError(N_("The file is no JSON.")) from None
    if not isinstance(paper, dict) or not str(paper.get("type", "")).endswith("/Paper"):
        raise DomainError(N_("The file is no Paper of OParl."))
    return paper


def _named(paper: Mapping[str, Any]) -> str:
    """Organisations or people that stand in it themselves."""
    for key in ("originatorOrganization", "originatorPerson"):
        for one in paper.get(key) or ():
            if isinstance(one, dict) and one.get("name"):
                return str(one["name"])
    return ""
