"""What a running server sees to by itself, so that no page changes anything by being looked at."""

from __future__ import annotations

import threading
import time

from flask import Flask

from crm.web import uploads
from crm.web.digests import send_digests
from crm.web.imports import note_interrupted
from crm.web.sending import send_mail
from crm.web.watching import look_for_trouble

EVERY = 60.0
"""Seconds."""


def begin(app: Flask) -> None:
    """Beside the requests, for as long as the process lives."""
    threading.Thread(target=_keep_house, args=(app,), daemon=True, name="housekeeping").start()


def _keep_house(app: Flask) -> None:
    while True:
        keep_house(app)
        time.sleep(EVERY)


def keep_house(app: Flask) -> None:
    """Lost imports get their line in the history, files that were given in go after a day, rules
    look for trouble once a day, mornings are announced, letters that wait are sent. One that fails
    keeps no other from its turn.
    """
    with app.app_context():
        for chore in (
            note_interrupted,
            uploads.clear_away,
            look_for_trouble,
            send_digests,
            send_mail,
        ):
            try:
                chore()
            except Exception:  # the next look comes in a minute, and must come
                app.logger.exception("housekeeping")
