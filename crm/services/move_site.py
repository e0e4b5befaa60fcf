"""A firm moves: its main site ends the day before the new one begins."""

from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crm.enums import N_, SiteKind
from crm.errors import DomainError
from crm.models import Site


def add_site(session: Session, site: Site) -> Site:
    """A branch is added; a main site that is open takes the place of the one before."""
    if site.kind is SiteKind.MAIN and site.valid_to is None:
        _end_main_site(session, site.company_id, site.valid_from, site.id)
    session.add(site)
    session.flush()
    return site


def _end_main_site(
    session: Session, company_id: int, moved_on: date | None, new_id: int | None
) -> None:
    with session.no_autoflush:
        left = session.scalar(
            select(Site).where(
                Site.company_id == company_id,
                Site.kind == SiteKind.MAIN,
                Site.valid_to.is_(None),
                Site.id != (new_id or 0),
            )
        )
        if left is None:
            return
        if moved_on is None:
            raise DomainError(N_("The firm has a main site already. Since when is this one it?"))
        if left.valid_from and left.valid_from >= moved_on:
            raise DomainError(N_("The main site so far begins later than that."))
        # At once, not at the next flush: at no moment are there two main sites.
        session.execute(
            update(Site)
            .where(Site.id == left.id)
            .values(
                valid_to=moved_on - timedelta(days=1),
                version=Site.version + 1,
                changed_by_id=session.info.get("user_id"),
            )
        )
    session.refresh(left)
