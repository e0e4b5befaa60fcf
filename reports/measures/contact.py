"""What a contact is, and which firm it counts for: the one definition, as Ibis expressions.

A contact is a pair of interaction and company: the interaction was held, the company attended,
and it existed on that day. Merged companies are replaced by the company that survived, followed
to the end, before anything is counted; two of them at one table are one contact.
``merges`` says whether any company is merged; without, nothing has to be looked up.
"""

import ibis
from ibis import _

from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus, WzEdition
from crm.rules.wz_sections import SAME_IN_BOTH_EDITIONS
from reports.schema import Tables
from reports.segment import UNKNOWN

INDIVIDUAL = tuple(kind.value for kind in InteractionKind if kind.is_individual)


def attended(merges: bool) -> ibis.Table:
    """(interaction_id, company_id), each pair once, merged companies resolved; no id for guests."""
    came = Tables.participations.filter(_.status == ParticipationStatus.ATTENDED.value)
    came = came.select("interaction_id", "company_id")
    return resolved(merges, came).distinct() if merges else came


def contacts(merges: bool) -> ibis.Table:
    """(company_id, interaction_id, kind, happened_on) of all time."""
    held = Tables.interactions.filter(_.status == InteractionStatus.HELD.value)
    held = held.select("kind", "happened_on", interaction_id="id")
    firms = Tables.companies.select("founded_on", "ended_on", company_id="id")
    met = attended(merges).join(held, "interaction_id").join(firms, "company_id")
    met = met.filter(lasts(_.founded_on, _.ended_on, _.happened_on, _.happened_on))
    return met.select("company_id", "interaction_id", "kind", "happened_on")


def interaction_teams(_merges: bool) -> ibis.Table:
    """(interaction_id, happened_on, team): the teams its advisors were in on that day.

    A team whose two advisors were there stands twice.
    """
    days = Tables.interactions.select("happened_on", interaction_id="id")
    who = Tables.advisor_assignments.join(days, "interaction_id")
    who = who.join(Tables.team_memberships, "advisor_id")
    who = who.filter(lasts(_.valid_from, _.valid_to, _.happened_on, _.happened_on))
    who = who.join(Tables.teams.select("code", team_id="id"), "team_id")
    return who.select("interaction_id", "happened_on", team="code")


def places(merges: bool) -> ibis.Table:
    """(company_id, district, valid_from, valid_to) of every site; district is its number."""
    districts = Tables.districts.select("number", district_id="id")
    sites = resolved(merges, Tables.sites).left_join(districts, "district_id")
    sites = sites.mutate(district=ibis.coalesce(_.number, UNKNOWN))
    return sites.select("company_id", "district", "valid_from", "valid_to")


def facts(merges: bool) -> ibis.Table:
    """(company_id, size_band, section, known_from, known_until): what was known last, however
    old, on the days from known_from until before known_until (open where null). Of a company of
    which nothing was ever known, what was known of those merged into it.
    """
    own = ibis.window(group_by="company_id", order_by=["valid_from", "id"])
    rows = _known(merges)
    known = rows.mutate(section=_section(rows))
    next_known = known.valid_from.lead().over(own)
    return known.select(
        "company_id", "size_band", "section", known_from="valid_from", known_until=next_known
    )


def _known(merges: bool) -> ibis.Table:
    """Every fact with the company that survived, its own before those of merged ones."""
    rows = Tables.company_facts
    if not merges:
        return rows
    joined = rows.left_join(Tables.survivors, rows.company_id == Tables.survivors.merged_id)
    joined = joined.mutate(
        own=_.survivor_id.isnull().ifelse(1, 0),
        company_id=ibis.coalesce(_.survivor_id, _.company_id),
    )
    has_own = joined.own.max().over(group_by="company_id")
    return joined.mutate(has_own=has_own).filter(_.own == _.has_own).select(rows.columns)


def _section(facts: ibis.Table) -> ibis.Value:
    """The letter; from J on a section of WZ 2025 is ``2025-J``, never mixed with 2008's J."""
    letter = facts.wz_section
    moved = (facts.wz_edition == WzEdition.WZ_2025.value) & letter.notin(SAME_IN_BOTH_EDITIONS)
    return ibis.ifelse(moved, ibis.literal("2025-").concat(letter), letter)


def lasts(start: ibis.Value, end: ibis.Value, first: object, last: object) -> ibis.Value:
    """Whether start..end (open where null) has a day in common with first..last."""
    return (start.isnull() | (start <= last)) & (end.isnull() | (end >= first))


def resolved(merges: bool, rows: ibis.Table) -> ibis.Table:
    """The rows with their company_id replaced by that of the company that survived."""
    if not merges:
        return rows
    joined = rows.left_join(Tables.survivors, rows.company_id == Tables.survivors.merged_id)
    survivor = ibis.coalesce(_.survivor_id, _.company_id)
    return joined.mutate(company_id=survivor).select(rows.columns)
