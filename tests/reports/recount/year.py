"""The year at a glance, row by row."""

from datetime import date
from typing import Any

from tests.reports.plain import Days
from tests.reports.plain_turnout import turnout
from tests.reports.recount.asked import SMALL, Recount, Rows, share

OF = {
    **dict.fromkeys(("reached", "individual", "events_only", "none"), ("companies",)),
    **dict.fromkeys(("visited", "never"), ("active",)),
    **dict.fromkeys(("small_reached", "small_none"), ("small",)),
    "in_time": ("in_time", "late", "missed"),
    "due_in_time": ("due_in_time", "due_late", "due_open"),
    "used": ("offered",),
}


def figures(asked: Recount) -> Rows:
    now = _figures(asked, asked.days, asked.day)
    then = _figures(asked, asked.before, asked.before[1])
    return {(name,): {
        "now": now[name], "before": then[name],
        "share": _share(now, name), "share_before": _share(then, name),
    } for name in now}  # fmt: skip


def _share(found: dict[str, Any], name: str) -> float | None:
    return share(found[name], sum(found[one] for one in OF[name])) if name in OF else None


def _figures(asked: Recount, days: Days, day: date) -> dict[str, Any]:
    plain, engines = asked.plain, asked.engines
    (met,), (small,) = plain.coverage(days), plain.coverage(days, (), SMALL)
    (last,), (visited,) = plain.recency(day, (), {}), plain.visit_penetration(day, (), {})
    (inquiries,) = engines.plain_response.response(*days, None, day)
    (promises,) = engines.plain_promises.kept(*days, None, day)
    (gatherings,) = turnout(plain, days, None)
    (slots,) = engines.plain_consulting.slots_by(*days, None)
    (founders,) = engines.plain_consulting.founders(*days, None, asked.today)
    (funding,) = engines.plain_yield.funding(*days, None)
    (brochures,) = engines.plain_yield.campaign_yield(*days, None)
    return {
        **{name: met[name] for name in
           ("companies", "individual", "events_only", "none", "contacts", "visits")},
        "reached": met["individual"] + met["events_only"],
        "active": last["companies"], "never": last["never"], "visited": visited["visited"],
        "small": small["companies"], "small_none": small["none"],
        "small_reached": small["individual"] + small["events_only"],
        **{name: inquiries[name] for name in
           ("received", "in_time", "late", "missed", "running", "dropped")},
        "due": promises["due"],
        **{f"due_{name}": promises[name] for name in ("in_time", "late", "open")},
        "gatherings": gatherings["gatherings"], "attended": gatherings["attended"],
        "firms_that_came": gatherings["firms"],
        "offered": slots["offered"], "used": slots["used"], "founders": founders["founders"],
        **{name: funding[name] for name in ("consultations", "applied", "granted")},
        "of_material": brochures["consultations"],
    }  # fmt: skip
