"""One's own account: name, language, password, calendar, the letter of the morning."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _
from flask_login import login_user
from sqlalchemy import select
from werkzeug.security import check_password_hash
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import DataRequired, EqualTo, ValidationError

from crm.clock import today
from crm.models import CalendarFeed, Digest, WeeklyDigest
from crm.services.agenda import feeds_of, open_feed, team_of
from crm.web.controls import allowed
from crm.web.feed_calendar import address_of
from crm.web.forms import CrmForm
from crm.web.languages import current_language
from crm.web.page import Page
from crm.web.passwords import strong_enough
from crm.web.security import current_viewer
from crm.web.sending import has_mail_server
from crm.web.tapping import tap

TEAM = "team"


class PasswordForm(CrmForm):
    old_password = PasswordField(_("Present password"), [DataRequired()])
    password = PasswordField(_("New password"), [DataRequired(), strong_enough])
    conf_password = PasswordField(
        _("New password again"), [EqualTo("password", _("The two passwords differ."))]
    )

    def validate_old_password(self, field: PasswordField) -> None:
        if not check_password_hash(g.user.password, field.data or ""):
            raise ValidationError(_("This is not your present password."))


class AccountView(Page):
    route_base = "/account"
    class_permission_name = "Account"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> str:
        return self._page(PasswordForm())

    @expose("/password", methods=["POST"])
    @has_access
    @permission_name("edit")
    def password(self) -> str | Response:
        form = PasswordForm()
        if not form.validate():
            return self._page(form)
        self.appbuilder.sm.reset_password(g.user.id, form.password.data)
        login_user(g.user)
        flash(_("Your password is changed. You are signed out everywhere else."), "success")
        return redirect(url_for("AccountView.index"))

    @expose("/calendar", methods=["POST"])
    @has_access
    @permission_name("edit")
    def add_calendar(self) -> Response:
        me = current_viewer.advisor_id or abort(404)
        of_team = request.form.get("whose") == TEAM
        team_id = (team_of(self.session, me, today()) or abort(404)) if of_team else None
        if tap(self.session, lambda: open_feed(self.session, g.user.id, team_id)):
            flash(_("Your calendar may read the address below."), "success")
        return redirect(url_for("AccountView.index"))

    @expose("/calendar/<int:pk>/revoke", methods=["POST"])
    @has_access
    @permission_name("edit")
    def revoke_calendar(self, pk: int) -> Response:
        feed = self.find(CalendarFeed, pk, CalendarFeed.user_id == g.user.id)
        if tap(self.session, lambda: self.session.delete(feed)):
            flash(_("The address is revoked. No calendar reads it any more."), "success")
        return redirect(url_for("AccountView.index"))

    @expose("/digest", methods=["POST"])
    @has_access
    @permission_name("edit")
    def digest(self) -> Response:
        """Asked for twice is asked for once; the language is the one of this page."""
        if current_viewer.advisor_id is None:
            abort(404)
        wanted, mine = request.form.get("wanted") == "yes", self._digest()
        if wanted and mine is None:
            wish = Digest(user_id=g.user.id, language=current_language())
            act = lambda: self.session.add(wish)  # noqa: E731
            done = tap(self.session, act)
        elif mine is not None and not wanted:
            done = tap(self.session, lambda: self.session.delete(mine))
        else:
            done = True
        if done:
            said = _("A letter comes each working day at six on which there is something to say.")
            flash(said if wanted else _("No letter comes any more."), "success")
        return redirect(url_for("AccountView.index"))

    @expose("/weekly", methods=["POST"])
    @has_access
    @permission_name("edit")
    def weekly(self) -> Response:
        """Who sees no dashboard gets no letter about them."""
        if not allowed("can_show", "Board"):
            abort(404)
        wanted, mine = request.form.get("wanted") == "yes", self._weekly()
        done = True
        if wanted and mine is None:
            wish = WeeklyDigest(user_id=g.user.id, language=current_language())
            done = tap(self.session, lambda: self.session.add(wish))
        elif mine is not None and not wanted:
            done = tap(self.session, lambda: self.session.delete(mine))
        if done:
            said = _("A letter with three sentences comes each Monday morning.")
            flash(said if wanted else _("No letter comes on Mondays any more."), "success")
        return redirect(url_for("AccountView.index"))

    def _page(self, form: PasswordForm) -> str:
        me = current_viewer.advisor_id
        mine = {"has_mail_server": has_mail_server(), "weekly": self._weekly()}
        mine |= {} if me is None else self._of_advisor(me)
        return str(self.render_template("account.html", title=_("My account"), form=form, **mine))

    def _of_advisor(self, me: int) -> dict[str, Any]:
        feeds = feeds_of(self.session, g.user.id)
        return {
            "advises": True,
            "feeds": [(feed, address_of(feed)) for feed in feeds],
            "has_own": any(feed.team_id is None for feed in feeds),
            "may_have_team": team_of(self.session, me, today())
            not in {None, *(feed.team_id for feed in feeds)},
            "digest": self._digest(),
        }

    def _digest(self) -> Digest | None:
        return self.session.scalars(select(Digest).where(Digest.user_id == g.user.id)).first()

    def _weekly(self) -> WeeklyDigest | None:
        query = select(WeeklyDigest).where(WeeklyDigest.user_id == g.user.id)
        return self.session.scalars(query).first()
