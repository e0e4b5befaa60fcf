"""Firms of a WZ section, named as figures name it: ``F``, from J on of WZ 2025 ``2025-J``."""

from sqlalchemy import ColumnElement, or_

from crm.enums import WzEdition
from crm.models import CompanyOverview as Firm
from crm.rules.wz_sections import SAME_IN_BOTH_EDITIONS


def in_section(key: str) -> ColumnElement[bool]:
    """From J on, the letter alone does not say which section is meant."""
    edition, _dash, letter = key.rpartition("-")
    if letter in SAME_IN_BOTH_EDITIONS:
        return Firm.wz_section == letter
    of_edition = WzEdition.WZ_2025 if edition else WzEdition.WZ_2008
    return (Firm.wz_section == letter) & (Firm.wz_edition == of_edition)


def in_sections(keys: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(*(in_section(key) for key in keys))
