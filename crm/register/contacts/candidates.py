"""Firms on file that a row may mean, with all that tells one from the other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import Company, CompanyOverview, Site
from crm.register.contacts.said import Whom
from crm.register.same_firm.spelling import bare_name, leading_digits, street
from crm.register.same_firm.weights import SIMILAR_STREET
from crm.rules.fold import fold
from crm.services.family import families


class Place(NamedTuple):
    street: str | None
    house_number: str | None
    postcode: str | None
    city: str | None


class Candidate(NamedTuple):
    id: int
    label: str
    names: frozenset[str]
    """Folded; of firms that were merged into it too."""
    founded_on: date | None
    ended_on: date | None
    places: tuple[Place, ...]
    """Where it is and was, what is most likely of today last."""

    def is_there(self, day: date) -> bool:
        return self.ended_on is None or self.ended_on >= day

    def has_begun(self, day: date) -> bool:
        return self.founded_on is None or self.founded_on <= day

    def is_called(self, name: str) -> bool:
        """Without the legal form."""
        return bare_name(name) in map(bare_name, self.names)

    def is_at(self, whom: Whom) -> bool | None:
        """None where nothing can be compared."""
        said = {_agree(whom, place) for place in self.places} - {None}
        return True in said if said else None

    def __str__(self) -> str:
        """``Elbbau GmbH (Breiter Weg 12)``, as the row can be mended by."""
        place = self.places[-1] if self.places else None
        where = place and " ".join(filter(None, (place.street, place.house_number)))
        return f"{self.label} ({where})" if where else self.label


def _agree(whom: Whom, place: Place) -> bool | None:
    if whom.street and place.street:
        return _same_house(whom, place)
    if whom.postcode and place.postcode:
        return whom.postcode == place.postcode
    if whom.city and place.city:
        mine, theirs = fold(whom.city), fold(place.city)
        return None if mine.startswith(theirs) or theirs.startswith(mine) else False
    return None


def _same_house(whom: Whom, place: Place) -> bool:
    near = not (whom.postcode and place.postcode) or whom.postcode[:3] == place.postcode[:3]
    mine, theirs = street(whom.street or ""), street(place.street or "")
    numbers = [leading_digits(each or "") for each in (whom.house_number, place.house_number)]
    same_number = not all(numbers) or numbers[0] == numbers[1]
    return near and same_number and fuzz.ratio(mine, theirs) >= SIMILAR_STREET


def candidates(session: Session, ids: Iterable[int]) -> Mapping[int, Candidate]:
    """By the id of any of a family: the firm that counts. Three queries."""
    wanted = set(ids)
    known = families(session, wanted)
    columns = (Company.id, Company.name, Company.founded_on, Company.ended_on,
               CompanyOverview.label)  # fmt: skip
    joined = select(*columns).outerjoin(CompanyOverview, CompanyOverview.id == Company.id)
    rows: dict[int, Any] = {
        row.id: row for row in session.execute(joined.where(Company.id.in_(known)))
    }
    names, places = _names(rows, known), _places(session, known)
    roots = {root for root in known.values() if root in rows}
    found = {root: _candidate(rows[root], names[root], places[root]) for root in roots}
    return {pk: found[known[pk]] for pk in known if known[pk] in found}


def _candidate(row: Any, names: Iterable[str], places: Iterable[Place]) -> Candidate:
    label = row.name or row.label or f"#{row.id}"
    return Candidate(row.id, label, frozenset(names), row.founded_on, row.ended_on, tuple(places))


def _names(rows: Mapping[int, Any], known: Mapping[int, int]) -> Mapping[int, set[str]]:
    names: dict[int, set[str]] = defaultdict(set)
    for pk, row in rows.items():
        if row.name:
            names[known[pk]].add(fold(row.name))
    return names


def _places(session: Session, known: Mapping[int, int]) -> Mapping[int, list[Place]]:
    columns = (Site.company_id, Site.street, Site.house_number, Site.postcode, Site.city)
    likeliest_last = (Site.valid_to.is_(None), Site.kind == "main", Site.valid_to, Site.id)
    query = select(*columns).where(Site.company_id.in_(known)).order_by(*likeliest_last)
    places: dict[int, list[Place]] = defaultdict(list)
    for company_id, *place in session.execute(query):
        places[known[company_id]].append(Place(*place))
    return places
