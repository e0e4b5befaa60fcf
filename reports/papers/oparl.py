"""The motion that a paper answers, read from an OParl Paper as councils publish it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.enums import N_
from crm.errors import DomainError
from reports.papers.paper import Motion


@dataclass(frozen=True)
class Found:
    """What of a motion stands in its file; ``by`` is empty where that gives an address alone."""

    number: str
    by: str
    title: str
    on: date


def read_found(content: bytes) -> Found:
    """DomainError with a sentence."""
    paper = _paper(content)
    number, on = _line(paper.get("reference")), paper.get("date")
    if not number:
        raise DomainError(N_("The paper has no number (reference)."))
    try:
        day = date.fromisoformat(str(on))
    except ValueError:
        message = N_("The paper's date is not one: %(value)s. Expected is 2003-11-21.")
        raise DomainError(message, value=_line(str(on or "–"))[:40]) from None
    return Found(number, _named(paper), _line(paper.get("name")), day)


def read_motion(content: bytes, by: str = "") -> Motion:
    """``by``: the group, where the paper gives its address alone. DomainError with a sentence."""
    found = read_found(content)
    named = by or found.by
    if not named:
        raise DomainError(
            N_("The paper does not name the group that brought it in: say who it is.")
        )
    return Motion(found.number, named, found.on)


def _line(value: Any) -> str:
    """One line of text; what is none is empty."""
    words = value.split() if isinstance(value, str) else ()
    return "".join(each for each in " ".join(words) if each.isprintable())


def _paper(content: bytes) -> Mapping[str, Any]:
    try:
        paper = json.loads(content)
    except (ValueError, RecursionError):
        raise DomainError(N_("The file is no JSON.")) from None
    if not isinstance(paper, dict) or not str(paper.get("type", "")).endswith("/Paper"):
        raise DomainError(N_("The file is no Paper of OParl."))
    return paper


def _named(paper: Mapping[str, Any]) -> str:
    """Organisations or people that stand in it themselves."""
    for key in ("originatorOrganization", "originatorPerson"):
        several = paper.get(key)
        for one in several if isinstance(several, list) else ():
            if isinstance(one, dict) and _line(one.get("name")):
                return _line(one["name"])
    return ""
