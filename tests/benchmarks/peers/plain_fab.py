"""Flask-AppBuilder as it comes: ModelViews with nothing but their list's columns, same rows.

The tables are declared again, plainly, since Flask-AppBuilder's forms do not take our enums.
"""

from flask import Flask
from flask_appbuilder import AppBuilder, Model, ModelView
from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy import Column, Date, ForeignKey, Integer, String, Text, create_engine
from sqlalchemy.orm import relationship, scoped_session, sessionmaker


class Company(Model):
    __tablename__ = "company"
    id = Column(Integer, primary_key=True)
    name = Column(String(200))
    chamber = Column(String(40))
    founded_on = Column(Date)
    ended_on = Column(Date)
    participations = relationship("Participation", back_populates="company")
    follow_ups = relationship("FollowUp", back_populates="company")

    def __repr__(self) -> str:
        return self.name or f"#{self.id}"


class Interaction(Model):
    __tablename__ = "interaction"
    id = Column(Integer, primary_key=True)
    kind = Column(String(40))
    status = Column(String(40))
    happened_on = Column(Date)
    notes = Column(Text)
    participations = relationship("Participation", back_populates="interaction")

    def __repr__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class Participation(Model):
    __tablename__ = "participation"
    id = Column(Integer, primary_key=True)
    interaction_id = Column(ForeignKey("interaction.id"))
    company_id = Column(ForeignKey("company.id"))
    status = Column(String(40))
    interaction = relationship("Interaction", back_populates="participations")
    company = relationship("Company", back_populates="participations")

    def __repr__(self) -> str:
        return f"{self.company_id} {self.status}"


class FollowUp(Model):
    __tablename__ = "follow_up"
    id = Column(Integer, primary_key=True)
    promise = Column(String(200))
    due_on = Column(Date)
    company_id = Column(ForeignKey("company.id"))
    company = relationship("Company", back_populates="follow_ups")

    def __repr__(self) -> str:
        return self.promise


class Companies(ModelView):
    datamodel = SQLAInterface(Company)
    list_columns = ["name", "chamber", "founded_on"]


class Interactions(ModelView):
    datamodel = SQLAInterface(Interaction)
    list_columns = ["happened_on", "kind", "status"]


class Participations(ModelView):
    datamodel = SQLAInterface(Participation)
    list_columns = ["company", "status"]


class FollowUps(ModelView):
    datamodel = SQLAInterface(FollowUp)
    list_columns = ["promise", "due_on", "company"]


def client(url: str):  # type: ignore[no-untyped-def]
    """A test client whose requests are anybody's, who may do everything; and the engine."""
    app = Flask("plain_fab")
    app.config.update(
        SECRET_KEY="x" * 32, FAB_CREATE_DB=False, FAB_UPDATE_PERMS=False, WTF_CSRF_ENABLED=False,
        FAB_ROLES={"Public": [[".*", ".*"]]}, AUTH_ROLE_PUBLIC="Public",
    )  # fmt: skip
    engine = create_engine(url)
    session = scoped_session(sessionmaker(engine))
    with app.app_context():
        builder = AppBuilder(app, session)
        builder.sm.is_item_public = lambda *_: True
        for view in (Companies, Interactions, Participations, FollowUps):
            builder.add_view(view, view.__name__)
    app.teardown_appcontext(lambda _error: session.remove())
    return app.test_client(), engine


PAGES = {
    "firm list": "/companies/list/",
    "find a firm": "/companies/list/?_flt_2_name={fragment}",
    "contact list": "/interactions/list/",
    "visit form": "/participations/add",
    "follow-up list": "/followups/list/",
}
