"""Why a row is other now than it was when the report was released: each has one cause."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crm.enums import N_, LabelledEnum
from reports.frozen.changes import Change
from reports.frozen.origins import CLAIMS, Place


class Cause(LabelledEnum):
    """In the order in which they are taken into account."""

    UNDO = "undo", N_("Import taken back")
    IMPORT = "import", N_("Import")
    MERGE = "merge", N_("Firms merged or taken apart")
    FACT = "fact", N_("Size or sector corrected")
    FIRM = "firm", N_("Firm entered or corrected")
    CORRECTION = "correction", N_("Entry corrected or removed")
    LATE = "late", N_("Entered later")
    SETTING = "setting", N_("Districts or other lists changed")


OF_A_CONTACT = {"interaction", "participation", "advisor_assignment"}
SETTINGS = {
    "district", "team", "team_membership", "advisor", "partner", "topic", "material", "campaign",
    "funding_programme", "official_count",
}  # fmt: skip


@dataclass(frozen=True)
class Judge:
    """``undone`` and ``made`` since the release; ``then`` and ``now``: place -> imports."""

    then: Mapping[Place, set[int]]
    now: Mapping[Place, set[int]]
    undone: set[int]
    made: set[int]

    def cause(self, change: Change) -> Cause:
        places = list(_places(change))
        if any(self.then.get(place, set()) & self.undone for place in places):
            return Cause.UNDO
        if any(self.now.get(place, set()) & self.made for place in places):
            return Cause.IMPORT
        return _by_hand(change)


def _places(change: Change) -> Iterator[Place]:
    """Where an import may have left its trace. A site or a fact of a firm that was there before has
    its own; of a firm that the import made, the firm has it.
    """
    row: dict[str, Any] = change.row
    if "id" in row:
        yield change.table, row["id"]
    if change.table == "company_fact":
        yield CLAIMS, row["company_id"]
    if change.table in ("company_fact", "site"):
        yield "company", row["company_id"]
    if change.table in OF_A_CONTACT and "interaction_id" in row:
        yield "interaction", row["interaction_id"]


def _by_hand(change: Change) -> Cause:
    if change.table == "company" and change.differs("merged_into_id"):
        return Cause.MERGE
    if change.table == "company_fact":
        return Cause.FACT
    if change.table in ("company", "site"):
        return Cause.FIRM
    if change.table in SETTINGS:
        return Cause.SETTING
    return Cause.LATE if change.before is None else Cause.CORRECTION
