"""Letters that wait are handed to the city's mail server, by the server itself."""

from __future__ import annotations

from flask import current_app

from crm.services.mail import deliver
from crm.smtp import mail_server


def send_mail() -> int:
    """How many went out; none where no mail server is set up."""
    address, sender = current_app.config["MAIL_SERVER"], current_app.config["MAIL_FROM"]
    if not (address and sender):
        return 0
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    with mail_server(address) as send:
        return deliver(session, sender, send)
