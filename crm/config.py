"""Settings from the environment, grouped. docs/administrator/settings.md has the table."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

PREFIX = "ANSPRECHPARTNER_"


def _text(name: str, default: str = "") -> str:
    return os.environ.get(PREFIX + name, default)


def _number(name: str, default: int) -> int:
    return int(_text(name) or default)


def _flag(name: str, default: bool = False) -> bool:
    return _text(name, "1" if default else "0").lower() in (
        "1",
        "true",
        "yes",
        "on",
        "ja",
    )


def _home() -> Path:
    return Path(_text("HOME") or user_data_path("ansprechpartner", appauthor=False))


@dataclass(frozen=True)
class Settings:
    """One process's settings; read once by ``Settings()`` where the process starts."""

    home: Path = field(default_factory=_home)
    """Folder of the embedded database, the secret key and files of running imports."""
    database_url: str = field(default_factory=lambda: _text("DATABASE_URL"))
    secret_key: str = field(default_factory=lambda: _text("SECRET_KEY"))

    city: str = field(default_factory=lambda: _text("CITY", "Magdeburg"))
    office: str = field(default_factory=lambda: _text("OFFICE", "Wirtschaftsförderung"))
    language: str = field(default_factory=lambda: _text("LANGUAGE", "de"))
    time_zone: str = field(default_factory=lambda: _text("TIME_ZONE", "Europe/Berlin"))

    host: str = field(default_factory=lambda: _text("HOST", "127.0.0.1"))
    port: int = field(default_factory=lambda: _number("PORT", 8080))
    https: bool = field(default_factory=lambda: _flag("HTTPS"))
    """Whether people reach the server by https: cookies become Secure, HSTS is sent."""
    proxies: int = field(default_factory=lambda: _number("PROXIES", 0))
    """How many reverse proxies stand in front, whose X-Forwarded headers are believed."""

    upload_megabytes: int = field(default_factory=lambda: _number("UPLOAD_MEGABYTES", 200))
    session_hours: int = field(default_factory=lambda: _number("SESSION_HOURS", 10))
    login_rate: str = field(default_factory=lambda: _text("LOGIN_RATE", "20 per minute"))
    token_minutes: int = field(default_factory=lambda: _number("TOKEN_MINUTES", 15))
    """How long a token of the API holds; what refreshes it holds as long as a session."""
    rate_storage: str = field(default_factory=lambda: _text("RATE_STORAGE", "memory://"))

    @property
    def url(self) -> str:
        """The database's address; the embedded SQLite file when none is set."""
        if not self.database_url:
            return f"sqlite:///{self.home / 'ansprechpartner.db'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
            "postgres://", "postgresql+psycopg://", 1
        )

    def secret(self) -> str:
        """The key that signs cookies: from the environment, else made once and kept in home."""
        if self.secret_key:
            return self.secret_key
        path = self.home / "secret-key"
        if not path.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32), encoding="ascii")
        return path.read_text(encoding="ascii").strip()
