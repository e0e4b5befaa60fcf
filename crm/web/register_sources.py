"""The registers and tables that can be read, asked once a request."""

from collections.abc import Mapping

from flask import abort, current_app, g

from crm.register.find_source import all_origins
from crm.register.source import Origin


def sources() -> Mapping[str, Origin]:
    """By name."""
    if "register_sources" not in g:
        session = current_app.appbuilder.session  # type: ignore[attr-defined]
        g.register_sources = {source.name: source for source in all_origins(session)}
    found: Mapping[str, Origin] = g.register_sources
    return found


def source_or_404(name: str) -> Origin:
    return sources().get(name) or abort(404)


def source_title(name: str) -> str:
    """Its name where it is gone."""
    source = sources().get(name)
    return source.title if source else name
