"""Letters that wait are handed to the city's mail server, by the server itself."""

from __future__ import annotations

from flask import current_app

from crm.services.mail import deliver
from crm.smtp import mail_server


def has_mail_server() -> bool:
    return bool(current_app.config["MAIL_SERVER"] and current_app.config["MAIL_FROM"])


def send_mail() -> int:
    """How many went out; none where no mail server is set up."""
    if not has_mail_server():
        return 0
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    with mail_server(current_app.config["MAIL_SERVER"]) as send:
        return deliver(session, current_app.config["MAIL_FROM"], send)
