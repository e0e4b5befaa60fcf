"""WZ codes and sections in words."""

from __future__ import annotations

from flask_babel import gettext as _

from crm.enums import WzEdition
from crm.rules import wz
from crm.rules.wz_sections import SAME_IN_BOTH_EDITIONS, SECTIONS


def section_key(section: str | None, edition: WzEdition | None) -> str | None:
    """The section as figures name it: its letter, from J on of WZ 2025 ``2025-J``."""
    if section and edition is WzEdition.WZ_2025 and section not in SAME_IN_BOTH_EDITIONS:
        return f"2025-{section}"
    return section


def section_title(section: str | None, edition: WzEdition | None) -> str:
    key = section_key(section, edition)
    return _(SECTIONS[key]) if key in SECTIONS else ""


def code_title(code: str | None, edition: WzEdition | None) -> str:
    """``10.71 Herstellung von Backwaren``; the official titles are German."""
    return f"{code or ''} {title_of_code(code, edition)}".strip()


def title_of_code(code: str | None, edition: WzEdition | None) -> str:
    """The official title alone; empty for a code that its edition does not have."""
    return wz.title_of(code, edition) if code and edition and wz.exists(code, edition) else ""


def section_choices() -> list[tuple[str, str]]:
    return [(key, f"{key} {_(title)}") for key, title in SECTIONS.items()]
