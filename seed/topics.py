"""What contacts are about."""

import numpy as np

from crm.models import Topic
from seed.bulk import Columns, Loader
from seed.reference_rows import ensure
from seed.sources import Array, rows

TEXTS = ("code", "name", "name_en", "keywords")


def add_topics(loader: Loader, since: np.datetime64) -> Array:
    """Ids in the order of topics.csv."""
    table = rows("topics")
    columns = {name: [row[name] for row in table] for name in TEXTS}
    positions = [int(row["position"]) for row in table]
    suggests = [row["suggests"] or None for row in table]
    more: Columns = {"position": positions, "suggests": suggests}
    return ensure(loader, Topic, "code", {**columns, **more}, since)
