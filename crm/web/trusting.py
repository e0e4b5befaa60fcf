"""The order of trust is changed, or that is tried, beside the request that asked for it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from crm.db import sessions
from crm.enums import N_
from crm.errors import DomainError
from crm.register.all_or_nothing import all_or_nothing
from crm.register.find_source import all_sources
from crm.rules.fact_timeline import PEOPLE
from crm.rules.trust import Places, from_text
from crm.services.trust import change_trust, known_sources
from crm.web import jobs
from crm.web.fact_changes import told
from crm.web.languages import current_language
from crm.web.register_sources import source_title

TRUST = "trust"
BY_PEOPLE = _("Entered by people")
OTHERS = N_("Since then a source has come or gone. Please arrange them anew.")


@dataclass(frozen=True)
class Trusting:
    before: str
    after: str
    """As crm.rules.trust writes it."""
    dry_run: bool
    trial: str = ""
    """The job that tried it; what it leads to is done once, however often the button is pressed."""


def known(session: Session) -> list[str]:
    return known_sources(session, [source.name for source in all_sources(session)])


def title_of(source: str) -> str:
    if source == PEOPLE:
        return str(BY_PEOPLE)
    return source_title(source)


def in_words(text: str) -> str:
    """``Entered by people, IHK Berlin = HWK``, for the history."""
    places = [place.split("=") for place in text.split(">")]
    words = [" = ".join(title_of(source) for source in place) for place in places]
    return gettext(", then ").join(words)


def begin_trust(trusting: Trusting, user_id: int) -> str:
    """The key of the job; the same one when this trial has led to one already."""
    once = f"{TRUST} {user_id} {trusting.trial}" if trusting.trial else None
    return jobs.start(TRUST, user_id, current_language(), asdict(trusting), once=once)


@jobs.work(TRUST)
def _change(job: jobs.Job) -> dict[str, Any]:
    trusting = Trusting(**job.about)
    with sessions(current_app.extensions["crm_engine"])() as session:
        with all_or_nothing(session, trusting.dry_run):
            session.info["user_id"] = job.user_id
            sources = known(session)
            wanted = _wanted(trusting.after, sources)
            found = change_trust(session, sources, trusting.before, wanted, job.progress)
            result = told(session, job.key, found)
        return result if trusting.dry_run else dict(job.commit(session, result))


def _wanted(text: str, sources: list[str]) -> Places:
    places = from_text(text, sources)
    if places is None:
        raise DomainError(OTHERS)
    return places
