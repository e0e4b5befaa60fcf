"""All that is on file, to be compared: past the mapper, as it is asked for often."""

from sqlalchemy.orm import Session

from crm.models.base import Base

Contents = dict[str, list[tuple[object, ...]]]
"""Table -> rows."""


def contents(session: Session) -> Contents:
    run = session.connection().connection.cursor().execute
    names = [table.name for table in Base.metadata.sorted_tables]
    return {name: run(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}
