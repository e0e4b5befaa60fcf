"""What the codes of figures are called: size classes, WZ sections, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask
from flask_babel import gettext as _

from crm.enums import N_, SizeBand, SizeClass
from crm.rules.wz_sections import JOINT_SECTIONS, SECTIONS, letters_of
from crm.web.formats import show
from reports.segment import SMALL_FIRMS, UNKNOWN

BOTH_SMALL = N_("All small firms (under 50)")
UNKNOWN_LABELS = {
    "district": N_("No district known"),
    "section": N_("Sector unknown"),
    "team": N_("No team"),
}
NO_INDIVIDUAL_CONTACT = N_(
    "No visit, consultation, call or consulting day with the firm is on file, ever. Events,"
    " mailings and voice mails are no individual contact."
)
ENUMS = {"size_class": SizeClass, "size_band": SizeBand}


def size_names() -> dict[str, str]:
    """The choices of a size filter, small firms together first."""
    return {SMALL_FIRMS: _(BOTH_SMALL), **{one.value: _(one.label) for one in SizeClass}}


def section_names() -> dict[str, str]:
    """Every section once, with its letters in both editions of the WZ; the unknown last."""
    return {
        key: _(title) if key == UNKNOWN else f"{letters_of(key)} {_(title)}"
        for key, title in JOINT_SECTIONS.items()
    }


def no_individual_contact() -> str:
    """What it means that there is none yet, wherever that is said."""
    return _(NO_INDIVIDUAL_CONTACT)


def row_label(dimension: str, code: str) -> str:
    if code == SMALL_FIRMS:
        return _(BOTH_SMALL)
    if dimension in ENUMS:
        return _(ENUMS[dimension](code).label)
    if dimension == "section":
        return section_names().get(code) or f"{code} {_(SECTIONS[code])}"
    return _(UNKNOWN_LABELS[dimension]) if code == UNKNOWN and dimension in UNKNOWN_LABELS else code


def reason_words(reasons: Iterable[tuple[str, dict[str, Any]]]) -> str:
    """Message ids with their values, as one line."""
    return "; ".join(_(message, **written(values)) for message, values in reasons)


def written(values: dict[str, Any]) -> dict[str, str]:
    """A reason's values as people read them: a size band's code, a day, a number."""
    return {
        name: row_label("size_band", value) if name == "size" else _year_or(name, value)
        for name, value in values.items()
    }


def _year_or(name: str, value: Any) -> str:
    return str(value) if name == "year" else show(value)


def install(app: Flask) -> None:
    app.jinja_env.globals.update(
        size_names=size_names,
        section_names=section_names,
        row_label=row_label,
        reason_words=reason_words,
        no_individual_contact=no_individual_contact,
    )
