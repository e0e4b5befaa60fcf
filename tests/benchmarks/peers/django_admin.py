"""Django's admin as it comes, over the same rows, with nothing but the columns named."""

import django
from django.apps import apps
from django.conf import settings
from sqlalchemy import make_url


def database(url: str) -> dict[str, object]:
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": address.database}
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": address.database,
        "USER": address.username, "HOST": address.host, "PORT": str(address.port or ""),
    }  # fmt: skip


OWN_TABLES = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}


class Router:
    """Django's own tables lie in memory, ours where they are."""

    def db_for_read(self, model, **_hints: object) -> str:  # type: ignore[no-untyped-def]
        return "rows" if model._meta.app_label == "peers" else "default"


def client(url: str):  # type: ignore[no-untyped-def]
    """A test client whose requests are a superuser's, who is never stored; queries uncounted."""
    settings.configure(
        DEBUG=False, SECRET_KEY="x" * 32, ROOT_URLCONF="tests.benchmarks.peers.django_urls",
        DATABASES={"default": OWN_TABLES, "rows": database(url)}, ALLOWED_HOSTS=["*"],
        DATABASE_ROUTERS=["tests.benchmarks.peers.django_admin.Router"], USE_TZ=True,
        INSTALLED_APPS=["django.contrib.admin", "django.contrib.auth", "django.contrib.messages",
                        "django.contrib.contenttypes", "django.contrib.sessions",
                        "tests.benchmarks.peers"],
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                    "tests.benchmarks.peers.django_urls.superuser",
                    "django.contrib.messages.middleware.MessageMiddleware"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
                    "OPTIONS": {"context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages"]}}],
    )  # fmt: skip
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    assert apps.ready
    call_command("migrate", verbosity=0)
    return Client(), None


PAGES = {
    "firm list": "/admin/peers/company/",
    "find a firm": "/admin/peers/company/?q={fragment}",
    "contact list": "/admin/peers/interaction/",
    "visit form": "/admin/peers/participation/add/",
    "follow-up list": "/admin/peers/followup/",
}
