"""What every workbook says beside its figures, and how it writes days."""

from dataclasses import fields, replace
from datetime import date

from babel.dates import format_date, format_datetime

from crm.enums import N_
from reports.asked import Asked
from reports.meta import Meta
from reports.period import Period
from reports.translate import Translate
from reports.writers.book import Words

WORDS = Words(
    language="",
    cover=N_("Cover"),
    contents=N_("Contents"),
    contents_lead=N_("What is in this workbook; a click leads there."),
    back=N_("Contents"),
    key_figures=N_("At a glance"),
    key_figures_lead=N_("The figures that matter most. Each is worked out on another sheet."),
    method=N_("Method"),
    method_lead=N_("What every figure means, in words."),
    term=N_("Term"),
    definition=N_("Definition"),
    withheld=N_("withheld"),
    no_value=N_("no firms"),
    arms=N_("Arms of the city of %(city)s"),
    page=N_("Page %(page)s of %(pages)s"),
)


def words(language: str, translate: Translate) -> Words:
    names = [field.name for field in fields(Words) if field.name != "language"]
    said = {name: translate(getattr(WORDS, name)) for name in names}
    return replace(WORDS, language=language, **said)


def days(period: Period, language: str, translate: Translate) -> str:
    first, last = (long_day(day, language) for day in (period.first, period.last))
    return translate(N_("%(first)s to %(last)s")) % {"first": first, "last": last}


def remark(asked: Asked, language: str, translate: Translate) -> str:
    """That the figures will still change; empty where they will not."""
    message = asked.period.remark(asked.today)
    day = long_day(asked.reference_day, language)
    return translate(message) % {"day": day} if message else ""


def part_months(asked: Asked, language: str, translate: Translate) -> str:
    """The months that are not counted whole, such as the one that is running; else empty."""
    found = asked.period.part_months(asked.today).values()
    if not found:
        return ""
    told = "; ".join(days(some, language, translate) for some in found)
    return translate(N_("Not whole months, and so not to be compared: %(days)s.")) % {"days": told}


def long_day(day: date, language: str) -> str:
    pattern = "d MMMM y" if language == "en" else "d. MMMM y"
    return str(format_date(day, pattern, locale=language))


def cover_facts(
    asked: Asked, meta: Meta, language: str, translate: Translate
) -> tuple[tuple[str, str], ...]:
    pattern = "d MMMM y, HH:mm" if language == "en" else "d. MMMM y, HH:mm 'Uhr'"
    created = str(format_datetime(meta.created_at, pattern, locale=language))
    facts = (
        (N_("Period"), days(asked.period, language, translate)),
        (N_("Reference day"), long_day(asked.reference_day, language)),
        (N_("Created on"), created),
        (N_("Created by"), meta.author),
        (N_("Software"), f"Ansprechpartner {meta.version}"),
    )
    return tuple((translate(label), text) for label, text in facts if text)
