"""What a contact is, and which firm it counts for: the one definition, as Ibis expressions.

A contact is a pair of interaction and company: the interaction was held, the company attended,
and it existed on that day. Merged companies are replaced by the company that survived, followed
to the end, before anything is counted; two of them at one table are one contact.
"""

from typing import TYPE_CHECKING

import ibis
from ibis import _

from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus, WzEdition
from reports.segment import UNKNOWN

if TYPE_CHECKING:
    from reports.source.source import Source

INDIVIDUAL = tuple(kind.value for kind in InteractionKind if kind.is_individual)
SAME_IN_BOTH_EDITIONS = tuple("ABCDEFGHI")
"""Sections whose letter means the same in WZ 2008 and WZ 2025; from J on they moved."""


def attended(source: "Source") -> ibis.Table:
    """(interaction_id, company_id), each pair once, merged companies resolved; no id for guests."""
    came = source.participations.filter(_.status == ParticipationStatus.ATTENDED.value)
    came = came.select("interaction_id", "company_id")
    return resolved(source, came).distinct() if source.merge_depth else came


def contacts(source: "Source") -> ibis.Table:
    """(company_id, interaction_id, kind, happened_on) of all time."""
    held = source.interactions.filter(_.status == InteractionStatus.HELD.value)
    held = held.select("kind", "happened_on", interaction_id="id")
    firms = source.companies.select("founded_on", "ended_on", company_id="id")
    met = attended(source).join(held, "interaction_id").join(firms, "company_id")
    met = met.filter(lasts(_.founded_on, _.ended_on, _.happened_on, _.happened_on))
    return met.select("company_id", "interaction_id", "kind", "happened_on")


def interaction_teams(source: "Source") -> ibis.Table:
    """(interaction_id, happened_on, team): the teams its advisors were in on that day.

    A team whose two advisors were there stands twice.
    """
    days = source.interactions.select("happened_on", interaction_id="id")
    who = source.advisor_assignments.join(days, "interaction_id")
    who = who.join(source.team_memberships, "advisor_id")
    who = who.filter(lasts(_.valid_from, _.valid_to, _.happened_on, _.happened_on))
    who = who.join(source.teams.select("code", team_id="id"), "team_id")
    return who.select("interaction_id", "happened_on", team="code")


def places(source: "Source") -> ibis.Table:
    """(company_id, district, valid_from, valid_to) of every site; district is its number."""
    districts = source.districts.select("number", district_id="id")
    sites = resolved(source, source.sites).left_join(districts, "district_id")
    sites = sites.mutate(district=ibis.coalesce(_.number, UNKNOWN))
    return sites.select("company_id", "district", "valid_from", "valid_to")


def facts(source: "Source") -> ibis.Table:
    """(company_id, size_band, section, known_from, known_until): what was known last, however
    old, on the days from known_from until before known_until (open where null).
    """
    own = ibis.window(group_by="company_id", order_by="valid_from")
    known = source.company_facts.mutate(section=_section(source.company_facts))
    next_known = known.valid_from.lead().over(own)
    return known.select(
        "company_id", "size_band", "section", known_from="valid_from", known_until=next_known
    )


def _section(facts: ibis.Table) -> ibis.Value:
    """The letter; from J on a section of WZ 2025 is ``2025-J``, never mixed with 2008's J."""
    letter = facts.wz_section
    moved = (facts.wz_edition == WzEdition.WZ_2025.value) & letter.notin(SAME_IN_BOTH_EDITIONS)
    return ibis.ifelse(moved, ibis.literal("2025-").concat(letter), letter)


def lasts(start: ibis.Value, end: ibis.Value, first: object, last: object) -> ibis.Value:
    """Whether start..end (open where null) has a day in common with first..last."""
    return (start.isnull() | (start <= last)) & (end.isnull() | (end >= first))


def resolved(source: "Source", rows: ibis.Table) -> ibis.Table:
    """The rows with their company_id replaced by that of the company that survived."""
    if not source.merge_depth:
        return rows
    survivors = _survivors(source.companies, source.merge_depth)
    joined = rows.left_join(survivors, rows.company_id == survivors.merged_id)
    survivor = ibis.coalesce(_.survivor_id, _.company_id)
    return joined.mutate(company_id=survivor).select(rows.columns)


def _survivors(companies: ibis.Table, depth: int) -> ibis.Table:
    """(merged_id, survivor_id); ``depth`` is the longest chain of mergers on file."""
    merged = companies.filter(_.merged_into_id.notnull())
    found = merged.select(merged_id="id", survivor_id="merged_into_id")
    for _step in range(depth - 1):
        further = merged.select(via="id", next_id="merged_into_id").view()
        joined = found.left_join(further, found.survivor_id == further.via)
        survivor = ibis.coalesce(_.next_id, _.survivor_id)
        found = joined.mutate(survivor_id=survivor).select("merged_id", "survivor_id")
    return found
