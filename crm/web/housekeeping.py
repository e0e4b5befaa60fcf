"""What a running server sees to by itself, so that no page changes anything by being looked at."""

from __future__ import annotations

import threading
import time

from flask import Flask, current_app

from crm.clock import today
from crm.services.campaigns import freeze_due
from crm.web import uploads
from crm.web.city_map import keep_drawn
from crm.web.digests import send_digests
from crm.web.jobs import take_up_lost
from crm.web.reminding import remind
from crm.web.report_letters import send_reports
from crm.web.sending import send_mail
from crm.web.watching import look_for_trouble
from crm.web.weekly_digests import send_weekly_digests

EVERY = 60.0
"""Seconds."""


def write_target_lists() -> None:
    """Of campaigns that have begun; each once, whoever of several processes comes first."""
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    freeze_due(session, today())
    session.commit()


CHORES = (
    keep_drawn, take_up_lost, uploads.clear_away, write_target_lists, look_for_trouble, remind,
    send_digests, send_weekly_digests, send_reports, send_mail,
)  # fmt: skip
"""What writes letters comes before they are sent."""


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
