from pathlib import Path

import click
from flask_appbuilder.security.sqla.models import Role
from sqlalchemy import Engine, select

from crm.cli.language import _
from crm.config import Settings
from crm.db import open_engine, sessions
from crm.migrations.run import upgrade
from crm.permissions import ROLES


def set_up(engine: Engine) -> None:
    """Brings the tables up to date and adds the roles that are missing."""
    upgrade(engine)
    with sessions(engine).begin() as session:
        known = set(session.scalars(select(Role.name)))
        session.add_all(Role(name=name) for name in ROLES if name not in known)


@click.command("init", help=_("Create or update the tables of the configured database."))
def command() -> None:
    settings = Settings()
    set_up(open_engine(settings.url))
    place = settings.database_url and open_engine(settings.url).url.render_as_string()
    click.echo(_("The database is ready: %(place)s") % {"place": place or Path(settings.home)})
