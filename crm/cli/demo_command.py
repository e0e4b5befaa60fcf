from dataclasses import replace

import click
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from crm.cli.demo_papers import add_papers
from crm.cli.init_command import set_up
from crm.cli.language import _
from crm.cli.listening import refuse_no_counter, refuse_taken
from crm.cli.serve_command import PORT, run_one_process
from crm.cli.user_command import add_login
from crm.config import Settings
from crm.db import open_engine, sessions
from crm.enums import N_
from crm.errors import DomainError
from crm.models import Company, Login, Partner
from crm.permissions import ADMINISTRATOR, ADVISOR, COUNTER, REPORTING, TEAM_LEAD
from crm.rules.fold import fold

PASSWORD = "elbe-bruecke-2026"  # noqa: S105
"""Of all demo logins; the demo listens on this computer alone."""


COUNTER_OF = "Bürgerbüro Mitte"


def cast() -> list[tuple[str, str, str, str]]:
    """(login, role, full name, e-mail) of the demo's people."""
    from seed.cast import DEMO_ADVISOR, DEMO_TEAM_LEAD

    people = [
        ("beraterin", ADVISOR, DEMO_ADVISOR),
        ("teamleitung", TEAM_LEAD, DEMO_TEAM_LEAD),
        ("verwaltung", ADMINISTRATOR, "Vera Sommer"),
        ("berichte", REPORTING, "Ruth Rathmann"),
        ("buergerbuero", COUNTER, "Silvia Ebert"),
    ]
    return [(login, role, name, address_of(name)) for login, role, name in people]


def address_of(name: str) -> str:
    """Anke Liebig -> anke.liebig@example.org, as the demo city writes it."""
    return fold(name).replace(" ", ".") + "@example.org"


def prepare(engine: Engine, city: str) -> None:
    """Tables, city and logins; what is there already is left alone."""
    from seed.build import build_city
    from seed.own_reports import save_own_reports

    set_up(engine)
    with sessions(engine)() as session:
        empty = not session.scalar(select(func.count()).select_from(Company))
    if empty:
        click.echo(_("Building the demo city …"))
        build_city(engine)
    with sessions(engine).begin() as session:
        known, made = set(session.scalars(select(Login.username))), {}
        for name, role, full_name, email in cast():
            if name in known:
                continue
            office = COUNTER_OF if role == COUNTER else None
            if office:
                _refuse_older(session, office, str(engine.url.database))
            made[name] = add_login(
                session, name, PASSWORD, role, full_name=full_name, email=email, partner=office
            ).id
        session.flush()
        save_own_reports(session, made)
        add_papers(session)


def _refuse_older(session: Session, office: str, database: str) -> None:
    """A demo city made before there were other offices has no place for whoever works in one."""
    if session.scalar(select(Partner.id).where(Partner.name == office)) is None:
        raise DomainError(
            N_("The demo city in %(file)s is of an older version. Remove it and start again."),
            file=database,
        )


@click.command("demo")
@click.option("--port", type=PORT, default=None)
@click.option("--no-serve", is_flag=True, help=_("Prepare everything, start nothing."))
def command(port: int | None, no_serve: bool) -> None:
    settings = Settings()
    settings = replace(
        settings, home=settings.home / "demo", host="127.0.0.1", port=port or settings.port
    )
    if not no_serve:
        refuse_taken(settings.host, settings.port)
        refuse_no_counter(settings.rate_storage)
    prepare(open_engine(settings.url), settings.city)
    click.echo(f"\n  http://{settings.host}:{settings.port}\n")
    for name, role, full_name, _email in cast():
        click.echo(f"  {name:<12} {PASSWORD}   {full_name} ({_(role)})")
    click.echo("\n" + _("Try first: sign in as beraterin, find a firm, log a visit."))
    if not no_serve:
        run_one_process(settings)
