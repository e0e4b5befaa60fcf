"""Where everything meets. Nothing is global: two apps may live in one process."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask, has_request_context, request
from flask_login import current_user
from sqlalchemy.orm import scoped_session
from werkzeug.middleware.proxy_fix import ProxyFix

from crm.config import Settings
from crm.db import CrmSession, open_engine, writing
from crm.permissions import ADMINISTRATOR, PUBLIC, ROLES
from crm.services.follow_merges import follow_merges
from crm.services.watch_overview import watch_overview
from crm.web import (
    access_log,
    addresses,
    asking,
    assets,
    controls,
    entered,
    formats,
    headers,
    housekeeping,
    languages,
    menu,
    menu_items,
    names,
    resume,
    unprintable,
    why,
)
from crm.web.appbuilder import CrmAppBuilder
from crm.web.security import CrmSecurityManager
from crm.web.views.home import HomeView
from reports.source.cache import SnapshotCache

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
WEB = Path(__file__).parent / "web"
PARTS = (
    unprintable, addresses, formats, names, languages, assets, controls, resume, asking,
    why, entered,
)  # fmt: skip


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or Settings()
    app = Flask(
        "crm",
        template_folder=str(WEB / "templates"),
        static_folder=str(assets.STATIC),
        static_url_path=assets.address(),
    )
    app.config.update(flask_settings(settings))
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, settings.proxies, settings.proxies, settings.proxies, settings.proxies
        )
    access_log.install(app)
    session = _open_sessions(app, settings)
    with app.app_context():
        _build_views(app, session)
    for part in PARTS:
        part.install(app)
    headers.install(app, https=settings.https)
    return app


def served_app(settings: Settings) -> Flask:
    """The app of a server that runs, which sees to its own house beside the requests."""
    app = create_app(settings)
    housekeeping.begin(app)
    return app


def flask_settings(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret(),
        "APP_NAME": "Ansprechpartner",
        "HOME": str(settings.home),
        "CITY": settings.city,
        "ARMS": settings.arms,
        "OFFICE": settings.office,
        "LAND": settings.land,
        "REPLY_DAYS": settings.reply_days,
        "FEEDBACK_DAYS": settings.feedback_days,
        "PUBLIC_RATE": settings.public_rate,
        "EMBED_IN": settings.embed_in,
        "PUBLIC_URL": settings.outside_url,
        "HAS_PUBLIC_URL": bool(settings.public_url),
        "IMPRINT_URL": settings.imprint_url,
        "PRIVACY_URL": settings.privacy_url,
        "MAIL_SERVER": settings.mail_server,
        "MAIL_FROM": settings.mail_from,
        "AUTH_ROLE_ADMIN": ADMINISTRATOR,
        "AUTH_ROLE_PUBLIC": PUBLIC,
        "AUTH_RATE_LIMITED": True,
        "AUTH_RATE_LIMIT": settings.login_rate,
        "RATELIMIT_ENABLED": True,
        "RATELIMIT_STORAGE_URI": settings.rate_storage,
        "FAB_ROLES": {role: [] for role in ROLES},
        "FAB_CREATE_DB": False,
        "FAB_UPDATE_PERMS": False,
        "FAB_API_SWAGGER_UI": False,
        "FAB_API_MAX_PAGE_SIZE": 100,
        "LANGUAGES": {code: {"name": name} for code, name in languages.NAMES.items()},
        "BABEL_DEFAULT_LOCALE": settings.language,
        "BABEL_DEFAULT_TIMEZONE": settings.time_zone,
        "BABEL_TRANSLATION_DIRECTORIES": str(WEB / "translations"),
        "MAX_CONTENT_LENGTH": settings.upload_megabytes * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=settings.session_hours),
        "JWT_ACCESS_TOKEN_EXPIRES": timedelta(minutes=settings.token_minutes),
        "JWT_REFRESH_TOKEN_EXPIRES": timedelta(hours=settings.session_hours),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _open_sessions(app: Flask, settings: Settings) -> scoped_session[CrmSession]:
    """One session a request; only requests that may change something take the write lock."""
    engine = open_engine(settings.url, must_exist=True)
    writer = writing(engine)

    def new_session() -> CrmSession:
        changes = not has_request_context() or request.method not in SAFE_METHODS
        return CrmSession(writer if changes else engine)

    session: scoped_session[CrmSession] = scoped_session(new_session)  # type: ignore[arg-type]
    follow_merges(CrmSession)
    watch_overview(CrmSession)
    app.extensions["crm_engine"] = engine
    app.extensions["crm_figures"] = SnapshotCache()

    @app.before_request
    def note_user() -> None:
        if request.method in SAFE_METHODS:
            return
        request.get_data(parse_form_data=True)  # all of it, before a transaction holds up others
        if current_user.is_authenticated:
            session.info["user_id"] = current_user.id

    @app.teardown_appcontext
    def close_session(_error: BaseException | None) -> None:
        session.remove()

    return session


def _build_views(app: Flask, session: scoped_session[CrmSession]) -> None:
    appbuilder = CrmAppBuilder(
        indexview=HomeView,
        base_template="layout.html",
        security_manager_class=CrmSecurityManager,
        update_perms=False,
    )
    appbuilder.init_app(app, session)
    menu.register(app, appbuilder)
    app.config["OPEN_VIEWS"] = frozenset(
        view.endpoint for view in appbuilder.baseviews if getattr(view, "is_public", False)
    )
    menu_items.install(app, menu.MENU)
