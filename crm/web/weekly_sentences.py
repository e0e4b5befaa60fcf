"""Three sentences for Monday, as a person would write them, from figures only."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from crm.enums import SizeClass
from crm.services.promised_this_week import Promised
from crm.web.formats import number, percent
from reports.boards.week import FEWEST, Fallen, Week


def sentences(week: Week, districts: Mapping[str, str], mine: Promised | None) -> list[str]:
    """``mine`` is what the reader owes; None, or nothing: what nobody has done yet."""
    third = _owed(mine) if mine and (mine.due or mine.overdue) else _never(week)
    return [_contacts(week), _behind(week.fallen, districts), third]


def _contacts(week: Week) -> str:
    if not week.contacts and not week.before:
        return _("Last week there was no contact with a firm, nor in the four weeks before.")
    if not week.contacts:
        said = _("Last week there was no contact with a firm")
    else:
        said = ngettext(
            "Last week there was one contact with a firm",
            "Last week there were %(contacts)s contacts with firms",
            week.contacts,
            contacts=number(week.contacts),
        )
    return f"{said}{_against(week)}"


def _against(week: Week) -> str:
    average = number(float(week.average))
    if week.contacts > week.average:
        return _(", more than in the four weeks before (%(average)s on average).", average=average)
    if week.contacts < week.average:
        return _(", fewer than in the four weeks before (%(average)s on average).", average=average)
    return _(", as many as in the four weeks before on average.")


def _behind(fallen: Fallen | None, districts: Mapping[str, str]) -> str:
    if fallen is None:
        return _(
            "In no size class and no district of at least %(fewest)s firms has the coverage of"
            " twelve months fallen.",
            fewest=FEWEST,
        )
    rates = {"before": percent(fallen.before), "now": percent(fallen.now)}
    if fallen.by == "district":
        name = districts.get(fallen.code, fallen.code)
        return _(
            "The district %(name)s fell behind most: over twelve months we reached %(now)s of its"
            " firms, in the twelve months before it was %(before)s.",
            name=name, **rates,
        )  # fmt: skip
    return _(
        "The size class “%(name)s” fell behind most: over twelve months we reached %(now)s of its"
        " firms, in the twelve months before it was %(before)s.",
        name=_(SizeClass(fallen.code).label), **rates,
    )  # fmt: skip


def _owed(mine: Promised) -> str:
    if not mine.overdue:
        return ngettext(
            "One of your follow-ups is due this week.",
            "%(due)s of your follow-ups are due this week.",
            mine.due,
            due=number(mine.due),
        )
    late = ngettext(
        "one of your follow-ups is overdue.",
        "%(overdue)s of your follow-ups are overdue.",
        mine.overdue,
        overdue=number(mine.overdue),
    )
    if not mine.due:
        return _("Nothing new is due this week, but %(late)s", late=late)
    due = ngettext(
        "One of your follow-ups is due this week",
        "%(due)s of your follow-ups are due this week",
        mine.due,
        due=number(mine.due),
    )
    return _("%(due)s, and %(late)s", due=due, late=late)


def _never(week: Week) -> str:
    if not week.companies:
        return _("No firm is on file.")
    if not week.never:
        return _("With every firm on file somebody has spoken individually.")
    return ngettext(
        "With one of %(companies)s firms nobody has spoken individually yet.",
        "With %(never)s of %(companies)s firms nobody has spoken individually yet.",
        week.never,
        never=number(week.never),
        companies=number(week.companies),
    )
