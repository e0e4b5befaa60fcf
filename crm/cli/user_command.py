import click
from flask_appbuilder.security.sqla.models import Role
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import generate_password_hash

from crm.cli.database import database
from crm.cli.language import _
from crm.config import Settings
from crm.db import sessions
from crm.enums import N_
from crm.errors import DomainError, Refusals
from crm.models import Advisor, Login, Partner
from crm.permissions import PUBLIC, ROLES
from crm.rules import Problems
from crm.rules.login import counter_problems, login_problems
from crm.rules.password import password_problems


def refuse(problems: Problems) -> None:
    if found := list(problems):
        raise Refusals(found)


def add_login(
    session: Session,
    name: str,
    password: str,
    role: str,
    *,
    full_name: str,
    email: str,
    partner: str | None = None,
) -> Login:
    """A login in one role; an advisor of the same e-mail address becomes this login's. The name
    of a ``partner`` says to which office a counter's login belongs.
    """
    name, email = name.strip(), email.strip()
    first, _blank, last = full_name.strip().rpartition(" ")
    refuse(
        login_problems({"username": name, "last_name": last, "first_name": first, "email": email})
    )
    if session.scalar(select(Login.id).where(Login.username == name)):
        raise DomainError(N_("There is a login %(name)s already."), name=name)
    if session.scalar(select(Login.id).where(Login.email == email)):
        raise DomainError(N_("There is a login with the address %(email)s already."), email=email)
    office = _office(session, role, partner)
    login = Login(
        partner=office,
        username=name,
        first_name=first or last,
        last_name=last,
        email=email,
        active=True,
        password=generate_password_hash(password),
        roles=[session.scalars(select(Role).where(Role.name == role)).one()],
    )
    session.add(login)
    session.flush()
    advisor = session.scalar(select(Advisor).where(Advisor.email == email))
    if advisor is not None and advisor.user_id is None:
        advisor.user_id = login.id
    return login


def _office(session: Session, role: str, partner: str | None) -> Partner | None:
    refuse(counter_problems({"roles": [role], "partner": partner}))
    if partner is None:
        return None
    found = session.scalar(select(Partner).where(Partner.name == partner))
    if found is None:
        raise DomainError(N_("There is no partner named %(name)s."), name=partner)
    return found


@click.command("user")
@click.argument("name")
@click.option("--role", type=click.Choice([r for r in ROLES if r != PUBLIC]), required=True)
@click.option("--full-name", required=True)
@click.option("--email", required=True)
@click.option("--partner", help=_("The office to which a counter's login belongs, by its name."))
@click.password_option(prompt=_("Password"), envvar="ANSPRECHPARTNER_NEW_PASSWORD")
def command(
    name: str, role: str, full_name: str, email: str, partner: str | None, password: str
) -> None:
    refuse(password_problems(password))
    with sessions(database(Settings())).begin() as session:
        add_login(session, name, password, role, full_name=full_name, email=email, partner=partner)
    click.echo(_("Added: %(name)s (%(role)s)") % {"name": name, "role": _(role)})
