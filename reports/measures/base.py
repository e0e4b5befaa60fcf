"""The base of a figure: the firms A(P) that it is about, with what divides them."""

from functools import lru_cache

import ibis
from ibis import _

from crm.enums import SizeBand, SizeClass
from crm.rules.wz_sections import BOTH
from reports.measures.contact import lasts
from reports.period import Period
from reports.schema import Tables
from reports.segment import UNKNOWN, Segment

FACTS = {"size_class", "size_band", "section"}


@lru_cache(maxsize=256)
def base(active: Period, names: frozenset[str], segment: Segment) -> ibis.Table:
    """(company_id, founded_on, the dimensions named): once per district where that is named.

    Active is a firm with a day of existence and a site with a day of use in the period. Merged
    companies are not there; the one that survived is. Size and sector are those known last on
    the period's last day.
    """
    firms = Tables.companies.filter(
        _.merged_into_id.isnull(), lasts(_.founded_on, _.ended_on, active.first, active.last)
    ).select("founded_on", company_id="id")
    firms = _with_places(firms, active, names, segment)
    if FACTS & {*names, *segment.chosen}:
        firms = _with_facts(firms, active, segment)
    return firms.mutate(size_class=size_class_of()) if "size_class" in names else firms


def _with_places(
    firms: ibis.Table, active: Period, names: frozenset[str], segment: Segment
) -> ibis.Table:
    places = Tables.places.filter(lasts(_.valid_from, _.valid_to, active.first, active.last))
    if segment.district is not None:
        places = places.filter(_.district == segment.district)
    if "district" in names:
        return firms.join(places.select("company_id", "district").distinct(), "company_id")
    return firms.filter(_.company_id.isin(places.company_id))


def _with_facts(firms: ibis.Table, active: Period, segment: Segment) -> ibis.Table:
    day = active.last
    facts = Tables.facts.filter(
        _.known_from <= day, _.known_until.isnull() | (_.known_until > day)
    ).select("company_id", "size_band", "section")
    known = firms.left_join(facts, "company_id").drop("company_id_right")
    known = known.mutate(
        size_band=ibis.coalesce(_.size_band, UNKNOWN), section=ibis.coalesce(_.section, UNKNOWN)
    )
    if segment.size_bands is not None:
        known = known.filter(_.size_band.isin(segment.size_bands))
    if segment.section is not None:
        known = known.filter(_.section.isin(segment.section.split(BOTH)))
    return known


def size_class_of() -> ibis.Value:
    """By the band alone, never by an exact headcount."""
    bands = {
        size: [band.value for band in SizeBand if band.size_class is size] for size in SizeClass
    }
    classes = [(_.size_band.isin(some), size.value) for size, some in bands.items()]
    return ibis.cases(*classes)
