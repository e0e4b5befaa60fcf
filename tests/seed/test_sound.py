"""What the database cannot check: periods adjoin, contacts happen while both sides exist."""

import pandas as pd

from crm.enums import SizeBand, WzEdition
from crm.rules.wz import exists, section_of


def adjoin(frame: pd.DataFrame, by: str) -> bool:
    """Whether each next period of one firm begins on the day after the last one ended."""
    frame = frame.sort_values([by, "valid_from"])
    following = frame[by] == frame[by].shift()
    ended = pd.to_datetime(frame.valid_to.shift())[following]
    begun = pd.to_datetime(frame.valid_from)[following]
    return bool((begun == ended + pd.Timedelta(days=1)).all())


def test_facts_adjoin(ask):
    facts = ask("SELECT * FROM company_fact")
    assert adjoin(facts, "company_id")
    assert facts.groupby("company_id").valid_to.apply(lambda ends: ends.isna().sum()).eq(1).all()


def test_main_sites_adjoin_and_end_with_the_firm(ask):
    sites = ask(
        "SELECT s.*, c.founded_on, c.ended_on FROM site s JOIN company c ON c.id = s.company_id"
    )
    assert adjoin(sites[sites.kind == "main"], "company_id")
    assert (sites.valid_from >= sites.founded_on).all()
    ended = sites[sites.ended_on.notna()]
    assert (ended.valid_to <= ended.ended_on).all()


def test_contacts_happen_while_the_firm_exists_at_a_site_it_then_had(ask):
    contacts = ask(
        "SELECT i.happened_on, c.founded_on, c.ended_on, s.valid_from, s.valid_to,"
        " s.company_id = p.company_id AS own FROM participation p"
        " JOIN interaction i ON i.id = p.interaction_id JOIN company c ON c.id = p.company_id"
        " JOIN site s ON s.id = p.site_id"
    )
    day = contacts.happened_on
    assert (day >= contacts.founded_on).all()
    assert ((day <= contacts.ended_on) | contacts.ended_on.isna()).all()
    assert contacts.own.all()
    assert (day >= contacts.valid_from).all()
    assert ((day <= contacts.valid_to) | contacts.valid_to.isna()).all()


def test_people_were_at_the_firm_when_they_were_met(ask):
    met = ask(
        "SELECT i.happened_on, o.valid_from, o.valid_to FROM participation_person pp"
        " JOIN participation p ON p.id = pp.participation_id"
        " JOIN interaction i ON i.id = p.interaction_id"
        " LEFT JOIN position o ON o.person_id = pp.person_id AND o.company_id = p.company_id"
        " WHERE p.company_id IS NOT NULL"
    )
    assert (met.happened_on >= met.valid_from).all()
    assert ((met.happened_on <= met.valid_to) | met.valid_to.isna()).all()


def test_advisors_led_while_they_were_here(ask):
    led = ask(
        "SELECT i.happened_on, m.valid_to, m.valid_from FROM advisor_assignment s"
        " JOIN interaction i ON i.id = s.interaction_id LEFT JOIN team_membership m"
        " ON m.advisor_id = s.advisor_id AND m.valid_from <= i.happened_on"
        " AND (m.valid_to IS NULL OR m.valid_to >= i.happened_on)"
    )
    assert led.valid_from.notna().all()


def test_sectors_are_official_codes_with_their_letter(ask):
    facts = ask("SELECT DISTINCT wz_code, wz_edition, wz_section FROM company_fact")
    assert set(facts.wz_edition) == {"2008", "2025"}
    for code, edition, section in facts.itertuples(index=False):
        assert exists(code, WzEdition(edition))
        assert section_of(code, WzEdition(edition)) == section


def test_headcounts_lie_in_their_band_and_are_never_guessed_at_the_straddling_one(ask):
    facts = ask("SELECT size_band, employees FROM company_fact WHERE employees IS NOT NULL")
    bands = facts.size_band.map(lambda code: SizeBand(code))
    assert (facts.employees.map(SizeBand.of_headcount) == bands).all()
    assert not (facts.size_band == "200-499").any()


def test_sizes_are_as_registers_have_them(ask):
    bands = ask(
        "SELECT f.size_band, c.is_craft FROM company_fact f JOIN company c ON c.id = f.company_id"
        " WHERE f.valid_to IS NULL AND c.ended_on IS NULL"
    )
    shares = bands[bands.is_craft == 0].size_band.value_counts(normalize=True)
    assert 0.77 < shares["0"] < 0.82
    assert 0.11 < shares["1-3"] < 0.13
    assert shares["unknown"] > 0.01


def test_merged_firms_went_into_firms_that_existed(ask):
    merged = ask(
        "SELECT c.end_reason, c.ended_on, o.founded_on, o.ended_on AS other_ended"
        " FROM company c JOIN company o ON o.id = c.merged_into_id"
    )
    assert len(merged) > 50
    assert set(merged.end_reason) == {"merged"}
    assert (merged.founded_on < merged.ended_on).all()
    assert merged.other_ended.isna().all()


def test_every_firm_has_a_name_and_somebody_who_runs_it(ask):
    firms = ask(
        "SELECT c.name, count(p.id) AS people FROM company c"
        " LEFT JOIN position p ON p.company_id = c.id GROUP BY c.id, c.name"
    )
    assert firms.name.notna().all()
    assert (firms.people >= 1).all()
    assert firms.name.nunique() > 0.85 * len(firms)


def test_nobody_can_be_called_or_written_to_by_mistake(ask):
    for table in ("company", "person", "advisor"):
        found = ask(f"SELECT email, phone FROM {table}")
        assert found.email.dropna().str.fullmatch(r"[a-z0-9.-]+@example\.(org|de)").all()
        assert found.phone.dropna().str.fullmatch(r"030 23125 \d{3}").all()


def test_notes_are_filled_in_and_varied(ask):
    notes = ask("SELECT notes FROM interaction WHERE notes IS NOT NULL").notes
    assert not notes.str.contains("[{}]").any()
    assert not notes.str.contains(r"(?:mit|bei|für) Herr ").any()
    assert notes.nunique() > 0.75 * len(notes)


def test_what_was_promised_stands_in_the_note(ask):
    promised = ask(
        "SELECT f.promise, i.notes FROM follow_up f JOIN interaction i ON i.id = f.interaction_id"
        " WHERE i.kind <> 'fair'"
    )
    assert all(promise in notes for promise, notes in promised.itertuples(index=False))
