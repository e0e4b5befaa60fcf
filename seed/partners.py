"""The offices and chambers that forward what firms ask them."""

import numpy as np

from crm.models import Partner
from seed.bulk import Loader
from seed.dice import Dice
from seed.reference_rows import ensure
from seed.sources import Array, rows
from seed.texts import phones, slug


def add_partners(loader: Loader, dice: Dice, since: np.datetime64) -> Array:
    """Ids in the order of partners.csv."""
    table = rows("partners")
    columns = {
        "name": [row["name"] for row in table],
        "kind": [row["kind"] for row in table],
        "phone": phones(dice.of("partners"), len(table)).tolist(),
        "email": [f"{slug(row['name'])}@example.org" for row in table],
    }
    return ensure(loader, Partner, "name", columns, since)
