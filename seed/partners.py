"""The offices and chambers that forward what firms ask them, and whom one speaks to there."""

import numpy as np

from crm.models import Partner, PartnerContact
from seed.bulk import Loader
from seed.dice import Dice
from seed.reference_rows import ensure, table_of
from seed.sources import Array, rows
from seed.texts import mailbox, phones, slug


def add_partners(loader: Loader, dice: Dice, since: np.datetime64) -> Array:
    """Ids in the order of partners.csv."""
    table = rows("partners")
    names = [row["name"] for row in table]
    columns = {
        "name": names,
        "kind": [row["kind"] for row in table],
        "phone": phones(dice.of("partners"), len(table)).tolist(),
        "email": [f"{slug(name)}@example.org" for name in names],
    }
    ids = ensure(loader, Partner, "name", columns, since)
    _add_contacts(loader, dice, dict(zip(names, ids.tolist(), strict=True)), since)
    return ids


def _add_contacts(loader: Loader, dice: Dice, ids: dict[str, int], since: np.datetime64) -> None:
    table = rows("partner_contacts")
    entered = [f"{since} 08:10:00.000000"] * len(table)
    columns = {
        "partner_id": [ids[row["partner"]] for row in table],
        "name": [row["name"] for row in table],
        "function": [row["function"] for row in table],
        "phone": phones(dice.of("partner contacts"), len(table)).tolist(),
        "email": [mailbox(row["name"]) for row in table],
        "is_active": [1] * len(table),
        "created_at": entered,
        "changed_at": entered,
    }
    loader.add(table_of(PartnerContact), columns)
