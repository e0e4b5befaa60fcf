"""What people of the demo city have saved can be asked."""

from reports.builder.wanted import from_kept
from seed.own_reports import SAVED


def test_every_saved_report_of_the_demo_can_be_asked() -> None:
    kept = [choice for some in SAVED.values() for choice in some.values()]
    assert len(kept) == 4
    assert all(from_kept(choice).kept() == choice for choice in kept)
