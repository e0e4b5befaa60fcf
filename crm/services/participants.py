"""The firms and founders of one contact, and whom of them we met."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm.enums import N_, InteractionStatus, ParticipationStatus
from crm.errors import DomainError
from crm.models import Interaction, Participation, Person, Position, Site
from crm.rules import Values
from crm.services.family import families, kin

UNNAMED_FUNCTION = "Ansprechperson"
"""Of a person whose function nobody wrote down."""

STATUS = {
    InteractionStatus.PLANNED: ParticipationStatus.REGISTERED,
    InteractionStatus.HELD: ParticipationStatus.ATTENDED,
    InteractionStatus.CANCELLED: ParticipationStatus.REGISTERED,
    InteractionStatus.NO_SHOW: ParticipationStatus.NO_SHOW,
}
"""What a contact's own status says of those who were to take part in it."""

STAYS = (ParticipationStatus.WAITING, ParticipationStatus.DECLINED)
"""Who waits for a seat or declined did not come because the gathering took place."""


def set_participants(
    session: Session,
    interaction: Interaction,
    given: Sequence[Values],
    status_before: InteractionStatus | None,
) -> None:
    """Those on file stay the same rows; who is not given goes."""
    on_file = _on_file(interaction)
    sites = main_sites(session, (each.get("company_id") for each in given))
    kept = []
    for each in given:
        same = on_file[_key(each.get("company_id"), each.get("guest_name"))]
        row = same.pop(0) if same else _participation(each, sites)
        if "guest_name" in each:
            row.guest_name = each["guest_name"]
        follows = status_before is not interaction.status and row.status not in STAYS
        if row.id is None or follows:
            row.status = STATUS[interaction.status]
        row.status = each.get("status") or row.status
        kept.append(row)
        if row.company_id and ("person_ids" in each or "new_people" in each):
            row.persons = _people(session, row, each, interaction.happened_on)
    interaction.participations = kept


def follow_status(interaction: Interaction, before: InteractionStatus | None) -> None:
    """Of a visit, a consultation or a call: who was to come came when it took place."""
    for row in interaction.participations:
        if before is None or row.status is STATUS[before]:
            row.status = STATUS[interaction.status]


Key = tuple[int | None, str | None]


def _key(company_id: int | None, guest_name: str | None) -> Key:
    return company_id, None if company_id else guest_name


def _on_file(interaction: Interaction) -> dict[Key, list[Participation]]:
    """Several where guests bear one name."""
    rows: dict[Key, list[Participation]] = defaultdict(list)
    for row in interaction.participations:
        rows[_key(row.company_id, row.guest_name)].append(row)
    return rows


def _participation(each: Values, sites: dict[int, int]) -> Participation:
    company_id = each.get("company_id")
    return Participation(company_id=company_id, site_id=sites.get(company_id or 0))


def main_sites(session: Session, company_ids: Iterable[int | None]) -> dict[int, int]:
    """company id -> its open main site; another open one where there is no main site; at last one
    of a firm that was merged into it.
    """
    wanted = {i for i in company_ids if i}
    found = _open_sites(session, wanted)
    missing = wanted - found.keys()
    if missing:
        known = families(session, missing)
        theirs = {known[pk]: site for pk, site in _open_sites(session, known).items()}
        found |= {pk: theirs[known[pk]] for pk in missing if known.get(pk) in theirs}
    return found


def _open_sites(session: Session, company_ids: Iterable[int]) -> dict[int, int]:
    query = (
        select(Site.company_id, Site.id)
        .where(Site.company_id.in_(list(company_ids)), Site.valid_to.is_(None))
        .order_by(Site.kind, Site.id.desc())  # main after branch: the last one wins
    )
    return {row.company_id: row.id for row in session.execute(query)}


def people_at(session: Session, company_id: int, day: date) -> dict[Person, str]:
    """Who works there on that day, by name, and what they are there."""
    query = (
        select(Person, Position.function)
        .join(Position.person)
        .where(Position.company_id.in_(kin(company_id)), Position.held_on(day))
        .order_by(Person.name_key, Position.id)
    )
    return {row.Person: row.function for row in session.execute(query)}


def _people(session: Session, row: Participation, each: Values, day: date) -> list[Person]:
    at_hand = {person.id: person for person in people_at(session, each["company_id"], day)}
    at_hand |= {person.id: person for person in row.persons}
    met = {person_id: at_hand.get(person_id) for person_id in each.get("person_ids") or ()}
    if None in met.values():
        raise DomainError(N_("One of these people is not at this firm any more. Choose again."))
    for newcomer in each.get("new_people") or ():
        if newcomer.get("last_name"):
            person = _same_name(at_hand.values(), newcomer)
            person = person or _by_name(session, newcomer, each["company_id"], day)
            met[person.id] = person
    return [person for person in met.values() if person]


def _same_name(people: Iterable[Person], newcomer: Values) -> Person | None:
    wanted = _name(newcomer.get("first_name"), newcomer["last_name"])
    return next((p for p in people if _name(p.first_name, p.last_name) == wanted), None)


def _name(first: str | None, last: str) -> tuple[str, str]:
    return (first or "").casefold(), last.casefold()


def _by_name(session: Session, newcomer: Values, company_id: int, day: date) -> Person:
    """Who was at the firm before, or is to come, is no second person."""
    there = Position.company_id.in_(kin(company_id))
    held = select(Position).where(there).order_by(Position.id)
    positions = list(session.scalars(held.options(joinedload(Position.person))))
    person = _same_name((position.person for position in positions), newcomer)
    theirs = [position for position in positions if position.person is person]
    if person is None:
        person = Person(first_name=newcomer.get("first_name"), last_name=newcomer["last_name"])
    if all(position.valid_to and position.valid_to < day for position in theirs):
        person.positions.append(_position(newcomer, company_id, theirs, day))
    session.add(person)
    session.flush()
    return person


def _position(newcomer: Values, company_id: int, before: Sequence[Position], day: date) -> Position:
    """Since when is known of those alone who left and are there again."""
    known = before[-1].function if before else UNNAMED_FUNCTION
    function = newcomer.get("function") or known
    since = day if before else None
    return Position(company_id=company_id, function=function, valid_from=since)
