"""Two teams, fourteen advisors, and somebody in charge of every district."""

from seed.cast import CAST, DEMO_ADVISOR, DEMO_TEAM_LEAD, TEAMS


def test_the_cast(ask):
    advisors = ask("SELECT name, email, user_id FROM advisor")
    assert sorted(advisors.name) == sorted(one.name for one in CAST)
    assert len(advisors) == 14
    assert advisors.user_id.isna().all()
    assert "anke.liebig@example.org" in set(advisors.email)


def test_one_changed_teams_and_one_left(ask):
    members = ask("SELECT * FROM team_membership")
    assert len(members) == 15
    assert members.valid_to.isna().sum() == 13


def test_each_team_has_a_leader(ask):
    leaders = ask(
        "SELECT t.code, a.name FROM team_membership m JOIN team t ON t.id = m.team_id"
        " JOIN advisor a ON a.id = m.advisor_id WHERE m.is_leader AND m.valid_to IS NULL"
    ).set_index("code")
    assert set(leaders.index) == set(TEAMS)
    assert leaders.name["bestandsbetreuung"] == DEMO_TEAM_LEAD


def test_every_district_is_in_exactly_one_advisors_care(ask):
    care = ask(
        "SELECT r.district_id, a.name FROM responsibility r JOIN advisor a ON a.id = r.advisor_id"
        " WHERE r.district_id IS NOT NULL AND r.valid_to IS NULL"
    )
    assert care.district_id.is_unique
    assert len(care) == 40
    assert DEMO_ADVISOR in set(care.name)


def test_firms_in_care_by_name_are_not_told_to_the_public(ask):
    care = ask("SELECT company_id, is_public FROM responsibility")
    by_name = care[care.company_id.notna()]
    assert len(by_name) > 40
    assert not by_name.is_public.any()
    assert care[care.company_id.isna()].is_public.all()
