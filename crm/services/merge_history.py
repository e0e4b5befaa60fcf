"""What was merged into a firm, and what was taken apart from it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm.models import Company, CompanyMerge, CompanyOverview


@dataclass(frozen=True, slots=True)
class Step:
    """``record`` is None where nobody wrote down when and by whom it was merged."""

    company_id: int
    name: str
    into_id: int
    into: str
    record: CompanyMerge | None = None

    @property
    def is_merged(self) -> bool:
        return self.record is None or self.record.undone_at is None


def merge_history(members: Sequence[CompanyOverview]) -> list[Step]:
    """Of a firm and all that were merged into it: what is merged first, the latest first."""
    records = {each.id: each for member in members for each in member.merges}
    steps = [_step(record) for record in records.values()]
    known = {step.company_id for step in steps if step.is_merged}
    steps += [_unrecorded(each, members[0]) for each in members[1:] if each.id not in known]
    return sorted(
        steps, key=lambda step: (not step.is_merged, -(step.record.id if step.record else 0))
    )


def _step(record: CompanyMerge) -> Step:
    return Step(
        record.company_id, _name(record.company), record.into_id, _name(record.into), record
    )


def _unrecorded(member: CompanyOverview, counting: CompanyOverview) -> Step:
    return Step(member.id, _name(member.company), counting.id, _name(counting.company))


def _name(company: Company) -> str:
    """Its own; the overview of a merged firm says what the firm is called that counts."""
    return company.name or company.description or f"#{company.id}"
