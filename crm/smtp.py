"""The city's mail server, by its address: smtp://, smtp+starttls:// or smtps://."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from crm.services.mail import Send

SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
"""With the port that each has unless the address names one."""
PATIENCE = 20
"""Seconds."""


@contextmanager
def mail_server(address: str) -> Iterator[Send]:
    """One connection for several letters, opened with the first of them."""
    opened: list[smtplib.SMTP] = []

    def send(letter: EmailMessage) -> None:
        if not opened:
            opened.append(_connected(address))
        try:
            opened[0].send_message(letter)
        except smtplib.SMTPServerDisconnected:
            opened.clear()
            raise

    try:
        yield send
    finally:
        for server in opened:
            try:
                server.quit()
            except (OSError, smtplib.SMTPException):
                server.close()


def _connected(address: str) -> smtplib.SMTP:
    parts = urlsplit(address)
    host, port = parts.hostname or "localhost", parts.port or SCHEMES[parts.scheme]
    secure = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=secure)
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
    if parts.scheme == "smtp+starttls":
        server.starttls(context=secure)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
