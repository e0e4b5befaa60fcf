"""Buttons that do one thing at once: done, moved, ticked."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from crm.errors import DomainError, sentence


def tap(session: Session, act: Callable[[], object]) -> bool:
    """Does ``act`` and commits; otherwise says in a sentence why not."""
    try:
        act()
        session.commit()
        return True
    except StaleDataError:
        message = _("Somebody else changed this just now. Please look again.")
    except IntegrityError as error:
        message = _(sentence(error))
    except DomainError as refusal:
        message = _(refusal.message, **refusal.values)
    session.rollback()
    flash(message, "danger")
    return False
