"""Flask-AppBuilder as it comes: ModelViews with nothing set, over the same rows."""

from flask import Flask
from flask_appbuilder import AppBuilder, ModelView
from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy.orm import scoped_session, sessionmaker

from crm.db import open_engine
from crm.models import Company, FollowUp, Visit


class PlainCompany(ModelView):
    datamodel = SQLAInterface(Company)
    list_columns = ["name", "chamber", "founded_on"]


class PlainVisit(ModelView):
    datamodel = SQLAInterface(Visit)
    list_columns = ["happened_on", "status", "assignments"]


class PlainFollowUp(ModelView):
    datamodel = SQLAInterface(FollowUp)
    list_columns = ["promise", "due_on", "company"]


def client(url: str):  # type: ignore[no-untyped-def]
    """A test client whose requests are an administrator's."""
    app = Flask("plain_fab")
    app.config.update(
        SECRET_KEY="x" * 32, FAB_CREATE_DB=False, FAB_UPDATE_PERMS=False, WTF_CSRF_ENABLED=False,
        FAB_ROLES={"Public": [[".*", ".*"]]}, AUTH_ROLE_PUBLIC="Public",
    )  # fmt: skip
    engine = open_engine(url)
    session = scoped_session(sessionmaker(engine))
    with app.app_context():
        builder = AppBuilder(app, session)
        builder.sm.is_item_public = lambda *_: True
        for view in (PlainCompany, PlainVisit, PlainFollowUp):
            builder.add_view(view, view.__name__)
    app.teardown_appcontext(lambda _error: session.remove())
    return app.test_client(), engine


PAGES = {
    "firm list": "/plaincompany/list/",
    "find a firm": "/plaincompany/list/?_flt_2_name={fragment}",
    "contact list": "/plainvisit/list/",
    "visit form": "/plainvisit/add",
    "follow-up list": "/plainfollowup/list/",
}
