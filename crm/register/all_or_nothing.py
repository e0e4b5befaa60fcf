"""The whole of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session


@contextmanager
def all_or_nothing(session: Session, dry_run: bool) -> Iterator[None]:
    """Rolled back at an error and after a trial, else left for the caller to commit. Overviews are
    made at the end by whoever works in it.
    """
    before = session.info.get("overview")
    session.info["overview"] = "later"
    try:
        yield
        if dry_run:
            session.rollback()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["overview"] = before
