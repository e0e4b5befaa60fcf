"""Settings from the environment, grouped. docs/administrator/settings.md has the table."""

import os
import secrets
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from crm import environment as read


def _setting(variable: str, default: str, reader: read.Read = str) -> Any:
    """A field that is read from the environment; one fault there names all of them."""

    def value() -> Any:
        try:
            return reader(os.environ.get(read.PREFIX + variable) or default)
        except read.Unfit:
            read.refuse_unfit(os.environ, readers())
            raise

    return field(default_factory=value, metadata={"variable": variable, "reader": reader})


def _home(text: str) -> Path:
    return Path(text or user_data_path("ansprechpartner", appauthor=False))


@dataclass(frozen=True)
class Settings:
    """One process's settings; read once by ``Settings()`` where the process starts."""

    home: Path = _setting("HOME", "", _home)  # noqa: RUF009
    """Folder of the embedded database, the secret key and files of running imports."""
    database_url: str = _setting("DATABASE_URL", "", read.database_address)
    secret_key: str = _setting("SECRET_KEY", "")

    city: str = _setting("CITY", "Magdeburg")
    office: str = _setting("OFFICE", "Wirtschaftsförderung")
    arms: bytes = _setting("ARMS", "", read.picture)
    """The city's, on the covers of its workbooks: what is in the file that is named."""
    language: str = _setting("LANGUAGE", "de", read.language)
    land: str = _setting("LAND", "ST", read.land)
    """Whose public holidays are no working days: the Land's code in ISO 3166-2, without DE-."""
    reply_days: str = _setting("REPLY_DAYS", "3", read.reply_days)
    """Working days within which a first reply is in time: ``3, internet=1``."""
    feedback_days: int = _setting("FEEDBACK_DAYS", "10", read.whole_number(1, 60))
    """And within which the office that forwarded an inquiry hears what became of it."""
    time_zone: str = _setting("TIME_ZONE", "Europe/Berlin", read.time_zone)

    host: str = _setting("HOST", "127.0.0.1")
    port: int = _setting("PORT", "8080", read.whole_number(1, 65535))
    https: bool = _setting("HTTPS", "0", read.flag)
    """Whether people reach the server by https: cookies become Secure, HSTS is sent."""
    proxies: int = _setting("PROXIES", "0", read.whole_number(0, 10))
    """How many reverse proxies stand in front, whose X-Forwarded headers are believed."""

    public_url: str = _setting("PUBLIC_URL", "", read.web_address)
    """Under which address people outside reach the public pages; links in letters begin with it."""
    mail_server: str = _setting("MAIL_SERVER", "", read.mail_server)
    """Where letters are handed in; none: they wait."""
    mail_from: str = _setting("MAIL_FROM", "", read.mail_sender)

    upload_megabytes: int = _setting("UPLOAD_MEGABYTES", "200", read.whole_number(1, 10_000))
    session_hours: int = _setting("SESSION_HOURS", "10", read.whole_number(1, 720))
    login_rate: str = _setting("LOGIN_RATE", "20 per minute", read.rate)
    public_rate: str = _setting("PUBLIC_RATE", "20 per hour", read.rate)
    """How often one address may write through the public page."""
    embed_in: str = _setting("EMBED_IN", "", read.origins)
    """Origins of sites that may show the public page in a frame: ``https://www.magdeburg.de``."""
    imprint_url: str = _setting("IMPRINT_URL", "", read.page_address)
    privacy_url: str = _setting("PRIVACY_URL", "", read.page_address)
    """Pages of the city to which every page without login leads: who is behind it, and what
    happens to personal data."""
    token_minutes: int = _setting("TOKEN_MINUTES", "15", read.whole_number(1, 1440))
    """How long a token of the API holds; what refreshes it holds as long as a session."""
    rate_storage: str = _setting("RATE_STORAGE", "memory://", read.rate_storage)

    @property
    def url(self) -> str:
        """The database's address; the embedded SQLite file when none is set."""
        if not self.database_url:
            return f"sqlite:///{self.home / 'ansprechpartner.db'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
            "postgres://", "postgresql+psycopg://", 1
        )

    @property
    def outside_url(self) -> str:
        """Without a slash at its end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    def secret(self) -> str:
        """The key that signs cookies: from the environment, else made once and kept in home."""
        if self.secret_key:
            return self.secret_key
        path = self.home / "secret-key"
        if not path.exists():
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            _keep_secret(path)
        return path.read_text(encoding="ascii").strip()


def _keep_secret(path: Path) -> None:
    """Of several processes that start at once the first one's, whole as soon as it is there."""
    fresh = path.with_name(f"{path.name}-{secrets.token_hex(4)}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_hex(32), encoding="ascii")
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        fresh.replace(path)
    fresh.unlink(missing_ok=True)


def readers() -> dict[str, read.Read]:
    """Every variable without its prefix, and how its text is read."""
    return {each.metadata["variable"]: each.metadata["reader"] for each in fields(Settings)}
