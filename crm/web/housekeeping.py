"""What a running server sees to by itself, so that no page changes anything by being looked at."""

from __future__ import annotations

import threading
import time

from flask import Flask

from crm.web import uploads
from crm.web.imports import note_interrupted
from crm.web.reminding import remind
from crm.web.sending import send_mail
from crm.web.watching import look_for_trouble

EVERY = 60.0
"""Seconds."""
CHORES = (note_interrupted, uploads.clear_away, look_for_trouble, remind, send_mail)
"""What wrote letters comes before they are sent."""


def begin(app: Flask) -> None:
    """Beside the requests, for as long as the process lives."""
    threading.Thread(target=_keep_house, args=(app,), daemon=True, name="housekeeping").start()


def _keep_house(app: Flask) -> None:
    while True:
        keep_house(app)
        time.sleep(EVERY)


def keep_house(app: Flask) -> None:
    """One that fails keeps no other from its turn."""
    with app.app_context():
        for chore in CHORES:
            try:
                chore()
            except Exception:  # the next look comes in a minute, and must come
                app.logger.exception("housekeeping")
