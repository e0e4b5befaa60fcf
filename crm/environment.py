"""How a setting's text is read, and what is expected where it cannot be.

A reader gives the value or raises ``Unfit`` with a sentence; ``variable`` and ``value`` are put
into it by whoever knows them.
"""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from crm.enums import N_, InquiryChannel
from crm.errors import Refusals
from crm.rules import Problem
from crm.rules.ways_to_reach import EMAIL

PREFIX = "ANSPRECHPARTNER_"
YES, NO = ("1", "true", "yes", "on", "ja"), ("0", "false", "no", "off", "nein")
LANGUAGES = ("de", "en")
LAENDER = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST",
           "TH")  # fmt: skip
DATABASES = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg", "postgres")
RATE_STORAGES = ("memory", "redis", "rediss", "redis+unix", "redis+sentinel", "redis+cluster")
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
LARGEST_PICTURE = 1_000_000

Read = Callable[[str], Any]


class Unfit(ValueError):
    """A setting's text that cannot be read."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message, self.values = message, values


def whole_number(low: int, high: int) -> Read:
    def read(text: str) -> int:
        if re.fullmatch(r"[0-9]{1,9}", text.strip()) and low <= int(text) <= high:
            return int(text)
        raise Unfit(
            N_("%(variable)s is “%(value)s”. Expected is a whole number from %(low)s to %(high)s."),
            low=low,
            high=high,
        )

    return read


def flag(text: str) -> bool:
    if text.strip().lower() in (*YES, *NO):
        return text.strip().lower() in YES
    raise Unfit(N_("%(variable)s is “%(value)s”. Expected is 1 for yes or 0 for no."))


def language(text: str) -> str:
    if text in LANGUAGES:
        return text
    raise Unfit(N_("%(variable)s is “%(value)s”. Expected is de or en."))


def time_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        near = get_close_matches(text, sorted(available_timezones()), 1) or ["Europe/Berlin"]
        raise Unfit(
            N_("%(variable)s is “%(value)s”. Expected is the name of a time zone like %(near)s."),
            near=near[0],
        ) from None
    return text


def land(text: str) -> str:
    if text in LAENDER:
        return text
    raise Unfit(
        N_("%(variable)s is “%(value)s”. Expected is the code of a Land: %(known)s."),
        known=", ".join(LAENDER),
    )


def reply_days(text: str) -> str:
    from crm.rules.inquiry import days_per_channel

    try:
        days_per_channel(text)
    except ValueError:
        raise Unfit(
            N_("%(variable)s is “%(value)s”. Expected is a number of working days, and others for"
               " channels if need be: 3, internet=1. Channels: %(known)s."),
            known=", ".join(InquiryChannel),
        ) from None  # fmt: skip
    return text


def mail_server(text: str) -> str:
    """The sentence does not repeat the address: there is a password in it."""
    from urllib.parse import urlsplit

    schemes = ("smtp", "smtp+starttls", "smtps")
    try:
        parts = urlsplit(text)
        sound = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not text or sound:
        return text
    raise Unfit(
        N_("%(variable)s is no mail server. Expected is smtp://host, smtp+starttls://host:587 or"
           " smtps://user:password@host.")
    )  # fmt: skip


def origins(text: str) -> str:
    """Parted by blanks; a path, a password or a wildcard has no place in one."""
    if all(re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", one) for one in text.split()):
        return text
    raise Unfit(
        N_("%(variable)s is “%(value)s”. Expected are addresses of sites without a path:"
           " https://www.example.org.")
    )  # fmt: skip


def web_address(text: str) -> str:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not text or (sound and not parts.query and not parts.fragment):
        return text
    raise Unfit(
        N_("%(variable)s is “%(value)s”. Expected is the address of the public pages, like"
           " https://wirtschaft.stadt.example.")
    )  # fmt: skip


def page_address(text: str) -> str:
    if not text or re.fullmatch(r"https?://[^\s\"<>]+", text):
        return text
    raise Unfit(
        N_("%(variable)s is “%(value)s”. Expected is the address of a page, like"
           " https://www.stadt.example/impressum.")
    )  # fmt: skip


def picture(text: str) -> bytes:
    """What is in the file; nothing where none is named."""
    from pathlib import Path

    if not text:
        return b""
    try:
        content = Path(text).read_bytes()
    except OSError:
        content = b""
    if content.startswith(PICTURES) and len(content) <= LARGEST_PICTURE:
        return content
    raise Unfit(
        N_("%(variable)s is “%(value)s”. Expected is a picture that can be read, PNG or JPEG, of at"
           " most one megabyte.")
    )  # fmt: skip


def mail_sender(text: str) -> str:
    from email.utils import parseaddr

    if not text or EMAIL.fullmatch(parseaddr(text)[1]):
        return text
    raise Unfit(N_("%(variable)s is “%(value)s”. Expected is an address: Amt <amt@stadt.example>."))


def rate(text: str) -> str:
    from limits import parse_many

    try:
        if all(limit.amount > 0 for limit in parse_many(text)):
            return text
    except ValueError:
        pass
    raise Unfit(
        N_("%(variable)s is “%(value)s”. Expected is a number in a time, like 20 per minute.")
    )


def rate_storage(text: str) -> str:
    if "://" in text and text.partition("://")[0] in RATE_STORAGES:
        return text
    raise Unfit(
        N_("%(variable)s begins with “%(scheme)s”. Expected is memory:// or redis://host."),
        scheme=_beginning(text),
    )


def database_address(text: str) -> str:
    """The sentence does not repeat the address: there is a password in it."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    if not text:
        return text
    try:
        address = make_url(text)
    except (ArgumentError, ValueError):
        raise Unfit(
            N_(
                "%(variable)s is no address of a database. Expected is"
                " postgresql://user:password@host/name or sqlite:////folder/file.db."
            )
        ) from None
    if address.drivername not in DATABASES:
        raise Unfit(
            N_("%(variable)s begins with “%(scheme)s”. Expected is postgresql:// or sqlite:///."),
            scheme=_beginning(text),
        )
    if address.drivername.startswith("sqlite") and address.database in (None, "", ":memory:"):
        raise Unfit(N_("%(variable)s names no file. Expected is sqlite:////folder/file.db."))
    return text


def _beginning(text: str) -> str:
    """Never what comes after it, which may be secret."""
    scheme, separator, _rest = text.partition("://")
    return scheme + separator if separator else text[:8]


def problems(environ: Mapping[str, str], readers: Mapping[str, Read]) -> list[Problem]:
    """All that is wrong with the environment at once; an empty text is as good as none."""
    found = []
    for name, read in readers.items():
        text = environ.get(PREFIX + name)
        if not text:
            continue
        try:
            read(text)
        except Unfit as unfit:
            values = {"variable": PREFIX + name, "value": text, **unfit.values}
            found.append(Problem(PREFIX + name, unfit.message, values))
    return found


def refuse_unfit(environ: Mapping[str, str], readers: Mapping[str, Read]) -> None:
    if found := problems(environ, readers):
        raise Refusals(found)


def unknown(environ: Mapping[str, str], known: list[str]) -> list[tuple[str, str]]:
    """Variables that look like settings and are none, each with the nearest that is, or ""."""
    ours = [PREFIX + name for name in known]
    strange = [name for name in sorted(environ) if name.startswith(PREFIX) and name not in ours]
    return [(name, next(iter(get_close_matches(name, ours, 1, 0.85)), "")) for name in strange]
