"""An import taken back leaves the database as it was, but for what people built on it since."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus, RowOutcome, SizeBand
from crm.errors import DomainError
from crm.models import (
    Company,
    CompanyFact,
    CompanyOverview,
    District,
    FactClaim,
    ImportBatch,
    ImportChange,
    Interaction,
    Participation,
    Site,
    SourceRecord,
)
from crm.services.change_facts import change_facts
from tests.register.conftest import (
    ADDED,
    APRIL,
    DELETED,
    JUNE,
    MAY,
    Back,
    Everything,
    Take,
    Write,
    counts,
)

GROWN = {"employees_range": "10 - 19 Beschäftigte"}
MOVED = {"postcode": "10117", "Bezirk": "Mitte", "Planungsraum": "Wilhelmstraße"}
OTHER = {"opendata_id": "2"}


def _visit(session: Session, company: Company) -> None:
    session.add(
        Interaction(
            kind=InteractionKind.VISIT,
            status=InteractionStatus.HELD,
            happened_on=MAY,
            title="Besuch",
            participations=[
                Participation(company_id=company.id, status=ParticipationStatus.ATTENDED)
            ],
        )
    )
    session.commit()


def test_a_month_and_back(
    session: Session, take: Take, write: Write, back: Back, everything: Everything
) -> None:
    take(write({}, OTHER, name="before.csv"), date(2023, 3, 31))
    before = everything()
    added = take(ADDED)
    after_added = everything()
    gone = take(DELETED, gone=True)
    again = take(DELETED, gone=True)
    assert back().batch_id == again.batch_id
    assert back(added.batch_id).removed == added.created
    assert back(gone.batch_id).removed == 0
    assert everything() == before != after_added
    assert set(session.scalars(select(SourceRecord.outcome))) == {
        RowOutcome.CREATED,
        RowOutcome.REFUSED,
    }


def test_the_first_before_the_last(
    session: Session, take: Take, write: Write, back: Back, everything: Everything
) -> None:
    """Of firms that it made, what later files said of them goes too."""
    before = everything()
    first = take(write({}, OTHER))
    take(write(GROWN, OTHER), MAY)
    last = take(write(OTHER), JUNE, gone=True)
    assert back(first.batch_id).removed == 2
    assert everything() == before
    assert back(last.batch_id).as_json()["removed"] == 0
    assert session.scalar(select(func.count(CompanyOverview.id))) == 0


@pytest.mark.parametrize("change", [GROWN, MOVED, {"ihk_branch_desc": "Konditorei"}, GROWN | MOVED])
def test_what_it_changed_is_given_back(
    take: Take, write: Write, back: Back, everything: Everything, change: dict[str, str]
) -> None:
    take(write({}, OTHER))
    before = everything()
    assert counts(take(write(change), MAY)) == {"read": 1, "updated": 1}
    assert everything() != before
    assert back().given_back == 1
    assert everything() == before
    assert counts(take(write(change), MAY)) == {"read": 1, "updated": 1}


def test_a_correction_of_the_same_day_is_given_back(
    take: Take, write: Write, back: Back, everything: Everything
) -> None:
    take(write({}))
    before = everything()
    take(write(GROWN))
    back()
    assert everything() == before


def test_there_and_back_on_one_day_is_given_back_step_by_step(
    take: Take, write: Write, back: Back, everything: Everything
) -> None:
    take(write({}))
    before = everything()
    take(write(MOVED), MAY)
    there = everything()
    take(write({}), MAY)
    back()
    assert everything() == there
    assert back().kept == []
    assert everything() == before


def test_whom_it_ended_is_open_again(
    take: Take, write: Write, back: Back, everything: Everything
) -> None:
    take(write({}))
    before = everything()
    assert counts(take(write({}), MAY, gone=True)) == {"read": 1, "ended": 1}
    assert back().given_back == 1
    assert everything() == before


def test_a_middle_one_is_taken_out(
    session: Session, take: Take, write: Write, back: Back, everything: Everything
) -> None:
    """What came after it stands, and leads back to what was before it."""
    take(write({}))
    before = everything()
    ended = take(write({}), MAY, gone=True)
    again = take(write(GROWN), JUNE)
    assert back(ended.batch_id).kept == []
    company = session.scalars(select(Company)).one()
    assert (company.ended_on, company.facts[-1].size_band) == (None, SizeBand.FROM_10)
    back(again.batch_id)
    assert everything() == before


def test_what_was_taken_out_of_the_middle_is_no_change_by_hand(
    take: Take, write: Write, back: Back
) -> None:
    first = take(write({}))
    middle = take(write({"ihk_branch_desc": "Konditorei"}), MAY)
    take(write({}), JUNE, gone=True)
    back(middle.batch_id)
    assert back().kept == []
    assert back(first.batch_id).removed == 1


def test_sizes_said_in_between_are_unsaid(
    session: Session, take: Take, write: Write, back: Back
) -> None:
    take(write({}))
    middle = take(write(GROWN), MAY)
    take(write({"employees_range": "20 - 49 Beschäftigte"}), JUNE)
    back(middle.batch_id)
    facts = session.scalars(select(CompanyFact).order_by(CompanyFact.valid_from)).all()
    assert [(fact.size_band, fact.valid_from, fact.valid_to) for fact in facts] == [
        (SizeBand.FROM_4, APRIL, date(2023, 6, 29)),
        (SizeBand.FROM_20, JUNE, None),
    ]


def test_a_firm_that_was_visited_stays(
    session: Session, take: Take, write: Write, back: Back, everything: Everything
) -> None:
    take(write({}, OTHER))
    visited = session.scalars(select(Company).order_by(Company.id)).first()
    assert visited
    _visit(session, visited)
    undone = back()
    assert undone.removed == 1
    assert [(kept.company_id, kept.reason) for kept in undone.kept] == [(visited.id, "contacts")]
    assert session.scalars(select(Company)).one().id == visited.id
    assert counts(take(write({}, OTHER))) == {"read": 2, "created": 1, "unchanged": 1}


@pytest.mark.parametrize("edit", ["name", "site", "fact", "branch"])
def test_what_people_wrote_stays(
    session: Session, take: Take, write: Write, back: Back, edit: str
) -> None:
    take(write({}))
    company = session.scalars(select(Company)).one()
    if edit == "name":
        company.name = "Bäckerei Groß"
    elif edit == "site":
        company.sites[0].street = "Buckower Ring"
    elif edit == "branch":
        session.add(Site(company_id=company.id, kind="branch", city="Berlin"))
    else:
        change_facts(session, company.id, {"employees": 12, "source": "Besuch"}, MAY)
    session.commit()
    undone = back()
    assert (undone.removed, [kept.reason for kept in undone.kept]) == (0, ["changes by hand"])
    assert session.scalars(select(Company)).one().facts


def test_what_people_corrected_since_is_not_overwritten(
    session: Session, take: Take, write: Write, back: Back
) -> None:
    take(write({}))
    take(write(MOVED), MAY)
    company = session.scalars(select(Company)).one()
    here = next(site for site in company.sites if site.valid_to is None)
    here.street = "Wilhelmstraße"
    session.commit()
    undone = back()
    assert [kept.reason for kept in undone.kept] == ["changes by hand"]
    assert undone.given_back == 0
    assert [site.street for site in company.sites if site.valid_to is None] == ["Wilhelmstraße"]


def test_a_district_that_it_brought_goes_with_the_last_who_is_there(
    session: Session, take: Take, write: Write, back: Back
) -> None:
    batch = take(write({}))
    take(write(OTHER), MAY)
    back(batch.batch_id)
    assert session.scalars(select(District)).one().name == "Marzahn-Hellersdorf"
    assert back().districts == 1


def test_a_trial_says_the_same_and_changes_nothing(
    session: Session, take: Take, write: Write, back: Back, everything: Everything
) -> None:
    take(write({}, OTHER))
    before = everything()
    tried = back(dry_run=True)
    assert everything() == before
    assert tried.as_json() == back().as_json()


def test_what_cannot_be_taken_back(take: Take, write: Write, back: Back) -> None:
    with pytest.raises(DomainError, match="no import that could be taken back"):
        back()
    with pytest.raises(DomainError, match="no import with the number"):
        back(4711)
    batch = take(write({}))
    back()
    with pytest.raises(DomainError, match="already"):
        back(batch.batch_id)


def test_nothing_of_it_lies_about(session: Session, take: Take, write: Write, back: Back) -> None:
    take(write({}))
    take(write(GROWN | MOVED), MAY)
    back()
    back()
    for table in (Company, Site, CompanyFact, FactClaim, ImportChange, SourceRecord, District):
        assert session.scalar(select(func.count()).select_from(table)) == 0
    assert session.scalar(select(func.count(ImportBatch.undone_at))) == 2
