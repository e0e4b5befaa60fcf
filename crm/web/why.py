"""What a rule saw, as a sentence."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import get_locale
from flask_babel import gettext as _

from crm.enums import SuggestionRule
from crm.services.warning_signs import AGE_TO_HAND_OVER
from crm.web.formats import day


def why(row: Any) -> str:
    """Of a suggested red flag, or a row of one."""
    first, last = day(row.first_day), day(row.last_day)
    if row.rule is SuggestionRule.TOPIC:
        english = getattr(row, "topic_en", None) or getattr(row.topic, "name_en", None)
        topic = row.topic if str(get_locale()) == "de" else english or row.topic
        said = _("At least three talks about “%(topic)s” between %(first)s and %(last)s.")
        return str(said % {"topic": topic or "–", "first": first, "last": last})
    if row.rule is SuggestionRule.SHRINKING:
        return str(
            _("Its size class fell twice: on %(first)s and %(last)s.", first=first, last=last)
        )
    if row.rule is SuggestionRule.CALLED_OFF:
        said = _("Two visits in a row did not take place: on %(first)s and %(last)s.")
        return str(said % {"first": first, "last": last})
    if row.rule is SuggestionRule.SUCCESSION:
        said = _("Somebody who has a function there is %(age)s or older; no successor is noted.")
        return str(said % {"age": AGE_TO_HAND_OVER})
    said = _("Something was promised until %(last)s; nobody has spoken to the firm since.")
    return str(said % {"last": last})


def install(app: Flask) -> None:
    app.jinja_env.globals.update(why=why)
