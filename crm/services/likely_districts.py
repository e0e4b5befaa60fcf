"""In which district an address most likely lies: where firms with such addresses are."""

from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from crm.models import Site


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
    same_street = func.lower(Site.street) == func.lower(street or "")
    in_street, total = func.sum(case((same_street, 1), else_=0)), func.count()
    query = (
        select(Site.district_id, in_street, total)
        .where(Site.district_id.is_not(None), Site.valid_to.is_(None))
        .where(Site.postcode == postcode if postcode else same_street)
        .group_by(Site.district_id)
        .order_by(in_street.desc(), total.desc(), Site.district_id)
    )
    rows = [tuple(row) for row in session.execute(query)]
    ids = [district_id for district_id, _street, _all in rows]
    of_street = [(district_id, count) for district_id, count, _all in rows if count]
    witnesses = of_street or [(district_id, count) for district_id, _street, count in rows]
    return Likely(ids, *witnesses[0]) if len(witnesses) == 1 else Likely(ids)
