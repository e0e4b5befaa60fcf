"""The commands speak German or English: ANSPRECHPARTNER_LANGUAGE, else the terminal's LANG."""

import gettext
import os
from functools import cache
from pathlib import Path

from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parents[1] / "web" / "translations"


def language() -> str:
    wanted = os.environ.get("ANSPRECHPARTNER_LANGUAGE") or os.environ.get("LANG", "de")
    return "en" if wanted.lower().startswith("en") else "de"


@cache
def translations(code: str) -> NullTranslations:
    return Translations.load(FOLDER, [code])


def _(message: str) -> str:
    return str(translations(language()).ugettext(message)) if message else message


def of_click(message: str) -> str:
    """One of click's own texts."""
    return gettext.gettext(message)


def speak() -> None:
    """Click's own texts come from Python's gettext: catalogue ``click``, language by LANGUAGE."""
    gettext.bindtextdomain("click", FOLDER)
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = language()
