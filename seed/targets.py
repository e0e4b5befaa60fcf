"""What the two teams set out to reach this year and last year."""

from sqlalchemy import select

from crm.models import Target, Team
from seed.bulk import Loader
from seed.days import Calendar
from seed.reference_rows import table_of
from seed.sources import rows


def add_targets(loader: Loader, calendar: Calendar) -> None:
    """Goals of targets.csv, for each of the two years."""
    year = calendar.until.astype(object).year
    teams = dict(loader.connection.execute(select(Team.code, Team.id)).all())
    found = [(each, one) for one in rows("targets") for each in (year - 1, year)]
    entered = [f"{each}-01-02 08:00:00.000000" for each, _one in found]
    loader.add(
        table_of(Target),
        {
            "team_id": [teams[one["team"]] for _each, one in found],
            "measure": [one["measure"] for _each, one in found],
            "first_day": [f"{each}-01-01" for each, _one in found],
            "last_day": [f"{each}-12-31" for each, _one in found],
            "goal": [int(one["goal"]) for _each, one in found],
            "created_at": entered,
            "changed_at": entered,
        },
    )
