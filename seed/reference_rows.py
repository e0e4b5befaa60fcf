"""Tables, and rows that may be there already because the office set them up beforehand."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Table, select

from crm.models import Base
from seed.bulk import Loader
from seed.sources import Array


def table_of(model: type[Base]) -> Table:
    table: Table = Base.metadata.tables[model.__tablename__]
    return table


def ensure(
    loader: Loader,
    model: type[Base],
    key: str,
    columns: Mapping[str, Sequence[Any]],
    since: np.datetime64,
) -> Array:
    """Adds the rows whose key is not there yet; the ids of all, in the order given."""
    table = table_of(model)
    entered = [f"{since} 08:00:00.000000"] * len(columns[key])
    columns = {**columns, "created_at": entered, "changed_at": entered}
    known = dict(loader.connection.execute(select(table.c[key], table.c.id)).all())
    missing = [at for at, value in enumerate(columns[key]) if value not in known]
    ids = loader.add(
        table, {name: [values[at] for at in missing] for name, values in columns.items()}
    )
    known |= {columns[key][at]: new for at, new in zip(missing, ids, strict=True)}
    return np.array([known[value] for value in columns[key]])
