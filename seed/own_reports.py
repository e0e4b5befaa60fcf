"""Own reports that people of the demo city have saved, of periods that go along."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from crm.models import SavedReport

SAVED: dict[str, dict[str, dict[str, Any]]] = {
    "teamleitung": {
        "Kleine Unternehmen je Stadtteil": {
            "measure": "coverage", "by": ["district"], "size_class": "small_firms",
            "period": "last_12_months",
        },
        "Auslastung im letzten Monat": {
            "measure": "workload", "by": ["advisor"], "period": "last_month",
        },
    },
    "beraterin": {
        "Anfragen je Weg und Thema": {
            "measure": "response", "by": ["channel", "topic"], "period": "this_year",
        },
    },
    "berichte": {
        "Kontakte je Monat und Art": {
            "measure": "coverage", "by": ["month", "kind"], "period": "last_year",
        },
    },
}  # fmt: skip
"""Login -> name -> choice. Those of advisors are shared with their team."""
ALONE = ("berichte",)


def save_own_reports(session: Session, owners: Mapping[str, int]) -> None:
    """Of the logins named, with their ids."""
    for login, owner_id in owners.items():
        for name, choice in SAVED.get(login, {}).items():
            text = json.dumps(choice, ensure_ascii=False)
            shared = login not in ALONE
            session.add(SavedReport(owner_id=owner_id, name=name, choice=text, is_shared=shared))
    session.flush()
