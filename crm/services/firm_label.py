"""What people read where a register gave a firm no name."""

from crm.enums import WzEdition
from crm.rules import wz

LONGEST = 200
NO_BRANCH = "Branche unbekannt"


def firm_label(
    description: str | None,
    wz_code: str | None,
    wz_edition: WzEdition | None,
    neighbourhood: str | None,
    district: str | None,
    number: str,
) -> str:
    """``Imbissstuben, Alexanderplatz (Mitte), Nr. 755150660``; only the branch is ever cut."""
    place = f"{neighbourhood} ({district})" if neighbourhood and district else ""
    where = ", ".join(filter(None, (place or neighbourhood or district, f"Nr. {number}")))
    return f"{_branch(description, wz_code, wz_edition)[: LONGEST - len(where) - 2]}, {where}"


def _branch(description: str | None, wz_code: str | None, wz_edition: WzEdition | None) -> str:
    first_line = (description or "").strip().partition("\n")[0].strip()
    if first_line:
        return first_line
    if wz_code and wz_edition and wz.exists(wz_code, wz_edition):
        return wz.title_of(wz_code, wz_edition)
    return NO_BRANCH
