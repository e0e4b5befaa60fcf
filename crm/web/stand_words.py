from __future__ import annotations

from flask_babel import gettext as _

from crm.models import StandContact
from crm.services import fairs


def what_to_do(met: StandContact) -> str:
    """What is promised to whoever came to the stand, in the language of who works it off."""
    words = _(fairs.WORDS[met.todo])
    return f"{words}: {met.note}" if met.note else words
