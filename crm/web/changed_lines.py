"""What since has given a period that is over other figures, each with the way to see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from flask import current_app, url_for
from flask_babel import ngettext
from sqlalchemy.orm import Session

from crm.clock import today, zone
from crm.services.changed_since import ChangedSince, changed_since
from crm.web.formats import number

A_DAY = timedelta(days=1)
IMPORTS = ("can_list", "Register", "RegisterView.index")
MERGES = ("can_list", "Duplicate", "DuplicateView.index")
TRUST = ("can_show", "Trust", "TrustView.show")


def changed_lines(session: Session, last: date) -> list[tuple[str, str | None]]:
    """(sentence, address where the viewer may go); none while the period goes on."""
    if last >= today():
        return []
    ended_at = datetime.combine(last + A_DAY, time(), zone())
    return list(_lines(changed_since(session, last, ended_at)))


def _lines(found: ChangedSince) -> Iterator[tuple[str, str | None]]:
    told = (
        (found.late_imports, _late_imports, IMPORTS),
        (found.imports_undone, _imports_undone, IMPORTS),
        (found.replays, _replays, IMPORTS),
        (found.merges, _merges, MERGES),
        (found.taken_apart, _taken_apart, MERGES),
        (found.trust, _trust, TRUST),
    )
    for count, sentence, place in told:
        if count:
            yield sentence(count), _address(*place)


def _late_imports(count: int) -> str:
    return ngettext(
        "%(count)s register file of that time was read",
        "%(count)s register files of that time were read", count, count=number(count),
    )  # fmt: skip


def _imports_undone(count: int) -> str:
    return ngettext(
        "%(count)s import was taken back", "%(count)s imports were taken back",
        count, count=number(count),
    )  # fmt: skip


def _replays(count: int) -> str:
    return ngettext(
        "kept rows were read again %(count)s time", "kept rows were read again %(count)s times",
        count, count=number(count),
    )  # fmt: skip


def _merges(count: int) -> str:
    return ngettext(
        "%(count)s entry was merged into another", "%(count)s entries were merged into others",
        count, count=number(count),
    )  # fmt: skip


def _taken_apart(count: int) -> str:
    return ngettext(
        "%(count)s merged entry was taken apart again",
        "%(count)s merged entries were taken apart again", count, count=number(count),
    )  # fmt: skip


def _trust(count: int) -> str:
    return ngettext(
        "the order of trust was changed %(count)s time",
        "the order of trust was changed %(count)s times", count, count=number(count),
    )  # fmt: skip


def _address(permission: str, resource: str, endpoint: str) -> str | None:
    may = current_app.appbuilder.sm.has_access(permission, resource)  # type: ignore[attr-defined]
    return url_for(endpoint) if may else None
