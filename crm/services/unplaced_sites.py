"""What a run of place_sites left over, with the words of a list."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import CompanyOverview, District, Site
from crm.services.place_sites import Placed

CHUNK = 5_000
COLUMNS = (
    "site_id", "company_id", "company", "street", "house_number", "postcode", "city",
    "latitude", "longitude", "district", "district_by_coordinates",
)  # fmt: skip
Line = tuple[Any, ...]


def left_over(session: Session, placed: Placed) -> Iterator[Line]:
    """COLUMNS of the sites outside all districts, and of those on file in another district than
    their coordinates lie in.
    """
    names = {one.id: str(one) for one in session.scalars(select(District))}
    ids = sorted([*placed.outside, *placed.elsewhere])
    for start in range(0, len(ids), CHUNK):
        for site, label in _sites(session, ids[start : start + CHUNK]):
            there = names.get(placed.elsewhere.get(site.id, 0), "")
            yield (
                site.id, site.company_id, label, site.street, site.house_number, site.postcode,
                site.city, site.latitude, site.longitude, names.get(site.district_id or 0, ""),
                there,
            )  # fmt: skip


def _sites(session: Session, ids: Sequence[int]) -> list[Any]:
    query = (
        select(Site, CompanyOverview.label)
        .outerjoin(CompanyOverview, CompanyOverview.id == Site.company_id)
        .where(Site.id.in_(ids))
        .order_by(Site.id)
    )
    return list(session.execute(query))
