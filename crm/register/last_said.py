"""What the register said of a firm the last time: its last row, read with today's rules."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import Chamber
from crm.models import SourceRecord
from crm.register.firm import Firm, Place, SizeAndSector
from crm.register.known import Known
from crm.register.source import RefusedRow, Source

NOTHING = Firm(Chamber.UNKNOWN, Place(), SizeAndSector())


def last_said(session: Session, source: Source, firms: Sequence[Known]) -> Mapping[int, Firm]:
    """By company id; nothing where the row of then makes no sense any more."""
    days = {firm.record_id: firm.as_of for firm in firms}
    said = {firm.company_id: NOTHING for firm in firms}
    columns = (SourceRecord.id, SourceRecord.company_id, SourceRecord.raw)
    query = select(*columns).where(SourceRecord.id.in_(days))
    found: Iterable[Any] = session.connection().execute(query).all()
    for record_id, company_id, raw in found:
        try:
            said[company_id] = source.firm(json.loads(raw), days[record_id])
        except RefusedRow:
            continue
    return said
