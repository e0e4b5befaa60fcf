"""Saving a form: stored once, or back on the screen with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm import Session, attributes
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from crm.errors import DomainError, sentence
from crm.models import Draft
from crm.web.forms import CrmForm
from crm.web.numbers import read_number

NO_VERSION = 0
FIRST_VERSION = 1
"""Versions count from one."""


def save(session: Session, form: CrmForm, act: Callable[[], Any]) -> Any | None:
    """Does ``act`` (which flushes) and commits; its result, or None with the form explaining why.

    A breach of ``client_key`` means that the same form arrived before, perhaps with fewer words:
    then it gives ALREADY_SAVED, and what was typed since goes into the earlier row.
    """
    try:
        result = act()
        forget_draft(session, form)
        session.commit()
        tell_browser(form)
        return result
    except StaleDataError:
        session.rollback()
        form.form_errors = [
            _("Somebody else changed this in the meantime. Compare and save again.")
        ]
    except IntegrityError as error:
        session.rollback()
        if "client_key" in str(error.orig):
            return ALREADY_SAVED
        form.form_errors = [_(sentence(error))]
    except OperationalError:
        session.rollback()
        form.form_errors = [
            _("The database is busy or away. Nothing was saved; your words are here. Try again.")
        ]
    except (DataError, OverflowError):
        session.rollback()
        form.form_errors = [_("A value is too large or not of its kind.")]
    except DomainError as refusal:
        session.rollback()
        form.form_errors = [_(refusal.message, **refusal.values)]
    return None


def forget_draft(session: Session, form: CrmForm) -> None:
    """What is saved is no draft any more; a colleague's draft of the same row stays."""
    mine = Draft.user_id == session.info.get("user_id")
    session.execute(delete(Draft).where(mine, Draft.client_key == form.client_key.data))


def nothing_new(session: Session, form: CrmForm) -> bool:
    """True, after the draft is gone: all that the form holds is stored already."""
    forget_draft(session, form)
    session.commit()
    tell_browser(form)
    return True


def tell_browser(form: CrmForm) -> None:
    """The next page says so in its head, and js/forms.js drops its copy of the words."""
    if form.client_key.data:
        flash(form.client_key.data[:40], "saved")


ALREADY_SAVED = object()
"""What ``save`` gives when the form had been sent before; look the row up by its client_key."""


def sent_again(session: Session, model: type[Any], form: CrmForm, endpoint: str) -> Response | None:
    """The same words once more, to the form that changes the row which they made the first time:
    an answer was lost on the way, and more may have been written since. None for no such row.
    """
    row = saved_before(session, model, form)
    return redirect(url_for(endpoint, pk=row.id), code=307) if row else None


def saved_before(session: Session, model: type[Any], form: CrmForm) -> Any | None:
    """The row that this very form made when it was sent the first time."""
    key = form.client_key.data
    return session.scalar(select(model).where(model.client_key == key)) if key else None


def expect_version(item: Any, form: CrmForm) -> None:
    """Makes the UPDATE ask for the version that was on the screen, not the one just loaded.

    What is no number was never on the screen: then it is a conflict. A form for something new,
    sent again after all, knows what it made when it was sent first.
    """
    posted = form.version.data or str(FIRST_VERSION)
    attributes.set_committed_value(item, "version", read_number(posted) or NO_VERSION)
