"""Signs of trouble, each one question to the database: which firms, and what was seen when.

Every question gives company_id, kind, topic_id, first_day and last_day, and joins Company. Only
what came after the last sign of the same rule is new; what was seen once is not seen again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
)

from crm.enums import (
    FollowUpStatus,
    InteractionKind,
    InteractionStatus,
    ParticipationStatus,
    RedFlagKind,
    SizeBand,
    SizeClass,
    SuggestionRule,
)
from crm.models import (
    Company,
    CompanyFact,
    CompanyOverview,
    FollowUp,
    Interaction,
    Participation,
    Person,
    Position,
    RedFlagSuggestion,
    Topic,
    interaction_topic,
)
from crm.services.family import MERGED, counts_as, family, is_merged, with_kin, with_survivors

Seen = Callable[[date], Select[Any]]
Window = dict[str, Any]
TIMES, WITHIN = 3, timedelta(365)
"""So many contacts on one topic in so many days."""
RECENTLY = timedelta(365)
YEARS_OF_SILENCE = 3
AGE_TO_HAND_OVER = 63
BEFORE_ALL = date(1, 1, 1)
SIZES = (SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM, SizeClass.FROM_200_TO_499,
         SizeClass.LARGE)  # fmt: skip
NOT_KEPT = (InteractionStatus.CANCELLED, InteractionStatus.NO_SHOW)
OVER = (InteractionStatus.HELD, *NOT_KEPT)


def talked_about(today: date) -> Select[Any]:
    """Three contacts within twelve months about a topic that stands for a kind of trouble."""
    new = Interaction.happened_on > _already(SuggestionRule.TOPIC, Topic.id)
    company_id = counts_as(Participation.company_id)
    columns: tuple[Any, ...] = (
        company_id.label("company_id"),
        Topic.suggests.label("kind"),
        Topic.id.label("topic_id"),
        func.min(Interaction.happened_on).label("first_day"),
        func.max(Interaction.happened_on).label("last_day"),
    )
    query = (
        select(*columns)
        .select_from(Topic)
        .join(interaction_topic, interaction_topic.c.topic_id == Topic.id)
        .join(Interaction, Interaction.id == interaction_topic.c.interaction_id)
        .join(Participation, Participation.interaction_id == Interaction.id)
        .outerjoin(MERGED, is_merged(Participation.company_id))
        .join(Company, Company.id == company_id)
        .where(
            Topic.suggests.is_not(None),
            Interaction.happened_on.between(today - WITHIN, today),
            Interaction.kind.in_([kind for kind in InteractionKind if not kind.is_gathering]),
            Interaction.status == InteractionStatus.HELD,
            Participation.status == ParticipationStatus.ATTENDED,
            _openly(),
            new,
        )
    )
    grouped = query.group_by(company_id, Company.id, Topic.id, Topic.suggests)
    return grouped.having(func.count(Interaction.id.distinct()) >= TIMES)


def shrinking(today: date) -> Select[Any]:
    """The size class fell with the last two changes, with the latter lately."""
    changes = _falls(today).subquery()
    column = changes.c
    fell_twice = and_(column.is_last == 1, column.fell, column.fell_before)
    return (
        _of(column.company_id, column.day_before, column.day, RedFlagKind.STAFF_CUTS)
        .join(Company, Company.id == column.company_id)
        .where(
            fell_twice,
            column.day.between(today - RECENTLY, today),
            column.day > _already(SuggestionRule.SHRINKING),
        )
    )


def _falls(today: date) -> Select[Any]:
    """Changes of size class, of firms that have had one lately: day, whether it fell, and the
    same of the change before.
    """
    rank = case(
        *((CompanyFact.size_band == band, SIZES.index(band.size_class))
          for band in SizeBand if band.size_class in SIZES)
    )  # fmt: skip
    in_time: Window = {"partition_by": CompanyFact.company_id, "order_by": CompanyFact.valid_from}
    latest = CompanyFact.valid_from.between(today - RECENTLY, today)
    lately = select(CompanyFact.company_id).where(latest)
    known = (
        select(
            CompanyFact.company_id,
            CompanyFact.valid_from.label("day"),
            rank.label("rank"),
            func.lag(rank, type_=Integer()).over(**in_time).label("before"),
        )
        .where(
            CompanyFact.company_id.in_(lately),
            CompanyFact.size_band != SizeBand.UNKNOWN,
            CompanyFact.valid_from <= today,
        )
        .subquery()
    ).c
    changes: Window = {"partition_by": known.company_id, "order_by": known.day}
    fell = known.rank < known.before
    backwards: Window = {"partition_by": known.company_id, "order_by": known.day.desc()}
    return select(
        known.company_id,
        known.day,
        func.lag(known.day, type_=Date()).over(**changes).label("day_before"),
        fell.label("fell"),
        func.lag(fell, type_=Boolean()).over(**changes).label("fell_before"),
        func.row_number().over(**backwards).label("is_last"),
    ).where(known.before.is_not(None), known.rank != known.before)


def called_off(today: date) -> Select[Any]:
    """The last two visits did not take place, the latter lately."""
    company_id = counts_as(Participation.company_id)
    lately = (
        select(Participation.company_id)
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .where(
            Interaction.kind == InteractionKind.VISIT,
            Interaction.happened_on.between(today - RECENTLY, today),
            Interaction.status.in_(NOT_KEPT),
        )
    )
    latest_first: Window = {
        "partition_by": company_id,
        "order_by": (Interaction.happened_on.desc(), Interaction.id.desc()),
    }
    visits = (
        select(
            company_id.label("company_id"),
            Interaction.happened_on.label("day"),
            Interaction.status,
            func.row_number().over(**latest_first).label("place"),
        )
        .select_from(Participation)
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .outerjoin(MERGED, is_merged(Participation.company_id))
        .where(
            Participation.company_id.in_(with_kin(lately)),
            Interaction.kind == InteractionKind.VISIT,
            Interaction.status.in_(OVER),
            Interaction.happened_on <= today,
            _openly(),
        )
        .subquery()
    ).c
    first, last = func.min(visits.day), func.max(visits.day)
    return (
        _of(visits.company_id, first, last)
        .join(Company, Company.id == visits.company_id)
        .where(visits.place <= 2, visits.status.in_(NOT_KEPT))
        .where(visits.day > _already(SuggestionRule.CALLED_OFF))
        .group_by(visits.company_id, Company.id)
        .having(func.count() == 2)
    )


def silent(today: date) -> Select[Any]:
    """Something was promised, and since it was due nobody has spoken to the firm for years."""
    then = _years_before(today)
    promised = func.max(FollowUp.first_due_on)
    openly = select(Interaction.id).where(
        Interaction.id == FollowUp.interaction_id, Interaction.is_confidential.is_(True)
    )
    company_id = counts_as(FollowUp.company_id)
    return (
        _of(company_id, promised, promised)
        .select_from(FollowUp)
        .outerjoin(MERGED, is_merged(FollowUp.company_id))
        .join(Company, Company.id == company_id)
        .join(CompanyOverview, CompanyOverview.id == Company.id)
        .where(
            FollowUp.first_due_on <= then,
            FollowUp.status != FollowUpStatus.CANCELLED,
            ~openly.exists(),
            or_(
                CompanyOverview.last_contact_on.is_(None),
                CompanyOverview.last_contact_on <= FollowUp.first_due_on,
            ),
            FollowUp.first_due_on > _already(SuggestionRule.SILENT),
        )
        .group_by(company_id, Company.id)
    )


def ageing(today: date) -> Select[Any]:
    """Whoever has a function there has reached an age at which people hand over, and nobody noted
    that somebody will. Once: the day is that of the night, so that no year of birth follows.
    """
    shown = select(RedFlagSuggestion.id).where(
        RedFlagSuggestion.company_id.in_(family(Company.id, Company)),
        RedFlagSuggestion.rule == SuggestionRule.SUCCESSION,
    )
    return (
        _of(Company.id, literal(today), literal(today), RedFlagKind.SUCCESSION)
        .select_from(Company)
        .where(is_ageing(today), ~shown.exists())
    )


def is_ageing(today: date) -> ColumnElement[bool]:
    """Of a Company. The year counts, whatever the birthday."""
    there_now = and_(
        or_(Position.valid_from.is_(None), Position.valid_from <= today),
        or_(Position.valid_to.is_(None), Position.valid_to >= today),
    )
    old = (
        select(Position.company_id)
        .join(Person, Person.id == Position.person_id)
        .where(Person.birth_year <= today.year - AGE_TO_HAND_OVER, there_now)
    )
    return and_(Company.succession_on.is_(None), Company.id.in_(with_survivors(old)))


SIGNS: Mapping[SuggestionRule, Seen] = {
    SuggestionRule.TOPIC: talked_about,
    SuggestionRule.SHRINKING: shrinking,
    SuggestionRule.CALLED_OFF: called_off,
    SuggestionRule.SILENT: silent,
    SuggestionRule.SUCCESSION: ageing,
}


def _of(company_id: Any, first: Any, last: Any, kind: RedFlagKind | None = None) -> Select[Any]:
    return select(
        company_id.label("company_id"),
        (literal(kind) if kind else null()).label("kind"),
        null().label("topic_id"),
        first.label("first_day"),
        last.label("last_day"),
    )


def _openly() -> ColumnElement[bool]:
    return Interaction.is_confidential.is_(False)


def _already(rule: SuggestionRule, topic_id: Any = None) -> Any:
    """The last day of what this rule has shown of the firm before."""
    shown = select(func.max(RedFlagSuggestion.last_day)).where(
        RedFlagSuggestion.company_id.in_(family(Company.id, Company)),
        RedFlagSuggestion.rule == rule,
    )
    if topic_id is not None:
        shown = shown.where(RedFlagSuggestion.topic_id == topic_id)
    return func.coalesce(shown.scalar_subquery(), literal(BEFORE_ALL))


def _years_before(today: date) -> date:
    return today.replace(year=today.year - YEARS_OF_SILENCE, day=min(today.day, 28))
