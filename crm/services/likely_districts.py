"""In which district an address most likely lies: where firms with such addresses are."""

from collections import Counter
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.models import Site
from crm.rules.fold import fold


class Likely(NamedTuple):
    """``district_ids``: the most frequent first. ``sure``: the only one, of the street or else of
    the postcode; ``addresses`` say so.
    """

    district_ids: list[int]
    sure: int | None = None
    addresses: int = 0


def likely_districts(session: Session, postcode: str | None, street: str | None) -> Likely:
    if not postcode and not street:
        return Likely([])
    street = street or ""
    same_street = func.lower(Site.street) == func.lower(street)
    number = func.count().label("number")
    query = (
        select(Site.district_id, Site.street, number)
        .where(Site.district_id.is_not(None), Site.valid_to.is_(None))
        .where(Site.postcode == postcode if postcode else same_street)
        .group_by(Site.district_id, Site.street)
    )
    of_street: Counter[int] = Counter()
    of_all: Counter[int] = Counter()
    for row in session.execute(query):
        of_all[row.district_id] += row.number
        if street and fold(row.street or "") == fold(street):
            of_street[row.district_id] += row.number
    ids = sorted(of_all, key=lambda pk: (-of_street[pk], -of_all[pk], pk))
    witnesses = list((of_street or of_all).items())
    return Likely(ids, *witnesses[0]) if len(witnesses) == 1 else Likely(ids)
