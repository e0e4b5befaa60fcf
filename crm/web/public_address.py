"""Addresses as people outside open them: the one place that makes them."""

from __future__ import annotations

from typing import Any

from flask import current_app, has_request_context, request


def public_address(endpoint: str, **values: Any) -> str:
    """For what goes to somebody else, a letter or a piece of paper: it begins with the setting
    PUBLIC_URL, never with what a request calls this server. A stranger may write any Host into
    one, and whoever they name as addressee would be led there.
    """
    return str(current_app.config["PUBLIC_URL"]) + path_of(endpoint, **values)


def address_for_reader(endpoint: str, **values: Any) -> str:
    """For whoever asks and reads the answer themselves, also as a code to be photographed or in
    their calendar: where PUBLIC_URL is not set, as they reached this server.
    """
    if current_app.config["HAS_PUBLIC_URL"] or not has_request_context():
        return public_address(endpoint, **values)
    return request.root_url.rstrip("/") + path_of(endpoint, **values)


def path_of(endpoint: str, **values: Any) -> str:
    return current_app.url_map.bind("").build(endpoint, values, force_external=False)
