"""What a source newly says of a firm's size and sector, as a row of fact_claim."""

from datetime import date
from typing import Any

from crm.enums import SizeBand
from crm.models import ImportBatch
from crm.register.firm import SizeAndSector
from crm.register.source import Source

SECTOR = ("wz_code", "wz_edition", "wz_section")
NOTHING = SizeAndSector()


def claim_of(old: SizeAndSector, new: SizeAndSector) -> dict[str, Any]:
    """That a source has forgotten something is no claim."""
    sized = new.size_band not in (old.size_band, SizeBand.UNKNOWN)
    sectored = new.wz_code not in (old.wz_code, None)
    sector = {name: getattr(new, name) if sectored else None for name in SECTOR}
    return {"size_band": new.size_band if sized else None, "employees": None, **sector}


def says_nothing(claim: dict[str, Any]) -> bool:
    return claim["size_band"] is None and claim["wz_code"] is None


def claim_by(source: Source, batch: ImportBatch, day: date) -> dict[str, Any]:
    return {
        "batch_id": batch.id,
        "source": source.name,
        "said_by": source.title,
        "valid_from": day,
    }
