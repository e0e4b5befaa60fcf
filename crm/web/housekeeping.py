"""What a running server sees to by itself, so that no page changes anything by being looked at."""

from __future__ import annotations

import threading
import time

from flask import Flask, current_app

from crm.clock import today
from crm.services.campaigns import freeze_due
from crm.web import uploads
from crm.web.imports import note_interrupted
from crm.web.sending import send_mail

EVERY = 60.0
"""Seconds."""


def write_target_lists() -> None:
    """Of campaigns that have begun; each once, whoever of several processes comes first."""
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    freeze_due(session, today())
    session.commit()


def begin(app: Flask) -> None:
    """Beside the requests, for as long as the process lives."""
    threading.Thread(target=_keep_house, args=(app,), daemon=True, name="housekeeping").start()


def _keep_house(app: Flask) -> None:
    while True:
        keep_house(app)
        time.sleep(EVERY)


def keep_house(app: Flask) -> None:
    """Lost imports get their line in the history, files that were given in go after a day, letters
    that wait are sent, campaigns that begin have their target lists. One that fails keeps no other
    from its turn.
    """
    with app.app_context():
        for chore in (note_interrupted, uploads.clear_away, send_mail, write_target_lists):
            try:
                chore()
            except Exception:  # the next look comes in a minute, and must come
                app.logger.exception("housekeeping")
