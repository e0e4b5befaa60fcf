"""What somebody looks for on the public page, read from its address, and who is there for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from crm.rules.wz_sections import SECTIONS
from crm.services.public_contacts import Answer, Subject, Wanted, look_up, subjects
from crm.services.what_is_meant import what_is_meant
from crm.web.languages import current_language

KEPT = ("m", "_l_")
"""Arguments that stay from page to page: the code of a brochure, the language of a site."""
FIELDS = {"thema": "topic", "branche": "section", "stadtteil": "district"}
"""Arguments of the address and the kinds of subjects they name."""
LONGEST = 200


@dataclass(frozen=True, slots=True)
class PublicSearch:
    """``subjects`` are all that somebody is publicly responsible for."""

    subjects: list[Subject]
    chosen: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    answers: list[Answer] = field(default_factory=list)

    @classmethod
    def of(cls, session: Session, arguments: Mapping[str, str], today: date) -> PublicSearch:
        known = subjects(session, today)
        keys = {(one.kind, one.key) for one in known}
        given = {name: arguments.get(name, "") for name in FIELDS}
        chosen = {n: key for n, key in given.items() if (FIELDS[n], key) in keys}
        text = arguments.get("q", "").strip()[:LONGEST]
        wanted = what_is_meant(session, text) if text else Wanted()
        return cls(known, chosen, text, look_up(session, _with(wanted, chosen), today))

    @property
    def is_asked(self) -> bool:
        return bool(self.chosen or self.text)

    @property
    def only_topic(self) -> str:
        """The topic that an inquiry from here is about; empty where several may be meant."""
        topics = [one.subject.key for one in self.answers if one.subject.kind == "topic"]
        return topics[0] if len(topics) == 1 else self.chosen.get("thema", "")

    def choices(self, name: str) -> list[tuple[str, str]]:
        """(key, name) of what may be chosen in a field."""
        return [(one.key, named(one)) for one in self.subjects if one.kind == FIELDS[name]]


def kept(code: str | None = None) -> dict[str, str]:
    """``code`` is the brochure's, where a form has carried it."""
    given = {"m": code, **{name: request.args.get(name) for name in KEPT}}
    return {name: value for name, value in given.items() if value}


def named(subject: Subject) -> str:
    """In the reader's language."""
    if subject.kind == "section":
        return _(SECTIONS[subject.key])
    return subject.name if current_language() == "de" else subject.name_en


def _with(wanted: Wanted, chosen: Mapping[str, str]) -> Wanted:
    def more(keys: frozenset[str], name: str) -> frozenset[str]:
        return keys | ({chosen[name]} if name in chosen else set())

    return Wanted(
        more(wanted.topics, "thema"),
        more(wanted.sections, "branche"),
        more(wanted.districts, "stadtteil"),
    )
