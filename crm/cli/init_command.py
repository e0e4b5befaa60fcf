import click
from flask_appbuilder.security.sqla.models import Role
from sqlalchemy import Engine, select

from crm.cli.database import reach
from crm.cli.language import _
from crm.config import Settings
from crm.db import open_engine, sessions
from crm.migrations.run import upgrade
from crm.permissions import ROLES
from seed.text_blocks import add_text_blocks


def set_up(engine: Engine) -> None:
    """Brings the tables up to date and adds the roles that are missing, and passages where there
    are none.
    """
    reach(engine)
    upgrade(engine)
    with sessions(engine).begin() as session:
        known = set(session.scalars(select(Role.name)))
        session.add_all(Role(name=name) for name in ROLES if name not in known)
        add_text_blocks(session)


@click.command("init")
def command() -> None:
    settings = Settings()
    engine = open_engine(settings.url)
    set_up(engine)
    engine.dispose()
    place = engine.url.render_as_string() if settings.database_url else settings.home
    click.echo(_("The database is ready: %(place)s") % {"place": place})
